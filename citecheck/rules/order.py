"""The rule on the order of a printed list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from citecheck.config import Config
from citecheck.model import Bibliography, Document, Finding, Reference
from citecheck.resolve.wording import short
from citecheck.rules.filing import Key, conventions, is_fileable, script
from citecheck.rules.project import Project, own, place_of

_LEAST, _SORTED = 8, 0.8  # entries of a list that has an order, and the share of them that keep it
_LIST_OF_ITS_OWN = 3  # entries out of order one behind the other, but in order among themselves
_IN_SEQUENCE = 0.7  # the share of numbers that are followed by the next
_MOST = 5_000  # entries of one list


def out_of_order(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """An entry stands in the wrong place of a printed list that is otherwise in alphabetical order.

    Readers look for it in its place and take it for missing. Letter by letter or word by word, with particles, accents
    and articles filed in one way or the other: what fits any custom of filing is in order (MLA 9 §5.123-130, Chicago 17
    §15.11-20). Of a numbered list only the numbers are looked at.

    Bad:  Gil. Holm. Lee. Marsh. Aske. Reed. Teal. Weir. Zhu.
    Good: Aske. Gil. Holm. Lee. Marsh. Reed. Teal. Weir. Zhu.
    """
    for bibliography in own(document):
        for entries in _lists(bibliography):
            if sum(1 for r in entries if r.number) * 2 > len(entries):
                yield from _misnumbered(entries)
            else:
                for alphabet in {script(r): None for r in entries}:
                    yield from _misplaced([r for r in entries if is_fileable(r) and script(r) == alphabet])


def _lists(bibliography: Bibliography) -> Iterator[list[Reference]]:
    """The lists of a manuscript, one by one, each in the order of the text."""
    if bibliography.printed:
        references = sorted(bibliography.references, key=lambda r: r.start)[:_MOST]
        for span in bibliography.lists:
            yield [r for r in references if span.start <= r.start < span.end]


# ---- numbers


def _misnumbered(entries: Sequence[Reference]) -> Iterator[Finding]:
    """Numbers that are there twice or out of sequence, where nearly all follow each other."""
    numbered = [r for r in entries if r.number.isdigit() and len(r.number) < 7]
    numbers = [int(r.number) for r in numbered]
    steps = sum(1 for a, b in pairwise(numbers) if b == a + 1)
    if len(numbers) < _LEAST or steps < _IN_SEQUENCE * (len(numbers) - 1):
        return
    kept = set(_longest(numbers))
    seen: dict[int, Reference] = {}
    for at, (number, reference) in enumerate(zip(numbers, numbered, strict=True)):
        if first := seen.get(number):
            message, places = f"the number {number} stands for two entries", (place_of(first),)
            yield Finding(reference.start, reference.end, message, (reference.id, first.id), places=places)
        elif at not in kept:
            message = f"the number {number} is out of sequence"
            yield Finding(reference.start, reference.end, message, (reference.id,))
        seen.setdefault(number, reference)


# ---- letters


def _misplaced(entries: list[Reference]) -> Iterator[Finding]:
    """The entries that would have to move; none where the list is in no alphabetical order."""
    if len(entries) < _LEAST:
        return
    customs = [[c(r) for r in entries] for c in conventions(entries)]
    orders = [_longest(keys) for keys in customs]
    best = max(range(len(customs)), key=lambda n: len(orders[n]))
    if len(orders[best]) < _SORTED * len(entries):
        return
    kept = orders[best]
    moved = [n for n in _outside(kept, len(entries)) if not _fits_any(n, kept, customs, customs[best])]
    for at in _alone(moved, customs[best]):
        yield _finding(at, kept, entries, customs[best])


def _outside(kept: Sequence[int], size: int) -> list[int]:
    inside = set(kept)
    return [n for n in range(size) if n not in inside]


def _fits_any(at: int, kept: Sequence[int], customs: Sequence[Sequence[Key]], usual: Sequence[Key]) -> bool:
    """Whether some custom of filing puts an entry where it stands, between its neighbours that are in order."""
    place = bisect_left(kept, at)
    before, after = kept[place - 1] if place else None, kept[place] if place < len(kept) else None
    return any(
        (before is None or others[before] <= keys[at]) and (after is None or keys[at] <= others[after])
        for keys in customs
        for others in (keys, usual)
    )


def _alone(moved: list[int], keys: Sequence[Key]) -> Iterator[int]:
    """Those that are no list of their own: a few entries on end, in order among themselves or up to the last of all."""
    run: list[int] = []
    for at in [*moved, -1]:
        if run and at == run[-1] + 1 and keys[run[-1]] <= keys[at]:
            run.append(at)
            continue
        rest = keys[run[0] :] if run else ()
        closing = len(run) > 1 and len(rest) >= _LIST_OF_ITS_OWN and all(a <= b for a, b in pairwise(rest))
        if len(run) < _LIST_OF_ITS_OWN and not closing:
            yield from run
        run = [at]


def _finding(at: int, kept: Sequence[int], entries: Sequence[Reference], keys: Sequence[Any]) -> Finding:
    """What says where an entry belongs."""
    place = bisect_right([keys[n] for n in kept], keys[at])
    before = entries[kept[place - 1]] if place else None
    after = entries[kept[place]] if place < len(kept) else None
    where = f"behind ({short(before)})" if before else f"before ({short(after)})" if after else "elsewhere"
    if before and after:
        where = f"between ({short(before)}) and ({short(after)})"
    entry = entries[at]
    places = tuple(place_of(r) for r in (before, after) if r)
    message = f"({short(entry)}) is out of alphabetical order; it belongs {where}"
    return Finding(entry.start, entry.end, message, (entry.id,), places=places)


def _longest(keys: Sequence[Any]) -> list[int]:
    """The places of a longest rising part of a sequence: what is left may stay, all else would have to move."""
    tails: list[Any] = []
    places: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        size = bisect_right(tails, key)
        tails[size : size + 1] = [key]
        places[size : size + 1] = [at]
        before.append(places[size - 1] if size else -1)
    at = places[-1] if places else -1
    found = []
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]
