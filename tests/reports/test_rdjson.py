"""rdjson and rdjsonl by their schema; columns count bytes, and suggestions mend the file."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema
from hypothesis import given

from citecheck import fixes
from citecheck.model import Diagnostic, Edit, Fix, Run
from citecheck.reports import rdjson, rdjson_lines
from citecheck.reports.look import Look
from tests import readers
from tests.reports import hostile, samples

ALL = Look(notes=True)


@cache
def validator() -> Any:
    return jsonschema.Draft7Validator(readers.rdjson_schema())


def diagnostics(run: Run) -> list[dict[str, Any]]:
    """Those of a valid result; the lines hold the same, each with its source."""
    read = json.loads(rdjson.render(run, ALL))
    validator().validate(read)
    assert read["source"] == {"name": "citecheck"}
    lines = [json.loads(line) for line in rdjson_lines.render(run, ALL).splitlines()]
    for line in lines:
        validator().validate(line)
    found: list[dict[str, Any]] = read["diagnostics"]
    assert lines == [{**d, "source": read["source"]} for d in found]
    return found


def test_rdjson() -> None:
    found = diagnostics(samples.run())
    assert found[0] == {
        "message": "no reference for “Reed”",
        "location": {
            "path": "paper.md",
            "range": {"start": {"line": 3, "column": 34}, "end": {"line": 3, "column": 40}},
        },
        "severity": "ERROR",
        "code": {"value": "CIT001"},
    }
    assert [d["severity"] for d in found] == ["ERROR", "ERROR", "WARNING", "INFO"]
    (place,) = found[1]["related_locations"]
    assert (place["message"], place["location"]["path"]) == ("Holm, Stone, 1994", "works.bib")
    assert place["location"]["range"]["start"] == {"line": 2, "column": 1}
    assert found[2]["suggestions"] == [
        {"range": {"start": {"line": 3, "column": 56}, "end": {"line": 3, "column": 59}}, "text": "1-3"}
    ]
    assert "STY301" not in rdjson.render(samples.run())


def test_columns_count_bytes() -> None:
    text = "x\na𐐀b橋c\n"
    found = Diagnostic("a.md", 4, 6, "CIT001", "missing-reference", "error", "said")
    (only,) = diagnostics(Run(diagnostics=(found,), texts={"a.md": text}))
    assert only["location"]["range"] == {"start": {"line": 2, "column": 6}, "end": {"line": 2, "column": 10}}


def test_two_edits_are_one_suggestion_with_what_lies_between() -> None:
    fix = Fix("", (Edit(6, 7, "B"), Edit(0, 1, "A")))
    found = Diagnostic("a.md", 0, 7, "CIT001", "missing-reference", "error", "said", fix=fix)
    (only,) = diagnostics(Run(diagnostics=(found,), texts={"a.md": "a – é b"}))
    assert only["suggestions"] == [
        {"range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 11}}, "text": "A – é B"}
    ]


def test_a_long_line_is_counted_once() -> None:
    text = "é" * 300_000
    found = tuple(
        Diagnostic("a.md", at, at + 1, "CIT001", "missing-reference", "error", "said") for at in range(0, 300_000, 100)
    )
    last = diagnostics(Run(diagnostics=found, texts={"a.md": text}))[-1]
    assert last["location"]["range"]["start"] == {"line": 1, "column": 2 * 299_900 + 1}


def _offset(source: bytes, position: dict[str, int]) -> int:
    starts = [0, *(m.end() for m in re.finditer(b"\r\n|\r|\n", source))]
    return starts[position["line"] - 1] + position["column"] - 1


@given(hostile.runs())
def test_hostile_runs_give_valid_rdjson_that_leads_to_its_places(run: Run) -> None:
    for text in (rdjson.render(run, ALL), rdjson_lines.render(run, ALL)):
        assert not hostile.CONTROL.search(text)
        text.encode()
    for found, told in zip(run.diagnostics, diagnostics(run), strict=True):
        source = run.texts[found.path].encode()
        where = told["location"]["range"]
        start, end = _offset(source, where["start"]), _offset(source, where["end"])
        assert source[start:end].decode() == run.texts[found.path][found.start : found.end]
        assert not hostile.DIRECTING.search(told["message"])
        if found.fix:
            (suggestion,) = told["suggestions"]
            start, end = (_offset(source, suggestion["range"][side]) for side in ("start", "end"))
            mended = source[:start] + suggestion["text"].encode() + source[end:]
            assert mended.decode() == fixes.apply(run.texts[found.path], [found.fix], unsafe=True)
