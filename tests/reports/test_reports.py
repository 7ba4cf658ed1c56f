from __future__ import annotations

import json
import re
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Place, Run
from citecheck.reports import cites_json, cites_table, statistics, text
from citecheck.reports import json as check_json
from citecheck.reports.look import Look, counted
from citecheck.reports.places import entries, entry_start, line_table
from citecheck.reports.printable import width
from tests.reports import samples

STYLING = re.compile(r"\x1b\[[0-9;]*m")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def test_text_says_place_code_message_line_candidates_and_sum() -> None:
    assert text.render(samples.run(), Look(width=90)) == (
        """\
paper.md:3:34 CIT001 no reference for “Reed”
    3 | It was slow (Marsh, *Floods* 12; Reed 7) and    wet (Holm 3-1).
      |                                  ^^^^^^

paper.md:3:51 CIT002 two works by Holm
    3 | It was slow (Marsh, *Floods* 12; Reed 7) and    wet (Holm 3-1).
      |                                                      ^^^^^^^^
      = works.bib:2: Holm, Stone, 1994

paper.md:3:56 LOC101 pages 3-1 run backwards
    3 | It was slow (Marsh, *Floods* 12; Reed 7) and    wet (Holm 3-1).
      |                                                           ^^^
      = unsafe fix: turn the range round: “3-1” -> “1-3”

3 findings (2 errors, 1 warning) in 1 file with 3 cites; 1 note not shown (--notes); 1 fixable with --fix --unsafe-fixes
"""
    )


def test_notes_are_shown_when_asked_for() -> None:
    shown = text.render(samples.run(), Look(notes=True))
    assert "paper.md:1:1 STY301 two formats" in shown
    assert "4 findings (2 errors, 1 warning, 1 note) in 1 file with 3 cites" in shown


def test_no_findings() -> None:
    assert text.render(samples.run(diagnostics=())) == "No findings in 1 file with 3 cites\n"
    assert text.render(Run()) == "No findings in 0 files with 0 cites\n"
    assert text.render(Run(failed=("gone.md: no such file",))) == ""


def test_candidates_without_places_are_looked_up() -> None:
    found = samples.diagnostics()[1]
    shown = text.render(samples.run(diagnostics=(msgspec.structs.replace(found, places=()),)))
    assert "works.bib:2: Holm, Stone, 1994" in shown
    assert "works.bib:3: Holm, Account, 2001" in shown


def test_many_candidates_are_counted() -> None:
    places = tuple(Place("works.bib", n, n + 1, f"entry {n}") for n in range(9))
    found = msgspec.structs.replace(samples.diagnostics()[1], places=places)
    shown = text.render(samples.run(diagnostics=(found,)))
    assert "works.bib:1: entry 4\n" in shown
    assert "entry 5" not in shown
    assert "and 4 more" in shown


def test_statistics() -> None:
    first, *_, last = statistics.render(samples.run()).splitlines()
    assert first == "1  CIT001  error    missing-reference"
    assert last.startswith("3 findings")
    assert statistics.render(Run()) == "No findings in 0 files with 0 cites\n"


def test_json_of_a_check() -> None:
    report = json.loads(check_json.render(samples.run()))
    assert list(report) == ["version", "diagnostics", "summary"]
    assert report["version"] == 1
    assert report["diagnostics"][0] == {
        "path": "paper.md",
        "start": 46,
        "end": 52,
        "line": 3,
        "column": 34,
        "end_line": 3,
        "end_column": 40,
        "code": "CIT001",
        "name": "missing-reference",
        "severity": "error",
        "message": "no reference for “Reed”",
        "references": [],
        "fix": None,
    }
    assert report["diagnostics"][2]["fix"] == {
        "message": "turn the range round",
        "edits": [{"start": 68, "end": 71, "text": "1-3"}],
        "safe": False,
    }
    codes = {"CIT001": 1, "CIT002": 1, "LOC101": 1, "STY301": 1}
    assert report["summary"] == {"files": 1, "cites": 3, "findings": 4, "by_code": codes}


def test_json_of_cites() -> None:
    report = json.loads(cites_json.render(samples.run()))
    assert report["version"] == 1
    (file,) = report["files"]
    assert (file["path"], file["citation_format"]) == ("paper.md", "author")
    assert file["cites"][0] == {
        "start": 26,
        "end": 44,
        "line": 3,
        "column": 14,
        "text": "Marsh, *Floods* 12",
        "citation_start": 25,
        "citation_end": 53,
        "format": "author",
        "citekey": None,
        "names": ["Marsh"],
        "title": "Floods",
        "year": None,
        "locator": "12",
        "verdict": "resolved",
        "references": ["marsh1987floods"],
        "why": "the title of the only work by Marsh",
    }
    assert file["references"][0] == {
        "id": "marsh1987floods",
        "path": "works.bib",
        "start": 0,
        "end": 76,
        "line": 1,
        "label": None,
        "type": "book",
        "names": ["Marsh"],
        "title": "Floods",
        "year": "1987",
        "cited": 1,
    }


def test_a_shared_bibliography_is_listed_once() -> None:
    run = samples.run()
    twice = msgspec.structs.replace(run, documents=run.documents * 2)
    files = json.loads(cites_json.render(twice))["files"]
    assert [len(f["references"]) for f in files] == [3, 0]


@given(st.text(st.characters(), min_size=1, max_size=60))
def test_hostile_text_never_reaches_the_terminal(said: str) -> None:
    found = tuple(msgspec.structs.replace(d, message=said, path=said) for d in samples.diagnostics())
    run = samples.run(diagnostics=found, texts={said: said * 3})
    for render in (text.render, statistics.render, cites_table.render):
        assert not CONTROL.search(STYLING.sub("", render(run, Look(colour=True, notes=True))))
    for encoded in (check_json.render(run), cites_json.render(run)):
        assert not CONTROL.search(encoded)
        encoded.encode()
        json.loads(encoded)


@pytest.mark.parametrize("columns", [20, 50, 71, 72, 100, 200])
def test_the_table_keeps_to_its_width(columns: int) -> None:
    shown = cites_table.render(samples.run(), Look(width=columns))
    rows = [line for line in shown.splitlines() if re.match(r" *\d+:\d+ ", line)]
    assert len(rows) == 3
    assert all(width(row) <= max(columns, 50) for row in rows)
    assert shown.endswith("3 cites: 1 resolved, 1 missing, 1 ambiguous\n")


def test_the_table_says_what_each_cite_was_taken_for() -> None:
    shown = cites_table.render(samples.run(), Look(width=120))
    assert "paper.md: author format; 3 entries in works.bib\n" in shown
    assert "Marsh, Floods: the title of the only work by Marsh\n" in shown
    assert "Holm, Stone | Holm, Account: two works\n" in shown


def test_colour_changes_nothing_but_colour() -> None:
    for render in (text.render, statistics.render, cites_table.render):
        plain, painted = (render(samples.run(), Look(colour=c, width=90)) for c in (False, True))
        assert "\x1b" not in plain
        assert painted != plain
        assert STYLING.sub("", painted) == plain


def test_ten_thousand_cites_are_written_fast() -> None:
    run = samples.run()
    many = msgspec.structs.replace(run.documents[0], resolutions=run.documents[0].resolutions * 4000)
    run = msgspec.structs.replace(run, documents=(many,), diagnostics=run.diagnostics * 4000)
    for render in (check_json.render, cites_json.render, cites_table.render, text.render):
        began = time.perf_counter()
        render(run)
        assert time.perf_counter() - began < 3


# ---- places


def test_line_table_counts_from_one() -> None:
    locate = line_table("ab\ncd")
    assert [locate(n) for n in range(6)] == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]


def test_entry_start() -> None:
    entry = samples.REFERENCES[0]
    assert entry_start(entry) == "Marsh, Floods, 1987"
    assert (
        entry_start(msgspec.structs.replace(entry, raw="Marsh, Ann.\n*Floods*. 1987.")) == "Marsh, Ann. *Floods*. 1987."
    )


def test_entries_prefer_the_document() -> None:
    run = samples.run()
    assert entries(run)["holm1994stone"] is samples.REFERENCES[1]
    assert entries(Run(), run.documents[0]).keys() == entries(run).keys()


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "cite", "1 cite"),
        (0, "cite", "0 cites"),
        (1200, "entry/entries", "1,200 entries"),
        (1, "entry/entries", "1 entry"),
    ],
)
def test_counted(number: int, noun: str, said: str) -> None:
    assert counted(number, noun) == said
