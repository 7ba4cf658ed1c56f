from __future__ import annotations

import io
import subprocess
import sys

import pytest

from citecheck import __version__
from citecheck.cli import check, main, options, output
from citecheck.model import Run


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--version"]) == 0
    assert capsys.readouterr().out == f"citecheck {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["check", "--help"], ["cites", "--help"], ["rules", "-h"], ["explain", "-h"]]
)
def test_help_has_examples(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(arguments) == 0
    shown = capsys.readouterr().out
    assert "Usage: citecheck" in shown
    assert "Examples:" in shown or arguments[0] == "rules"


def test_version_imports_neither_engine_nor_msgspec() -> None:
    code = (
        "import sys\nfrom citecheck.cli.main import main\nmain(['--version'])\n"
        "sys.exit(str(sorted({'msgspec', 'citecheck.engine', 'bibtexparser', 'rapidfuzz'} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--output-format", "xml", "a.md"], "'xml' is not one of"),
        (["check", "--no-such-option"], "--no-such-option"),
        (["--max-size", "big", "a.md"], "'big' is not a size"),
        (["--max-size", "nan", "a.md"], "'nan' is not a size"),
        (["check", "--max-size", "0", "a.md"], "'0' is not a size"),
        (["check", "--citation-format", "mla", "a.md"], "'mla' is not one of"),
        (["check", "--stdin-filename", "a.md", "b.md"], "stands for the only manuscript"),
        (["explain"], "Missing argument"),
        ([], "nothing to check"),
    ],
)
def test_a_wrong_use_is_told_in_one_line(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("citecheck: ")
    assert says in told.err
    assert told.err.count("\n") == 1


def _raising(error: BaseException) -> object:
    def run(*_: object, **__: object) -> Run:
        raise error

    return run


def test_an_internal_error_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(options, "run", _raising(RuntimeError("odd\x1b[31m")))
    assert main.main(["a.md"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(r"citecheck: internal error: RuntimeError: odd\x1b[31m; please report it")
    assert told.err.count("\n") == 1


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "run", _raising(RuntimeError("odd")))
    monkeypatch.setenv("CITECHECK_DEBUG", "1")
    with pytest.raises(RuntimeError, match="odd"):
        main.main(["a.md"])


def test_an_interruption_is_told(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(main, "abandon_output", lambda: None)
    monkeypatch.setattr(options, "run", _raising(KeyboardInterrupt()))
    assert main.main(["a.md"]) == 130
    assert capfd.readouterr().err.strip() == "citecheck: interrupted"


@pytest.mark.parametrize(
    ("text", "size"),
    [("500000", 500_000), ("20M", 20 << 20), ("1.5 GB", 3 << 29), ("1k", 1024), ("2MiB", 2 << 20), (None, None)],
)
def test_sizes(text: str | None, size: int | None) -> None:
    assert options.size(None, None, text) == size


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {}, False),
    ],
)
def test_colour(
    choice: str, terminal: bool, environment: dict[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(output, "on_terminal", lambda: terminal)
    assert output.wants_colour(choice) is wanted


def test_what_a_terminal_cannot_show_is_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    output.put("“Reed”\n")
    assert raw.getvalue() == b"\\u201cReed\\u201d\n"
    output.put("“Reed”\n", utf8=True)
    assert raw.getvalue().endswith("“Reed”\n".encode())


def test_status() -> None:
    from tests.reports import samples

    assert check.status(samples.run()) == 1
    assert check.status(samples.run(), exit_zero=True) == 0
    assert check.status(samples.run(diagnostics=samples.diagnostics()[3:])) == 0
    assert check.status(samples.run(diagnostics=())) == 0
    assert check.status(samples.run(diagnostics=(), failed=("gone.md: no such file",)), exit_zero=True) == 2
