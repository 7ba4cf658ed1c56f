"""Which entry of a printed list describes which reference of a .bib: each leaves out what the other has.

Every pair is weighed by what the two share, and the best are taken first, so that an entry that resembles several
references gets the one that no other entry fits better. What is left over between neighbours goes by the order of both,
where that is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from citecheck.model import Reference
from citecheck.text import years
from citecheck.text.scripts import words

_WEIGHED = 8  # references that share the rarest words with an entry
_COMMON = 200  # references that have a word, when it tells nothing
_SURE = 2.6  # what a pair shares that is sure by itself: a title and something else, or all but the title
_LIKELY = 1.6  # what is enough where nothing else comes near: the title of a book, an author and a year
_AHEAD = 0.3  # by how much that must be ahead of the next
_ORDERED, _LEAST_ORDERED = 0.9, 3  # neighbours that stand in one order, which then tells what is left between them
_TITLE, _DOI, _YEAR, _OTHER_YEAR = 2.0, 1.5, 0.5, -0.7
_IN_ORDER = 0.1  # a title whose words stand in its order
_SAME = 0.8  # of all words of two entries, those that both have
_ONLY_SOME = 0.5  # of a title's words, fewer of which are chance


class _Work(Struct, frozen=True):
    """What a reference is known by."""

    title: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]  # volume, first pages
    year: str
    doi: str
    every: frozenset[str]


class _Entry(Struct, frozen=True):
    """What a printed entry says."""

    said: frozenset[str]
    line: str  # its words in their order
    year: str
    doi: str


def pairs(printed: Sequence[Reference], others: Sequence[Reference]) -> dict[int, int]:
    """{place of a printed entry: place of the reference that it describes}.

    No reference is taken twice, but by entries that say the same, in the lists of two chapters.
    """
    works = [_work(r) for r in others]
    entries = [_entry(r) for r in printed]
    weights = _weights(entries, works)
    found = _best_first(weights)
    by_order = _left_between(len(printed), found, others)
    found |= {
        at: to for at, to in by_order.items() if _may_be(entries[at], works[to]) and _shares(entries[at], works[to])
    }
    return found | _again(weights, found, entries)


def _work(reference: Reference) -> _Work:
    title = tuple(words(reference.title))
    while title and title[0].isdigit() and len(title) > 3:  # the number of a list that the whole entry was taken from
        title = title[1:]
    families = tuple(tuple(words(n.family)) for n in reference.names)
    figures = (*words(reference.volume), *(str(first) for first, _ in reference.pages))
    year = years.plain(reference.year)
    rest = words(f"{reference.container} {reference.publisher} {reference.place} {reference.issue} {reference.url}")
    given = words(" ".join(n.given for n in reference.names))
    every = {*title, *(w for f in families for w in f), *figures, *rest, *given, *((year,) if year else ())}
    return _Work(title, families, figures, year, reference.doi.casefold(), frozenset(every))


def _entry(printed: Reference) -> _Entry:
    names = words(" ".join(n.family for n in printed.names))  # also of those that a dash stands for
    year = years.plain(printed.year)
    line = words(printed.raw)
    said = frozenset((*line, *names, *((year,) if year else ())))
    return _Entry(said, f" {' '.join(line)} ", year, printed.doi.casefold())


def _weights(entries: Sequence[_Entry], works: Sequence[_Work]) -> list[tuple[float, int, int]]:
    """What entries share with the references that come near them: (weight, entry, reference)."""
    having: dict[str, list[int]] = {}
    by_doi: dict[str, list[int]] = {}
    for to, work in enumerate(works):
        for word in work.every:
            having.setdefault(word, []).append(to)
        if work.doi:
            by_doi.setdefault(work.doi, []).append(to)
    out = []
    for at, entry in enumerate(entries):
        near = dict.fromkeys(by_doi.get(entry.doi, ()), 2.0) if entry.doi else {}
        for word in entry.said:
            places = having.get(word, ())
            if len(places) <= _COMMON:
                for to in places:
                    near[to] = near.get(to, 0.0) + 1 / len(places)
        for to in sorted(near, key=lambda n: (-near[n], n))[:_WEIGHED]:
            weight = _weight(entry, works[to])
            if weight >= _LIKELY:
                out.append((weight, at, to))
    return out


def _weight(entry: _Entry, work: _Work) -> float:
    """How much of a reference an entry says, and how much of the entry that explains."""
    title = sum(w in entry.said for w in work.title) / len(work.title) if work.title else 0.0
    named = [all(w in entry.said for w in family) for family in work.families[:3]]
    names = sum(named) / len(named) if named else 0.0
    year = _YEAR * (work.year in entry.said) if work.year else 0.0
    if work.year and entry.year and not year:
        year = _OTHER_YEAR
    doi = _DOI * (work.doi == entry.doi) if work.doi and entry.doi else 0.0
    figures = 0.5 * sum(f in entry.said for f in work.figures[:2])
    explained = len(entry.said & work.every) / len(entry.said) if entry.said else 0.0
    shared = _TITLE * (title if title > _ONLY_SOME else 0.0)
    if shared and f" {' '.join(work.title)} " in entry.line:  # `Bees and Men`, and not `Men and Bees`
        shared += _IN_ORDER
    return shared + names + year + doi + figures + explained


def _best_first(weights: list[tuple[float, int, int]]) -> dict[int, int]:
    """The pairs by weight; one that is not sure by itself only where nothing that is left comes near it."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    ordered = sorted(weights, key=lambda w: (-w[0], w[1], w[2]))
    for weight, at, to in ordered:
        if weight >= _SURE and at not in found and to not in taken:
            found[at] = to
            taken.add(to)
    left = [w for w in ordered if w[1] not in found and w[2] not in taken]
    for weight, at, to in left:
        rivals = [w for w, a, t in left if (a == at) != (t == to)]
        if at not in found and to not in taken and weight >= max(rivals, default=0.0) + _AHEAD:
            found[at] = to
            taken.add(to)
    return found


def _again(
    weights: list[tuple[float, int, int]], found: Mapping[int, int], entries: Sequence[_Entry]
) -> dict[int, int]:
    """The entries that say once more what one with a pair says."""
    holders = {to: at for at, to in found.items()}
    again: dict[int, int] = {}
    for weight, at, to in sorted(weights, key=lambda w: -w[0]):
        if weight >= _SURE and at not in found and at not in again and to in holders:
            one, other = entries[at].said, entries[holders[to]].said
            if len(one & other) >= _SAME * len(one | other):
                again[at] = to
    return again


def _left_between(size: int, found: Mapping[int, int], others: Sequence[Reference]) -> dict[int, int]:
    """Entries without a pair between two that have one, as many as references are left between those of the two."""
    known = sorted(found)
    steps = [found[b] > found[a] for a, b in pairwise(known)]
    if len(steps) < _LEAST_ORDERED or sum(steps) < _ORDERED * len(steps):
        return {}
    return dict(_gaps(size, known, found, len(others)))


def _gaps(size: int, known: Sequence[int], found: Mapping[int, int], last: int) -> Iterator[tuple[int, int]]:
    taken = sorted(found.values())
    for before, after in pairwise((-1, *known, size)):
        low = found[before] if before >= 0 else -1
        high = found[after] if after < size else last
        between = bisect_right(taken, high - 1) - bisect_right(taken, low)
        if after - before > 1 and high - low == after - before and not between:
            yield from zip(range(before + 1, after), range(low + 1, high), strict=True)


def _may_be(entry: _Entry, work: _Work) -> bool:
    """Whether nothing that both give differs."""
    return not (entry.year and work.year and work.year not in entry.said)


def _shares(entry: _Entry, work: _Work) -> bool:
    """Whether a name or the year is the same."""
    return work.year in entry.said or any(set(family) <= entry.said for family in work.families if family)
