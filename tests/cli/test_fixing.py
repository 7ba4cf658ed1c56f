"""`check` with fixes: what is written where, and the exit status."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from citecheck.cli.main import main

LIST = """
# Works Cited

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.
"""
TEXT = "The ferry (Holm, *Stone* 12; Marsh 3) was late (Holme, *Stone* 14), and sank (Marsh, *Floodz* 7).\n" + LIST
SAFE = TEXT.replace("Holme", "Holm")
ALL = SAFE.replace("Floodz", "Floods")
CLEAN = "The ferry (Holm, *Stone* 12; Marsh 3) was late.\n" + LIST


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("paper.md").write_text(TEXT)


@pytest.mark.parametrize(
    ("arguments", "status", "left", "says"),
    [
        ("", 1, TEXT, "; 1 fixable with --fix (and 1 more with --unsafe-fixes)\n"),
        ("--unsafe-fixes", 1, TEXT, "; 2 fixable with --fix\n"),
        (
            "--fix",
            1,
            SAFE,
            "1 finding (1 error) in 1 file with 4 cites; 1 fixed; 1 fixable with --fix --unsafe-fixes\n",
        ),
        ("--fix --unsafe-fixes", 0, ALL, "No findings in 1 file with 4 cites; 2 fixed\n"),
        ("--fix --unsafe-fixes --exit-non-zero-on-fix", 1, ALL, "2 fixed\n"),
        ("--fix --exit-zero", 0, SAFE, "1 fixed"),
        ("--fix-only", 0, SAFE, ""),
        ("--fix-only --exit-non-zero-on-fix", 1, SAFE, ""),
        ("--fix --ignore CIT", 0, TEXT, "No findings in 1 file with 4 cites\n"),
        (
            "--diff",
            1,
            TEXT,
            "+The ferry (Holm, *Stone* 12; Marsh 3) was late (Holm, *Stone* 14), and sank (Marsh, *Floodz* 7).\n",
        ),
        ("--diff --unsafe-fixes", 1, TEXT, "was late (Holm, *Stone* 14), and sank (Marsh, *Floods* 7).\n"),
        ("--diff --fix", 1, TEXT, "--- paper.md\n+++ paper.md\n@@ "),
        ("--diff --ignore CIT003", 0, TEXT, ""),
    ],
)
def test_fixing(arguments: str, status: int, left: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments.split(), "paper.md"]) == status
    told = capsys.readouterr()
    assert says in told.out
    assert told.out or not says
    assert told.err == ""
    assert Path("paper.md").read_text() == left
    assert sorted(p.name for p in Path().iterdir()) == [".git", "paper.md"]


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), TEXT.removesuffix("\n"), "\ufeff" + TEXT])
def test_git_applies_the_diff(text: str) -> None:
    Path("paper.md").write_bytes(text.encode())
    done = subprocess.run(
        [sys.executable, "-m", "citecheck", "check", "--diff", "--unsafe-fixes", "paper.md"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    git = shutil.which("git")
    assert git
    shutil.rmtree(".git")
    subprocess.run([git, "init", "-q"], check=True)
    subprocess.run([git, "apply", "-p0", "-"], input=done.stdout, check=True)
    assert Path("paper.md").read_bytes() == text.replace("Holme", "Holm").replace("Floodz", "Floods").encode()


@pytest.mark.parametrize(
    ("arguments", "out", "status"),
    [
        (["--fix", "-"], SAFE, 1),
        (["--fix", "--unsafe-fixes", "--stdin-filename", "paper.md"], ALL, 0),
        (["--fix-only", "--stdin-filename", "paper.md", "-"], SAFE, 0),
        (["--fix", "--ignore", "CIT", "-"], TEXT, 0),
    ],
)
def test_standard_input_goes_to_standard_output(
    arguments: list[str],
    out: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.replace("\n", "\r\n").encode())))
    Path("paper.md").write_text(CLEAN)
    assert main(["check", *arguments]) == status
    told = capfdbinary.readouterr()
    assert told.out == out.replace("\n", "\r\n").encode()
    assert (b" in 1 file with 4 cites" in told.err) is ("--fix-only" not in arguments)
    assert Path("paper.md").read_text() == CLEAN


def test_standard_input_that_is_not_decoded_strictly_comes_out_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = TEXT.encode() + b"caf\xe9"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["check", "--fix", "-"]) == 1
    told = capfdbinary.readouterr()
    assert told.out == data
    assert b"not fixed: its encoding is broken or a guess (DOC901)" in told.err


def test_standard_input_stands_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["check", "--fix", "-", "paper.md"]) == 2
    assert "standard input stands alone" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from citecheck.engine import writing

    def refuse(path: str, before: bytes, after: bytes) -> None:
        raise writing.NotWritten("it is write-protected")

    monkeypatch.setattr(writing, "replace", refuse)
    assert main(["check", "--fix", "paper.md"]) == 2
    told = capsys.readouterr()
    assert told.err == "citecheck: paper.md: not fixed: it is write-protected\n"
    assert "Holme" in told.out
    assert " fixed" not in told.out


def test_each_fix_is_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output-format", "json", "paper.md"]) == 1
    first, second = (d["fix"] for d in json.loads(capsys.readouterr().out)["diagnostics"])
    at = TEXT.index("Holme")
    assert first["edits"] == [{"start": at, "end": at + 5, "text": "Holm"}]
    assert (first["safe"], second["safe"]) == (True, False)


def test_a_bibliography_is_fixed_too() -> None:
    entry = "@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, publisher = {Lantern}, year = 1994}\n"
    Path("works.bib").write_text(entry + "\n" + entry)
    Path("key.md").write_text("---\nbibliography: works.bib\n---\n\nIt sank [@holm1994].\n")
    assert main(["check", "--fix", "key.md"]) == 0
    assert Path("works.bib").read_text() == entry
