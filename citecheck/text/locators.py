"""Locators: `343`, `358-60`, `No. 290`, `Ch. 16, passim`, `340 n. 109`, `3.2.14`.

The terms are those of CSL 1.0.2 (locator terms of its locales), MLA 9 §6.16-6.30 and Chicago 17 §14.147-163.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citecheck.text.patterns import pattern

DASHES = "-‐‑‒–—−"

_PAGE_TERMS = (
    "[Pp]p|p|P(?=\\.)|[Pp]gs?|[Pp]ages?|S|Seiten?|s|ss|str|с|стр|págs?|pag|páginas?|pagine?|blz|hal|"
    "С(?=\\.)|сс|Стр|стор|sf|sid|old|lk|lpp|psl"
)
_OTHER_TERMS = (
    "(?i:no|nos|nr|nrs|number|numbers|doc|docs|document|documents|dok|item|items|nn|note|notes|fn|anm|annex|прим|"
    "ch|chs|chap|chaps|chapter|chapters|cap|kap|kapitel|гл|sec|secs|sect|section|sections|par|pars|para|paras|paragraph|"
    "paragraphs|ll|line|lines|vv|verse|verses|vers|bk|bks|book|books|kn|vol|vols|volume|volumes|tom|bd|band|pt|pts|part|parts|"
    "act|scene|sc|canto|st|stanza|col|cols|column|fig|figs|figure|tab|table|plate|pl|app|appendix|loc|locs|fol|fols|ff|"
    "art|arts|article|articles|cl|clause|ill|illus|illustration|map|letter|entry|introd|intro|slide|frame|track|rdnr|rn|rz|abschn|разд|табл|рис|rozdz|kapitola|hfst|fej|bölüm)|[nN](?=[.\\s\\d])|l(?=\\.)|v(?=\\.)|t(?=\\.)|т(?=\\.)|T(?=\\.)|f(?=\\.)"
)
# pp.332-3 · No.110 · n. 60 · § 4 · Ch. 16 · № 12
_TERM = rf"(?:(?P<page>(?:{_PAGE_TERMS})(?![^\W\d_])\.?)|(?:{_OTHER_TERMS})(?![^\W\d_])\.?|§{{1,2}}|¶{{1,2}}|№|#)"
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_PAGE_SIGN = r"(?:[页頁쪽面](?![^\W\d_])|\.\s?o(?:ld)?\.)"  # 12頁 · 12. o. — behind the number
# 343 · 358-60 · 12r-v · xiv-xvi · A2v · 3.2.14 · 11:47
_NUMBER = rf"[A-Z]?\d{{1,6}}(?:[a-z]{{1,2}}(?![^\W_])|(?![^\W\d_])|(?={_PAGE_SIGN})|(?=n{{1,2}}\.?\d))"
_ROMAN = r"(?:[ivx](?![^\W_])|(?=[ivxlcdm]{2})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![^\W_]))"
_PLACE = rf"{_NUMBER}(?:[.:]\d{{1,5}})*|{_ROMAN}"
_RANGE = rf"(?:{_PLACE})(?:\s?[{DASHES}]{{1,2}}\s?(?:{_PLACE}|[rv](?![^\W_])))?"
_ITEM = pattern(
    rf"(?P<date>\d{{1,2}}\s{_MONTH},?\s\d{{2,4}}|{_MONTH}\s\d{{1,2}}(?:,\s|\s)\d{{4}})"  # 20 Nov. 2002
    rf"|{_TERM}\s?(?P<numbered>{_RANGE}|[A-Z](?![^\W_])|[IVXLC]{{1,7}}(?![^\W_]))"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\s(?:ed|illustration|plate|page|chapter|edition)\b\.?)"
    rf"|第?(?P<bare>{_RANGE})(?:\s?{_PAGE_SIGN}|(?P<note>n{{1,2}}\.?\s?\d{{1,4}}(?:[{DASHES}]\d{{1,4}})?)?(?:(?<=f)\.)?)"
    r"|(?P<word>(?i:passim|n\.\s?pag(?:\.|\b)|ff?\b\.?|(?:(?:e|y|et|i|и)\s)?(?:s(?:e?gg?|s|v)|e\.\s?v|nn?|слл?|след)\.(?!\s?\d)|(?:et\s)?seqq?\.?|sqq?\.?|et\spassim|and\spassim|(?:text|recto|verso)(?![^\W_])|(?:the\s)?(?:introduction|preface|foreword|epilogue|afterword|epigraph|appendix|abstract|front\smatter|back\scover)(?:\s[A-Z\d])?)(?![^\W_]))"
)
_BETWEEN = pattern(r"[\s,.;:]*(?:(?:and|und|et|y|e|i|и|also|&)(?=[\s\d])(?!\sseq))?\s*|\s?/\s?")
_START = pattern(
    rf"(?<![^\W_])(?=第?\d|[§¶№#]|(?:{_PAGE_TERMS}|{_OTHER_TERMS})\.?\s?[\dIVXLCivxlcA-Z]|[ivxlcdm]{{1,8}}(?:[^\w]|$)|passim|n\.\s?pag|[A-Z]\d"
    rf"|(?i:the\s|introduction|preface|foreword|epilogue|afterword|appendix)|{_MONTH}\s\d|ff?\b)"
)
# the last word before a number, in the commonest of all cites: Marsh, Rivers 358-60
_WORD_BEFORE = pattern(r"([^\W\d_]{3,})[,”\"’]?$")
_DIGIT = pattern(r"\d")
_TERM_WORDS = frozenset(re.findall(r"[^\W\d_]{3,}", f"{_PAGE_TERMS} {_OTHER_TERMS}".lower())) | frozenset(
    "jan feb mar apr may june july aug sept oct nov dec january february march april august september october"
    " november december and the".split()
)
# , quoting from archival documents · , emphasis added · (my translation) · on the bridge
_REMARK = pattern(
    r"[\s,;:.–—-]*(?:[(\[]|[,;:–—]\s*(?=[a-zà-ÿа-я\"“‘*'(])|\.\s*(?=[\"“‘*])|\s(?=(?:for|on|in|where|which|who|quoting|citing|quoted|cited|emphasis|my|italics|translation|"
    r"translated|original|and|but|as|has|is|was|gives|notes|says|see|with|of|to|from|about|at|trans|here|ed|note|also|qtd)\b))"
)
_END = pattern(r"[\s.,;:!?)\]”\"*，；、。）]*")
_PLAIN_RANGE = pattern(rf"(\d{{1,6}})(?:\s?[{DASHES}]{{1,2}}\s?(\d{{1,6}}))?(?![\d.:])")
# 2: 45 — a volume and its page
_VOLUME = pattern(r"\s?:\s?\d")


class Tail(NamedTuple):
    """A locator that may end a cite: `starts` are the places where it may begin, `end` is where its last item ends."""

    starts: tuple[int, ...]
    end: int


def items(text: str, at: int) -> Iterator[re.Match[str]]:
    """The locator items that follow each other from an offset on."""
    while found := _ITEM.match(text, at):
        yield found
        between = _BETWEEN.match(text, found.end())
        at = between.end() if between else found.end()


def tail(text: str) -> Tail | None:
    """The longest locator that runs to the end of a cite, or to a remark behind it; None where there is none."""
    if (plain := _plain(text)) is not None:
        return plain
    at = 0
    while start := _START.search(text, at):
        run = list(items(text, start.start()))
        if run:
            end = run[-1].end()
            if _END.fullmatch(text, end) or _REMARK.match(text, end):
                return Tail(tuple(m.start() for m in run), end)
            at = max(end, start.start() + 1)
        else:
            at = start.start() + 1
    return None


def _plain(text: str) -> Tail | None:
    """A page or page range alone, or behind a word with no other number before it: told at once."""
    space = text.rfind(" ")
    if space < 0 and _PLAIN_RANGE.fullmatch(text):
        return Tail((0,), len(text))
    if space < 0 or _DIGIT.search(text, 0, space) or not _PLAIN_RANGE.fullmatch(text, space + 1):
        return None
    word = _WORD_BEFORE.search(text, max(0, space - 24), space)
    if word is None or word[1].lower() in _TERM_WORDS:
        return None
    return Tail((space + 1,), len(text))


def is_locator(text: str) -> bool:
    """Whether a text is a locator and nothing else, a remark aside."""
    text = text.strip(" \t\r\n,.;:*_&")
    found = tail(text)
    return found is not None and found.starts[0] == 0


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """The pages that a locator names: `358-60, 365` gives (358, 360), (365, 365); notes and dates give none."""
    if plain := _PLAIN_RANGE.fullmatch(text):
        first, last = plain[1], plain[2] or plain[1]
        return ((int(first), int(fill(first, last))),)
    found = []
    for item in items(text, 0):
        if item["bare"] and _VOLUME.match(text, item.end()):
            continue
        if item["bare"]:
            part = item["bare"]
        elif item["page"]:
            part = item["numbered"]
        else:
            continue
        if numbers := _PLAIN_RANGE.fullmatch(part.strip()):
            first, last = numbers[1], numbers[2] or numbers[1]
            found.append((int(first), int(fill(first, last))))
    return tuple(found)


def fill(first: str, last: str) -> str:
    """The whole of an abbreviated second number (Chicago 17 §9.61): 358-60 gives 360, 131-6 gives 136."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def fits(pages: tuple[tuple[int, int], ...], spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether all pages lie within the spans of a work; a work without spans holds any page."""
    return not spans or all(any(a <= first and last <= b for a, b in spans) for first, last in pages)
