"""From offsets to lines and columns, and from ids to entries."""

from __future__ import annotations

from collections.abc import Callable

from citecheck.model import Diagnostic, Document, Place, Reference, Run
from citecheck.reports.printable import one_line
from citecheck.resolve.wording import names_of
from citecheck.text.patterns import pattern
from citecheck.text.spans import line_column, line_starts

_LINE_END = pattern(r"[\r\n]")

Locate = Callable[[int], tuple[int, int]]
LineTables = Callable[[str], Locate]


def line_table(text: str) -> Locate:
    """A function from an offset to its line and column, both 1-based; the table of lines is made once."""
    starts = line_starts(text)
    return lambda offset: line_column(starts, offset)


def line_tables(run: Run) -> LineTables:
    """A function from a path to its table; each file's lines are counted at most once."""
    texts = {d.manuscript.path: d.manuscript.text for d in run.documents}
    texts |= {b.path: b.text for b in run.bibliographies}
    texts |= run.texts
    known: dict[str, Locate] = {}

    def of(path: str) -> Locate:
        if path not in known:
            known[path] = line_table(texts.get(path, ""))
        return known[path]

    return of


def line_around(text: str, start: int, reach: int) -> tuple[int, int]:
    """The stretch of the line that holds `start`, at most `reach` characters away from it."""
    low, high = max(0, start - reach), min(len(text), start + reach)
    begin = max(text.rfind("\n", low, start), text.rfind("\r", low, start)) + 1 or low
    found = _LINE_END.search(text, start, high)
    return begin, found.start() if found else high


def entries(run: Run, document: Document | None = None) -> dict[str, Reference]:
    """References by id: those of one document's bibliographies, else of the whole run."""
    lists = document.bibliographies if document else run.bibliographies
    return {r.id: r for b in reversed(lists) for r in reversed(b.references)}


def entry_start(reference: Reference, longest: int = 72) -> str:
    """The first words by which a reader recognises an entry."""
    if reference.raw and not reference.raw.lstrip().startswith("@"):
        return one_line(reference.raw, longest)
    parts = (names_of(reference), reference.title, reference.year)
    return one_line(", ".join(p for p in parts if p) or reference.id, longest)


def related(found: Diagnostic, by_id: dict[str, Reference]) -> list[Place]:
    """The places that a finding points to beside its own: those the rule names, else where its entries stand."""
    looked_up = (Place(r.path, r.start, r.end, "") for i in found.references if (r := by_id.get(i)))
    return [p for p in found.places or looked_up if (p.path, p.start) != (found.path, found.start)]


def place_words(place: Place, entry: Reference | None) -> str:
    """An entry's first words, after what the place is said to be where that is something else: a label, a role."""
    said = one_line(place.message)
    words = entry_start(entry) if entry else ""
    if not said or not words:
        return said or words
    return words if words.startswith(said.partition(",")[0]) else f"({said}) {words}"
