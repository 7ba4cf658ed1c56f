"""Citations by number, held against a numbered list (CSL citation format `numeric`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations import author, numeric
from citecheck.citations.numeric import Found, Setting
from citecheck.citations.readings import names_before
from citecheck.model import Bibliography, Block, Cite, Resolution
from citecheck.resolve import counted, evidence, made_numbers, numbers
from citecheck.resolve.index import Index, raw_words
from citecheck.resolve.wording import joined, short, times
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import words

# The share of a list that one way of setting numbers has to cite to be the manuscript's, and a second one beside it.
MAIN_SHARE, SECOND_SHARE, PLAIN_SHARE, LEAST = 0.3, 0.15, 0.5, 2
PAGED = 2  # citations with a page behind a number that show a manuscript to print pages so
_BEYOND = 2  # times the length of a list: a number larger than that counts something else
# Marsh [3] found · Marsh³ found; not: the bridge of Marsh [3], which another describes
_SAYS = pattern(r"[(\[]?\d+(?:\s?[,;–-]\s?\d+)*[)\]]?\s[^\W\d_A-Z]{2}")
_LONGEST_NAMES = 60  # characters of the names right before a number


class NumberedList(Struct, frozen=True):
    """Entries by number; `end` is where the list ends in its manuscript.

    A number without entries is that of a printed entry whose reference cannot be told.
    """

    end: int
    entries: dict[int, tuple[int, ...]]
    last: int
    made: bool = False  # by a style, and printed nowhere


def named_otherwise(one: Resolution, found: Found, prose: str, numbers: NumberedList, index: Index) -> str:
    """What tells that the author named right before a number is that of another one: `Reed [3]`; empty if none does."""
    if one.verdict != "resolved" or len(one.references) != 1 or found.lead or numbers.made:
        return ""
    entry = index.entries[index.by_id[one.references[0]]]
    at = found.citation.at
    for names, others in names_before(prose, at, _LONGEST_NAMES):
        if len(names) == 1 and not others and not _SAYS.match(prose, at):
            continue
        fits = evidence.name_fits(names, others, index) if names else {}
        theirs = [n for n, (quality, _) in fits.items() if quality == evidence.ALL_NAMES]
        if not theirs or index.by_id[one.references[0]] in fits:
            continue
        said = raw_words(entry.raw)
        given = [k for n in theirs for k, entries in numbers.entries.items() if n in entries]
        if given and not any(w in said for name in names for w in words(name)[-1:]):
            meant = " or ".join(map(str, sorted(given)[:3]))
            number = (one.cite.number or (0,))[0]
            return f"{joined(names, others)} is number {meant}, and number {number} is {short(entry.reference)}"
    return ""


class Numbering(Struct, frozen=True):
    """The numbered lists of a manuscript, and the ways in which it sets the numbers."""

    lists: tuple[NumberedList, ...]
    settings: tuple[Setting, ...]
    found: tuple[tuple[int, Found], ...]
    share: float  # of the lists that is cited by number


def numbering(
    blocks: tuple[Block, ...],
    text: str,
    bibliographies: Sequence[Bibliography],
    index: Index,
    look: Look | None = None,
) -> Numbering | None:
    """How a manuscript cites by number; None where its bibliography has none."""
    lists = _lists(bibliographies, index)
    unprinted = bool(index.entries) and not any(b.printed or b.noted for b in bibliographies)
    if not lists and not (unprinted and made_numbers.MAYBE.search(text)):
        return None
    look = look or Look()
    found = tuple(
        (number, f)
        for number, every in enumerate(look.each(numeric.extract, blocks, (), text))
        for f in every
        if f.setting != "parenthesis" or _may_cite(f, blocks[number])
    )
    if not lists and (order := made_numbers.order(found, blocks, index)):
        entries: dict[int, tuple[int, ...]] = {number: (entry,) for number, entry in enumerate(order, start=1)}
        lists = (NumberedList(len(text), entries, len(order), made=True),)
    if not lists:
        return None
    total = sum(len(one.entries) for one in lists)
    shares: dict[Setting, float] = {}
    for setting in ("bracket", "superscript", "parenthesis"):
        cited = {
            (id(one), n)
            for _, f in found
            if f.setting == setting
            for c in f.citation.cites
            for one in [_list_for(c, lists)]
            for n in _numbers(c, one.last)
        }
        shares[setting] = len(cited) / total if len(cited) >= min(LEAST, total) else 0.0
    if shares["parenthesis"] < PLAIN_SHARE:  # (3) counts many things
        shares["parenthesis"] = 0.0
    best = max(shares, key=shares.__getitem__)
    settings = tuple(
        s
        for s in shares
        if s == best or (shares[s] >= SECOND_SHARE and shares[best] < 1 - SECOND_SHARE and s != "parenthesis")
    )
    return Numbering(lists, settings, found, shares[best])


def _may_cite(found: Found, block: Block) -> bool:
    """Whether a number in parentheses is none of an enumeration, and only words that lead up to it stand before it."""
    if found.citation.at + 1 in numbers.listed_points(block.prose):
        return False
    return not found.lead or author.leads_up(found.lead.strip())


def _lists(bibliographies: Iterable[Bibliography], index: Index) -> tuple[NumberedList, ...]:
    """The numbered lists of bibliographies; where a printed list gives way to others, the numbers are still its own."""
    lists: list[NumberedList] = []
    at = 0
    printed = [b for b in bibliographies if any(one.number for one in b.listed)]
    for bibliography in printed:
        places = [(index.by_id[one.reference],) if one.reference in index.by_id else () for one in bibliography.listed]
        _add(lists, ((o.number, p, o.end) for o, p in zip(bibliography.listed, places, strict=True)), len(places))
    for bibliography in () if printed else bibliographies:
        entries = ((r.number, (n,), r.end) for n, r in enumerate(bibliography.references, start=at))
        at += len(bibliography.references)
        _add(lists, entries, len(bibliography.references))
    return tuple(lists)


def _add(lists: list[NumberedList], listed: Iterable[tuple[str, tuple[int, ...], int]], size: int) -> None:
    """Add the lists of one bibliography: one that starts again at a number it has had begins another."""
    entries: dict[int, tuple[int, ...]] = {}
    last = 0
    for number, places, end in listed:
        if number.isdigit():
            value = int(number)
            if value in entries and value == 1:
                lists.append(NumberedList(last, entries, max(entries)))
                entries = {}
            entries[value] = (*entries.get(value, ()), *places)
            last = end
    if len(entries) > size / 2 or (lists and entries):
        lists.append(NumberedList(last, entries, max(entries)))


def _list_for(cite: Cite, lists: tuple[NumberedList, ...]) -> NumberedList:
    """The list of the chapter that a cite stands in: the next one after it."""
    return next((one for one in lists if one.end >= cite.start), lists[-1])


def _numbers(cite: Cite, last: int) -> range:
    first, to = cite.number or (0, -1)
    return range(first, min(to, last) + 1)


def resolve(numbering: Numbering, blocks: tuple[Block, ...], index: Index) -> list[Resolution]:
    """A verdict on each citation by number, in the order of the text."""
    out: list[Resolution] = []
    reached: dict[int, int] = {}  # the end of a list -> the highest number cited so far
    paged = sum(_holds_page(f, numbering) for _, f in numbering.found if f.setting in numbering.settings) >= PAGED
    for block, found in numbering.found:
        if _is_set_so(found, blocks[block], numbering):
            if paged:
                found = _without_pages(found, numbering)
            cites = found.citation.cites
            lists = [_list_for(c, numbering.lists) for c in cites]
            if counted.counts_else(found, blocks[block], max(one.last for one in lists)):
                continue
            for cite, one in zip(cites, lists, strict=True):
                out.append(_resolution(cite, found, one, index, reached.get(one.end, 0)))
                if out[-1].verdict != "undecided":
                    reached[one.end] = max(reached.get(one.end, 0), *(cite.number or (0, 0)))
            if len(cites) == 1 and (said := named_otherwise(out[-1], found, blocks[block].prose, lists[0], index)):
                out[-1] = replace(out[-1], verdict="mismatch", why=said)
    return out


def _is_set_so(found: Found, block: Block, numbering: Numbering) -> bool:
    """Whether a manuscript sets its citations so; behind a word stands one wherever the list has the numbers."""
    if found.setting == "word":
        spans = [(c.number or (0, 0), _list_for(c, numbering.lists)) for c in found.citation.cites]
        return all(n in one.entries for (first, last), one in spans for n in range(first, last + 1))
    return found.setting in numbering.settings or _is_within(found, block, numbering)


def _is_within(found: Found, block: Block, numbering: Numbering) -> bool:
    """Whether it is `[3]` within parentheses, where numbers stand in parentheses elsewhere: (reeds [3], oaks [4])."""
    if found.setting != "bracket" or "parenthesis" not in numbering.settings:
        return False
    at = found.citation.at
    return block.prose.rfind("(", 0, at) > block.prose.rfind(")", 0, at)


def _is_page(cite: Cite, before: Cite | None, numbering: Numbering, limit: int) -> bool:
    """Whether a number that no list has is the page of the citation before it: `[3, 217]`, of a list of forty."""
    if before is None or cite.number is None:
        return False
    last = _list_for(cite, numbering.lists).last
    return cite.number[0] > limit * last + (10 if limit > 1 else 0) and (before.number or (last + 1,))[0] <= last


def _holds_page(found: Found, numbering: Numbering) -> bool:
    cites = found.citation.cites
    return any(_is_page(c, before, numbering, _BEYOND) for before, c in pairwise(cites))


def _without_pages(found: Found, numbering: Numbering) -> Found:
    """A citation without the numbers that are pages of those before them."""
    kept: list[Cite] = []
    for cite in found.citation.cites:
        if not _is_page(cite, kept[-1] if kept else None, numbering, 1):
            kept.append(cite)
    return found._replace(citation=replace(found.citation, cites=tuple(kept)))


def _resolution(cite: Cite, found: Found, one: NumberedList, index: Index, reached: int) -> Resolution:
    """The verdict on one number or range; `reached` is the highest number of the list that is cited before it."""
    first, last = sorted(cite.number or (0, 0))
    beyond = [n for n in range(first, last + 1) if n not in one.entries]
    if beyond and one.made:
        why = f"the bibliography, in whose order works are numbered, has {one.last}"
        return Resolution(cite, found.citation, "undecided", why=why)
    goes_on = first == reached + 1 or one.last < first <= reached  # as works are numbered in the order of citation
    alone = found.setting == "parenthesis" and len(found.citation.cites) == 1
    if beyond and alone and beyond[-1] > one.last and not goes_on:
        why = f"the list ends with {one.last}, and a number in parentheses may count something else"
        return Resolution(cite, found.citation, "undecided", why=why)
    if beyond and cite.prose[-1:].isalpha():
        why = "a part of an entry whose number is not in the list"
        return Resolution(cite, found.citation, "undecided", why=why)
    if beyond:
        ends = f"; the list ends with {one.last}" if beyond[0] > one.last else ""
        why = f"no entry has the number {beyond[0]}{ends}"
        there = tuple(index.entries[n].reference.id for k in range(first, last + 1) for n in one.entries.get(k, ()))
        return Resolution(cite, found.citation, "missing", why=why, nearest=there)
    entries = [one.entries[n] for n in range(first, last + 1)]
    if not any(entries):
        which = f"number {first} is" if first == last else f"numbers {first}-{last} are"
        return Resolution(cite, found.citation, "undecided", why=f"which work the {which} of cannot be told")
    ids = tuple(index.entries[n].reference.id for numbers in entries for n in numbers)
    if first == last and len(ids) > 1:
        why = f"{len(ids)} entries; the list has the number {first} {times(len(ids))}"
        return Resolution(cite, found.citation, "ambiguous", ids, why)
    what = f": {short(index.entries[entries[0][0]].reference)}" if first == last else ""
    return Resolution(
        cite, found.citation, "resolved", ids, f"number {first if first == last else f'{first}-{last}'}{what}"
    )
