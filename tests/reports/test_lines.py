"""What is read line by line: concise text, JSON lines, and the table of cites."""

from __future__ import annotations

import csv
import io
import json
import re

from hypothesis import given
from msgspec.structs import replace

from citecheck.model import Run
from citecheck.reports import cites_csv, cites_json, cites_json_lines, concise, json_lines
from citecheck.reports import json as check_json
from citecheck.reports.look import Look
from tests.reports import hostile, samples

ALL = Look(notes=True)
STYLING = re.compile(r"\x1b\[[0-9;]*m")


def test_concise_is_one_line_a_finding_and_one_that_sums_up() -> None:
    assert concise.render(samples.run()) == (
        "paper.md:3:34: CIT001 no reference for “Reed”\n"
        "paper.md:3:51: CIT002 two works by Holm\n"
        "paper.md:3:56: LOC101 pages 3-1 run backwards\n"
        "3 findings (2 errors, 1 warning) in 1 file with 3 cites; 1 note not shown (--notes); "
        "1 fixable with --fix --unsafe-fixes\n"
    )
    assert "paper.md:1:1: STY301 two formats\n" in concise.render(samples.run(), ALL)
    assert concise.render(samples.run(diagnostics=())) == "No findings in 1 file with 3 cites\n"
    assert concise.render(Run(failed=("gone.md: no such file",))) == ""


def test_json_lines_are_the_diagnostics_of_the_json() -> None:
    lines = json_lines.render(samples.run()).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(check_json.render(samples.run()))["diagnostics"]
    assert json_lines.render(Run()) == ""


def test_json_lines_of_cites_are_the_cites_of_the_json() -> None:
    lines = [json.loads(line) for line in cites_json_lines.render(samples.run()).splitlines()]
    (file,) = json.loads(cites_json.render(samples.run()))["files"]
    assert lines == [{"path": "paper.md", **cite} for cite in file["cites"]]


def rows(run: Run) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(cites_csv.render(run), newline=""), strict=True))


def test_csv() -> None:
    found = rows(samples.run())
    assert found[0] == {
        "path": "paper.md",
        "line": "3",
        "column": "14",
        "text": "Marsh, *Floods* 12",
        "format": "author",
        "citekey": "",
        "names": "Marsh",
        "title": "Floods",
        "year": "",
        "locator": "12",
        "verdict": "resolved",
        "references": "marsh1987floods",
        "why": "the title of the only work by Marsh",
    }
    assert found[2]["references"] == "holm1994stone; holm2001account"
    assert cites_csv.render(Run()).count("\n") == 1


def test_what_a_spreadsheet_would_run_is_text() -> None:
    run = samples.run()
    (document,) = run.documents
    for begun in ("=1+1", "+1", "-1", "@lund1963", "＝1"):
        cite = replace(document.resolutions[0].cite, text=begun)
        found = (replace(document.resolutions[0], cite=cite, why=f" {begun}"),)
        (row,) = rows(replace(run, documents=(replace(document, resolutions=found),)))
        assert (row["text"], row["why"]) == (f"'{begun}", f"'{begun}")
    quiet = ("12-14", "a=b", "'quoted'", "(Marsh)")
    for text in quiet:
        cite = replace(document.resolutions[0].cite, text=text)
        found = (replace(document.resolutions[0], cite=cite),)
        assert rows(replace(run, documents=(replace(document, resolutions=found),)))[0]["text"] == text


@given(hostile.runs())
def test_hostile_runs_give_whole_lines(run: Run) -> None:
    outputs = [r.render(run, ALL) for r in (concise, json_lines, cites_json_lines, cites_csv)]
    for text in outputs:
        assert not hostile.CONTROL.search(text)
        text.encode()
    assert not hostile.DIRECTING.search(outputs[0] + outputs[3])
    shown, found, cites, _ = outputs
    if run.diagnostics:
        assert len(shown.split("\n")) == len(run.diagnostics) + 2
    assert [json.loads(line)["code"] for line in found.splitlines()] == [d.code for d in run.diagnostics]
    assert len([json.loads(line) for line in cites.splitlines()]) == len(run.documents)
    table = rows(run)
    assert len(table) == len(run.documents)
    assert not any(cell.startswith(tuple("=+-@＝＋－＠\t\r")) for row in table for cell in row.values())


def test_colour_changes_nothing_but_colour() -> None:
    plain, painted = (concise.render(samples.run(), Look(colour=c)) for c in (False, True))
    assert "\x1b" not in plain
    assert painted != plain
    assert STYLING.sub("", painted) == plain
