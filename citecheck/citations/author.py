"""Typed citations of the `author` format: `(Marsh, Rivers 343; Reed and Holm 12)` (MLA 9 §6.1-6.56).

Finds whatever may be one; whether it is, the bibliography decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from typing import Literal, NamedTuple

from citecheck.citations import groups
from citecheck.citations.readings import readings
from citecheck.model import Block, Citation, Cite, Locator, Mark, Reading
from citecheck.text import locators, spans, terms
from citecheck.text.patterns import pattern

# see, e.g., Lee · qtd. in Lee · vgl. auch Lee: words that lead up to a cite (CSL prefixes)
SIGNAL = pattern(
    r"(?:(?:see|See|cf|Cf|compare|Compare|contra|Contra|pace|also|e\.\s?g|E\.\s?g|i\.\s?e|for\sexample|for\sinstance|especially|esp|particularly|and|but|or|quoted\s(?:in|from|by)|Quoted\sin|quoting|"
    r"qtd\.?\s(?:in|from)|Qtd\.?\sin|cited\s(?:in|by|from)|Cited\sin|citing|discussed\sin|reprinted\sin|rpt\.?\sin|translated\sin|trans\.?\sin|as\s(?:in|cited\sin|quoted\sin)|in|from|From|In|by|at|"
    r"source|Source|Sources|Vgl|vgl|Siehe|siehe|Zit|zit|zitiert|nach|auch|etwa|z\.\s?B|dazu|hierzu|bei|voir|Voir|aussi|par\sexemple|cité\s(?:par|dans)|véase|Véase|ver|Ver|también|también|por\sejemplo|"
    r"citado\s(?:en|em|por)|apud|Apud|bereits|insbesondere|insb|bspw|beispielsweise|u\.\s?a|exemplarisch|grundlegend|ausführlich|zuletzt|erstmals|ähnlich|sowie|"
    r"vid|Vid|veja|cfr|Cfr|vedi|Vedi|cit\.?\sin|citato\sin|см|См|ср|Ср|цит\.?\sпо|zob|Zob|por|cyt\.?\sza|zie|Zie|here|inter\salia|further|respectively|thus|who|following|after)"
    r"(?![^\W\d_])[.,:]*\s+)+"
)
# … the concept of multitext; for a fuller discussion see
_SENDING = (
    r"(?:see|cf\.|voir|véase|veja(?:-se)?|ver|vide|si\sveda|cfr\.)(?:,?\s(?:also|for\s(?:example|instance)|e\.\s?g\.|inter\salia|in\sparticular|especially|aussi|notamment|"
    r"par\sexemple|también|por\s(?:ejemplo|exemplo)|também|anche|ad\sesempio|entre\sotr[oa]s|entre\soutr[oa]s|entre\sautres)(?![^\W\d_]),?)*|"
    r"e\.\s?g\.,?|u\.\s?a\.|z\.\s?B\.|bspw\.|p\.\s?ej\.|p\.\s?ex\.|exemplarisch|quoted\sin|qtd\.\sin|cited\sin|discussed\sin|"
    r"(?:siehe|vgl\.)(?:\s(?:auch|etwa|dazu|hierzu|bereits|insb\.|u\.\s?a\.|z\.\s?B\.|bspw\.))*"
)
_LAST_SIGNAL = pattern(rf".*(?<![^\W\d_])(?:{_SENDING})\s+", re.DOTALL)
# translated so in
_INSIDE = pattern(
    r".*(?<![^\W\d_])(?:in|from|by|em|en|por|dans|par|bei|nach|von|da|w|v|ve|в|у|по|hos|bij)\s+", re.DOTALL
)
# For an example of its use, see
_SPOKEN = pattern(r"(?:For|On|Of|To|As|About)\s[a-z]+\s")
# the Harbour Board Manual: see
_COLON_SIGNAL = pattern(rf"[^:]{{3,80}}[:–—]\s(?:{_SENDING})\s+")
# Tamsin Oke, qtd. in Lee (MLA 9 §6.77)
_QUOTED_IN = pattern(
    r"[^;\d]{1,80}?[,\s](?:qtd\.|quoted|cited|reprinted|zit\.|zitiert|cité|citado|citato|apud|цит\.)\s?(?:in|by|from|nach|par|dans|en|em|por|da|по)?\s+"
)
_QUOTED_HINT = pattern(r"qtd|uoted\s|ited\s|eprinted\s|zit|cité|citado\s|citato\s|apud\s|цит")
# set in italics, but no title
_NO_TITLE = pattern(
    r"\s*(?:et\sal\.?|ibid(?:em)?\.?|id(?:em)?\.?|passim|op\.\s?cit\.?|loc\.\s?cit\.?|cf\.?|see(?:\salso)?|in|and|[\d\s,.–-]+)[\s.,]*",
    re.IGNORECASE,
)
# Lee, for instance: words in lower case behind the cite
_REMARK = pattern(
    r",\s+(?=(?!(?:von|van|de|del|della|di|da|la|le|du|der|den|al|el|bin|ibn|et|and|und|y|e|i|en|och|og)\b)[a-zà-ÿ]{2,}\s)|\s+(?=for\s(?:an?|the|more|example|instance|details?|discussions?|further|overviews?|reviews?)\b)"
)
# ibid. 12 · ebd., S. 12 · там же, с. 12 (Chicago 17 §14.34; CSL term "ibid")
_IBID = pattern(rf"(?!(?:EAD|ID|IB|UO)(?![a-z]))(?i:{terms.IBID}|id\b)(?![^\W\d_])[.,:，、：]*\s*")
# Lee, op. cit., 12 · Lee, a. a. O., 12
_OP_CIT = pattern(rf"[,:，：、]?\s*[*_]*(?:(?i:{terms.OP_CIT})|{terms.OP_CIT_INITIALS})\.?[*_]*[,，、]?\s*")
_REFERS_BACK = pattern(r"[cC]it|cyt|O\.|соч|раб\.|ст\.|праця|\b[acio]\. ?[adgjcmwy]\.|[dđ][j.]|mű|前|앞의|전게")
_MAYBE = pattern(rf"[^\W_a-zà-ÿа-я]|[\"“«]|\bid\.|{terms.IBID}")
_QUOTE = pattern('["“„«‘「『《]')
_QUOTED = pattern(
    r"""
    "[^"\n]{2,300}"
    | “(?:[^“”]|“[^“”]{1,100}”){2,300}” | “[^”]{2,300}”
    | „[^“”]{2,300}[“”] | «[^»]{2,300}» | 「[^」]{1,200}」 | 『[^』]{1,200}』 | 《[^》]{1,200}》
    | (?<![^\W_])‘[^’\n]{3,200}(?:’[a-z][^’\n]{0,120}){0,3}’(?![^\W_])
    """,
    re.VERBOSE,
)
_YEAR = pattern(r"1[0-9]\d\d[a-z]?s?(?:\s?[-–—/]\s?\d{2,4}s?)?|20[0-4]\d[a-z]?s?(?:\s?[-–—/]\s?\d{2,4}s?)?")
_ADDRESS = pattern(r"(?:https?://|www\.|doi:|ftp://)", re.IGNORECASE)
_LONGEST = 400  # characters of one item
_MOST_STARTS = 3  # places where a locator may begin that are tried


def extract(block: Block, text: str, taken: Container[int] = ()) -> tuple[Citation, ...]:
    """The citations that a block may hold, in order of their place; a bracket within a bracket gives one of its own.

    `taken` are the places (prose) where brackets begin that hold something else.
    """
    prose = block.prose
    if block.kind == "heading" or not ("(" in prose or "[" in prose or "（" in prose or block.kind == "note"):
        return ()
    addresses = [(m.start, m.end) for m in block.marks if m.kind == "url"]
    found = [
        c
        for group in groups.groups(prose)
        if group.start not in taken
        and not any(a <= group.start < b for a, b in addresses)
        and (c := _in_group(block, text, group))
    ]
    found.sort(key=lambda c: (c.start, -c.end))
    return tuple(found)


def leads_up(prefix: str) -> bool:
    """Whether the words before a cite end with one that sends the reader to it: `for a fuller discussion see`."""
    return SIGNAL.fullmatch(prefix + " ") is not None or _LAST_SIGNAL.fullmatch(prefix + " ") is not None


def sends(before: str) -> bool:
    """Whether a text ends with a word that does nothing but send the reader to a work: `see`, `cf.`, not `in`."""
    return _LAST_SIGNAL.fullmatch(before) is not None


def introduces(before: str) -> bool:
    """Whether a text ends with a word behind which a work stands, where it is known that one may: `in`, too."""
    return sends(before) or _INSIDE.fullmatch(before) is not None


def styled(block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """The italic and quoted stretches of a part of a block, in order; nested ones are left out."""
    parts = [
        (m.start, min(m.end, end))
        for m in marks_in(block, start, end)
        if m.kind == "emphasis" and m.start >= start and not _NO_TITLE.fullmatch(block.prose, m.start, m.end)
    ]
    if _QUOTE.search(block.prose, start, end):
        parts += [m.span() for m in _QUOTED.finditer(block.prose, start, end)]
    if not parts:
        return parts
    out: list[tuple[int, int]] = []
    for a, b in sorted(parts, key=lambda p: (p[0], -p[1])):
        if out and a < out[-1][1]:
            continue
        if b - a > 1:
            out.append((a, b))
    return out


def marks_in(block: Block, start: int, end: int) -> Iterator[Mark]:
    """The marks that overlap a stretch of a block's prose, first to last."""
    marks = block.marks
    at = bisect_left(marks, start, key=lambda m: m.start)
    while at > 0 and marks[at - 1].start > start - 400:
        at -= 1
    for mark in marks[at:]:
        if mark.start >= end:
            break
        if mark.end > start:
            yield mark


def _in_group(block: Block, text: str, group: groups.Group) -> Citation | None:
    prose = block.prose
    content = prose[group.start : group.end]
    if not _MAYBE.search(content):
        return None
    if group.bracket in "[［" and not locators.tail(content):
        return None
    cites = tuple(
        c for start, end in groups.pieces(prose, group.start, group.end) if (c := cite(block, text, start, end))
    )
    if not cites:
        return None
    outer = spans.to_source(
        block.map,
        group.start if group.bracket == ")" else max(0, group.start - 1),
        min(len(prose), group.end + 1) if group.closed or group.bracket == ")" else group.end,
    )
    place: Literal["note", "bracket", "parenthesis"] = (
        "note" if block.kind == "note" else "bracket" if group.bracket in "[［" else "parenthesis"
    )
    return Citation(outer.start, outer.end, cites, place=place, at=group.start, closed=group.closed)


def cite(block: Block, text: str, start: int, end: int) -> Cite | None:
    """One item of a citation from a stretch of prose, or None where it cannot be one."""
    prose = block.prose
    begin, end = _without_prefix(prose, start, end)
    piece = prose[begin:end]
    if not piece or len(piece) > _LONGEST or _ADDRESS.match(piece) or piece[0] == "\ufffc":
        return None
    cut = _cut(piece)
    if cut is None:
        return None
    stretches = [(a - begin, b - begin) for a, b in styled(block, begin, end)]
    ways = () if cut.back == "ibid" else tuple(dict.fromkeys(_readings(piece, stretches, cut.starts)))
    if not ways and not cut.back and not (cut.located and cut.starts[0] == 0):
        return None
    where = spans.widen(text, block.map, begin, begin + cut.end)
    locator = None
    if cut.located:
        at = spans.to_source(block.map, begin + cut.locator, begin + cut.end)
        words = piece[cut.locator : cut.end]
        locator = Locator(words, at.start, at.end, locators.ranges(words))
    return Cite(
        where.start,
        where.end,
        text[where.start : where.end],
        "author",
        prose=piece,
        readings=ways,
        locator=locator,
        locator_at=cut.locator if cut.located else -1,
        prefix=prose[start:begin].strip(),
        suffix=piece[cut.end :].strip(" ,;:"),
        back=cut.back,
    )


class _Cut(NamedTuple):
    """Where a cite's core may end (`starts`), where its locator begins if it has one, and where it ends."""

    starts: tuple[int, ...]
    locator: int
    end: int
    located: bool
    back: Literal["", "ibid", "op. cit."] = ""


def is_ibid(piece: str) -> bool:
    """Whether an item says no more than `ibid.` and a page."""
    return _IBID.match(piece) is not None


def _without_prefix(prose: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the words that lead up to the cite."""
    lead = SIGNAL.match(prose, start, end)
    begin = lead.end() if lead else start
    spoken = prose[begin : begin + 1].islower() or _SPOKEN.match(prose, begin, end)
    last = _LAST_SIGNAL if spoken else _COLON_SIGNAL
    if inner := last.match(prose, begin, end):
        begin = inner.end()
    begin, end = groups.trim(prose, begin, end)
    if _QUOTED_HINT.search(prose, begin, end):
        quoted = _QUOTED_IN.match(prose, begin, end)
        begin = quoted.end() if quoted else begin
    return begin, end


def _cut(piece: str) -> _Cut | None:
    """Tell core, locator and remark apart; None for a year alone, and for words that only begin like `ibid.`"""
    found = locators.tail(piece)
    if ibid := _IBID.match(piece):
        at = ibid.end()
        if not ((found and found.starts[0] == at) or at >= len(piece) or piece[at].islower()):
            return None
        return _Cut((at,), found.starts[0] if found else at, found.end if found else len(piece), bool(found), "ibid")
    if _REFERS_BACK.search(piece) and (op_cit := _OP_CIT.search(piece)):
        located = found.starts[0] if found else op_cit.start()
        return _Cut((op_cit.start(),), located, found.end if found else len(piece), bool(found), "op. cit.")
    if found:
        if found.starts[0] == 0 and _bare_year(piece[: found.end]):
            return None
        return _Cut(found.starts[:_MOST_STARTS], found.starts[0], found.end, True)
    remark = _REMARK.search(piece)
    end = remark.start() if remark else len(piece)
    return _Cut((end,), end, end, False)


def _bare_year(locator: str) -> bool:
    """Whether a number alone is likelier a year, a span of years or a decade than a page."""
    return _YEAR.fullmatch(locator.strip(" .")) is not None


def _readings(piece: str, stretches: list[tuple[int, int]], cuts: tuple[int, ...]) -> Iterator[Reading]:
    """Readings with the locator cut off at each of its possible beginnings: `1937-1938` may belong to the title."""
    for cut in cuts:
        inside = [(a, min(b, cut)) for a, b in stretches if a < cut]
        yield from readings(piece[:cut], inside)
