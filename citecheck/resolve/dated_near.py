"""What a citation by author and year that fits nothing may have meant, and whether it is one at all."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from citecheck.citations import author
from citecheck.citations.author_date import Dated
from citecheck.citations.readings import is_name
from citecheck.model import Reading
from citecheck.resolve import dated, dated_several, evidence, near
from citecheck.resolve.index import ARTICLES, Entry, Index
from citecheck.resolve.shapes import MONTHS, PARTS
from citecheck.text import eastern_names, name_chains, years
from citecheck.text.name_patterns import LOWER, UPPER
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, words

_MOST_NAMES, _MOST_WORDS = 8, 6  # names of one cite that fits nothing, words of one of them
_HEAD, _HEAD_WORDS = 120, 6  # where an entry names its first author
_LONG_HEAD = 200  # characters in which several authors are named
_LONGEST_EASTERN = 4  # signs of a person's name
_NEXT_WORD = pattern(r"\.?\s([^\W\d_]{3,12})")
_OF_A_WORK = pattern(r"[nN]\.\s?[dD]|o\.\s?J|s\.\s?[df]\.|in\spress|forthcoming")
# Ann Marsh · Ann B. Marsh-Reed, in a list that has surnames first
_PERSON = pattern(
    rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?(?:\s[{UPPER}]\.)?\s[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
)
_QUOTES = pattern('[“”„«»"]')  # which no name has
_PERSONAL = pattern(
    r"pers(?:onal|\.)\s?comm|pers(?:önliche|\.)\s?(?:Mitt|Komm)|mündl(?:iche|\.)\s?Mitt|com(?:unicaci[óo]n|unicaç[ãa]o|unicazione|\.)\s?pers|communication\s(?:personnelle|orale)|interview\b",
    re.IGNORECASE,
)
_PERSONAL_WITHIN = 30  # characters behind a year
_SPAN = pattern(r"[-–—]")
_AMONG = frozenset(
    ("including", "notably", "such as", "like", "darunter", "z. b.", "dont", "notamment", "incluyendo", "como")
)
_BY = frozenset("by von par por da door av".split())
_ALONE = 50.0  # by how much less alike is an author without others to one cited with et al.


class Guess(NamedTuple):
    """The entries that a cite may have meant, and what differs.

    `sure` where names and year together point to one, misspelt; `alike` where several names point to
    works by the same authors.
    """

    entries: tuple[int, ...]
    reading: Reading
    start: int
    sure: bool
    differs: Literal["name", "year"] = "name"
    alike: bool = False


def guess(one: Dated, index: Index) -> Guess | None:
    """The works of these names in other years, or of this year under a name that is spelt nearly so."""
    if (misspelt := _misspelt(one, index)) and misspelt.sure:
        return misspelt
    for reading, start in zip(one.readings, one.starts, strict=False):
        if dated.is_paired(one, start) or (one.narrative and dated.is_joined(one, start, index)):
            continue
        fits = {n: q for n, (q, _) in dated.named(reading, index).items() if q >= evidence.FIRST_NAMES}
        if fits:
            top = [n for n, q in fits.items() if q == max(fits.values())]
            if dated.other_initials(one, start, top, index):
                return Guess(_by_year(top, one, index), _dated(one.readings[0], one), one.starts[0], sure=False)
            return Guess(_by_year(top, one, index), _dated(reading, one), start, False, "year")
    if misspelt is None and dated.is_cut(one) and (titled := dated.headed(tuple(words(one.whole)), index)):
        reading = Reading(names=(one.whole,), year=dated.year_of(one))
        begins = one.year.string.rfind(one.whole, 0, one.year.start())
        return Guess(_by_year(titled, one, index), reading, begins, False, "year")
    return misspelt


def _dated(reading: Reading, one: Dated) -> Reading:
    return Reading(names=reading.names, others=reading.others, year=dated.year_of(one))


def _by_year(entries: list[int], one: Dated, index: Index) -> tuple[int, ...]:
    """Up to three entries, those first whose year one slip explains: a digit, two that changed places, online first."""
    year = years.plain(years.printed(one.year))

    def far(number: int) -> tuple[int, bool, int]:
        whole = index.entries[number].year
        listed, lettered = years.plain(whole), whole[4:] == (one.year["letter"] or "")
        if not listed or not year:
            return 9, False, 9_999
        slips, apart = sum(a != b for a, b in zip(listed, year, strict=True)), abs(int(listed) - int(year))
        one_slip = apart == 1 or (slips == 2 and sorted(listed) == sorted(year))
        return 1 if one_slip else slips, not lettered, apart

    return tuple(sorted(entries, key=far)[:3])


def _misspelt(one: Dated, index: Index) -> Guess | None:
    """The one entry of this year whose names are nearly those cited."""
    if one.year["undated"]:
        return None
    year = dated.year_of(one)
    for reading, start in zip(one.readings, one.starts, strict=False):
        if dated.is_joined(one, start, index) or _is_sentence(reading.names[0]):
            continue
        found: dict[int, float] = {}
        for key, score in near.families_like(reading.names[0], index):
            for number in index.by_family[key]:
                entry = index.entries[number]
                first = entry.families[:1] == (key,)
                wholly = _goes_on(reading, entry)
                if first and (wholly or reading.others) and dated.agreement(one, year, number, index):
                    found[number] = max(found.get(number, 0.0), score if wholly else score - _ALONE)
        if not found and len(reading.names) > 1:
            found = _later_name(reading, one, index) or _other_order(reading, one, index)
        if found:
            best = max(found.values())
            top = dated_several.apart(one, tuple(n for n, score in found.items() if score == best), index)
            likely = best >= 100 * near.NAME_ALIKE
            theirs = len(reading.names) > 1 and len({index.entries[n].families for n in top}) == 1
            return Guess(top[:3], _dated(reading, one), start, likely and len(top) == 1, alike=likely and theirs)
    return None


def _is_sentence(name: str) -> bool:
    """Whether a name is more than one: with quotation marks, or words in lower case that no name has."""
    return _QUOTES.search(name) is not None or any(w.islower() and w not in name_chains.SMALL for w in name.split())


def alike(one: Dated, reading: Reading, index: Index) -> tuple[int, ...]:
    """Up to three works of the year whose first author is spelt as the first cited, or nearly so, best first."""
    if one.year["undated"] or not reading.names:
        return ()
    year, name = dated.year_of(one), reading.names[0]
    same = evidence.family_of(name, index)
    keys = [(same[0], 100.0)] if same else near.families_like(name, index)
    found = {
        n: -score
        for key, score in reversed(keys)
        for n in index.by_family[key]
        if index.entries[n].families[:1] == (key,) and dated.agreement(one, year, n, index)
    }
    return tuple(sorted(found, key=lambda n: (found[n], n))[:3])


def _goes_on(reading: Reading, entry: Entry) -> bool:
    """Whether the names behind the first are those of an entry, each spelt nearly so."""
    rest, shortened = entry.families[1:], entry.reference.others
    if reading.others:
        return bool(rest) or shortened
    if len(reading.names) == 1:
        return not rest
    return len(reading.names) == len(entry.families) and all(
        near.may_be_one(" ".join(words(name)), family) for name, family in zip(reading.names[1:], rest, strict=True)
    )


def _later_name(reading: Reading, one: Dated, index: Index) -> dict[int, float]:
    """The first name is right, a later one is misspelt."""
    first = evidence.family_of(reading.names[0], index)
    if first is None:
        return {}
    year = dated.year_of(one)
    return {
        n: 90.0
        for n in index.by_family[first[0]]
        if dated.agreement(one, year, n, index)
        and index.entries[n].families[:1] == (first[0],)
        and (_goes_on(reading, index.entries[n]) or _by_given(reading, index.entries[n]))
    }


def _by_given(reading: Reading, entry: Entry) -> bool:
    """Whether the names are an entry's, one of three or more by the given name: Reed, Holm, and Ann for Ann Marsh."""
    keys = [" ".join(words(n)) for n in reading.names]
    if reading.others or len(keys) < 3 or len(keys) != len(entry.families):
        return False
    odd = [n for n, (key, family) in enumerate(zip(keys, entry.families, strict=True)) if key != family]
    return len(odd) == 1 and odd[0] > 0 and keys[odd[0]] in entry.givens[odd[0]][:1]


def _other_order(reading: Reading, one: Dated, index: Index) -> dict[int, float]:
    """The same names in another order."""
    keys = {" ".join(words(n)) for n in reading.names}
    year = dated.year_of(one)
    return {
        n: 80.0
        for n in index.by_family.get(" ".join(words(reading.names[0])), ())
        if dated.agreement(one, year, n, index) and keys == set(index.entries[n].families)
    }


def listed_raw(one: Dated, index: Index, alike: tuple[int, ...] = ()) -> bool:
    """Whether an entry, not read as one of that name, begins with the last name and has the year: it was misread.

    So was one of the year that begins with the first of several names and prints the others near it. One that is
    `alike` and has another letter, 2009b, was read well.
    """
    year = years.plain(years.printed(one.year))
    if not one.readings or not year:
        return False
    if _begins_with_all(one.readings[0].names, year, index):
        return True
    last = (w for r in reversed(one.readings) for w in words(r.names[-1])[-1:])
    name = next((w for w in last if len(w) > 1 or not w.isascii()), "")  # no initial
    return bool(name) and any(
        year in e.raw
        and not any(family.split()[-1:] == [name] for family in e.families)
        and name in fold(e.raw[:_HEAD])
        and name in words(e.raw[:_HEAD])[:_HEAD_WORDS]
        for n, e in enumerate(index.entries)
        if not (n in alike and e.year[:4] == year)
    )


def named_whole(one: Dated, index: Index) -> tuple[int, ...]:
    """The entries of this year that begin with the whole name, Ann Marsh, of whom is cited, and taken for a body's."""
    said = [w for r in one.readings[-1:] if len(r.names) == 1 for w in words(r.names[0])[-1:]]
    found = (
        e.number
        for e in index.entries
        for name in e.reference.names[:1]
        if name.literal and words(name.family)[-1:] == said and _PERSON.fullmatch(name.family)
    )
    year = dated.year_of(one)
    return tuple(n for n in found if dated.agreement(one, year, n, index)) if said else ()


def _begins_with_all(names: tuple[str, ...], year: str, index: Index) -> bool:
    first, *others = (words(n)[-1:] for n in names)
    wanted = {w for other in others for w in other}
    return bool(wanted) and any(
        e.year[:4] == year
        and first == words(e.reference.raw[:_HEAD])[: len(first)]
        and wanted <= set(words(e.reference.raw[:_LONG_HEAD]))
        for e in index.entries
    )


def is_personal(one: Dated) -> bool:
    """Whether a name and a year stand for a letter or talk, which no list gives (APA 7 §8.9)."""
    behind = one.year.string[one.year.end() : one.year.end() + _PERSONAL_WITHIN].partition(";")[0].partition(")")[0]
    return _PERSONAL.search(one.text) is not None or _PERSONAL.search(behind) is not None


def is_date(one: Dated) -> bool:
    """Whether a month follows the year, as in Hungarian and Lithuanian dates: `2010. május`."""
    following = _NEXT_WORD.match(one.year.string, one.year.end())
    return following is not None and not MONTHS.isdisjoint(words(following[1]))


def _is_life(one: Dated) -> bool:
    """Whether a year begins a life or a reign, 1809–1882: a page behind it tells a work in volumes, 1953–57, 12."""
    return _SPAN.search(one.year[0]) is not None and one.locator is None


def _are_bounded(reading: Reading) -> bool:
    """Whether names in scripts without spaces are no longer than names are, so that nothing else stands before them."""
    return all(len(n) <= _LONGEST_EASTERN for n in reading.names if eastern_names.is_eastern(n))


def is_awaited(one: Dated) -> bool:
    """Whether the term for a missing or coming year is one that nothing but a citation has: `n.d.`, `in press`."""
    return bool(one.year["undated"]) and _OF_A_WORK.match(one.year["undated"]) is not None


def plausible(one: Dated, index: Index) -> bool:
    """Whether a year with words before it can be a citation by its looks: names and nothing else."""
    if not one.readings or one.year[0].endswith("年") or is_date(one):
        return False
    if one.year["undated"] and (one.narrative or not is_awaited(one)):
        return False
    reading = one.readings[0] if not one.narrative else next(filter(_are_several, one.readings), one.readings[0])
    folded = [w for n in reading.names for w in words(n)]
    if not folded or len(reading.names) > _MOST_NAMES or any(len(n.split()) > _MOST_WORDS for n in reading.names):
        return False
    if set(folded) & MONTHS or folded[-1] in PARTS or folded[0] in PARTS or all(w in index.imprints for w in folded):
        return False
    if not all(is_name(n) and not any(c.isdigit() for c in n) for n in reading.names):
        return False
    if one.narrative:
        return _are_several(reading) and not one.year["last"] and _are_bounded(reading)
    if _is_life(one):
        return False
    edge = " ,.:;&*_()[]，、：；"
    named = one.text.strip(edge)
    whole = one.whole.strip().strip(edge)
    if fold(whole) == fold(named):
        return True
    return whole.endswith(named) and _leads_up(whole.removesuffix(named), reading)


def _are_several(reading: Reading) -> bool:
    """Whether all of a reading are names, and of several persons, as those of authors in a sentence are."""
    shouted = sum(n.isupper() for n in reading.names)  # Marsh and Reed with RIVER-1 (2010)
    several = reading.others or len(reading.names) > 1
    return several and all(map(is_name, reading.names)) and shouted in (0, len(reading.names))


def _leads_up(before: str, reading: Reading) -> bool:
    """Whether words lead up to names: any before et al., `see` before all, `including`, `said by` before several."""
    if reading.others or author.sends(before) or before.strip().lower() in ARTICLES:
        return True
    if len(reading.names) < 2:
        return False
    spoken = before.split()
    by = len(spoken) > 1 and spoken[-1] in _BY and all(word.islower() for word in spoken)
    return by or before.strip().lower() in _AMONG or author.leads_up(before.strip())
