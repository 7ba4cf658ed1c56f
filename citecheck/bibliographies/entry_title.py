"""Where the title of an entry stands: quoted, in italics, or as the sentence behind the names."""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.bibliographies import entry_head
from citecheck.bibliographies.list_entries import Entry
from citecheck.model import Mark
from citecheck.text import names
from citecheck.text.eastern_names import SIGNS
from citecheck.text.patterns import pattern

_U, _LOW = names.UPPER, names.LOWER
_CLOSING = {"“": "”", "«": "»", "„": '“”"', "‘": "’", "「": "」", "『": "』", "《": "》", "‹": "›"}
_CURLY = pattern("[“”]")
_STRAIGHT = pattern('"')
_SINGLE = pattern(r"[’'](?=[,.;:)]|\s?[(\[]|\s*\Z)|[’'](?=\s)")
# what follows the title of a book or the name of a journal, but never a species name inside a title
_AFTER_CONTAINER = pattern(
    rf"[\s,.:;”»]*(?:\d|[(\[]|vol\b|v\.|no\b|n\.|n[ºo°ᵒ]|nr\b|Bd|Jg|t\.|т\.|Т\.|\Z|pp?\.|https?:|<|doi|DOI|—|–|S\.|[{_U}]|[ivxl]+\b|eds?\b|hrsg|\*)"
)
_WORD_NEXT = pattern(
    rf"\s+(?!vol\b|no\b|nr\b|pp?\b|nos\b|eds?\b|edited\b|trans\b|translated\b|by\b|hrsg\b|v\.|n\.|t\.|s\.|in\b)[{_LOW}]"
)
_SUBTITLE = pattern(r":\s+[^\W\d]")
# . In: · , in: · [w:] · . In Zhu · В кн.:
_INSIDE = pattern(
    rf"(?:[.,?!…;]?[”»\"]?\s+)(?:(?:In|in|IN|W|En|en|Em|Dans|dans|Ve|V|U|І)\s?:\s|\[(?:w|in|W|In)\s?:\]|[Вв]\sкн\.?:?\s)|[.?!][”»\"]?\s+(?:In|Em|En|Dans)\s(?=[{_U}“\"«„])"
)
_IN_STYLED = pattern(r"[,.]?\s+(?:in|In|dans|en|em|w|в)\s+\Z")
# [J] · [M/OL] · // : GB/T 7714 and GOST R 7.0.5 put them behind a title
_CODE = pattern(r"\s?\[[A-Z]{1,2}(?:/[A-Z]{2})?\]|\s//\s")
_KIND = pattern(
    r"\s?\[(?:Internet|[Oo]nline|en ligne|en línea|PhD thesis|Doctoral[^\]]{0,40}|Dissertation|"
    r"Computer software|Data ?set|Software|Manual|[Pp]reprint)\]"
)
_HARD = pattern(
    rf"[\s.,:;(]{{0,6}}(?:<?https?://|<?www\.|\bdoi:|\bDOI\b|\bAvailable\s(?:at|from|online)|Disponible|Disponível|Online:|URL\b|Retrieved\s|Accessed\s|Consulté|Acesso\s)"
    rf"|{entry_head.RESPONSIBLE}"
    rf"|\s?\((?={entry_head.YEAR}[a-z]?\))|\.\s(?={entry_head.YEAR}[a-z]?\.\s)"
)
_SENTENCE_END = pattern(
    rf"(?P<stop>[.?!。．…])[”»\"’]?\s+(?=[{_U}\d“„«\"‘'(\[*<@¿¡]|[^\x00-\u0590])|(?<=[{SIGNS}])(?P<full>[。．？！])(?=[^\s”」』》])"
)
_ABBREVIATED = pattern(
    r"(?:^|[\s(\[.])(?:[^\W\d_]|[IVXLC]{1,6}|vs|St|Dr|Mr|Mrs|Ms|Prof|No|Vol|vol|no|Nr|nr|Bd|Ed|ed|eds|pp?|pt|Pt|cf|ca|etc|e\.g|i\.e|sp|spp|subsp|var|"
    r"cv|ssp|al|Jr|Sr|Inc|Co|Ltd|Univ|Mt|Ste|Fig|approx|Nos|Dept|Rev|Sci|Biol|J|т|ч|г|гг|св|им|s|t|n|v|c|rev|Aufl|Hrsg|S|u|z|op)\Z"
)
_REVIEW = pattern(
    r"(?:(?:Book\s)?Rev(?:iew|\.)\s(?:of|essay)|Rezension|Rez\.|Compte\srendu|Reseña|Recensione|Рец\.|Introduction|Foreword|Preface|Afterword|Vorwort)",
    re.IGNORECASE,
)
_TRAILING = " \n\t,.;:–—/-"
_PUBLISHED_NEXT = pattern(rf"[{_U}][^.;:?!\d]{{2,90}}(?:[.;,:]|\s)\s?(?:\(?{entry_head.YEAR}|\d+\s?[:(;])")


_OPENERS = entry_head.OPENING + "\"‘'"
_GOES_ON = pattern(r"[-‐‑\w]")  # "Wild"-bees
# species names stand in italics within plain titles
_PLAIN_AFTER = pattern(
    rf"\s+[{_LOW}]|\s+[{_U}][\w\[\]]*\s+[{_LOW}]|:\s|\s?\([^()]{{1,60}}\)[,.]?\s[{_LOW}]|[.,]\s+[{_U}][^:.()\d]{{1,60}}(?:\.\s[{_U}][^:.()\d]{{1,20}}){{0,4}}\.?\s\d+\s?[:(]"
)
# , Riverton 2011 · , Bridge Press, Riverton 2011
_IMPRINT_TAIL = pattern(
    rf"(?P<imprint>[,.]\s[{_U}][^,.;:\d]{{2,60}}(?:,\s[^,.;:\d]{{2,30}})?,?\s{entry_head.YEAR}[a-z]?)\W*\Z"
)


_QUOTED = pattern(r"[.,]\s+(?:in\s+)?(?=[«„“])|\s+in\s+(?=«)")
_FIGURE = pattern(r"\s?,?\s\d")
_EASTERN_END = pattern(rf"(?<=[{SIGNS}])[,，．.]")  # 古い川の橋, 岸辺書房, 2010
_SMALL_WORD = pattern(rf"\s(?!(?:of|and|the|for|und|der|des|de|la|et|in|on|für|del|y|e|di|do|da)\s)[{_LOW}]{{3,}}")


# *Apis mellifera* bees fly · *Apis* (Apidae) in the hills: a plain title that begins with a species
_GOES_ON_PLAIN = pattern(
    rf"{_WORD_NEXT.pattern}|\s+[{_U}][\w\[\]]{{0,40}}\s+[{_LOW}]|\s?\([^()]{{1,60}}\)\s(?!ed|trans|hrsg)[{_LOW}]"
)
# Miscellaneous paper. “Bridges”
_BEFORE_QUOTE = pattern(r"[^“”.]{1,50}(?:\.\s[^“”.]{1,12}){0,2}\.\s“")


# [The Slow Ferry] · Mosty Severa [Bridges of the North]
_BRACKETED = pattern(r"\s*\[(?P<title>[^\[\]]{3,300})\]?\s*")
_BEHIND = pattern(r"\s[\[=]\s?(?P<other>[^\[\]=]{4,300})\]?\s*\Z")
_BEHIND_NEXT = pattern(r"[\s.”»\"’*_]{0,4}\[(?P<other>[^\[\]]{4,300})\]")
# [Doctoral dissertation, River University] · [in Russian] · [Film]: what a work is, and no title of it
_DESCRIBES = pattern(
    r"(?:in\s|auf\s|en\s|на\s|the\soriginal|[Rr]eview|[Pp]aper|[Pp]oster|[Cc]onference|[Ss]ymposium|[Aa]udio|[Vv]ideo|[Ff]ilm|[Dd]ata|[Ss]oftware|[Cc]omputer"
    r"|[Uu]npublished|[Mm]anuscript|[Dd]octoral|[Mm]aster|PhD|[Dd]iss|[Tt]hesis|[Pp]reprint|[Pp]odcast|[Ll]ecture|[Pp]resentation|[Ss]lides|[Mm]obile|[Aa]pp\b|[Ii]nternet|[Oo]nline"
    r"|[Ww]eb|[Mm]ap|[Pp]hotograph|[Ii]nterview|[Ee]ditorial|[Ll]etter|[Aa]bstract|[Ss]upplement|[Ss]pecial|[Cc]orrected|[Ee]rratum|[A-Z]{1,2}(?:/[A-Z]{2})?\Z|\d)"
)


class Title(NamedTuple):
    """A title's place in the text of its entry, and where what comes behind it begins."""

    start: int
    end: int
    rest: int
    styled: str = ""  # quoted, italic


def find(entry: Entry, at: int, form: str | None = None) -> Title:
    """The title that begins at an offset, behind the head."""
    text = entry.text
    at = _skip(text, at)
    if at >= len(text):
        return Title(at, at, at)
    marks = entry_head.styled(entry)
    inside = next((m for m in marks if m.start <= at < m.end), None)
    if (
        text[at] in _OPENERS
        and not (inside and 0 < closing(text, at) < inside.end - 2)
        and (end := closing(text, at)) > 0
        and not (text[at] in '"“‘' and _GOES_ON.match(text, end + 1))
    ):
        return Title(at + 1, end, end + 1, "quoted")
    for mark in marks:
        if mark.start <= at < mark.end or (text[at : mark.start].strip(' "“«‘„') == "" and mark.start >= at):
            if text[mark.end - 1] not in ".,;:" and _GOES_ON_PLAIN.match(text, mark.end):
                break
            end = _plain_end(text, mark.end, marks, form) if _SUBTITLE.match(text, mark.end) else mark.end
            return Title(at, end, end, "italic")
        if mark.start > at:
            break
    if _REVIEW.match(text, at):
        for mark in marks:
            if mark.start > at:
                return Title(at, mark.end, mark.end)
    if (found := _BEFORE_QUOTE.match(text, at)) and (end := closing(text, found.end() - 1)) > 0:
        return Title(found.end(), end, end + 1, "quoted")
    end = _plain_end(text, at, marks, form)
    if (tail := _IMPRINT_TAIL.search(text, max(at, end - 130), end)) and tail.start() > at:
        return Title(at, tail.start(), tail.start())
    return Title(at, end, end)


def translated(text: str, title: Title) -> tuple[str, str]:
    """A title as it is cited, without brackets around all of it, and the other one that stands in brackets behind.

    `Mosty Severa [Bridges of the North]`, `[The Slow Ferry]` (Chicago 17 §14.99, APA 7 §9.38).
    """
    printed = text[title.start : title.end]
    if whole := _BRACKETED.fullmatch(printed):
        return whole["title"], ""
    behind = _BEHIND.search(printed) or _BEHIND_NEXT.match(text, title.rest)
    if behind is None or _DESCRIBES.match(behind["other"]):
        return printed, ""
    return printed, behind["other"]


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \n\t,.;:–—-":
        at += 1
    return at


def closing(text: str, at: int) -> int:
    """The offset of the quotation mark that closes the one at `at`; -1 where none does."""
    opening = text[at]
    if opening == "“":
        return _nested(text, at, _CURLY, lambda i: text[i] == "“")
    if opening == '"':
        return _nested(
            text, at, _STRAIGHT, lambda i: i + 1 < len(text) and text[i - 1] in " (\n[" and not text[i + 1].isspace()
        )
    if opening in "‘'":
        ends = [m.start() for m in _SINGLE.finditer(text, at + 1)]
        firm = [e for e in ends if not text[e + 1 : e + 2].isspace() or text[e + 1 : e + 3].strip()[:1] in ("(", "[")]
        return (firm or ends or [-1])[0]
    found = [i for i in (text.find(c, at + 1) for c in _CLOSING[opening]) if i > 0]
    return min(found, default=-1)


def _nested(text: str, at: int, pattern: re.Pattern[str], opens: object) -> int:
    depth = 0
    last = -1
    for mark in pattern.finditer(text, at):
        place = mark.start()
        if place == at or opens(place):  # type: ignore[operator]
            depth += 1
        else:
            depth -= 1
            last = place
            if depth == 0:
                return place
    return last


def _plain_end(text: str, at: int, marks: list[Mark], form: str | None) -> int:
    """Where a title ends that is neither quoted nor in italics."""
    if code := _CODE.search(text, at):
        return _trim(text, at, code.start())
    ends = [m.start() for m in (_KIND.search(text, at), _HARD.search(text, at)) if m]
    bound = min(ends, default=len(text))
    inside = _INSIDE.search(text, at, bound)
    if inside and inside.start() > at:
        bound = inside.start() + 1
        if not _styled_container(text, at, bound, marks):
            return _trim(text, at, bound)
    if place := _styled_container(text, at, bound, marks):
        return _trim(text, at, place)
    if stop := _sentence_end(text, at, bound):
        return _trim(text, at, stop)
    if form == "literal" and (found := _EASTERN_END.search(text, at + 1, bound)):
        return _trim(text, at, found.start())
    if form == "initials first" and (found := _FIGURE.search(text, at, bound)):
        return _trim(text, at, found.start())
    return _trim(text, at, bound)


def _sentence_end(text: str, at: int, bound: int) -> int:
    """Where the sentence ends that is the title; 0 where none does.

    A second sentence belongs to it if it has small words, as no journal's name has, and a journal comes after it.
    """
    end = 0
    for stop in _SENTENCE_END.finditer(text, at, bound):
        before = text[max(at, stop.start() - 12) : stop.start()]
        if stop["full"]:
            return stop.start() + 1
        if stop["stop"] == "." and (_ABBREVIATED.search(before) or text[at : stop.start()].isdigit()):
            continue
        if end and not (_SMALL_WORD.search(text, end, stop.start()) and _PUBLISHED_NEXT.match(text, stop.end())):
            break
        if stop["stop"] in "?!" and not _PUBLISHED_NEXT.match(text, stop.end()):
            continue
        end = stop.start() + 1
    return end


def _styled_container(text: str, at: int, bound: int, marks: list[Mark]) -> int:
    """Where the name of a journal or book begins behind a plain title, words like `in` left out; 0 for none."""
    for mark in marks:
        if mark.start <= at:
            continue
        if mark.start >= bound:
            break
        low = max(at, mark.start - 12)
        linked = _IN_STYLED.search(text, low, mark.start)
        before = text[low : mark.start].rstrip(' \n(«„“"')
        if not linked and before[-1:] not in ".,?!:;…”»":
            continue
        if _PLAIN_AFTER.match(text, mark.end):
            continue
        if linked or _AFTER_CONTAINER.match(text, mark.end):
            return linked.start() if linked else low + len(before)
    found = _QUOTED.search(text, at, bound)
    return found.start() if found and found.start() > at else 0


def _trim(text: str, at: int, end: int) -> int:
    while end > at and text[end - 1] in _TRAILING:
        end -= 1
    return end
