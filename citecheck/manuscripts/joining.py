"""Join what a page break cut: two halves of a sentence become one block, whose map leads to both."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from citecheck.model import Block, Mark, OffsetMap
from citecheck.text.patterns import pattern
from citecheck.text.spans import chain, to_source

_FARTHEST = 20_000  # source characters between two halves: a page of notes
_RUNNING = 40  # characters: what is shorter may be a heading, a caption or a line of a list
_LONG = 120
# 12 · — 12 — · [12] · Page 12 of 300 · xiv · \newpage
_FURNITURE = pattern(
    r"[\s\-–—\[(|]*(?:(?:p|pp|page|seite|стр|с)\.?\s*)?(?:\d{1,4}|[ivxlcdm]{1,8})(?:\s*(?:/|of|von)\s*\d{1,4})?[\s\-–—\])|]*"
    r"|\\(?:newpage|pagebreak|clearpage)(?:\{\})?|[\ufffc\s]+",
    re.IGNORECASE,
)
_CAPTION = pattern(
    r"(?:Fig|Figure|Table|Tab|Plate|Map|Abb|Abbildung|Tabelle|Рис|Табл|Tableau|Cuadro)\.?\s*\d", re.IGNORECASE
)
# a) the river · iv. the bridge · - the bank · h = its height
_LISTED = pattern(r"(?:[a-zа-я]|[ivx]{1,5}|\d{1,3})[.)]\s|[-*•·–—]\s|[^\W\d_]{1,3}\s?=\s")
_ADDRESS = pattern(r"https?://|www\.")
_ENDS_IN_ADDRESS = pattern(r"(?:://|\bwww\.|\bdoi:)\S+$", re.IGNORECASE)
_LEADS_TO_ADDRESS = pattern(r"(?:\b(?:at|from|see|via|online|url)|[<:])$", re.IGNORECASE)  # Online at
_CLOSING = pattern(r"\d{2,4}\)[ \t]+")
_CLOSERS = "\"”’'»)]*_ \n\t"
_HYPHENS = "-\u2010\u00ad"
_EXTRA_LINES = pattern(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")


def join(blocks: Sequence[Block], text: str, rules: Sequence[int]) -> tuple[Block, ...]:
    """The blocks, with the halves of a sentence that stand on two pages in one block, where the first stood.

    Notes and page numbers may stand between the halves, headings, lists and tables never. `rules` are the source
    offsets of the rules (`---`) in the text, in order.
    """
    groups: list[list[Block]] = []
    half = -1  # the group that may go on
    turned = False  # whether notes or a page number came since
    for given in blocks:
        block = _unlisted(groups[half][-1], given, text) if half >= 0 and given.kind == "item" else given
        if half >= 0 and (block.kind == "note" or is_furniture(block, text)):
            turned = turned or block.kind != "note" or text[block.start : block.start + 2] != "[^"
        elif half >= 0 and _continues(groups[half][-1], block, text, rules, turned):
            groups[half].append(block)
            turned = False
            continue
        elif block.kind in ("paragraph", "quote") and not is_furniture(block, text):
            half, turned = len(groups), False
        elif block.kind != "note":
            half = -1
        groups.append([block])
    return tuple(g[0] if len(g) == 1 else _joined(g) for g in groups)


def is_furniture(block: Block, text: str) -> bool:
    """Whether a block is a page number or a figure: what a page may hold between the two halves of a sentence."""
    if block.kind != "paragraph":
        return False
    if text.startswith("![", block.start):
        return True
    return len(block.prose) < _RUNNING and bool(_FURNITURE.fullmatch(block.prose))


def _unlisted(first: Block, item: Block, text: str) -> Block:
    """The end of a parenthesis that looks like an item, `12) and so on`, as the paragraph that it is."""
    begin = to_source(item.map, 0, 1).start
    shown = text[item.start : begin]
    if item.level > 1 or not _CLOSING.fullmatch(shown) or not _open(first.prose[-400:].rstrip()):
        return item
    prose, offsets = chain([(shown, OffsetMap((0,), (item.start,), (len(shown),))), (item.prose, item.map)], joint="")
    marks = tuple(Mark(m.kind, m.start + len(shown), m.end + len(shown), m.target) for m in item.marks)
    level = first.level if item.quoted else 0
    return Block(first.kind, item.start, item.end, prose, offsets, marks, level, quoted=item.quoted)


def _continues(first: Block, second: Block, text: str, rules: Sequence[int], turned: bool) -> bool:
    """Whether the second block goes on with the sentence that the first breaks off."""
    same = (first.kind, first.level, first.quoted) == (second.kind, second.level, second.quoted)
    if not same or not 0 <= second.start - first.end < _FARTHEST:
        return False
    before, after = first.prose[-400:].rstrip(), second.prose[:400].lstrip("\"“‘«'([*_ \n")
    bare = before.rstrip(_CLOSERS)
    if not bare or not after or _CAPTION.match(first.prose):
        return False
    if _LISTED.match(second.prose) and not (_CLOSING.match(second.prose) and _open(before)):
        return False
    if _ADDRESS.match(after):
        return bool(_LEADS_TO_ADDRESS.search(before))
    if before[-1] in _HYPHENS and before[-2:-1].islower() and after[0].islower():
        return True
    if bare[-1] in ".!?:…。！？" or _ENDS_IN_ADDRESS.search(before):
        return False
    page = turned or _page_break(text, first.end, second.start, rules)
    if opened := _open(before):
        closes = _closes(second.prose[:400])
        return closes and (page or not second.prose[0].isupper()) and len(opened) < 300
    if len(first.prose) < _RUNNING:
        return False
    if after[0].islower():
        return True
    running = len(first.prose) >= _LONG and (before[-1].islower() or before[-1] in ",;—–")
    return page and running and after[0].isalnum() and len(second.prose) >= _RUNNING and not _CAPTION.match(after)


def _page_break(text: str, start: int, end: int, rules: Sequence[int]) -> bool:
    at = bisect_left(rules, start)
    if at < len(rules) and rules[at] < end:
        return True
    gap = text[start:end]
    return "\f" in gap or len(_EXTRA_LINES.findall(gap)) > 0


def _open(before: str) -> str:
    """The words of a parenthesis that is still open where a text ends."""
    if before.count("(") <= before.count(")"):
        return ""
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        if before[at] == ")":
            depth += 1
        elif before[at] == "(":
            if depth == 0:
                return before[at:]
            depth -= 1
    return ""


def _closes(after: str) -> bool:
    """Whether a text closes a parenthesis that it does not open."""
    close, opening = after.find(")"), after.find("(")
    return close >= 0 and (opening < 0 or close < opening)


def _joined(parts: list[Block]) -> Block:
    first, last = parts[0], parts[-1]
    prose, offsets = chain((p.prose, p.map) for p in parts)
    marks: list[Mark] = []
    shift = 0
    for part in parts:
        marks.extend(Mark(m.kind, m.start + shift, m.end + shift, m.target) for m in part.marks)
        shift += len(part.prose) + 1
    return Block(
        first.kind, first.start, last.end, prose, offsets, tuple(marks), first.level, first.marker, first.quoted
    )
