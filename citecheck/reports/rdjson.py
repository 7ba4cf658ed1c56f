"""`check --output-format rdjson`: the diagnostic format of reviewdog, with suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from citecheck.model import Fix, Run, Severity
from citecheck.reports.encoding import encode
from citecheck.reports.items import Item, listed
from citecheck.reports.look import Look
from citecheck.reports.places import LineTables, entries, line_tables, place_words, related
from citecheck.reports.printable import path_from, shown_path

MOST_PLACES = 20
SOURCE = {"name": "citecheck"}
_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
_STEP = 1024  # characters between two places whose bytes are counted beforehand

Json = dict[str, Any]
Range = Callable[[int, int], Json]


def render(run: Run, look: Look | None = None) -> str:
    """A `DiagnosticResult`."""
    return encode({"source": SOURCE, "diagnostics": list(diagnostics(run, look or Look()))})


def diagnostics(run: Run, look: Look) -> Iterator[Json]:
    """Each finding wanted as a `Diagnostic`."""
    lines = line_tables(run)
    ranges = _ranges(run, lines)
    by_id = entries(run)
    by_place = {(r.path, r.start): r for r in by_id.values()}
    for found, item in listed(run, look, lines):
        here = ranges(found.path)
        told = _diagnostic(item, here(found.start, found.end))
        if found.fix and found.fix.edits:
            told["suggestions"] = [_suggestion(found.fix, run.texts.get(found.path, ""), here)]
        if places := related(found, by_id)[:MOST_PLACES]:
            told["related_locations"] = [
                {
                    "message": place_words(p, by_place.get((p.path, p.start))),
                    "location": {
                        "path": shown_path(path_from(look.folder, p.path)),
                        "range": ranges(p.path)(p.start, p.end),
                    },
                }
                for p in places
            ]
        yield told


def _diagnostic(item: Item, where: Json) -> Json:
    return {
        "message": item.message,
        "location": {"path": item.path, "range": where},
        "severity": _SEVERITIES[item.severity],
        "code": {"value": item.code},
    }


def _suggestion(fix: Fix, text: str, here: Range) -> Json:
    """The fix as one replacement: a suggestion has no second place, so what lies between two edits is part of it."""
    edits = sorted(fix.edits, key=lambda e: (e.start, e.end))
    start = done = edits[0].start
    parts: list[str] = []
    for edit in edits:
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return {"range": here(start, done), "text": "".join(parts)}


def _ranges(run: Run, lines: LineTables) -> Callable[[str], Range]:
    """From paths to functions that make ranges; a column counts the bytes of UTF-8 before it, from 1."""
    known: dict[str, Range] = {}

    def of(path: str) -> Range:
        if path not in known:
            locate, size = lines(path), _sizes(run.texts.get(path, ""))

            def position(offset: int) -> Json:
                line, column = locate(offset)
                return {"line": line, "column": size(offset) - size(offset - column + 1) + 1}

            known[path] = lambda start, end: {"start": position(start), "end": position(end)}
        return known[path]

    return of


def _sizes(text: str) -> Callable[[int], int]:
    """A function from an offset to the bytes of UTF-8 before it; the text is counted once."""
    if text.isascii():
        return lambda offset: offset
    counted = [0]
    for at in range(0, len(text), _STEP):
        counted.append(counted[-1] + _bytes(text[at : at + _STEP]))

    def size(offset: int) -> int:
        step = offset // _STEP
        return counted[step] + _bytes(text[step * _STEP : offset])

    return size


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
