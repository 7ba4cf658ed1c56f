"""What is said of a citation by author and year that fits no entry, or several."""

from __future__ import annotations

from typing import NamedTuple

from citecheck.citations.author_date import Dated
from citecheck.model import Reading, Verdict
from citecheck.resolve import dated, dated_near, dated_several, wording
from citecheck.resolve.dated_near import Guess
from citecheck.resolve.index import Index

LETTERS = "its letter is one that a style prints, and that a .bib has not got"


class Judged(NamedTuple):
    """A verdict with its entries, the evidence, the reading taken, and the nearest of a missing one."""

    verdict: Verdict
    entries: tuple[int, ...]
    why: str
    reading: Reading
    nearest: tuple[int, ...] = ()
    start: int = -1  # of its names (prose), where the evidence tells


def ambiguous(entries: tuple[int, ...], reading: Reading, index: Index, start: int = -1) -> Judged:
    """Several works fit equally; what would tell them apart."""
    by = wording.dated_apart(entries, reading.year, index)
    return Judged("ambiguous", entries, f"{len(entries)} works fit equally{by}", reading, start=start)


def missing(one: Dated, last: Reading, meant: Guess | None, index: Index) -> Judged:
    """No entry fits; undecided where one may have been misread, or has no year that could differ.

    `last` is the reading whose names stand next to the year, as far as they are names.
    """
    start = meant.start if meant else one.starts[one.readings.index(last)]
    reading = meant.reading if meant else Reading(names=last.names, others=last.others, year=dated.year_of(one))
    of_another = meant.entries if meant and meant.differs == "year" else ()
    unread = meant is None or (bool(of_another) and not dated.is_cut(one))
    if unread and len(whole := dated_near.named_whole(one, index)) == 1:
        what = wording.short(index.entries[whole[0]].reference)
        return Judged("resolved", whole, f"author and year: {what}", reading, start=start)
    if unread and dated_near.listed_raw(one, index, of_another):
        return Judged("undecided", (), "its words stand in an entry that could not be read with certainty", reading)
    if looked_at := dated_several.looked_at_in(of_another, reading.year, index):
        return _of_access(looked_at, reading, start, index)
    if blank := dated_several.without_year(of_another, index):
        return Judged("undecided", blank, "an entry of these names has no year", reading)
    if meant and len(alike := dated_several.unlettered(meant.entries, reading.year, index)) > 1:
        return Judged("undecided", alike, LETTERS, reading)
    who = wording.joined(reading.names, reading.others)
    why = f"no work by {who} is of {reading.year}" if of_another else f"nothing in the bibliography fits {who}"
    nearest = meant.entries if meant else dated_near.alike(one, reading, index)
    return Judged("missing", (), why, reading, nearest, start)


def _of_access(entries: tuple[int, ...], reading: Reading, start: int, index: Index) -> Judged:
    """A year in which works were looked at, and which are of another."""
    of = " and ".join(sorted({index.entries[n].year for n in entries}))
    what = f"{reading.year} is the year of access"
    if len(entries) > 1:
        why = f"{len(entries)} works fit equally; {what}, they are of {of}"
        return Judged("ambiguous", entries, why, reading, start=start)
    entry = index.entries[entries[0]].reference
    return Judged("mismatch", entries, f"{what}; ({wording.short(entry)}) is of {of}", reading, start=start)
