"""Citations by number: `[3, 5-7]`, `(12)`, superscripts `^3,5^` and `³` (CSL citation format `numeric`).

Finds whatever may be one in each of the three ways of setting it, and behind a word, `Ref. 3`; which of them a
manuscript uses, its list decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from citecheck.model import Block, Citation, Cite, Locator
from citecheck.text import eastern_names, locators, spans, terms
from citecheck.text.patterns import pattern

Setting = Literal["bracket", "parenthesis", "superscript", "word"]
_MOST_DIGITS = 4
_LONGEST_ABBREVIATED = 20  # works of a range whose end is not written in full
_DASH = f"[{locators.DASHES}]"
_NUMBER = rf"(?<![\d.])[1-9]\d{{0,{_MOST_DIGITS - 1}}}(?![\d.]*\d|(?![a-h](?![^\W_]))[^\W\d_])"
# 2a · 2a,b — of several works under one number (ACS, Angewandte Chemie)
_PART = r"[a-h](?:\s?[,–-]\s?[a-h](?![^\W_]))*(?![^\W_])"
# 3•• · 3† — a work of interest, as the list explains (as Current Opinion prints it)
_OF_INTEREST = r"(?:\s?[•†‡*]{1,3}(?=[\s,;)\]–-]))?"
# p. 12 · Theorem 2 · с. 205-7 · § 3 f. · : 12-14 · (p12), behind a number
_LOCATOR = (
    rf"(?:\s?[,:]\s?(?:(?!{terms.AND}(?![^\W_]))[^\W\d_]{{1,14}}\.?|§{{1,2}}|¶{{1,2}})\s?(?:\d[\d.]*[a-z]?(?![^\W_])|[ivxlcIVXLC]{{1,6}}(?![^\W_]))"
    rf"|[,，]\s?\d+(?:\s?{_DASH}\s?\d+)?\.\s?o(?:ld)?\.|[,，]\s?第?\d+(?:\s?{_DASH}\s?\d+)?\s?[页頁쪽]"
    rf"|:\s?\d+(?![^\W_])|\s[^\W\d_]{{1,9}}\.\s?\d[\d.]*(?![^\W_])|\s?\((?:[^\W\d_]{{1,9}}\.?\s?)?\d[\d.,\s–-]*\))(?:\s?{_DASH}\s?\d+)?(?:\s?ff?\.?(?![^\W_]))?"
)
# 3 · 5-7 · 5 to 7 · 3, p. 12 · 2a
_ITEM = pattern(
    rf"(?P<first>{_NUMBER})(?P<part>{_PART})?{_OF_INTEREST}(?:\s?(?:{_DASH}{{1,2}}|to|bis|a|à)\s?(?P<last>{_NUMBER}){_OF_INTEREST})?(?P<locator>{_LOCATOR})?"
)
_JOINT = rf"(?:\s?[,;，、；]\s?(?:(?:&|{terms.AND})\s)?|\s(?:&|{terms.AND})\s|\s)"
# see · vgl. auch · 见: up to three words
_LEAD = r"(?P<lead>(?:(?:[^\W\d_]\.\s?[^\W\d_]|[^\W\d_]{1,12})\.?,?\s+){0,3})"
# , for a review — behind the last number
_TAIL = r"(?:,\s[^\W\d_][^\[\]()]{1,60})?"
_LIST = re.sub(r"\?P<\w+>", "?:", _ITEM.pattern)
_INSIDE = rf"\s*{_LEAD}(?P<items>{_LIST}(?:{_JOINT}{_LIST})*)\.?{_TAIL}\s*"
# [3, 5-7] · [3, p. 12] · [see 4]
_BRACKET = pattern(rf"[\[［【〔](?:{_INSIDE})[\]］】〕]")
_PARENTHESIS = pattern(rf"[(（](?:{_INSIDE})[)）]")
# Ref. 3 · references 4, 5, and 9
_WORD = pattern(
    rf"(?<![^\W_])(?:[rR]ef(?:erence)?s?\.?|[rR]éférences?|[rR]efer[eê]ncias?|Referenz(?:en)?)(?P<lead>\s)(?P<items>{_LIST}(?:{_JOINT}{_LIST})*)"
)
# ^3,5^ · ^[3]^ · ^2),3)^
_RAISED = pattern(rf"\s*[(\[〔【]?{_LEAD}(?P<items>{_LIST}(?:[)）]?{_JOINT}{_LIST})*)[)\]〕】）]?[.,]?\s*")
_IDENTIFIER = pattern(r"\w_\d+$|\w\[0\]$")  # row_2, cell[0]
_RAISED_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒ʼ·", "0123456789-,,,")
_UNICODE = pattern(r"[⁰¹²³⁴-⁹]+(?:(?:\s?[,˒ʼ·⁻–-]\s?|\s)[⁰¹²³⁴-⁹]+)*")
# between two brackets that belong together: [64]–[66], [3], [5]
_BRIDGE = pattern(rf"\s?(?P<dash>{_DASH}{{1,2}})\s?|\s?[,;]?\s?(?:(?:&|{terms.AND})\s)?")


class Found(NamedTuple):
    """A citation by number, how it is set, and the words that lead up to the first number."""

    setting: Setting
    citation: Citation
    lead: str


def extract(block: Block, text: str) -> tuple[Found, ...]:
    """All that may be citations by number in a block, in order of their place."""
    if block.kind == "heading":
        return ()
    found = [*_bracketed(block, text), *_raised(block, text), *_worded(block, text)]
    found.sort(key=lambda f: f.citation.start)
    return tuple(found)


def _bracketed(block: Block, text: str) -> Iterator[Found]:
    prose = block.prose
    for name, form, sign in (("bracket", _BRACKET, "[［【〔"), ("parenthesis", _PARENTHESIS, "(（")):
        if any(s in prose for s in sign):
            matches = [m for m in form.finditer(prose) if not _indexes(prose, m) and not _is_example(name, m)]
            for run in _runs(prose, matches):
                cites = _joined(block, text, run) if len(run) > 1 else tuple(_cites(block, text, run[0]))
                outer = spans.to_source(block.map, run[0].start(), run[-1].end())
                place: Literal["bracket", "parenthesis"] = "bracket" if name == "bracket" else "parenthesis"
                yield Found(
                    place, Citation(outer.start, outer.end, cites, place=place, at=run[0].start()), run[0]["lead"]
                )


def _worded(block: Block, text: str) -> Iterator[Found]:
    """Numbers in running text behind a word that says whose they are."""
    for found in _WORD.finditer(block.prose):
        where = spans.to_source(block.map, found.start("items"), found.end())
        cites = tuple(_cites(block, text, found))
        yield Found("word", Citation(where.start, where.end, cites, place="text", at=found.start("items")), "")


def _indexes(prose: str, found: re.Match[str]) -> bool:
    """Whether a bracket belongs to the word before it: `a[3]`, `f(2)`, `data[1:3]`, `row_2[1]`."""
    at = found.start()
    if eastern_names.ends_there(prose, at):
        return False
    if at == 0 or not prose[at - 1].isalnum() or prose[at - 1].isdigit():
        return _IDENTIFIER.search(prose, max(0, at - 20), at) is not None
    return ":" in found[0] or at == 1 or not prose[at - 2].isalpha()


def _is_example(setting: str, found: re.Match[str]) -> bool:
    """Whether it is that of an example sentence, `(3a)`; parts of an entry are cited in brackets and superscripts."""
    return setting == "parenthesis" and any(i["part"] for i in _ITEM.finditer(found["items"]))


def _runs(prose: str, matches: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Brackets that stand together, with a dash between two that are the ends of a range."""
    at = 0
    while at < len(matches):
        last = at
        while last + 1 < len(matches):
            bridge = _BRIDGE.fullmatch(prose, matches[last].end(), matches[last + 1].start())
            if not bridge or not bridge["dash"]:
                break
            last += 1
        yield matches[at : last + 1]
        at = last + 1


def _joined(block: Block, text: str, run: list[re.Match[str]]) -> tuple[Cite, ...]:
    """`[64]–[66]`: one cite from the first number to the last."""
    first, last = _ITEM.search(run[0]["items"]), list(_ITEM.finditer(run[-1]["items"]))[-1]
    start, end = run[0].start(), run[-1].end()
    where = spans.to_source(block.map, start, end)
    numbers = int(first["first"]) if first else 0, int(last["last"] or last["first"])
    return (_made(block, text, where.start, where.end, block.prose[start:end], numbers),)


def _cites(block: Block, text: str, found: re.Match[str], at: int = 0) -> Iterator[Cite]:
    """The cites of a match whose string begins `at` in the prose of the block."""
    for item in _ITEM.finditer(found.string, found.start("items"), found.end("items")):
        locator = None
        if item["locator"]:
            words = item["locator"].strip(" ,:()")
            begin = at + item.start("locator") + item["locator"].index(words)
            where = spans.to_source(block.map, begin, begin + len(words))
            locator = Locator(words, where.start, where.end, locators.ranges(words))
        where = spans.to_source(block.map, at + item.start(), at + item.end())
        numbers = int(item["first"]), _last(item["first"], item["last"] or item["first"])
        yield _made(block, text, where.start, where.end, item[0], numbers, locator)


def _last(first: str, last: str) -> int:
    """The end of a range, written in full or not: 125 of `123-5`."""
    filled = int(locators.fill(first, last))
    return filled if filled - int(first) <= _LONGEST_ABBREVIATED else int(last)


def _made(
    block: Block, text: str, start: int, end: int, prose: str, numbers: tuple[int, int], locator: Locator | None = None
) -> Cite:
    return Cite(start, end, text[start:end], "numeric", prose=prose, number=numbers, locator=locator)


# ---- superscripts


def _raised(block: Block, text: str) -> Iterator[Found]:
    marks = [(m.start, m.end) for m in block.marks if m.kind == "superscript" and m.end > m.start]
    for start, end in (*marks, *(m.span() for m in _UNICODE.finditer(block.prose))):
        found = _RAISED.fullmatch(block.prose[start:end].translate(_RAISED_SIGNS))
        several = found is not None and ("," in found["items"] or bool(found["lead"]))
        if found and not _is_exponent(block.prose, start, end, several, block.kind == "cell"):
            where = spans.to_source(block.map, start, end)
            cites = tuple(_cites(block, text, found, start))
            yield Found(
                "superscript", Citation(where.start, where.end, cites, place="bracket", at=start), found["lead"]
            )


# 10 · R · cm · mL · l(3)mbn: what a power, a charge or a unit stands on; a word of a text has three letters and more
_BASE = pattern(
    r"(?:^|[\s(\[/·×*=<>~±–]|(?<![^\W\d_])-)(?:(?!(?:1[5-9]|20)\d\d$)\d[\d.,]*|[^\W\d_]{1,2}|µ[^\W\d_]|\d\)?[^\W\d_]{1,4}|[A-Z][a-z]?\d*)$"
)
# words of two letters, as short as units are, and units, which nobody raises beyond the cube
_SHORT_WORD = pattern(
    r"(?:^|[\s(])(?:al|am|an|as|at|be|by|da|de|di|do|du|el|em|en|er|es|et|go|he|if|im|in|is|it|la|le|me|my|na|no|of|on|or|se|so|"
    r"to|um|un|up|us|we|za|zu|min|mol|mmol|cal|kcal|rpm|sec|day|ha)$"
)
_LETTERS = pattern(r"(?<![^\W\d_])[^\W\d_]{2,}$")  # PD: powers and charges of letters have one figure
_VERSION = pattern(r"\d\.\d{1,2}\.\d+\.?$")  # 2.0.5, which is no amount
_STOP, _WORD_NEXT = pattern(r"[^\W_][,;.]$"), pattern(r"[^\W\d_]{3}")  # Carex,³Juncus, which is no isotope: B,¹⁴C
_POWERS = ("2", "3", "²", "³")  # in²
_BEHIND_SPACE = pattern(r"[.,;:)]?\s+(?:[a-zà-ÿ]{2,}|\()|[.,;:)]\s|[.,;:)]$")  # ³ showed that


def _is_exponent(prose: str, start: int, end: int, several: bool, in_table: bool) -> bool:
    """Whether what is raised is a power, a charge, an isotope or an ordinal: `10²`, `cm³`, `¹⁴C`, `R²`.

    `several` numbers, or words before them, are none; what ends a cell behind a space is the sign of a table's note.
    """
    after = prose[end : end + 1]
    stop = len(prose[:start].rstrip(" \u00a0"))  # some writers leave a space before what they raise
    low = max(0, stop - 12)
    ended = _STOP.search(prose, low, stop) is not None and (stop == start or after.isspace())
    if after.isalnum() and not (ended and _WORD_NEXT.match(prose, end)):
        return True
    if ended or prose[start] in "([〔【" or (stop == start and _VERSION.search(prose, low, stop)):
        return False
    if stop == 0 or prose[stop - 1].isspace():
        return True
    if stop < start and _BEHIND_SPACE.match(prose, end) is None and (in_table or prose[end:].strip()):
        return True
    if several or (prose[start:end] not in _POWERS and _SHORT_WORD.search(prose, low, stop)):
        return False
    if end - start > 1 and _LETTERS.search(prose, low, stop):
        return False
    return _BASE.search(prose, low, stop) is not None
