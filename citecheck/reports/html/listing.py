"""The works of the report with all that is said about each: where it is cited, why, and what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from citecheck.model import Reference, Run
from citecheck.reports.html import works
from citecheck.reports.html.cards import Card
from citecheck.reports.html.cites import Citing
from citecheck.reports.printable import one_line

_LONGEST_START = 110  # characters of an entry beside a finding
_SURE = ("resolved", "context", "mismatch")


class Evidence(Struct, frozen=True):
    """A reason, and the cites that it holds for; without a `work` it says why there is none."""

    number: int
    work: int
    verdict: str
    text: str
    cites: tuple[Citing, ...]


class Work(Struct, frozen=True):
    """A work of the list; `project` counts its cites beyond this run, too."""

    number: int
    called: str
    start: str  # of its entry, as plain text
    entry: Markup
    links: list[tuple[str, str]]
    cited: int
    project: int
    places: tuple[tuple[int, tuple[Citing, ...]], ...]  # chapter -> cites
    maybe: tuple[Citing, ...]
    evidence: tuple[Evidence, ...]
    cards: tuple[Card, ...]


class Shelf(Struct, frozen=True):
    """A list of works, with the findings about the whole of it."""

    title: str
    works: tuple[Work, ...]
    others: int
    cards: tuple[Card, ...]


Reasons = dict[tuple[int, str, str], Evidence]  # by work, verdict and words


def reasons(cites: list[Citing]) -> tuple[dict[tuple[int, str, str], Evidence], dict[int, int]]:
    """The reasons given, each once a work, in the order of the text; and the number of each cite's."""
    grouped: dict[tuple[int, str, str], list[Citing]] = defaultdict(list)
    for citing in cites:
        sure = citing.found.verdict in _SURE and citing.works
        key = (citing.works[0], "", citing.found.why) if sure else (0, citing.found.verdict, citing.found.why)
        grouped[key].append(citing)
    found = {
        key: Evidence(number, key[0], key[1], one_line(key[2]) or "no reason is given", tuple(held))
        for number, (key, held) in enumerate(grouped.items(), start=1)
    }
    return found, {c.number: r.number for r in found.values() for c in r.cites}


def left_open(given: Iterable[Evidence], found: list[Card]) -> Iterator[Evidence]:
    """The cites that lead to no one work, as far as no finding speaks of them."""
    judged = {c.cite for c in found if c.verdict not in ("resolved", "context")}
    for reason in given:
        cites = tuple(c for c in reason.cites if c.number not in judged)
        if cites and not reason.work:
            yield replace(reason, cites=cites)


class _Held(Struct, frozen=True):
    """What belongs to each work, by its number; cards of a whole list by its place."""

    sure: dict[int, list[Citing]]
    maybe: dict[int, list[Citing]]
    why: dict[int, list[Evidence]]
    cards: dict[tuple[str, int], list[Card]]


def _held(cites: list[Citing], given: Reasons, found: list[Card]) -> _Held:
    held = _Held(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for citing in cites:
        for number in citing.works:
            (held.sure if citing.found.verdict in _SURE else held.maybe)[number].append(citing)
    for reason in given.values():
        held.why[reason.work].append(reason)
    for card in found:
        held.cards[card.home.kind, card.home.at].append(card)
    return held


def shelves(
    run: Run, catalogue: works.Catalogue, cites: list[Citing], given: Reasons, found: list[Card]
) -> tuple[Shelf, ...]:
    """The lists of works."""
    held = _held(cites, given, found)
    documents = {d.manuscript.path: d for d in reversed(run.documents)}
    starts = {path: [b.start for b in d.manuscript.blocks] for path, d in documents.items()}
    made: list[Shelf] = []
    for place, shelf in enumerate(catalogue.shelves):
        bibliography = shelf.bibliography
        printed = documents.get(bibliography.path) if bibliography.printed else None
        rows = []
        for reference in shelf.listed:
            entry = works.entry(reference, printed, starts.get(reference.path, []))
            project = run.cited.get((reference.path, reference.id), 0)
            rows.append(_work(reference, catalogue.number(reference), entry, project, held))
        made.append(Shelf(shelf.title, tuple(rows), shelf.others, tuple(held.cards["list", place])))
    return tuple(made)


def _work(reference: Reference, number: int, entry: Markup, project: int, held: _Held) -> Work:
    return Work(
        number=number,
        called=works.called(reference),
        start=one_line(entry.striptags(), _LONGEST_START),
        entry=entry,
        links=[link for link in works.links(reference) if escape(link[1]) not in entry],
        cited=len(held.sure[number]),
        project=project,
        places=_by_chapter(held.sure[number]),
        maybe=tuple(held.maybe[number]),
        evidence=tuple(held.why[number]),
        cards=tuple(held.cards["work", number]),
    )


def _by_chapter(cites: list[Citing]) -> tuple[tuple[int, tuple[Citing, ...]], ...]:
    grouped: dict[int, list[Citing]] = defaultdict(list)
    for citing in cites:
        grouped[citing.chapter].append(citing)
    return tuple((chapter, tuple(held)) for chapter, held in grouped.items())
