"""The entries of a list of references: which pieces are one, and which go on with the one before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from citecheck.bibliographies import list_edges, list_joined, list_lines
from citecheck.bibliographies.list_edges import YEAR
from citecheck.bibliographies.list_lines import Piece
from citecheck.model import Block, Mark
from citecheck.text import names
from citecheck.text.patterns import pattern
from citecheck.text.spans import widen


class Entry(Struct, frozen=True):
    """One entry: its prose with line breaks, without its number or label, and the marks over it (offsets in `text`)."""

    text: str
    start: int  # source
    end: int
    marks: tuple[Mark, ...] = ()
    number: str = ""  # 14
    label: str = ""  # Knu84


_BARE_NUMBER = pattern(r"\A\d{1,4}\s{1,4}(?:[_–-]\s)?(?=[^\W\d_])")  # 14 Marsh A.
_LONGEST = 20_000  # characters of an entry that are read; the longest lists of authors have fewer
_GAP = pattern(r"\s{3,}")
_QUOTES = "\"“„«‘'『「‹"
_YEAR = pattern(rf"(?<!\d){YEAR}(?!\d)")
_NO_DATE = pattern(
    r"\b(?:n\.\s?d\.|s\.\s?[adf]\.|o\.\s?J\.|б\.\s?г\.|forthcoming|in\spress|im\sDruck|в\sпечати|en\sprensa|no\sprelo|à\sparaître)",
    re.IGNORECASE,
)
_WEB = pattern(r"https?://|www\.|\bdoi\b|\b10\.\d{4,}/|\bISBN\b|arXiv", re.IGNORECASE)
_PUBLISHED = pattern(
    r"\b(?:vol|no|pp?|eds?|trans|Nr|Bd|S|Hrsg|Hg|т|с|№|In|in|Press|Verlag|Publish\w{0,6}|Univ\w{0,8}|Journal)\b[.:]?\s"
    r"|\d\s?[–-]\s?\d|\s\d+\s?(?:\(\d+\))?:\s?\d+\.?\Z|\[[A-Z]{1,2}(?:/OL)?\]|//"
)
_SENTENCE = pattern(rf"[{names.LOWER})][.!?]\s[{names.UPPER}]")
# how a paragraph begins that speaks to the reader
_PROSE_START = pattern(
    r"(?:We|I|The|This|These|Those|In|For|Our|All|Here|It|Wir|Ich|Die|Der|Das|Dies|Es|Nous|Je|Les?|La|Cette|Los|Las|El|Este|"
    r"Esta|Mi|I|Gli|Questo|Os?|As|A|Мы|Все|В|Это|Эта)\s"
)
_MOST_OTHERS = 2  # paragraphs in a row that are no entries, and end a list
# a year that a wrapped line began with, and that was read as the number of an empty list item
_YEAR_LINE = pattern(rf"[ \t]*(?:\r\n?|\n)[ \t]*(?P<year>{YEAR})[.)][ \t]*(?=\r|\n|\Z)")


def split(blocks: Sequence[Block], source: str, skip: int = 0) -> list[Entry]:
    """The entries of the blocks of one list; `skip` characters of the first block's prose are its heading."""
    entries: list[Entry] = []
    group: list[Piece] = []
    top = min((b.level for b in blocks if b.kind == "item"), default=0)
    for piece in chain.from_iterable(map(list_joined.parts, list_lines.pieces(blocks, source, skip))):
        if group and _goes_on(group[-1], piece):
            group.append(piece)
            continue
        if group:
            entries.append(_entry(group, source))
        listed = piece.marker and (piece.block.kind != "item" or piece.block.level == top)
        group = [piece] if listed or _is_entry(piece) else []
    if group:
        entries.append(_entry(group, source))
    return _counted(entries)


def leading(blocks: Sequence[Block], source: str, skip: int = 0) -> int:
    """How many blocks at the beginning are entries, or one alone between them that is none; numbered ones or others.

    What text follows, and does not begin with an entry, is text as well: there are none.
    """
    other, begun = 0, False
    marked = any(p.marker for p in list_lines.pieces(blocks[:1], source, skip)[:1])
    for number, block in enumerate(blocks):
        pieces = list_lines.pieces([block], source, 0 if number else skip)
        like = [p for p in pieces if bool(p.marker) == marked and _says_where(p.text)]
        told = block.kind not in ("paragraph", "item") or any(p.marker or _is_entry(p) for p in like)
        begun = told if number == 0 else begun
        other = 0 if told else other + 1
        if other == _MOST_OTHERS:
            return number + 1 - other if begun else 0
    return len(blocks)


def _says_where(text: str) -> bool:
    """Whether a paragraph has a year or an address, or repeats a name, as entries do and titles of papers do not."""
    return any(found.search(text) for found in (_YEAR, _NO_DATE, _WEB)) or list_edges.DASHES.match(text) is not None


def _counted(entries: list[Entry]) -> list[Entry]:
    """The entries; where all have the same number, as Markdown allows of the items of a list, they are counted on."""
    numbers = {e.number for e in entries}
    if len(entries) < 2 or len(numbers) != 1 or "" in numbers:
        return entries
    first = int(entries[0].number)
    return [replace(e, number=str(first + at)) for at, e in enumerate(entries)]


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a piece goes on with the entry before it: after a page break, or as a remark on it."""
    if piece.prefix:
        return True
    if piece.marker:
        return False
    if piece.block.kind == "item" and before.block.kind == "item" and not piece.block.marker:
        return True
    if list_edges.begins_anew(before.text, piece.text):
        return False
    return list_edges.is_open(before.text) or not list_edges.may_begin(piece.text)


def _is_entry(piece: Piece) -> bool:
    """Whether a paragraph of a list is an entry and no remark of the author's."""
    text = _BARE_NUMBER.sub("", piece.text, count=1)
    if list_edges.DASHES.match(text):
        return True
    if len(text) < 12 or (text[-1] == ":" and not _YEAR.search(text)):
        return False
    dated = bool(_YEAR.search(text) or _NO_DATE.search(text))
    evidence = dated + bool(_PUBLISHED.search(text))
    styled = [m for m in piece.marks if m.kind in ("emphasis", "strong")]
    quoted = any(q in text for q in _QUOTES)
    if dated and evidence > 1 and (styled or quoted) and len(text) < 400:
        return True
    evidence += bool(_WEB.search(text))
    named = list_edges.names_of(text)
    if named.names and named.form != "direct":
        return evidence > 0 or bool(styled) or quoted or len(text) < 400
    if text[0] in _QUOTES or (styled and styled[0].start <= piece.start + 1):
        return evidence > 0 or len(text) < 200
    sentences = sum(1 for _ in _SENTENCE.finditer(text))
    most = 1 if _PROSE_START.match(text) else 3 if evidence < 3 else 6
    if len(text) > 200 and sentences >= most and not piece.marker:
        return False
    if sentences and _PROSE_START.match(text) and not (styled or quoted or _WEB.search(text)):
        return False
    return evidence + bool(styled) + quoted >= (1 if len(text) < 250 and sentences < 3 else 2)


def _entry(group: list[Piece], source: str) -> Entry:
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for piece in group:
        if length > _LONGEST:
            break
        text, own = _unspaced(piece)
        if piece.prefix:
            text, own = _shifted(f"{piece.prefix} ", text, own)
        if texts:
            length += 1
        texts.append(text)
        marks += [Mark(m.kind, m.start + length, m.end + length, m.target) for m in own] if length else own
        length += len(text)
    first, last = group[0], group[-1]
    start, end = _edges(first, source)
    if last is not first:
        end = _edges(last, source)[1]
    if late := _YEAR_LINE.match(source, end):
        texts.append(late["year"] + ".")
        end = late.end()
    number, label = _numbered(first.marker)
    text = "\n".join(texts)
    if len(text) > _LONGEST:
        text, marks = text[:_LONGEST], [m for m in marks if m.end <= _LONGEST]
    return Entry(text, start, end, tuple(marks), number, label)


def _unspaced(piece: Piece) -> tuple[str, list[Mark]]:
    """A piece's text and marks (offsets in that text), long white space made short."""
    shift, size = piece.start, len(piece.text)
    marks = [
        Mark(m.kind, max(m.start - shift, 0), min(m.end - shift, size), m.target)
        for m in piece.marks
        if m.start < piece.end and m.end > shift and m.kind != "noteref"
    ]
    gaps = [m.span() for m in _GAP.finditer(piece.text)]
    if not gaps:
        return piece.text, marks
    at = [b for _, b in gaps]
    saved = [0]
    for a, b in gaps:
        saved.append(saved[-1] + b - a - 1)

    def moved(offset: int) -> int:
        return offset - saved[bisect_right(at, offset)]

    return _GAP.sub(" ", piece.text), [Mark(m.kind, moved(m.start), moved(m.end), m.target) for m in marks]


def _shifted(prefix: str, text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    by = len(prefix)
    return prefix + text, [Mark(m.kind, m.start + by, m.end + by, m.target) for m in marks]


def _edges(piece: Piece, source: str) -> tuple[int, int]:
    """Where a piece begins and ends in the source, markup around it included."""
    if not piece.text:
        return piece.block.start, piece.block.end
    block = piece.block
    if piece.start == 0 and len(piece.text) == len(block.prose) and not block.marker:
        return block.start, block.end
    span = widen(source, piece.block.map, piece.start, piece.end)
    return (piece.block.start if piece.prefix else span.start), span.end


def _numbered(marker: str) -> tuple[str, str]:
    """The number and the label that an entry bears."""
    inner = marker.strip("[]()〔〕【】. \t．")
    if inner.isdigit():
        return inner, ""
    return ("", inner) if marker.startswith("[") else ("", "")
