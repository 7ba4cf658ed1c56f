"""What a citation by author and year says by itself: the entries that its names and its year fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citecheck.citations.author_date import Dated
from citecheck.model import Reading
from citecheck.resolve import evidence, near
from citecheck.resolve.index import ARTICLES, Index
from citecheck.text import name_chains, terms, years
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import word_tuple, words

_BEHIND = pattern(r"(?P<family>[^\W\d_].*[^\W\d_A-Z.])\s(?P<given>(?:[^\W\d_a-z]\.?[\s-]?){1,4})")  # Marsh A. B.
_IN = pattern(r"\s+in\s+|(?<=[^\W\d_])\s?[–—]\s?[–—]?\s?(?=[^\W\d_a-z])")
_INITIALS = pattern(r"(?:^|[\s(,;&])((?:[^\W\d_a-z]\.[\s-]?)+)$")  # C. · J.-P., before a surname
_LETTERS = "abcdefghijklmnopqrstuvwxyzабвгд"
_JOINER = pattern(rf"\s(?!(?:a|with|con|in)\Z){terms.AND}\Z|[^\W\d_a-z][^\W\d_]+\sa\Z")  # Kučera a
_CUT = pattern(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\s,]*$")  # (THE TOLL…, 2010)
_NAMED_NEAR = 400  # characters before a year alone in which its author is named
_HEAD = 120  # characters of an entry in which the words of such a title stand
_MARKS = pattern(r"[“”\"«»„‘’*_]|\.\.\.|…")


_MADE = pattern(r"['’]s\s(?:[^\W\d_a-z][\w-]*\s(?:(?:and|of|for|the)\s){0,2}){2,8}(?:\([\w-]{2,20}\)\s)?\(\Z")
_LIES = pattern(r"\s(?:of|in|at|del?|en|di|da|do|von|à)\s(?:[^\W\d_a-z][\w-]*\s){1,2}\(\Z")


class Fit(NamedTuple):
    """The entries that names and year fit best and equally; `start` is where the names begin (prose)."""

    entries: tuple[int, ...]
    reading: Reading
    start: int
    quality: tuple[int, ...]


def fit(one: Dated, index: Index, look: Look | None = None) -> Fit | None:
    """The best of its readings; of two that fit equally the one with more names."""
    year = year_of(one)
    best: Fit | None = None
    for reading, start in _readings(one):
        fits = _fits(one, reading, year, index, look)
        found = _best(fits, reading, year, start, index)
        if not found or _splits(one, start, found, index) or other_initials(one, start, found.entries, index):
            continue
        if best is None or found.quality[0] > best.quality[0]:
            best = found
    best = best or _titled(one, year, index) or _undated(one, year, index)
    return best and best._replace(start=_with_article(best, one.year.string, index))


def _with_article(found: Fit, prose: str, index: Index) -> int:
    """Where the names begin with the article that a body's name has in the list: `The Northam Courier`."""
    for number in found.entries:
        article, _, rest = (index.entries[number].families or ("",))[0].partition(" ")
        begin = found.start - len(article) - 1
        if rest and article in ARTICLES and begin >= 0 and prose[begin : found.start].casefold() == f"{article} ":
            return begin
    return found.start


def other_initials(one: Dated, start: int, entries: Iterable[int], index: Index) -> bool:
    """Whether initials stand before a name in brackets that no author of that name has: `(C. Smith, 2010)`."""
    before = _INITIALS.search(one.text[: max(0, start - one.starts[0])]) if one.starts and not one.narrative else None
    if not before:
        return False
    cited = words(before[1])
    listed = [given for n in entries for given in index.entries[n].givens[:1] if given]
    return bool(listed) and not any(evidence.given_agrees(cited, given) for given in listed)


def split_fit(one: Dated, index: Index) -> Fit | None:
    """What the last names before the year fit by themselves, where others that are joined to them fit nothing."""
    year = year_of(one)
    for reading, start in _readings(one):
        found = _best(_fits(one, reading, year, index), reading, year, start, index)
        if found and found.quality[2] == evidence.ALL_NAMES:
            return found
    return None


def year_of(one: Dated) -> str:
    """The year as it is meant, with its letter."""
    year = years.printed(one.year)
    return year.rstrip(_LETTERS) + one.letter if one.letter else year


def _readings(one: Dated) -> Iterator[tuple[Reading, int]]:
    """The readings with where each begins; all the words as one name, too: `Reed i Marsh`, `Roads, Rivers and Co.`"""
    for reading, start in zip(one.readings, one.starts, strict=False):
        yield reading, start
        if (turned := _other_ways(reading)) != reading.names:
            yield Reading(names=turned, others=reading.others), start
        if ";" in one.text:
            continue  # it parts names
        if len(reading.names) == 2 and not reading.others and "," in one.text:
            yield Reading(names=(" ".join(reversed(reading.names)),)), start  # Marsh, Ann
        if len(reading.names) > 1:
            yield Reading(names=(one.text[start - one.starts[0] :].strip(" ,.;:&*_()[]"),)), start


def _other_ways(reading: Reading) -> tuple[str, ...]:
    """The names as some styles print them: `Marsh A` is A Marsh; `Marsh in Reed` (Slovene), `Marsh–Reed` are two."""
    if all(name.isalpha() for name in reading.names):
        return reading.names
    names = (part for name in reading.names for part in _IN.split(name))
    return tuple(f"{m['given']} {m['family']}" if (m := _BEHIND.fullmatch(n)) else n for n in names)


def _fits(
    one: Dated, reading: Reading, year: str, index: Index, look: Look | None = None
) -> dict[int, tuple[int, ...]]:
    """{entry: how names and year agree}"""
    found = look.once(named, reading, reading, index) if look else named(reading, index)
    return {
        number: (min(quality, evidence.FIRST_NAMES), agreed, quality, given)
        for number, (quality, given) in found.items()
        if (agreed := agreement(one, year, number, index))
    }


def is_paired(one: Dated, start: int) -> bool:
    """Whether `and` joins the names of a reading to others before them."""
    before = one.text[: start - one.starts[0]].rstrip()
    return before.endswith(("&", "/")) or _JOINER.search(before) is not None


def is_joined(one: Dated, start: int, index: Index) -> bool:
    """Whether names that stand before a reading are joined to it: `Doe` of `Kohwi and Doe`.

    A comma or a semicolon joins only names that the list has: not `(RB; Marsh 2010)`, `(Arabis, Marsh 2010)`.
    """
    before = one.text[: start - one.starts[0]].rstrip()
    if is_paired(one, start):
        return True
    if one.narrative or not before.endswith((",", ";", "，", "、")):
        return False
    return (before[-1] != ";" or index.by_joint.get(";") is not None) and _is_listed(before, index)


def _is_listed(before: str, index: Index) -> bool:
    """Whether the name that ends a text is one of the list, or nearly so."""
    last = name_chains.LAST_NAME.search(before)
    if last is None or name_chains.INITIAL.fullmatch(last[0]):
        return True
    return bool(near.families_like(last[0], index)) or evidence.family_of(last[0], index) is not None


def _splits(one: Dated, start: int, found: Fit, index: Index) -> bool:
    """Whether a reading leaves names before it that belong to the same list, or fits a work by its second author."""
    return start > one.starts[0] and (is_joined(one, start, index) or found.quality[2] < evidence.FIRST_NAMES)


def named(reading: Reading, index: Index) -> dict[int, tuple[int, int]]:
    """How the names of a reading fit; the first may be the head of a compound surname (`Gil` for `Gil Ramos`)."""
    found = evidence.name_fits(reading.names, reading.others, index)
    for whole in index.by_head.get(" ".join(word_tuple(reading.names[0])), ()):
        for number, fit in evidence.name_fits((whole, *reading.names[1:]), reading.others, index).items():
            found.setdefault(number, fit)
    return found


def named_before(one: Dated, prose: str, index: Index) -> tuple[int, ...]:
    """The works of the year of a cite whose author is named last before it."""
    before = prose[max(0, one.year.start() - _NAMED_NEAR) : one.year.start()]
    year = years.printed(one.year)
    named: dict[int, list[int]] = {}
    for entry in index.entries:
        if entry.families and year and entry.year[:4] == year[:4] and agreement(one, year, entry.number, index):
            family = entry.reference.names[0].family if entry.reference.names else ""
            places = [m.end() for m in re.finditer(rf"(?<!\w){re.escape(family)}(?!\w)", before)] if family else []
            if places:
                named.setdefault(places[-1], []).append(entry.number)
    return tuple(named[max(named)]) if named else ()


def belongs_to_another(one: Dated) -> bool:
    """Whether the words before a year are what somebody named before them has made, or where it lies.

    `Reed et al.’s River and Bridge Model (RBM) (2010)`, `Marsh drew the stones of Old Weir (2010: 33)`.
    """
    prose, at = one.year.string, one.year.start()
    if one.locator and one.readings and len(one.readings[0].names) == 1 and _LIES.search(prose, max(0, at - 60), at):
        return True
    return _MADE.search(prose, max(0, at - _NAMED_NEAR), at) is not None


def agreement(one: Dated, year: str, number: int, index: Index) -> int:
    """How well the year agrees with that of an entry."""
    entry = index.entries[number]
    if one.letter:
        return 3 if years.same(entry.year, year) else 2 if entry.year == years.plain(year) else 0
    return years.agrees(one.year, entry.year, entry.raw)


def _best(fits: dict[int, tuple[int, ...]], reading: Reading, year: str, start: int, index: Index) -> Fit | None:
    if not fits:
        return None
    top = max(fits.values())
    entries = tuple(n for n, q in fits.items() if q == top)
    if len(entries) > 1 and reading.names:  # a body of that name, rather than one that is shortened so
        first = " ".join(words(reading.names[0]))
        entries = tuple(n for n in entries if first in index.entries[n].families + index.entries[n].cited_as) or entries
    return Fit(entries, Reading(names=reading.names, year=year, others=reading.others), start, top)


def _titled(one: Dated, year: str, index: Index) -> Fit | None:
    """A body or a title in place of names: `(Annual Report, 2010)`."""
    whole = _MARKS.sub("", one.whole).strip()
    begins = one.year.string.rfind(one.whole, 0, one.year.start()) if one.whole else -1
    start = begins if begins >= 0 else one.starts[0] if one.starts else 0
    cited = tuple(words(whole))
    if not cited:
        return None
    start = one.year.string.rfind(one.whole, 0, one.year.start())
    start = start if start >= 0 else one.starts[0]
    fits: dict[int, tuple[int, ...]] = {}
    if is_cut(one) and (found := _cut(one, cited, start, year, index)):
        return found
    for number in index.by_family.get(" ".join(cited), ()):
        if agreed := agreement(one, year, number, index):
            fits[number] = (evidence.FIRST_NAMES, agreed, 0, 0)
    fits = fits or _shortened(one, cited, year, index)
    if fits:
        return _best(fits, Reading(names=(whole,)), year, start, index)
    for number, quality in evidence.title_fits(cited, index).items():
        entry = index.entries[number]
        agreed = agreement(one, year, number, index) or (not years.is_dated(entry.year) and not entry.families)
        if quality >= evidence.LEADING_WORDS and agreed:
            fits[number] = (not entry.families, quality, agreed, 0)
    found = _best(fits, Reading(), year, start, index)
    return found and found._replace(reading=Reading(title=whole, year=year))


def _shortened(one: Dated, cited: tuple[str, ...], year: str, index: Index) -> dict[int, tuple[int, ...]]:
    """The entries filed under a body or a title of which these are the first words: two at least (APA 7 §8.14)."""
    if len(cited) < 2 or one.narrative:
        return {}
    begun = " ".join(cited) + " "
    return {
        number: (evidence.FIRST_NAMES, agreed, 0, 0)
        for key, numbers in index.by_family.items()
        if key.startswith(begun)
        for number in numbers
        if index.entries[number].families[:1] == (key,) and index.entries[number].reference.names[0].literal
        if (agreed := agreement(one, year, number, index))
    }


def is_cut(one: Dated) -> bool:
    """Whether what stands before the year breaks off: `(THE TOLL..., 2010)`."""
    return bool(one.whole) and _CUT.search(one.text) is not None


def headed(cited: tuple[str, ...], index: Index) -> list[int]:
    """The entries that begin with these words."""
    return [e.number for e in index.entries if tuple(words(e.reference.raw[:_HEAD]))[: len(cited)] == cited]


def _cut(one: Dated, cited: tuple[str, ...], start: int, year: str, index: Index) -> Fit | None:
    """`(THE TOLL…, 2010)`: the first words of an entry that is filed under its title (ABNT NBR 10520 §6.1)."""
    fits: dict[int, tuple[int, ...]] = {
        number: (evidence.FIRST_NAMES, agreed, 0, 0)
        for number in headed(cited, index)
        if (agreed := agreement(one, year, number, index))
    }
    found = _best(fits, Reading(), year, start, index)
    return found and found._replace(reading=Reading(title=" ".join(one.whole.split()), year=year))


def _undated(one: Dated, year: str, index: Index) -> Fit | None:
    """The only work of these names, if its entry has no year to differ."""
    for reading, start in zip(one.readings, one.starts, strict=False):
        entries = [n for n, (q, _) in named(reading, index).items() if q == evidence.ALL_NAMES]
        blank = [n for n in entries if not years.is_dated(index.entries[n].year)]
        if len(blank) == 1 and start == one.starts[0]:
            fits: dict[int, tuple[int, ...]] = {blank[0]: (evidence.FIRST_NAMES, 1, evidence.ALL_NAMES, 0)}
            return _best(fits, reading, year, start, index)
    return None
