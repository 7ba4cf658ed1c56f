"""Citations by author and year: `(Marsh 2010, 12; Reed & Holm, 2011a)`, `Marsh (2010)` (APA 7 §8.10, Chicago 17 §15.5).

Finds whatever may be one: names of any length before a year. Where the names begin, the bibliography decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citecheck.citations import author, groups
from citecheck.citations.readings import split_names
from citecheck.model import Block, Locator, Reading
from citecheck.text import locators, name_chains, spans, terms, years
from citecheck.text.patterns import pattern

_MOST_STARTS = 16  # places where the names of one cite may begin that are tried
_LONGEST_BODY = 120  # characters of a body's name before a year in a note
_LONGEST_KEY = 60  # characters of a citekey before its year
_LONGEST_LEAD = 300  # characters of names or a title before a year
# , 12 · : 12 · , p. 12 · § 3, behind the year
_TO_LOCATOR = pattern(
    r"\s?[,:，：、]\s?|\s(?=[§¶#]|(?:pp?|ss?|S|с|С|str|стр|sid|blz|pág|págs|chap|ch|cap|Kap|hfst|rozdz|гл|Abb|fig|Fig|vol|n)\.)|[.,]?(?=\sp\.)\s"
)
_JOINT = pattern(
    r"[\s,;，；、]*(?:(?:and|und|et|y|e|и|i|a|en|och|og|oraz|&|as\swell\sas|sowie)\s)?[\s,]*(?:(?:also|auch)\s)?[\[(]?"
)
_COMMA = pattern(r"\s?[,;]\s(?=\d)")
_NAME_NEXT = pattern(r",\s+(?=(?:[a-z’']{1,4}\s){0,2}[^\W\d_a-z])")  # 2015: 179-181, van der Berg 2015
_AND_FIRST = pattern(rf"(?:(?:{terms.AND}|sowie|oder|or|ou|as\swell\sas)\s+)")
# ; ders. · ; idem, — the author of the cite before
_SAME_AUTHOR = pattern(rf"[\s,;]*(?P<word>(?i:{terms.SAME_AUTHOR})\b\.?)[\s,:(]*")
# 1990, cited in · 1990 apud · 1990, zit. n. — behind it stands the work that quotes it (APA 7 §8.6, NBR 10520)
_QUOTED_IN = pattern(
    r"[^;()\d]{0,3}(?:\d{1,4}[,\s]+)?(?:[\s,]*(?:p|pp|S|s|с)\.\s?\d{1,5}(?:[-–]\d{1,5})?)?[\s,;(\[]*(?:as\s)?(?:(?:cited|quoted)\s(?:in|by)|qtd\.\sin|apud\b|zit(?:\.|iert)\s(?:n\.|nach|bei|in)|cité[es]*\s(?:par|dans)|"
    r"citad[oa]s?\s(?:en|por|em)|cit(?:ato|ata|\.)\s(?:in|da)|цит\.\sпо|цитируется\sпо|cyt\.\s(?:za|wg)|za:|geciteerd\s(?:in|door|bij)|cit(?:ováno|\.)\s(?:podle|dle|in)|"
    r"citera[dt]\s(?:i|av|efter)|(?:’|')?(?:den|dan|ten|tan)?\s?akt(?:\.|aran)|idézi\b|转引自|引自|재인용)"
)
_EDGE = " \t\r\n\u00a0,;:.&*_()[]（），、；："
_OPENERS = "([（［"
_ACRONYM = pattern(r"[^\W\d_]\s?[(\[][A-Z][A-Za-z&.-]{1,11}[)\]]\Z")  # River Board [RB]
_SEMICOLON = pattern(r"[;；]|、(?=\s?[^\W\d_]{2})")  # between two cites
_QUOTED_BEFORE = pattern(r"[“\"«„‘][^“”\"«»„‘’]{3,200}[,.]?[”\"»’]$")  # “Bees of the weir” (2010)
_OTHERS = pattern(rf"{terms.ET_AL}\.?\Z")  # Marsh *et al.* (2010): no title
_EDITORS = pattern(r"[\s,]*[(\[]?\b(?:[eE]ds?|[hH]rsg|[hH]g|[cC]oords?|[oO]rgs?|ред|dir)\b\.?[)\]]?[\s,]*$")


class Dated(NamedTuple):
    """A year, the names that may go with it, and what follows; all offsets count in the block's prose.

    `readings` are the ways to take the names, the longest first, and `starts` where each begins; a year whose names
    stand elsewhere has none. `whole` is all that stands before the year in its bracket.
    """

    year: re.Match[str]
    letter: str  # of a further work: the b of 2010a, b
    start: int
    end: int
    readings: tuple[Reading, ...]
    starts: tuple[int, ...]
    whole: str
    text: str  # from where the longest reading begins to the year
    locator: Locator | None
    narrative: bool
    follows: bool  # its names are those of the year before it
    quoted: bool = False  # behind it stands the work that quotes it: `Marsh, 1990, cited in Reed, 2001`


class Found(NamedTuple):
    """A citation by author and year (prose), in brackets or in running text.

    It is `firm` where what stands before the year is set apart: in brackets, and where an item of a note begins.
    """

    start: int
    end: int
    bracketed: bool
    firm: bool
    cites: tuple[Dated, ...]


def extract(block: Block) -> tuple[Found, ...]:
    """All that may be citations by author and year in a block, in order of their place."""
    prose = block.prose
    found: list[Found] = []
    if not years.first_in(prose, 0, len(prose)):
        return ()
    free = 0
    for group in sorted(groups.groups(prose), key=lambda g: (g.start, -g.end)):
        if group.closed and group.start >= free and (cites := tuple(_in_group(block, group.start, group.end))):
            found.append(Found(group.start, group.end, True, True, cites))
            free = group.end
    outside = [
        one
        for year in years.found_outside(prose, [(f.start, f.end) for f in found])
        if not (_of_key(prose, year.start()) or _is_raised(block, year)) and (one := _in_text(block, year))
    ]
    return tuple(sorted([*found, *outside], key=lambda f: f.start))


def _of_key(prose: str, at: int) -> bool:
    """Whether a year is a part of a citekey, an address or a code: `@marsh1987`, `HBR-2015-STG`."""
    coded = prose[at - 1 : at] == "-" and prose[at - 2 : at - 1].isalpha()
    return coded or "@" in prose[max(0, at - _LONGEST_KEY) : at].rpartition(" ")[2]


def _is_raised(block: Block, year: re.Match[str]) -> bool:
    """Whether some of the digits are raised and the others are not: 200²."""
    last = year.start("year") + 3
    return any(year.start("year") < m.start <= last for m in block.marks if m.kind == "superscript")


def _in_group(block: Block, start: int, end: int) -> Iterator[Dated]:
    """The years of a bracket with their names; those of one that begins with a year stand before the bracket."""
    prose = block.prose
    cursor, names = start, None
    for number, year in enumerate(years.found_in(prose, start, end)):
        if year.start() < cursor or _of_key(prose, year.start()) or _is_raised(block, year):
            continue
        locator = None if number == 0 else _locator(block, cursor, _stop(prose, cursor, year.start()))
        names, follows, begin = _named(block, locator[1] if locator else cursor, year, start, names)
        stop = _stop(prose, year.end(), end)
        after = _locator(block, year.end(), stop)
        one = _dated(year, "", names, follows, after)
        if _QUOTED_IN.match(prose, year.end(), end):
            one = one._replace(quoted=True)
        yield one._replace(start=begin) if begin >= 0 else one
        cursor = year.end()
        while more := years.MORE_LETTERS.match(prose, cursor, stop) if (year["letter"] or year["copy"]) else None:
            yield _dated(year, more["letter"], names, True, None)._replace(start=more.start("letter"), end=more.end())
            cursor = more.end()


class _Names(NamedTuple):
    """The ways to take the names before a year, where each begins, and all that stands there."""

    readings: tuple[Reading, ...]
    starts: tuple[int, ...]
    whole: str
    narrative: bool


_NONE = _Names((), (), "", False)


def _before(block: Block, at: int) -> _Names:
    """The names before a bracket; `whole` is the title that stands there in italics or quotation marks."""
    prose = block.prose
    readings, starts = _read(prose, 0, at, False)
    end = at
    while end > 0 and prose[end - 1].isspace():
        end -= 1
    if block.kind == "note":  # whose works are given in full
        return _Names(readings, starts, "", True)
    set_apart = (m.start for m in block.marks if m.kind == "emphasis" and m.end == end > m.start)
    title = next((at for at in set_apart if not _OTHERS.match(prose, at, end)), -1)
    if title < 0 and (quoted := _QUOTED_BEFORE.search(prose, max(0, end - _LONGEST_LEAD), end)):
        title = quoted.start()
    whole = prose[title:end].strip(_EDGE) if title >= 0 else ""
    return _Names(readings, starts or ((title,) if whole else ()), whole, True)


def _named(block: Block, at: int, year: re.Match[str], opening: int, before: _Names | None) -> tuple[_Names, bool, int]:
    """The names of a year of a bracket, whether they are those of the year before, and where `ders.` stands for them.

    `at` is where the year before ended, `opening` where the bracket begins.
    """
    prose = block.prose
    if _JOINT.fullmatch(prose, at, year.start()):
        return (before, True, -1) if before else (_before(block, opening - 1), False, -1)
    if before and before.readings and (same := _SAME_AUTHOR.fullmatch(prose, at, year.start())):
        return before, True, same.start("word")
    if prose[year.start() - 1] in _OPENERS:  # a bracket within: (as in Marsh (2010))
        return _Names(*_read(prose, at, year.start() - 1, False), "", True), False, -1
    return _names_in(prose, at, year.start(), opening), False, -1


def _dated(
    year: re.Match[str], letter: str, names: _Names, follows: bool, locator: tuple[Locator, int] | None
) -> Dated:
    apart = follows or not names.starts or (names.narrative and not names.readings)
    start = year.start() if apart else names.starts[0]
    end = locator[1] if locator else year.end()
    text = year.string[names.starts[0] : year.start()] if names.starts else ""
    return Dated(
        year,
        letter,
        start,
        end,
        names.readings,
        names.starts,
        names.whole,
        text,
        locator[0] if locator else None,
        names.narrative,
        follows,
    )


def _stop(prose: str, at: int, end: int) -> int:
    """Where what belongs to a year ends: at a semicolon, or at the next year."""
    semicolon = _SEMICOLON.search(prose, at, end)
    end = semicolon.start() if semicolon else end
    following = years.first_in(prose, at, end)
    return following.start() if following else end


def _names_in(prose: str, low: int, at: int, opening: int) -> _Names:
    """The names between two places of a bracket, and the whole of what stands there: a body, a title."""
    begin, end = groups.trim(prose, low, at)
    if end - begin > _LONGEST_LEAD:
        return _NONE
    begin = max(begin, groups.unclosed(prose, begin, end))
    for leading in (author.SIGNAL, _AND_FIRST):
        lead = leading.match(prose, begin, end)
        begin = lead.end() if lead else begin
    readings, starts = _read(prose, begin, at, True)
    cut = max(prose.rfind(";", begin, end), prose.rfind("；", begin, end))
    whole = prose[begin if cut < 0 or (starts and starts[0] < cut) else cut + 1 : end].strip(_EDGE)
    return _Names(readings, starts or (begin,), whole, False)


def _read(prose: str, low: int, at: int, inside: bool) -> tuple[tuple[Reading, ...], tuple[int, ...]]:
    """The readings of the names that end at a place, and where each begins."""
    end, near = at, max(low, at - _LONGEST_LEAD)
    while end > near and (last := prose[end - 1]) in _EDGE and last != ".":
        if last in ")]" and _ACRONYM.search(prose, near, end):
            break
        end -= 1
    if prose[end : end + 1] in (")", "）") and prose.rfind("(", near, end) > prose.rfind(")", near, end):
        end += 1  # City Archive (CA), 2010
    editors = _EDITORS.search(prose, max(low, end - 20), end)
    end = editors.start() if editors else end
    readings: list[Reading] = []
    places: list[int] = []
    for start in name_chains.starts(prose, low, end, semicolons=inside):
        names, others = split_names(prose[start:end].replace(";", ","))
        if names and len(places) < _MOST_STARTS:
            readings.append(Reading(names=names, others=others))
            places.append(start)
    return tuple(readings), tuple(places)


def _locator(block: Block, at: int, end: int) -> tuple[Locator, int] | None:
    """The locator behind a year, and where it ends."""
    joint = _TO_LOCATOR.match(block.prose, at, end)
    if not joint:
        return None
    piece = block.prose[joint.end() : end]
    found = locators.tail(piece)
    if not found and (cut := _NAME_NEXT.search(piece)):
        found = locators.tail(piece[: cut.start()])
    if not found or found.starts[0] > 0:
        return None
    stop = joint.end() + found.end
    where = spans.to_source(block.map, joint.end(), stop)
    words = piece[: found.end]
    return Locator(words, where.start, where.end, locators.ranges(words)), stop


def _in_text(block: Block, year: re.Match[str]) -> Found | None:
    """`Marsh 2010` without brackets, in notes, tables and running text."""
    if year["undated"]:
        return None
    readings, starts = _read(block.prose, 0, year.start(), block.kind == "cell")
    if not readings:
        return None
    before = block.prose[: starts[0]].rstrip() if block.kind == "note" else ""
    named = readings[0].others or len(readings[0].names) > 1
    firm = (block.kind == "note" or (block.kind == "cell" and named)) and (
        not before or before[-1] == ";" or author.SIGNAL.fullmatch(before + " ") is not None
    )
    whole = block.prose[starts[0] : year.start()].strip(_EDGE) if firm else ""
    start = starts[0]
    if block.kind == "note" and before and not firm:
        readings, starts, whole, firm = _whole_item(block.prose, year.start(), readings, starts)
    names = _Names(readings, starts, whole, not firm)
    cites = [_dated(year, "", names, False, None)._replace(start=start), *_further(block.prose, year, names)]
    return Found(starts[0], cites[-1].end, False, firm, tuple(cites))


def _whole_item(
    prose: str, at: int, readings: tuple[Reading, ...], starts: tuple[int, ...]
) -> tuple[tuple[Reading, ...], tuple[int, ...], str, bool]:
    """The names before a year, and all of the item of a note that stands there: a body with small words in its name."""
    begin, end = groups.trim(prose, prose.rfind(";", 0, at) + 1, at)
    lead = author.SIGNAL.match(prose, begin, end)
    begin = lead.end() if lead else begin
    whole = prose[begin:end].strip(_EDGE)
    if not whole or end - begin > _LONGEST_BODY or years.first_in(prose, begin, end):
        return readings, starts, "", False
    return (Reading(names=(whole,)), *readings), (begin, *starts), whole, False


def _further(prose: str, year: re.Match[str], names: _Names) -> Iterator[Dated]:
    """The years that go on with the first one's names without a bracket: `Marsh 2010, 2012`."""
    while (joint := _COMMA.match(prose, year.end())) and (after := years.YEAR.match(prose, joint.end())):
        yield _dated(after, "", names, True, None)
        year = after
