"""The cache, the number of processes and the progress bar, as they are asked for."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from citecheck.cli import progress
from citecheck.cli.main import main

BIB = "@book{marsh1987floods, author = {Marsh, Ann}, title = {Floods}, publisher = {Lantern}, year = 1987}\n"
FAULTY = "---\nbibliography: works.bib\n---\n\nIt was slow [@marsh1987floods, 12] and wet [@reed1972patrons, 3].\n"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two manuscripts, and the folder of the cache."""
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    monkeypatch.chdir(project)
    monkeypatch.setenv("CITECHECK_CACHE_DIR", str(tmp_path / "kept"))
    Path("works.bib").write_text(BIB)
    Path("one.md").write_text(FAULTY)
    Path("two.md").write_text(FAULTY)
    return tmp_path / "kept"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    output = capsys.readouterr()
    return status, output.out, output.err


def entries(folder: Path) -> int:
    return len(list(folder.glob("??/*")))


def test_what_a_run_reads_is_kept_for_the_next(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, ".")
    assert entries(kept) == 3
    assert told(capsys, ".") == first
    assert told(capsys, "--jobs", "2", ".") == first
    assert told(capsys, "--no-cache", "-j", "1", ".") == first
    assert entries(kept) == 3


def test_nothing_is_kept_without_the_cache(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--no-cache", ".")
    told(capsys, "cites", "--no-cache", ".")
    assert not kept.exists()


def test_it_is_kept_where_it_is_said(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "cites", "--cache-dir", str(tmp_path / "here"), "one.md")
    assert (entries(tmp_path / "here"), kept.exists()) == (2, False)


def test_a_cache_that_cannot_be_is_no_trouble(
    kept: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = told(capsys, ".")
    told(capsys, "clean")
    kept.write_text("mine")
    assert told(capsys, ".") == expected
    monkeypatch.setenv("CITECHECK_DEBUG", "1")
    status, out, err = told(capsys, ".")
    assert (status, out) == expected[:2]
    assert err == f"citecheck: the cache was of no use: {kept}: Not a directory\n"
    assert kept.read_text() == "mine"


def test_cleaning(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, ".")
    assert told(capsys, "clean") == (0, f"3 entries removed from {kept}\n", "")
    assert told(capsys, "clean") == (0, f"nothing is kept in {kept}\n", "")
    assert not kept.exists()
    here = tmp_path / "here"
    told(capsys, "--cache-dir", str(here), "one.md")
    (here / "paper.md").write_text("mine")
    assert told(capsys, "clean", "--cache-dir", str(here)) == (0, f"2 entries removed from {here}\n", "")
    assert [p.name for p in here.iterdir()] == ["paper.md"]


def test_a_file_is_no_folder_to_clean(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept.write_text("mine")
    assert told(capsys, "clean") == (2, "", f"citecheck: cannot empty {kept}: Not a directory\n")
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("wrong", ["0", "-1", "two", "1000", "1.5", "", "9" * 5000])
def test_a_number_of_processes_that_is_none(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "--jobs", wrong, ".")
    assert (status, out) == (2, "")
    assert "is not auto or a number from 1 to 256" in err


# ---- the progress bar


def on_terminal(script: str, **environment: str) -> str:
    """What a program writes to a terminal that is its standard error."""
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("CI", "TERM")} | {"TERM": "xterm"} | environment
    process = subprocess.Popen([sys.executable, "-c", script], stderr=theirs, stdout=subprocess.DEVNULL, env=env)
    os.close(theirs)
    written = b""
    try:
        while data := os.read(ours, 65536):
            written += data
    except OSError:  # the terminal's other side is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return written.decode()


SCRIPT = """
import sys
from citecheck.cli import progress
progress._PATIENCE = progress._INTERVAL = {patience}
with progress.progress() as told:
    for n in range({of}):
        told(n + 1, {of})
    sys.exit({expected} != ("rich" in sys.modules))
"""


def test_long_work_shows_how_far_it_is() -> None:
    written = on_terminal(SCRIPT.format(patience=0, of=50, expected=True))
    assert "25/50" in written
    assert written.endswith(("\x1b[2K", "\x1b[?25h"))  # the line is empty again, the cursor back


@pytest.mark.parametrize(
    ("patience", "of", "environment"),
    [(60, 50, {}), (0, 5, {}), (0, 50, {"TERM": "dumb"}), (0, 50, {"CI": "true"})],
)
def test_short_work_and_machines_get_no_bar(patience: int, of: int, environment: dict[str, str]) -> None:
    assert on_terminal(SCRIPT.format(patience=patience, of=of, expected=False), **environment) == ""


def test_a_pipe_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not progress.wanted()
    monkeypatch.setattr(sys, "stderr", None)
    assert not progress.wanted()
