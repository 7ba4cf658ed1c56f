"""Where notes give the titles of listed works: what shows that a manuscript cites in notes, and what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citecheck.model import Block
from citecheck.resolve import near
from citecheck.resolve.index import ARTICLES, OPENING, Entry, Index, significant
from citecheck.text.patterns import pattern
from citecheck.text.scripts import APOSTROPHES, fold
from citecheck.text.spans import to_prose

_WORD = pattern(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_NAME = pattern(r"[^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADDRESS = pattern(r"(?:https?://|www\.|doi:)\S+")  # its words repeat the title
_MOST_ALIKE = 100  # works whose titles begin alike, among which one is looked for
TELLING = 4  # words that are a title by themselves; fewer need all of it, or the author beside them
_BESIDE = 8  # characters between an author and a title
_CLOSE = 40  # in which a name must stand that is misspelt
_NEAR = 160  # characters before a title in which its author stands
_OPENED = pattern(r"[*“\"«‘_](?:[^\W\d_]{1,5}\s)?$")  # “ · *The
SHORTEST = 3  # letters; shorter names are alike by chance
# “Tolls,” in *River Studies*; not: as Weir shows in *River Studies*
_CONTAINER = pattern(
    r"(?:(?:[,.;:”»\"’)\d]\s*|^\s*)(?:in|dans|em|en|и?в)|\[w:\]|//)\s*[:：]?\s*[*_“\"«‘]*$", re.IGNORECASE
)


class Hit(NamedTuple):
    """A title in a note (prose), the entries it may be of, and how many of its words are given.

    `whole` is the reference of a work that the note defines.
    """

    start: int
    end: int
    entries: tuple[int, ...]
    words: int
    whole: tuple[int, int] | None = None


_EASTERN_OPENERS = "『「《"


def definitions(notes: Sequence[Block], index: Index) -> dict[int, list[Hit]]:
    """Where the works are defined that notes cite in full: the number of a note -> the works."""
    found: dict[int, list[Hit]] = {}
    starts = [n.start for n in notes]
    for entry in index.entries:
        place = bisect_right(starts, entry.reference.start) - 1
        if place >= 0 and entry.reference.end <= notes[place].end:
            low, high = (to_prose(notes[place].map, at) for at in (entry.reference.start, entry.reference.end))
            found.setdefault(place, []).append(Hit(low, high, (entry.number,), len(entry.title), (low, high)))
    return found


def hits(block: Block, defined: tuple[Hit, ...], index: Index) -> tuple[Hit, ...]:
    """The titles in a note, in order; of two that overlap the longer, and what is `defined` before all others."""
    found = [h for h in _titles_in(block.prose, index) if not any(h.start < d.end and h.end > d.start for d in defined)]
    return tuple(sorted((*found, *defined)))


def _titles_in(prose: str, index: Index) -> list[Hit]:
    found: list[Hit] = []
    done = 0
    text = _ADDRESS.sub(lambda m: " " * len(m[0]), prose)
    words = [(m.start(), m.end(), fold(m[0])) for m in _WORD.finditer(text)]
    for at in range(len(words)):
        if words[at][0] < done:
            continue
        best = max(_at(prose, words, at, index), key=lambda h: h.words, default=None)
        if best and not (found and _CONTAINER.search(prose[max(found[-1].end, best.start - 12) : best.start])):
            if (
                found
                and best.start - found[-1].end <= _BESIDE
                and _is_author(prose[found[-1].start : found[-1].end], index)
            ):
                found.pop()
            found.append(best)
            done = best.end
    return found


def _is_author(text: str, index: Index) -> bool:
    """Whether what was taken for a title is a body that the next title is by: `City Museum, “Collections”`."""
    name = " ".join(fold(m[0]) for m in _WORD.finditer(text))
    return name in index.by_family or any(f"{article} {name}" in index.by_family for article in ARTICLES)


def _at(prose: str, words: list[tuple[int, int, str]], at: int, index: Index) -> Iterator[Hit]:
    """The titles that begin at a word."""
    for size in range(min(OPENING, len(words) - at), 0, -1):
        numbers = index.by_opening.get(tuple(w for _, _, w in words[at : at + size]), ())[:_MOST_ALIKE]
        lengths = {n: _length(words, at, index.entries[n]) for n in numbers}
        for length in set(lengths.values()):
            entries = tuple(
                n for n, k in lengths.items() if k == length and _enough(prose, words, at, k, index.entries[n])
            )
            if entries:
                yield Hit(words[at][0], words[at + length - 1][1], entries, length)


def _length(words: list[tuple[int, int, str]], at: int, entry: Entry) -> int:
    """How many words of an entry's title stand from a word on."""
    best = 0
    for title in (significant(entry.title), significant(entry.short), significant(entry.translated)):
        count = 0
        while count < len(title) and at + count < len(words) and words[at + count][2] == title[count]:
            count += 1
        best = max(best, count)
    return best


def _enough(prose: str, words: list[tuple[int, int, str]], at: int, length: int, entry: Entry) -> bool:
    """Whether so many words are a title: four, or all of it; of a short one, set apart or with its author before it."""
    whole = length >= min(len(significant(entry.short)), len(significant(entry.title)))
    if length >= TELLING:
        return True
    if not whole:
        return False
    start = words[at][0]
    before = prose[max(0, start - _NEAR) : start]
    if any(family and family in fold(before) for family in entry.families):
        return True
    if prose[max(start - 1, 0)] in _EASTERN_OPENERS:
        return True
    if length < 2:
        return False
    opened = _OPENED.search(prose, max(0, start - 8), start) is not None
    return opened if not entry.families else prose[start].isupper() and is_misspelt(entry, before[-_CLOSE:])


def is_misspelt(entry: Entry, before: str) -> bool:
    """Whether names before a title hold one that is nearly an author's of the entry, who is not named himself."""
    said, families = fold(before), " ".join(entry.families)
    others = [n for n in _NAME.findall(before) if len(n) > SHORTEST and fold(n) not in families]
    return any(
        family not in said and any(near.alike(name, family.split()[-1]) for name in others)
        for family in entry.families[:6]
    )
