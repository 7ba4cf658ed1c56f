"""`check --write-baseline` and `check --baseline`: what is old, what is new, what is gone."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from citecheck.cli.main import main

LIST = "\n# Works Cited\n\nMarsh, Ann. *Bridges of the North*. Quay Press, 1990.\n"
OLD = "The span is old (Marsh, *Bridges* 12). The dam was new (Reed, *Weirs* 9)."
NEW = "The ferry was slow (Holm, *Stone* 3)."
NAME = "citecheck-baseline.json"
WRITES = "; `citecheck check --write-baseline` writes it"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    write("one.md", OLD)
    return tmp_path


def write(name: str, *paragraphs: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join((*paragraphs, LIST)), encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Status, the last line of standard output, and standard error of a command."""
    status = main(["check", *arguments])
    output = capsys.readouterr()
    return status, (output.out.splitlines() or [""])[-1], output.err


def held(name: str = NAME) -> list[tuple[str, str, str]]:
    """Path, code and text of what a baseline holds."""
    content = json.loads(Path(name).read_text(encoding="utf-8"))
    assert list(content) == ["version", "findings"]
    return [(f["path"], f["code"], f["text"]) for f in content["findings"]]


def test_old_findings_are_recorded_and_new_ones_reported(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "--write-baseline", "one.md")
    assert (status, err) == (0, f"citecheck: 1 finding recorded in {NAME}\n")
    assert out == "No new findings in 1 file with 2 cites; 1 in the baseline"
    assert held() == [("one.md", "CIT001", "Reed, *Weirs* 9")]
    assert told(capsys, "--baseline", "one.md") == (0, out, "")
    write("one.md", NEW, OLD.replace(" ", "\n"))
    status, out, err = told(capsys, "--baseline", "one.md")
    assert (status, err) == (1, "")
    assert out == "1 new finding (1 error) in 1 file with 3 cites; 1 in the baseline"
    assert told(capsys, "--baseline", "--exit-zero", "one.md")[0] == 0
    assert told(capsys, "one.md")[1] == "2 findings (2 errors) in 1 file with 3 cites"


def test_what_is_gone_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    write("one.md", OLD, NEW, "A weir (Okoro, *Tolls* 4).")
    told(capsys, "--write-baseline", "one.md")
    write("one.md", OLD, "A weir.")
    status, _, err = told(capsys, "--baseline", "one.md")
    assert (status, err) == (
        0,
        "citecheck: 2 findings of the baseline are gone; `citecheck check --write-baseline` records that\n",
    )
    assert told(capsys, "--write-baseline", "one.md")[2] == f"citecheck: 1 finding recorded in {NAME} (0 new, 2 gone)\n"
    assert told(capsys, "--baseline", "one.md")[::2] == (0, "")


def test_equal_findings_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--write-baseline", "one.md")
    write("one.md", OLD, OLD)
    assert told(capsys, "--baseline", "one.md")[0] == 1
    told(capsys, "--write-baseline", "one.md")
    assert len(held()) == 2
    assert told(capsys, "--baseline", "one.md")[0] == 0
    write("one.md", OLD, OLD, OLD)
    assert told(capsys, "--baseline", "one.md")[1].startswith("1 new finding ")


def test_machines_see_what_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--write-baseline", "one.md")
    write("one.md", OLD, NEW)
    assert main(["check", "--baseline", "--output-format", "json", "one.md"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [d["message"] for d in report["diagnostics"]] == ["no reference for “Holm”"]
    assert report["summary"]["findings"] == 1
    assert told(capsys, "--baseline", "--statistics", "one.md")[1].startswith("1 new finding ")


def test_a_renamed_file_and_a_paragraph_moved_to_another(capsys: pytest.CaptureFixture[str]) -> None:
    write("two.md", "Nothing (Marsh, *Bridges* 3).")
    told(capsys, "--write-baseline", ".")
    Path("one.md").rename("three.md")
    assert told(capsys, "--baseline", ".")[::2] == (0, "")
    write("two.md", "Nothing (Marsh, *Bridges* 3).", OLD)
    Path("three.md").unlink()
    assert told(capsys, "--baseline", ".")[::2] == (0, "")
    assert told(capsys, "--baseline", "two.md")[::2] == (0, "")


def test_one_chapter_says_nothing_about_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    write("two.md", NEW, "So it is (Marsh, *Bridges* 3).")
    told(capsys, "--write-baseline", ".")
    assert told(capsys, "--baseline", "one.md")[::2] == (0, "")
    write("one.md", "Nothing (Marsh, *Bridges* 3).")
    assert "1 finding of the baseline is gone" in told(capsys, "--baseline", "one.md")[2]
    told(capsys, "--write-baseline", "one.md")
    assert [path for path, _, _ in held()] == ["two.md"]
    told(capsys, "--write-baseline", "--select", "LOC", ".")
    assert [path for path, _, _ in held()] == ["two.md"], "a rule that was not applied found nothing"


def test_a_copy_in_another_file_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--write-baseline", ".")
    write("two.md", OLD)
    assert told(capsys, "--baseline", ".")[1].startswith("1 new finding ")


def test_a_part_that_is_written_keeps_what_moved_from_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    write("two.md", "Nothing (Marsh, *Bridges* 3).")
    told(capsys, "--write-baseline", ".")
    write("two.md", OLD)
    told(capsys, "--write-baseline", "two.md")
    assert [path for path, _, _ in held()] == ["one.md", "two.md"]
    assert told(capsys, "--baseline", ".")[0] == 0


def test_findings_of_files_that_are_no_more_are_gone_for_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    write("chapters/two.md", NEW, "So it is (Marsh, *Bridges* 3).")
    told(capsys, "--write-baseline", ".")
    Path("chapters/two.md").unlink()
    assert told(capsys, "--baseline", "one.md")[2] == ""
    assert "1 finding of the baseline is gone" in told(capsys, "--baseline", ".")[2]
    told(capsys, "--write-baseline", "one.md")
    assert len(held()) == 2
    told(capsys, "--write-baseline", ".")
    assert len(held()) == 1


def test_notes_and_what_is_suppressed_are_not_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    Path("citecheck.toml").write_text('severity = { CIT001 = "note" }\n')
    told(capsys, "--write-baseline", "one.md")
    assert held() == []
    assert told(capsys, "--baseline", "--notes", "one.md")[1] == "1 finding (1 note) in 1 file with 2 cites"
    Path("citecheck.toml").unlink()
    write("one.md", OLD + " <!-- citecheck: ignore CIT001 -->")
    told(capsys, "--write-baseline", "one.md")
    assert held() == []


@pytest.mark.parametrize(
    ("given", "place"),
    [
        (["--write-baseline", "chapters"], NAME),
        (["--write-baseline", "old.json", "chapters"], "old.json"),
        (["--write-baseline=old.json", "chapters"], "old.json"),
        (["chapters", "--write-baseline"], NAME),
    ],
)
def test_where_it_is_written(given: list[str], place: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("chapters/two.md", NEW, "So it is (Marsh, *Bridges* 3).")
    assert told(capsys, *given)[0] == 0
    assert [path for path, _, _ in held(place)] == ["chapters/two.md"]


def test_beside_the_configuration_or_where_that_says(capsys: pytest.CaptureFixture[str]) -> None:
    write("book/two.md", NEW, "So it is (Marsh, *Bridges* 3).")
    Path("book/citecheck.toml").write_text("")
    told(capsys, "--write-baseline", "book", "one.md")
    assert [path for path, _, _ in held(f"book/{NAME}")] == ["two.md"]
    assert [path for path, _, _ in held(NAME)] == ["one.md"]
    Path("book/citecheck.toml").write_text('baseline = "../known.json"\n')
    status, _, err = told(capsys, "book")
    assert (status, err) == (2, f"citecheck: known.json: no such file{WRITES}\n")
    assert told(capsys, "--write-baseline", "book")[0] == 0
    assert [path for path, _, _ in held("known.json")] == ["book/two.md"]
    assert told(capsys, "book")[0] == 0
    assert told(capsys, "--no-baseline", "book")[0] == 1
    status, _, err = told(capsys, "--no-baseline", "--baseline", "book")
    assert status == 2
    assert "--no-baseline leaves out all baselines" in err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, f"no such file{WRITES}"),
        ("", "no baseline of citecheck"),
        ("{", "no baseline of citecheck"),
        ("[]", "no baseline of citecheck"),
        ('{"version": 1, "findings": [{"path": "one.md"}]}', "no baseline of citecheck"),
        ('{"version": 1}', "no baseline of citecheck"),
        ('{"version": 2, "findings": []}', "a baseline of version 2, and this citecheck reads version 1"),
        ('{\n<<<<<<< ours\n"version": 1', "git left a conflict in it"),
        ("\ud800", "no baseline of citecheck"),
    ],
)
def test_what_cannot_be_read(content: str | None, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    if content is not None:
        Path("old.json").write_text(content, encoding="utf-8", errors="surrogatepass")
    status, out, err = told(capsys, "--baseline", "old.json", "one.md")
    assert (status, out) == (2, "")
    assert err.startswith("citecheck: old.json: ")
    assert says in err
    if content is not None:
        assert told(capsys, "--write-baseline", "old.json", "one.md")[0] == 2
        assert Path("old.json").read_text(encoding="utf-8", errors="surrogatepass") == content


def test_a_file_that_is_no_baseline_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    Path("package.json").write_text('{"name": "rivers"}')
    status, _, err = told(capsys, "--write-baseline", "package.json", "one.md")
    assert status == 2
    assert "package.json: this is no baseline of citecheck" in err
    assert Path("package.json").read_text() == '{"name": "rivers"}'


def test_a_folder_that_cannot_be_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = told(capsys, "--write-baseline", "nowhere/old.json", "one.md")
    assert (status, err) == (
        2,
        f"citecheck: cannot write {os.path.abspath('nowhere/old.json')}: No such file or directory\n",
    )


def test_what_could_not_be_checked_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--write-baseline", "one.md")
    Path("one.md").write_bytes(b"\0\1\2\3" * 1000)
    assert told(capsys, "--write-baseline", ".")[0] == 2
    assert [path for path, _, _ in held()] == ["one.md"]


def test_it_is_written_alike_whole_and_with_its_mode(capsys: pytest.CaptureFixture[str]) -> None:
    write("two.md", NEW, OLD, "A weir (Okoro, *Tolls* 4).")
    told(capsys, "--write-baseline", "one.md", "two.md")
    first = Path(NAME).read_bytes()
    assert len(first.splitlines()) == len(held()) + 5
    assert stat.S_IMODE(os.stat(NAME).st_mode) & 0o600 == 0o600
    os.chmod(NAME, 0o640)
    told(capsys, "--write-baseline", "two.md", "one.md")
    assert Path(NAME).read_bytes() == first
    assert stat.S_IMODE(os.stat(NAME).st_mode) == 0o640
    assert [p.name for p in Path().iterdir() if "baseline" in p.name] == [NAME]


def test_old_findings_of_a_bibliography(capsys: pytest.CaptureFixture[str]) -> None:
    Path("works.bib").write_text("@misc{a, title = {A}}\n@misc{a, title = {B}}\n")
    told(capsys, "--write-baseline", "works.bib")
    Path("works.bib").write_text("% ours\n@misc{a, title = {A}}\n\n@misc{a,\n  title = {B}\n}\n")
    assert told(capsys, "--baseline", "works.bib")[::2] == (0, "")
    Path("works.bib").write_text("@misc{a, title = {A}}\n")
    assert "1 finding of the baseline is gone" in told(capsys, "--baseline", "works.bib")[2]
