"""The commands on real files: what is written where, and the exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from citecheck.cli.main import main

BIB = "@book{marsh1987floods, author = {Marsh, Ann}, title = {Floods}, publisher = {Lantern}, year = 1987}\n"
CLEAN = "---\nbibliography: works.bib\n---\n\nIt was slow [@marsh1987floods, 12].\n"
FAULTY = "---\nbibliography: works.bib\n---\n\nIt was slow [@marsh1987floods, 12] and wet [@reed1972patrons, 3].\n"
RUN = [sys.executable, "-m", "citecheck"]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("works.bib").write_text(BIB)
    Path("clean.md").write_text(CLEAN)
    Path("faulty.md").write_text(FAULTY)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of a command."""
    status = main(list(arguments))
    output = capsys.readouterr()
    return status, output.out, output.err


@pytest.mark.parametrize("command", [["clean.md"], ["check", "clean.md"], ["--notes", "clean.md"]])
def test_a_clean_manuscript_passes(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, *command) == (0, "No findings in 1 file with 1 cite\n", "")


def test_a_faulty_manuscript_fails(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "faulty.md")
    assert (status, err) == (1, "")
    assert out.startswith("faulty.md:5:45 CIT004 ")
    assert out.endswith("1 finding (1 error) in 1 file with 2 cites\n")
    assert told(capsys, "--exit-zero", "faulty.md") == (0, out, "")


def test_rules_are_selected_and_ignored(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--ignore", "CIT004", "faulty.md")[0] == 0
    assert told(capsys, "--select", "LOC,BIB203", "faulty.md")[0] == 0
    assert told(capsys, "--select", "undefined-citekey", "faulty.md")[0] == 1
    status, out, err = told(capsys, "--select", "CIT999", "faulty.md")
    assert (status, out) == (2, "")
    assert "CIT999" in err


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "--output-format", "json", "faulty.md")
    report = json.loads(out)
    assert (status, err, report["version"]) == (1, "", 1)
    assert [(d["path"], d["line"], d["column"], d["code"]) for d in report["diagnostics"]] == [
        ("faulty.md", 5, 45, "CIT004")
    ]
    assert report["summary"] == {"files": 1, "cites": 2, "findings": 1, "by_code": {"CIT004": 1}}


def test_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = told(capsys, "--statistics", "faulty.md")
    assert status == 1
    assert out.startswith("1  CIT004  error    undefined-citekey\n1 finding ")


def test_cites(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "cites", "faulty.md")
    assert (status, err) == (0, "")
    assert "faulty.md: citekey format; 1 entry in works.bib\n" in out
    status, out, _ = told(capsys, "cites", "--output-format", "json", "faulty.md")
    (file,) = json.loads(out)["files"]
    assert [(c["citekey"], c["verdict"], c["references"]) for c in file["cites"]] == [
        ("marsh1987floods", "resolved", ["marsh1987floods"]),
        ("reed1972patrons", "missing", []),
    ]
    assert [(r["id"], r["cited"]) for r in file["references"]] == [("marsh1987floods", 1)]


def test_another_bibliography(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.bib").write_text(BIB.replace("marsh1987floods", "reed1972patrons"))
    status, out, _ = told(capsys, "--bib", "other.bib", "faulty.md")
    assert status == 1
    assert "marsh1987floods" in out
    assert told(capsys, "--bib", "other.bib", "--bib", "works.bib", "faulty.md")[0] == 0


@pytest.mark.parametrize("arguments", [["-"], ["--stdin-filename", "draft.md"], ["--stdin-filename", "draft.md", "-"]])
def test_standard_input(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
    status, out, err = told(capsys, *arguments)
    assert (status, err) == (1, "")
    assert out.startswith(("draft.md:5:45 CIT004 ", "<stdin>.md:5:45 CIT004 "))


def test_folders_are_searched(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = told(capsys, ".")
    assert (status, out) == told(capsys, "check")[:2]
    assert status == 1
    assert "in 2 files with 3 cites" in out


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "no such file"),
        (os.mkdir, ""),
        (os.mkfifo, ""),
        (lambda path: path.write_bytes(b"\0" * 5000), ""),
        (lambda path: path.symlink_to(path), ""),
    ],
    ids=["missing", "folder", "fifo", "binary", "loop"],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_checked(
    make: object, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(Path("odd.md"))  # type: ignore[operator]
    status, out, err = told(capsys, "odd.md", "faulty.md")
    assert status == 2
    assert "faulty.md:5:45 CIT004 " in out
    assert err.startswith("citecheck: odd.md")
    assert says in err.lower()
    assert err.count("\n") == 1


def test_a_file_over_the_limit_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "--max-size", "50", "clean.md")
    assert (status, out) == (2, "")
    assert "clean.md" in err


def test_a_broken_configuration_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("citecheck.toml").write_text('selct = ["CIT"]\n')
    status, out, err = told(capsys, "clean.md")
    assert (status, out) == (2, "")
    assert "citecheck.toml" in err
    assert "select" in err
    assert told(capsys, "--isolated", "clean.md")[0] == 0
    Path("good.toml").write_text('ignore = ["CIT004"]\n')
    assert told(capsys, "--config", "good.toml", "faulty.md")[0] == 0
    assert told(capsys, "--config", "nowhere.toml", "faulty.md")[0] == 2


@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b[31m\x1b]0;x\x07.md", "-rf.md", b"caf\xe9.md"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_odd_names_are_read_and_never_act_on_the_terminal(name: str | bytes, form: str) -> None:
    Path(os.fsdecode(name)).write_text(FAULTY)
    done = subprocess.run([*RUN, "--output-format", form, "--", name], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert not set(done.stdout.decode()) & set("\x1b\x07\r")
    if form == "json":
        json.loads(done.stdout)


# ---- rules and their pages


def test_explain_by_code_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    by_code = told(capsys, "explain", "cit002")
    assert by_code[0] == 0
    assert by_code == told(capsys, "explain", "Ambiguous-Citation")
    assert by_code[1].startswith("CIT002 ambiguous-citation (error, on by default)\n\n")
    assert "Bad:" in by_code[1]
    assert "Good:" in by_code[1]


@pytest.mark.parametrize(
    ("asked", "suggested"),
    [("missing", "CIT001 (missing-reference)"), ("CIT02", "CIT002"), ("undefined-key", "CIT004")],
)
def test_explain_suggests_what_is_near(asked: str, suggested: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "explain", asked)
    assert (status, out) == (2, "")
    assert suggested in err


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "rules")
    assert (status, err) == (0, "")
    assert "CIT001 * error   missing-reference" in out
    rows = json.loads(told(capsys, "rules", "--output-format", "json")[1])["rules"]
    assert len(rows) == len(out.splitlines())
    assert set(rows[0]) == {"code", "name", "severity", "default", "summary"}


# ---- how it ends


def test_a_reader_that_leaves_is_no_error() -> None:
    Path("many.md").write_text(FAULTY + "And wet [@reed1972patrons, 3].\n\n" * 3000)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*RUN, "many.md"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [["faulty.md"], ["cites", "faulty.md"], ["rules"]])
def test_a_full_disk_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*RUN, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 2
    assert done.stderr == "citecheck: cannot write the output: No space left on device\n"


def test_closed_streams_are_survived() -> None:
    done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *RUN, "faulty.md"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"citecheck: standard output is closed\n")
    done = subprocess.run(["sh", "-c", '"$@" 2>&-', "sh", *RUN, "nowhere.md"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


def test_interrupted_work_ends_with_one_line() -> None:
    code = "import os, signal\nfrom citecheck.cli import options\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # jobs in the background ignore it
    code += "options.run = lambda *_: os.kill(os.getpid(), signal.SIGINT)\nfrom citecheck.cli.main import main\n"
    done = subprocess.run(
        [sys.executable, "-c", code + "raise SystemExit(main(['faulty.md']))"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "citecheck: interrupted")


def test_completion_knows_commands_and_options() -> None:
    environment = {
        **os.environ,
        "_CITECHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": "citecheck ex",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(RUN, env=environment, capture_output=True, check=False, text=True)
    assert "explain" in done.stdout
