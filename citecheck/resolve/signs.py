"""What shows, without a bibliography or beside one that fits nothing, that a text cites, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from citecheck.citations import author, author_date, numeric
from citecheck.citations.author_date import Dated, Found
from citecheck.model import Block, Citation, CitationFormat, Cite, Span
from citecheck.resolve import dated_near
from citecheck.resolve.index import build
from citecheck.text import spans, years
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

# Fewer may look like citations by accident: titles with pages; works with a year, and those with another sign;
# numbers, and the share of those from 1 on that must be there.
_TITLED, _DATED, _TOLD, _NUMBERED, _RUN = 2, 4, 2, 6, 0.7
_MOST_STRAY = 0.5  # of what stands in brackets with a year, the share that may be no citation
# A parenthesis that a number ends, the cheapest sign that it is worth a look: (Holm, *Stone* 30)
_WORTH_A_LOOK = pattern(r"\d[^()\d]{0,3}\)")
_LONGEST_RANGE = 50
_ITEM = pattern(r"\s*\[\d+\]")  # [1] at the head of a line: a list, a log
_WORD_BEFORE = pattern(r"(?:[^\W_]{2}\s|[^\W_]{2}[.,;:”\"’)%]\s?|\d\][,;–-]?\s?)$")
_CODE = frozenset("=<>{}|\\")
_TEXT = ("paragraph", "item", "quote", "note")


class Sign(NamedTuple):
    """The first citation (source), and the format that it is of."""

    format: CitationFormat
    span: Span
    text: str


def first(blocks: tuple[Block, ...], text: str) -> Sign | None:
    """The first citation of a text that surely cites: several name a title and a page, a year, or numbers in a row."""
    return _titled(blocks, text) or _dated(blocks, text) or _numbered(blocks, text)


def _sign(kind: CitationFormat, span: Span, text: str) -> Sign:
    return Sign(kind, span, " ".join(text[span.start : span.end].split()))


# ---- author and page


def _titled(blocks: tuple[Block, ...], text: str) -> Sign | None:
    found: list[Citation] = []
    for block in blocks:
        if _WORTH_A_LOOK.search(block.prose):
            found += (c for c in author.extract(block, text) if _names_a_title(c))
            if len(found) >= _TITLED:
                return _sign("author", Span(found[0].start, found[0].end), text)
    return None


def _names_a_title(citation: Citation) -> bool:
    return citation.closed and citation.place in ("parenthesis", "bracket") and any(map(_is_full, citation.cites))


def _is_full(cite: Cite) -> bool:
    """`Holm, *Stone* 30`: names, a title that is set as one, and a page; a comma alone may be a gloss."""
    return cite.locator is not None and any(
        r.names and r.title and r.styled and _CODE.isdisjoint(r.title) for r in cite.readings
    )


# ---- author and year


def _dated(blocks: tuple[Block, ...], text: str) -> Sign | None:
    """Names and years in brackets, most of what stands so; some with et al., two names, a page or a letter."""
    index = build(())
    seen: set[tuple[str, str]] = set()
    told: set[tuple[str, str]] = set()
    at: Span | None = None
    stray: set[str] = set()
    for block in blocks:
        if block.kind not in _TEXT or not years.YEAR.search(block.prose):
            continue
        for found in author_date.extract(block):
            if not found.bracketed:
                continue
            works = [d for d in found.cites if dated_near.plausible(d, index)]
            if not works:
                stray.add(block.prose[found.start : found.end])
            seen.update(map(_work, works))
            told.update(_work(d) for d in works if _tells(d))
            if works and at is None:
                at = _where(found, block)
    enough = len(seen) >= _DATED and len(told) >= _TOLD and len(stray) <= _MOST_STRAY * (len(stray) + len(seen))
    return _sign("author-date", at, text) if enough and at else None


def _where(found: Found, block: Block) -> Span:
    start = found.cites[0].start if found.cites[0].narrative else max(found.start - 1, 0)
    return spans.to_source(block.map, start, found.end + 1)


def _work(one: Dated) -> tuple[str, str]:
    return fold(" ".join(one.readings[0].names)), years.printed(one.year)


def _tells(one: Dated) -> bool:
    """Whether more than a word and a year show a citation; places and films have those, too."""
    reading = one.readings[0]
    return reading.others or len(reading.names) > 1 or bool(one.year["letter"]) or one.locator is not None


# ---- numbers


def _numbered(blocks: tuple[Block, ...], text: str) -> Sign | None:
    """Numbers in square brackets behind words, nearly all from 1 to the last, which no list, log or note explains."""
    numbers: set[int] = set()
    citations: list[Span] = []
    for block in blocks:
        if "[" not in block.prose or block.kind not in _TEXT:
            continue
        if _ITEM.match(block.prose) or block.marker.startswith("["):
            return None
        for citation in _behind_words(block, text):
            citations.append(Span(citation.start, citation.end))
            for cite in citation.cites:
                first, last = cite.number or (0, -1)
                numbers.update(range(first, min(last, first + _LONGEST_RANGE) + 1))
    if min(len(citations), len(numbers)) < _NUMBERED or len(numbers) < _RUN * max(numbers):
        return None
    return _sign("numeric", citations[0], text)


def _behind_words(block: Block, text: str) -> Iterator[Citation]:
    """Numbers as prose sets them: `silted [3]`, `silted.[3]`, `the 1990s [1, 2]`; not `x[3]`, `[ 3 ]`, `\\[1-9]`."""
    for found in numeric.extract(block, text):
        at = found.citation.at
        tight = not block.prose[at + 1 : at + 2].isspace()
        if found.setting == "bracket" and tight and _WORD_BEFORE.search(block.prose, max(0, at - 20), at):
            yield found.citation
