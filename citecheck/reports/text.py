"""`check` for people: place, code and message of each finding, its line, the candidates and the suggested text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from citecheck.model import Diagnostic, Fix, Reference, Run
from citecheck.reports.excerpt import excerpt
from citecheck.reports.items import wanted
from citecheck.reports.look import Look, counted
from citecheck.reports.places import LineTables, entries, line_tables, place_words, related
from citecheck.reports.printable import clip, one_line, printable, shown_path

_MOST_PLACES = 5
_MARGIN = 5  # columns for the number of a line


class _Sources(NamedTuple):
    """What findings point to: texts and lines by path, entries by id and by place."""

    texts: dict[str, str]
    lines: LineTables
    by_id: dict[str, Reference]
    by_place: dict[tuple[str, int], Reference]


def render(run: Run, look: Look | None = None) -> str:
    """The findings in their order, then one line that sums up."""
    look = look or Look()
    shown = wanted(run, look)
    if run.failed and not run.documents and not shown:
        return ""  # what is to be said goes to standard error
    known = entries(run)
    sources = _Sources(run.texts, line_tables(run), known, {(r.path, r.start): r for r in known.values()})
    out: list[str] = []
    for found in shown:
        out += _finding(found, sources, look)
        out.append("")
    out.append(closing(run, look, len(shown)))
    return "\n".join(out) + "\n"


def headline(found: Diagnostic, lines: LineTables, look: Look, *, mark: str = "") -> str:
    """`paper.md:3:14 CIT001 no reference for “Reed”`, with a mark after the address."""
    line, column = lines(found.path)(found.start)
    address = f"{printable(shown_path(found.path))}:{line}:{column}{mark}"
    return f"{look.paint(address, 'path')} {look.paint(found.code, found.severity)} {one_line(found.message)}"


def _finding(found: Diagnostic, sources: _Sources, look: Look) -> Iterator[str]:
    yield headline(found, sources.lines, look)
    line = sources.lines(found.path)(found.start)[0]
    text = sources.texts.get(found.path, "")
    margin = max(_MARGIN, len(str(line)))
    if text:
        source, marks = excerpt(text, found.start, found.end, look.width - margin - 3)
        yield f"{look.paint(f'{line:>{margin}} |', 'faint')} {source}"
        yield f"{look.paint(f'{chr(32):>{margin}} |', 'faint')} {look.paint(marks, found.severity)}"
    indent = " " * (margin + 1) + "= "
    for note in [*_places(found, sources), *_mended(found.fix, text)]:
        yield look.paint(indent, "faint") + clip(note, max(look.width - len(indent), 40))


def _places(found: Diagnostic, sources: _Sources) -> Iterator[str]:
    """Where the candidates stand: `references.bib:12: Marsh, The Bridge, 1999`."""
    others = related(found, sources.by_id)
    for place in others[:_MOST_PLACES]:
        line = sources.lines(place.path)(place.start)[0]
        said = place_words(place, sources.by_place.get((place.path, place.start)))
        yield f"{printable(shown_path(place.path))}:{line}: {said}"
    if len(others) > _MOST_PLACES:
        yield f"and {len(others) - _MOST_PLACES:,} more"


def _mended(fix: Fix | None, text: str) -> Iterator[str]:
    """What the text would read with the fix."""
    if fix and fix.edits:
        first = fix.edits[0]
        old, new = text[first.start : first.end], first.text
        change = f"write “{one_line(new, 120)}”" if not old else f"“{one_line(old, 120)}” -> “{one_line(new, 120)}”"
        said = one_line(fix.message)
        yield f"fix: {said}" if said and one_line(new, 120) in said else f"fix: {said + ': ' if said else ''}{change}"


def closing(run: Run, look: Look, shown: int) -> str:
    """`3 findings (2 errors, 1 warning) in 1 file with 214 cites`."""
    seen = (
        f"{counted(len(run.documents), 'file')} with {counted(sum(len(d.resolutions) for d in run.documents), 'cite')}"
    )
    kinds = Counter(d.severity for d in run.diagnostics)
    hidden = 0 if look.notes else kinds["note"]
    more = f"; {counted(hidden, 'note')} not shown (--notes)" if hidden else ""
    new = "new " if run.known else ""
    if run.known:
        more = f"; {run.known:,} in the baseline{more}"
    if not shown:
        return look.paint(f"No {new}findings", "good") + f" in {seen}{more}"
    parts = ", ".join(
        counted(kinds[s], s) for s in ("error", "warning", "note") if kinds[s] and (s != "note" or look.notes)
    )
    return f"{counted(shown, f'{new}finding')} ({parts}) in {seen}{more}"
