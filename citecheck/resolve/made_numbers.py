"""Numbers that a style gives works, where no list prints them: by the order of a .bib, or that of its names.

Neither can be known from the .bib, but the text tells: beside a number stand the author and words of the title of its
work far more often than those of another work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log, sqrt

from citecheck.citations.numeric import Found
from citecheck.model import Block
from citecheck.resolve.index import Entry, Index, significant
from citecheck.text.patterns import pattern
from citecheck.text.scripts import words

LEAST, SHARE = 8, 0.3  # works cited of which an order can be seen, and their share of a .bib that is a list of them
SURE = 4.5  # standard deviations above what chance gives; twenty orders by lot of sixty lists come to 3.2
MOVED = 6.0  # logarithm of the odds that a stretch at the end of the list is one place further on or back
_NEAR, _BEHIND = 160, 40  # characters before and behind a number
_SHORTEST = 4  # letters; shorter words tell no title
_COMMON = 200  # entries that have a word which tells nothing
_MOST = 20  # numbers of a range that tell something
MAYBE = pattern(r"[\[［【^>]\s?[1-9]\d{0,3}\s?[],;，\]］】–^<-]|[¹²³]")
_Words = dict[int, set[str]]
_Weights = dict[int, dict[int, float]]


def order(found: Iterable[tuple[int, Found]], blocks: Sequence[Block], index: Index) -> tuple[int, ...]:
    """The entries in the order of their numbers, from 1 on; empty where the text does not show it."""
    said = _said(found, blocks, len(index.entries))
    if len(said) < max(LEAST, SHARE * len(index.entries)):
        return ()
    weights = _weights(said, index)
    written = tuple(e.number for e in index.entries)
    by_name = tuple(sorted(written, key=lambda n: _filed(index.entries[n])))
    best, one = max((_height(weights, o), o) for o in (written, by_name))
    return one if best >= SURE and _holds(weights, one) else ()


def _holds(weights: _Weights, one: Sequence[int]) -> bool:
    """Whether all of a list bears an order out: a work more or less in the .bib would move all that follow it."""
    for moved in ((*one[1:], -1), (-1, *one[:-1])):
        behind = 0.0
        for number in sorted(weights, reverse=True):
            row = weights[number]
            behind += row.get(one[number - 1], 0.0) - row.get(moved[number - 1], 0.0)
            if behind < -MOVED:
                return False
    return True


def _filed(entry: Entry) -> tuple[object, ...]:
    """By names, year and title, as BibLaTeX's `nyt` and `plain.bst` do; without names by the title."""
    title = significant(entry.title)
    return (entry.families or title, entry.givens, entry.year, title)


def _said(found: Iterable[tuple[int, Found]], blocks: Sequence[Block], last: int) -> _Words:
    """The words around each number that a .bib of that size can have."""
    said: _Words = {}
    for block, one in found:
        if one.setting != "parenthesis":
            at = one.citation.at
            around = words(blocks[block].prose[max(0, at - _NEAR) : at + _BEHIND])
            for cite in one.citation.cites:
                low, high = cite.number or (0, -1)
                for number in range(low, min(high, last, low + _MOST) + 1):
                    said.setdefault(number, set()).update(w for w in around if len(w) >= _SHORTEST)
    return said


def _weights(said: _Words, index: Index) -> _Weights:
    """{number: {entry: how telling the words are that stand beside the number and in the entry}}"""
    having: dict[str, list[int]] = {}
    for entry in index.entries:
        for word in {*entry.title, *(w for family in entry.families[:3] for w in family.split())}:
            having.setdefault(word, []).append(entry.number)
    weights: _Weights = {}
    for number, around in said.items():
        row = weights.setdefault(number, {})
        for word in around:
            places = having.get(word, [])
            for place in places if len(places) <= _COMMON else ():
                row[place] = row.get(place, 0.0) + log(len(index.entries) / len(places))
    return weights


def _height(weights: _Weights, one: Sequence[int]) -> float:
    """How far the sum of the weights in an order lies above what chance gives, in standard deviations."""
    above = variance = 0.0
    for number, row in weights.items():
        average = sum(row.values()) / len(one)
        above += row.get(one[number - 1], 0.0) - average
        variance += sum(w * w for w in row.values()) / len(one) - average * average
    return above / sqrt(variance) if variance > 0 else 0.0
