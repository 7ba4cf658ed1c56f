"""Where results go: formats, files, and what is never written over."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from citecheck.cli import check, cites, outputs, save
from citecheck.cli.main import main
from citecheck.cli.output import CannotWrite
from citecheck.cli.outputs import Target
from tests.reports.test_reports import STYLING

FAULTY = (
    "It was slow (Holm, *Stone* 30-2; Reed 7).\n\n# Works Cited\n\nHolm, Ingrid. *Stone*. Northam: Lantern, 1994.\n"
)
CLEAN = FAULTY.replace("; Reed 7", "").replace("30-2", "30-32")
RUN = [sys.executable, "-m", "citecheck"]
FORMATS = outputs.formats()
ALL_TO_FILES = [f"--output-format={name}:{name}.out" for name in FORMATS]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("paper.md").write_text(FAULTY)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of a command."""
    status = main(list(arguments))
    output = capsys.readouterr()
    return status, output.out, output.err


# ---- formats


@pytest.mark.parametrize(
    ("text", "prefix", "target"),
    [
        ("sarif", "", Target("sarif")),
        ("sarif:out.sarif", "", Target("sarif", "out.sarif")),
        ("JSON:-", "", Target("json")),
        ("full", "", Target("text")),
        ("full:a:b.txt", "", Target("text", "a:b.txt")),
        ("json-lines", "", Target("jsonl")),
        ("csv:cites.csv", "cites-", Target("cites-csv", "cites.csv")),
        ("json-lines", "cites-", Target("cites-jsonl")),
    ],
)
def test_targets(text: str, prefix: str, target: Target) -> None:
    assert outputs.target(text, prefix) == target


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--output-format", "xml"], "'xml' is not one of text, concise, json"),
        (["--output-format", "statistics"], "'statistics' is not one of"),
        (["--output-format", "cites-csv"], "'cites-csv' is not one of"),
        (["--output-format", "sarif:"], "'sarif:' names no file after the colon"),
        (["--output-format", "sarif", "--output-format", "json"], "sarif and json cannot both go to standard output"),
        (["--output-format", "sarif", "--output-format", "json"], "as in json:FILE"),
        (["--output-format", "sarif:a", "--output-format", "json:./a"], "cannot both be written to a"),
        (["--output-format", "sarif:a", "--output", "b"], "each format has a file of its own"),
        (["--output-format", "sarif", "--output-format", "json", "-o", "a"], "cannot both be written to a"),
        (["--output", "nowhere/a.txt"], "there is no folder nowhere; make it first"),
        (["--output-format", "sarif:.git"], "cannot write .git: it is a folder"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_checked(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citecheck.cli.options.run", lambda *_: pytest.fail("it was checked"))
    status, out, err = told(capsys, "check", *arguments, "paper.md")
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_the_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    for told_formats, prefix in ((check.FORMATS, ""), (cites.FORMATS, "cites-")):
        assert re.split(", | or ", told_formats) == outputs.formats(prefix)
    status, out, _ = told(capsys, "check", "--help")
    assert status == 0
    assert "FORMAT[:FILE]" in out


def test_formats_are_completed() -> None:
    words = {
        "_CITECHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": "citecheck check --output-format s",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(RUN, env={**os.environ, **words}, capture_output=True, check=False, text=True)
    assert done.stdout.split() == ["plain,sarif"]


def test_full_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--output-format", "full", "paper.md") == told(capsys, "paper.md")


def test_the_variable_chooses_and_the_command_line_has_the_last_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITECHECK_OUTPUT_FORMAT", "github sarif:out.sarif")
    assert told(capsys, "paper.md")[1].startswith("::error title=CIT001 missing-reference,file=paper.md,line=1,")
    assert json.loads(Path("out.sarif").read_text())["version"] == "2.1.0"
    assert told(capsys, "--output-format", "concise", "paper.md")[1].startswith("paper.md:1:34: CIT001 ")
    assert told(capsys, "cites", "paper.md")[1].startswith("paper.md: author format")
    monkeypatch.setenv("CITECHECK_OUTPUT_FORMAT", "xml")
    status, out, err = told(capsys, "paper.md")
    assert (status, out) == (2, "")
    assert "CITECHECK_OUTPUT_FORMAT" in err


# ---- several at once


def test_several_results_of_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    alone = told(capsys, "paper.md")
    both = told(capsys, "--output-format", "sarif:out.sarif", "--output-format", "text", "paper.md")
    assert both == alone == (1, alone[1], "")
    (run,) = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"]
    assert [r["ruleId"] for r in run["results"]] == ["CIT001"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_what_standard_output_would(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "--output-format", name, "paper.md")
    assert (status, err) == (1, "")
    assert out
    assert told(capsys, "--output-format", name, "--output", "report", "paper.md") == (1, "", "")
    assert Path("report").read_bytes() == out.encode()
    assert told(capsys, "--output-format", f"{name}:again", "paper.md") == (1, "", "")
    assert Path("again").read_bytes() == out.encode()
    assert told(capsys, "--exit-zero", "--output-format", f"{name}:again", "paper.md") == (0, "", "")


def test_without_a_format_output_takes_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "paper.md")[1]
    assert told(capsys, "--output", "report.txt", "paper.md") == (1, "", "")
    assert Path("report.txt").read_text(encoding="utf-8") == out
    assert told(capsys, "--output", "-", "paper.md") == (1, out, "")


def test_a_file_has_colour_only_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "-o", "plain.txt", "paper.md")
    told(capsys, "--color", "always", "-o", "painted.txt", "paper.md")
    plain, painted = (Path(name).read_text(encoding="utf-8") for name in ("plain.txt", "painted.txt"))
    assert "\x1b" not in plain
    assert painted != plain == STYLING.sub("", painted)


def test_statistics_stand_for_what_people_read(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--statistics", "--output-format", "concise:a", "--output-format", "json:b", "paper.md")
    assert Path("a").read_text().startswith("1  CIT001  error    missing-reference\n")
    assert json.loads(Path("b").read_text())["summary"]["findings"] == 1


def test_tables_of_cites(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("cites", "--output-format", "csv:cites.csv", "--output-format", "jsonl", "paper.md")
    status, out, err = told(capsys, *arguments)
    assert (status, err) == (0, "")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["resolved", "missing"]
    lines = Path("cites.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("path,line,column,text,")
    assert lines[2].startswith("paper.md,1,34,Reed 7,author,")


def test_what_could_not_be_read_is_told_and_the_rest_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "--output-format", "jsonl:out", "gone.md", "paper.md")
    assert (status, out) == (2, "")
    assert "gone.md: no such file" in err
    assert json.loads(Path("out").read_text())["code"] == "CIT001"


# ---- files


def test_what_is_checked_is_never_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("works.bib").write_text("@book{holm1994stone, author = {Holm, Ingrid}, title = {Stone}, year = 1994}\n")
    os.link("paper.md", "twin.md")
    Path("link.md").symlink_to("paper.md")
    for name in ("paper.md", "./paper.md", "twin.md", "link.md", "works.bib"):
        before = Path(name).read_bytes()
        for arguments in (["--output", name], ["--output-format", f"json:{name}"]):
            status, out, err = told(capsys, "check", "--bib", "works.bib", *arguments, "paper.md")
            assert (status, out) == (2, "")
            assert f"{name} is one of the files checked" in err
            assert Path(name).read_bytes() == before


def test_an_old_file_keeps_its_mode_and_a_link_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kept").mkdir()
    target = Path("kept/report.json")
    target.write_text("old")
    target.chmod(0o640)
    Path("report.json").symlink_to(target)
    told(capsys, "--output-format", "json:report.json", "paper.md")
    assert Path("report.json").is_symlink()
    assert json.loads(target.read_text())["version"] == 1
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir("kept") == ["report.json"]


def test_a_new_file_has_the_mode_that_the_user_set(monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0o027)
    try:
        save.save("report.json", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("report.json").stat().st_mode) == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("report.json").write_text("old")

    def full(number: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CannotWrite, match=r"cannot write report\.json: No space left on device"):
        save.save("report.json", b"new")
    assert Path("report.json").read_text() == "old"
    assert sorted(os.listdir()) == [".git", "paper.md", "report.json"]


def test_a_file_that_cannot_be_written_is_told_after_the_result(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", denied)
    status, out, err = told(capsys, "--output-format", "json:a.json", "--output-format", "concise", "paper.md")
    assert status == 2
    assert out.startswith("paper.md:1:34: CIT001 ")
    assert err == "citecheck: cannot write a.json: Permission denied\n"


def test_a_pipe_is_written_to_and_stays_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text()))
    reader.start()
    assert told(capsys, "--output-format", "jsonl:pipe", "paper.md")[0] == 1
    reader.join(10)
    assert json.loads(read[0])["code"] == "CIT001"
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


# ---- the same bytes


def _book(folder: Path) -> None:
    (folder / "one").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "works.bib").write_text("@book{holm1994stone, author = {Holm, Ingrid}, title = {Stone}, year = 1994}\n")
    for number, name in enumerate(("c.md", "one/a.md", "b.md", "one/d.md")):
        lost = "".join(f"He read it (Reed{n}, *Weirs* {n}; Holm, *Stne* 9-{number}).\n\n" for n in range(3))
        (folder / name).write_text(FAULTY + lost)


def _all_bytes(folder: Path, seed: str, *arguments: str) -> dict[str, bytes]:
    """What each format gives, by its name; `cites` included."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    cited = [f"--output-format={name}:cites-{name}.out" for name in outputs.formats("cites-")]
    for command in (["check", "--notes", *ALL_TO_FILES], ["cites", *cited]):
        done = subprocess.run(
            [*RUN, *command, *arguments], cwd=folder, env=environment, capture_output=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (int(command[0] == "check"), b"", b"")
    return {path.name: path.read_bytes() for path in folder.glob("*.out")}


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    books = [tmp_path / "first" / "book", tmp_path / "second" / "other-name"]
    for book in books:
        _book(book)
    first = _all_bytes(books[0], "1", "one/d.md", "c.md", "one/a.md", "b.md")
    assert len(first) == len(FORMATS) + len(outputs.formats("cites-"))
    assert _all_bytes(books[1], "2", "b.md", "c.md", "one/a.md", "one/d.md") == first
    assert not any(str(tmp_path).encode() in data for data in first.values())
    assert _all_bytes(books[0], "3", "one", "c.md", "b.md") == first


def test_reports_for_other_machines_name_no_folder_of_this_one(tmp_path: Path) -> None:
    book = tmp_path / "book"
    _book(book)
    relative = _all_bytes(book, "1", "c.md", "one/a.md")
    shutil.rmtree(book)
    _book(book)
    absolute = _all_bytes(book, "1", str(book / "one" / "a.md"), str(book / "c.md"))
    for name in ("sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl"):
        assert absolute[f"{name}.out"] == relative[f"{name}.out"], name
