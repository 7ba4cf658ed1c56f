"""What a citation by author and year says by itself: the entries that its names and its year fit."""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.citations.author_date import Dated
from citecheck.model import Reading
from citecheck.resolve import evidence
from citecheck.resolve.index import Index
from citecheck.text import years
from citecheck.text.scripts import words


class Fit(NamedTuple):
    """The entries that names and year fit best and equally; `start` is where the names begin (prose)."""

    entries: tuple[int, ...]
    reading: Reading
    start: int
    quality: tuple[int, ...]


def fit(dated: Dated, index: Index) -> Fit | None:
    """The best of its readings; of two that fit equally the one with more names."""
    year = years.printed(dated.year)
    if dated.letter:
        year = year.rstrip("abcdefghijklmnopqrstuvwxyz") + dated.letter
    best: Fit | None = None
    for reading, start in zip(dated.readings, dated.starts, strict=False):
        fits: dict[int, tuple[int, ...]] = {}
        for number, (quality, given) in named(reading, index).items():
            if (agreed := agreement(dated, year, number, index)):
                fits[number] = (min(quality, evidence.FIRST_NAMES), agreed, quality, given)
        found = _best(fits, reading, year, start)
        if found and (best is None or found.quality[0] > best.quality[0]):
            best = found
    if best is None and dated.whole:
        best = _titled(dated, year, index)
    return best


def named(reading: Reading, index: Index) -> dict[int, tuple[int, int]]:
    """How the names of a reading fit; a body whose name holds a comma or `and` is looked up as a whole, too."""
    return evidence.name_fits(reading.names, reading.others, index)


def agreement(dated: Dated, year: str, number: int, index: Index) -> int:
    """How well the year agrees with that of an entry."""
    entry = index.entries[number]
    if dated.letter:
        return 3 if entry.year == year else 0
    return years.agrees(dated.year, entry.year, entry.reference.raw)


def _best(fits: dict[int, tuple[int, ...]], reading: Reading, year: str, start: int) -> Fit | None:
    if not fits:
        return None
    top = max(fits.values())
    entries = tuple(n for n, q in fits.items() if q == top)
    return Fit(entries, Reading(names=reading.names, year=year, others=reading.others), start, top)


def _titled(dated: Dated, year: str, index: Index) -> Fit | None:
    """A body or a title in place of names: `(Annual Report, 2010)`."""
    whole = re.sub(r"[“”\"«»„‘’*_]|\.\.\.|…", "", dated.whole).strip()
    key = " ".join(words(whole))
    fits: dict[int, tuple[int, ...]] = {}
    for number in index.by_family.get(key, ()):
        if (agreed := agreement(dated, year, number, index)):
            fits[number] = (evidence.ALL_NAMES, agreed, 0, 0)
    if fits:
        return _best(fits, Reading(names=(whole,)), year, dated.starts[0])
    cited = tuple(words(whole))
    for number, quality in evidence.title_fits(cited, index).items() if cited else ():
        if quality >= evidence.LEADING_WORDS and (agreed := agreement(dated, year, number, index)):
            fits[number] = (not index.entries[number].families, quality, agreed, 0)
    found = _best(fits, Reading(), year, dated.starts[0])
    return found and found._replace(reading=Reading(title=whole, year=year))
