"""Several works that a citation by author and year fits: all of them, the one with its page, or no telling."""

from __future__ import annotations

from citecheck.bibliographies import entry_year
from citecheck.citations.author_date import Dated
from citecheck.resolve import candidates, dated
from citecheck.resolve.index import Index
from citecheck.text import locators, years
from citecheck.text.scripts import words

_TITLE_BEHIND = 200  # characters behind a year in which the title of a work given in full stands


def apart(one: Dated, entries: tuple[int, ...], index: Index) -> tuple[int, ...]:
    """The entries that fit equally, but for the same work again and those without the page that is cited."""
    if len(entries) < 2:
        return entries
    if candidates.same_work(entries, index):
        return entries[:1]
    if one.locator and one.locator.ranges:
        spans = [(n, index.entries[n].reference.pages) for n in entries]
        if all(pages for _, pages in spans):
            return tuple(n for n, pages in spans if locators.fits(one.locator.ranges, pages)) or entries
    behind = " ".join(words(one.year.string[one.year.end() : one.year.end() + _TITLE_BEHIND]))
    given = tuple(n for n in entries if (title := " ".join(index.entries[n].title)) and behind.startswith(title))
    return given if len(given) == 1 else entries


def are_all_meant(one: Dated, entries: tuple[int, ...], index: Index) -> bool:
    """Whether a year stands for each of the entries: `2010a-c`, `2010a/b`, `2011/2012`."""
    listed = sorted(index.entries[n].year for n in entries)
    if len(letters := years.letters(one.year)) > 1:
        return listed == [one.year["year"] + c for c in letters]
    return "/" in one.year[0] and listed == [one.year["year"], one.year["last"]]


def unlettered(entries: tuple[int, ...], year: str, index: Index) -> tuple[int, ...]:
    """The entries of a .bib of the year of a cite whose letter they have not got: styles put it there in print."""
    if not year[-1:].isalpha():
        return ()
    known = index.entries
    return tuple(n for n in entries if known[n].year == years.plain(year) and not known[n].in_print)


def without_year(entries: tuple[int, ...], index: Index) -> tuple[int, ...]:
    """The entries that any year could be of: a .bib may leave it out, a list prints it, or n.d."""
    known = index.entries
    return tuple(n for n in entries if not known[n].year and not known[n].in_print)


def looked_at_in(entries: tuple[int, ...], year: str, index: Index) -> tuple[int, ...]:
    """The entries that were looked at in a year, and are of another."""
    known = index.entries
    return tuple(
        n for n in entries if years.is_dated(known[n].year) and entry_year.is_of_access(year, known[n].reference.raw)
    )


def is_page(one: Dated, index: Index) -> bool:
    """Whether a further year is a page of a work by the names before it: `(Marsh 2014, 1727)`."""
    number = int(one.year["year"] or 0)
    named = {n for reading in one.readings for n in dated.named(reading, index)}
    pages = (index.entries[n].reference.pages for n in named)
    return one.follows and not one.year["letter"] and any(p and locators.fits(((number, number),), p) for p in pages)
