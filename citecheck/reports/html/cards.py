"""Findings as cards: what is wrong, where, what was perhaps meant, and what to print instead."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from citecheck.fixes import apply
from citecheck.model import Diagnostic, Fix, Run
from citecheck.reports.html.chapters import Outline
from citecheck.reports.html.cites import NOWHERE, Blocks, Citing
from citecheck.reports.html.works import Catalogue
from citecheck.reports.look import Look
from citecheck.reports.places import line_tables
from citecheck.reports.printable import clip, one_line, shown_path

MOST_CANDIDATES = 8
_LONGEST_CHANGE = 300
_RELATIONS = {"missing": "Nearest", "ambiguous": "Could be", "mismatch": "Probably meant"}  # by the verdict on the cite


class Change(Struct, frozen=True):
    """What a fix does to the text."""

    message: str
    old: str
    new: str


class Home(Struct, frozen=True):
    """Where a card stands: beside block `at` of the text, at work `at`, at the head of list `at`, or at the `top`."""

    kind: str
    document: int = NOWHERE
    at: int = NOWHERE


class Card(Struct, frozen=True):
    """A finding; `cite` is the number of the cite that it lies in, 0 where it lies in none.

    `candidates` are the numbers of works, of which there are `more`.
    """

    number: int
    found: Diagnostic
    home: Home
    cite: int
    verdict: str
    place: str
    chapter: int
    quote: str
    relation: str
    candidates: tuple[int, ...]
    more: int
    others: tuple[str, ...]
    change: Change | None

    @property
    def id(self) -> str:
        """What leads to it."""
        return f"f{self.number}"

    @property
    def target(self) -> str:
        """The place in the report that it speaks of."""
        if self.home.kind == "work":
            return f"w{self.home.at}"
        if self.home.kind != "text":
            return self.id
        return f"c{self.cite}" if self.cite else f"p{self.number}"

    @property
    def name(self) -> str:
        """The rule's name as words."""
        return self.found.name.replace("-", " ")

    @property
    def message(self) -> str:
        """What is wrong, as a sentence begins."""
        said = one_line(self.found.message)
        return said[:1].upper() + said[1:]


class Sight(Struct, frozen=True):
    """What findings are seen against; lists go by document."""

    run: Run
    works: Catalogue
    outlines: list[Outline]
    tables: list[Blocks]
    cites: list[list[Citing]]


class _Places(Struct, frozen=True):
    """Works by where their entries begin: path -> (start, end, number) in order; and by id."""

    entries: dict[str, list[tuple[int, int, int]]]
    by_id: dict[str, list[int]]

    def entry(self, path: str, start: int) -> int:
        """The work whose entry holds a place, or 0."""
        rows = self.entries.get(path, [])
        at = bisect_right(rows, (start, 1 << 62, 0)) - 1
        return rows[at][2] if at >= 0 and start < rows[at][1] else 0


def cards(sight: Sight, look: Look) -> list[Card]:
    """The findings that are to be shown, numbered in the order of the run."""
    places = _places(sight.works)
    documents = {d.manuscript.path: i for i, d in reversed(list(enumerate(sight.run.documents)))}
    of = line_tables(sight.run)
    made: list[Card] = []
    for found in sight.run.diagnostics:
        if look.notes or found.severity != "note":
            document = documents.get(found.path, NOWHERE)
            line = of(found.path)(found.start)[0]
            made.append(_card(len(made) + 1, found, sight, places, document, line))
    return made


def _places(works: Catalogue) -> _Places:
    entries: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    by_id: dict[str, list[int]] = defaultdict(list)
    for shelf in works.shelves:
        for reference in shelf.listed:
            number = works.number(reference)
            entries[reference.path].append((reference.start, reference.end, number))
            by_id[reference.id].append(number)
    for rows in entries.values():
        rows.sort()
    return _Places(dict(entries), dict(by_id))


def _card(number: int, found: Diagnostic, sight: Sight, places: _Places, document: int, line: int) -> Card:
    home = _home(found, sight, places, document)
    citing = _citing(found, sight.cites[document]) if home.kind == "text" else None
    verdict = citing.found.verdict if citing else ""
    text = sight.run.texts.get(found.path, "")
    here = {home.at} if home.kind == "work" else set()
    meant = [n for n in _candidates(found, sight, places, document) if n not in here]
    alone = len(sight.run.documents) == 1 and document == 0
    outline = sight.outlines[document] if document != NOWHERE and sight.tables[document].starts else None
    return Card(
        number=number,
        found=found,
        home=home,
        cite=citing.number if citing else 0,
        verdict=verdict,
        place=f"line {line}" if alone or home.kind == "text" else f"{shown_path(found.path)}, line {line}",
        chapter=_chapter(found, home, outline, sight.works) if outline else 0,
        quote=one_line(text[found.start : found.end], 160),
        relation=_RELATIONS.get(verdict, "Entry"),
        candidates=tuple(meant[:MOST_CANDIDATES]),
        more=max(0, len(meant) - MOST_CANDIDATES),
        others=tuple(_others(found, places)),
        change=_change(found.fix, text),
    )


def _home(found: Diagnostic, sight: Sight, places: _Places, document: int) -> Home:
    if number := places.entry(found.path, found.start):
        return Home("work", document, number)
    if document != NOWHERE:
        block = sight.tables[document].holding(found.start, found.start)
        if block != NOWHERE:
            return Home("text", document, block)
    lists = (i for i, s in enumerate(sight.works.shelves) if s.bibliography.path == found.path)
    shelf = next(lists, NOWHERE)
    if shelf != NOWHERE and (document == NOWHERE or not sight.tables[document].starts):
        return Home("list", document, shelf)
    return Home("top", document)


def _chapter(found: Diagnostic, home: Home, outline: Outline, works: Catalogue) -> int:
    """The chapter of a finding; one at an entry belongs to a chapter only if the list has a heading of its own."""
    number = outline.chapter(found.start)
    start = outline.starts[number - outline.first]
    lists = (s.bibliography.lists for s in works.shelves if s.bibliography.path == found.path)
    headed = any(span.start <= start < span.end for spans in lists for span in spans)
    return number if headed or home.kind != "work" else 0


def _citing(found: Diagnostic, cites: list[Citing]) -> Citing | None:
    """The cite that a finding lies in."""
    at = bisect_right(cites, found.start, key=lambda c: c.found.cite.start) - 1
    if at < 0:
        return None
    citing = cites[at]
    inside = found.end <= citing.found.cite.end and found.start < citing.found.cite.end
    return citing if inside and citing.block != NOWHERE else None


def _candidates(found: Diagnostic, sight: Sight, places: _Places, document: int) -> list[int]:
    """The works that a finding names, in its order."""
    numbers: dict[int, None] = {}
    for place in found.places:
        if number := places.entry(place.path, place.start):
            numbers[number] = None
    known = sight.works.references.get(found.path, {}) if document != NOWHERE else {}
    for name in found.references:
        listed = [sight.works.number(known[name])] if name in known else places.by_id.get(name, [])
        numbers.update((n, None) for n in listed if n)
    return list(numbers)


def _others(found: Diagnostic, places: _Places) -> Iterator[str]:
    """Related places that are no entry of a list."""
    for place in found.places[:MOST_CANDIDATES]:
        if not places.entry(place.path, place.start):
            yield ": ".join(x for x in (shown_path(place.path), one_line(place.message, 160)) if x)


def _change(fix: Fix | None, text: str) -> Change | None:
    """The stretch that a fix touches, before and after."""
    if not fix or not fix.edits:
        return None
    low, high = min(e.start for e in fix.edits), max(e.end for e in fix.edits)
    new = apply(text, (fix,), unsafe=True)
    end = len(new) - (len(text) - high)
    return Change(one_line(fix.message, 200), _shown(text[low:high]), _shown(new[low:end]))


def _shown(text: str) -> str:
    return clip(one_line(text, _LONGEST_CHANGE), _LONGEST_CHANGE)
