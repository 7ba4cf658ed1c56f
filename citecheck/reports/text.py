"""`check` for people: place, code and message of each finding, its line, the candidates and the suggested text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
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
        kind = "fix" if fix.safe else "unsafe fix"
        old, new = (one_line(part, 120) for part in _stretch(fix, text))
        change = f"“{old}” -> “{new}”" if old and new else f"write “{new}”" if new else f"strike “{old}”"
        said = one_line(fix.message)
        plain = said and (new in said or not new)
        yield f"{kind}: {said}" if plain else f"{kind}: {said + ': ' if said else ''}{change}"


def _stretch(fix: Fix, text: str) -> tuple[str, str]:
    """The text from the first edit to the last, before and after."""
    edits = sorted(fix.edits, key=lambda e: e.start)
    start, end = edits[0].start, edits[-1].end
    between = [text[a.end : b.start] for a, b in pairwise(edits)]
    return text[start:end], "".join(e.text + rest for e, rest in zip(edits, [*between, ""], strict=True))


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
    more += _next_step(run, look)
    if not shown:
        return look.paint(f"No {new}findings", "good") + f" in {seen}{more}"
    parts = ", ".join(
        counted(kinds[s], s) for s in ("error", "warning", "note") if kinds[s] and (s != "note" or look.notes)
    )
    return f"{counted(shown, f'{new}finding')} ({parts}) in {seen}{more}"


def _next_step(run: Run, look: Look) -> str:
    """`; 2 fixed; 3 fixable with --fix (and 1 more with --unsafe-fixes)`"""
    fixes = [d.fix for d in run.diagnostics if d.fix and (look.notes or d.severity != "note")]
    ready = sum(f.safe or look.unsafe_fixes for f in fixes)
    more = len(fixes) - ready
    done = f"; {sum(run.fixed.values()):,} fixed" if run.fixed else ""
    if ready:
        return f"{done}; {ready:,} fixable with --fix" + (f" (and {more:,} more with --unsafe-fixes)" if more else "")
    return done + (f"; {more:,} fixable with --fix --unsafe-fixes" if more else "")
