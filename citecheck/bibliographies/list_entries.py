"""Cut the blocks of a list of references into its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from msgspec import Struct

from citecheck.model import Block, Mark, Span
from citecheck.text import names
from citecheck.text.spans import to_source, widen


class Entry(Struct, frozen=True):
    """One entry: its prose with line breaks, without its number or label, and the markup over it (offsets in `text`)."""

    text: str
    start: int  # source
    end: int
    marks: tuple[Mark, ...] = ()
    number: str = ""  # 14
    label: str = ""  # Knu84


class Piece(Struct, frozen=True):
    """A stretch of a block's prose that may be an entry or go on with one."""

    block: Block
    start: int  # prose
    end: int
    marker: str = ""

    @property
    def text(self) -> str:
        """Its prose."""
        return self.block.prose[self.start : self.end]


# [14] · [Knu84] · 14. · (14) · 14) · 14 (at the start of a line, before an entry)
_MARKER = re.compile(
    r"\s*(?:\[(?P<bracket>\d{1,4}[a-z]?)\]\s{0,4}|\((?P<round>\d{1,4})\)\s+|(?P<dot>\d{1,4})[.．](?:\s+|(?=[^\W\d]))"
    r"|(?P<paren>\d{1,4})\)\s*|\[(?P<label>[^\W\d_][\w+*.’'& -]{0,30}?\d{2,4}[a-z]?|[A-Z][\w+*-]{1,12})\]\s+)"
)
_NUMBER = re.compile(r"\d+")
_BULLET = re.compile(r"\s*[•·●◦▪–—*-]\s+(?=\S)")
_DASHES = re.compile(r"\s*(?:[—–―]{1,4}|-{2,}|_{3,})\s*[.,;:(]")
# what an entry ends with: a full stop, a bracket, a quotation mark, an address, a number
_CLOSED = re.compile(r"(?:[.)\]>»”\"’'。）」』!?]|\d|://\S+|/\S*|\b10\.\d{4}\S+)\s*\Z")
# what nothing ends with
_OPEN = re.compile(
    r"(?:[,:;(\[<&–—-]|\b(?:and|und|et|y|e|i|и|in|In|at|At|of|the|The|by|ed|eds|vol|pp?|doi|DOI|from|für|von|der|die|des|de|la|le|du))\s*\Z"
)
_GOES_ON = re.compile(
    r"\s*(?:<|https?://|www\.|doi\b|DOI\b|\(?eds?\.,|[,;:.)\]]|pp?\.\s?\d|vol\.\s?\d|Available\b|Accessed\b|Retrieved\b)"
)
_LOWER_START = re.compile(rf"\s*(?P<word>[{names.LOWER}][\w’'-]*)")
_PARTICLE = re.compile(
    r"(?:v[ao]n|vom|d[aeiou]s?|de[lnr]?|della|degli|el|al|la|le|les|te[nr]|zu[mr]?|af|av|bin|ibn|ben|d['’].*|a[ls]-.*|el-.*|[a-z]+[A-Z].*)\Z"
)
_QUOTES = "\"“„«‘'『「‹"
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_NO_DATE = re.compile(
    r"\b(?:n\.\s?d\.|s\.\s?[adf]\.|o\.\s?J\.|б\.\s?г\.|forthcoming|in\spress|im\sDruck|в\sпечати|en\sprensa|no\sprelo|à\sparaître)",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://|www\.|\bdoi\b|\b10\.\d{4,}/|\bISBN\b|arXiv", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:vol|no|pp?|eds?|trans|Nr|Bd|S|Hrsg|Hg|т|с|№|In|in|Press|Verlag|Publish\w*|Univ\w*|Journal)\b[.:]?\s|\d\s?[–-]\s?\d|\[[A-Z]{1,2}(?:/OL)?\]|//"
)
_SENTENCE = re.compile(rf"[{names.LOWER})][.!?]\s+[{names.UPPER}]")
_WIDEST = 140  # characters of a hard-wrapped line


def split(blocks: Sequence[Block], source: str, skip: int = 0) -> list[Entry]:
    """The entries of the blocks of one list; `skip` characters of the first block's prose are its heading."""
    pieces = [p for b in _lines(blocks, source, skip) for p in b]
    entries: list[Entry] = []
    group: list[Piece] = []
    for piece in pieces:
        if group and _goes_on(group[-1], piece):
            group.append(piece)
            continue
        if group:
            entries.append(_entry(group, source))
        group = [piece] if piece.marker or _is_entry(piece) else []
    if group:
        entries.append(_entry(group, source))
    return entries


def _lines(blocks: Sequence[Block], source: str, skip: int) -> Iterator[list[Piece]]:
    """The pieces of each block: the whole block, or its lines where a line is an entry."""
    usable = [b for b in blocks if b.kind in ("paragraph", "item", "quote", "cell") and b.prose.strip()]
    widest = max((len(line) for b in usable for line in b.prose.split("\n")), default=0)
    last = 0
    for n, block in enumerate(usable):
        from_ = skip if n == 0 else 0
        if block.kind == "item" and block.marker:
            number = _NUMBER.search(block.marker)
            if number and last and abs(int(number[0]) - last) > 50 and _YEAR.fullmatch(number[0]):
                yield [Piece(block, from_, len(block.prose))]  # a year at the start of a wrapped line
                continue
            last = int(number[0]) if number else 0
            yield [Piece(block, from_, len(block.prose), block.marker)]
            continue
        yield _pieces(block, from_, source, widest)


def _pieces(block: Block, start: int, source: str, widest: int) -> list[Piece]:
    starts = _line_starts(block.prose, start)
    if len(starts) > 1:
        starts = _entry_lines(block, starts, source, widest)
    ends = [*starts[1:], len(block.prose)]
    return [_marked(block, a, b) for a, b in zip(starts, ends, strict=True) if block.prose[a:b].strip()]


def _line_starts(prose: str, start: int) -> list[int]:
    starts = [start]
    at = prose.find("\n", start)
    while at >= 0:
        starts.append(at + 1)
        at = prose.find("\n", at + 1)
    return starts


def _marked(block: Block, start: int, end: int) -> Piece:
    """A piece without its number, label or bullet, which become its marker."""
    if found := _MARKER.match(block.prose, start, end):
        return Piece(block, found.end(), end, found[0].strip())
    if found := _BULLET.match(block.prose, start, end):
        return Piece(block, found.end(), end, "-")
    return Piece(block, start, end)


def _entry_lines(block: Block, starts: list[int], source: str, widest: int) -> list[int]:
    """Those of the lines of a block with which an entry begins."""
    prose = block.prose
    marked = [a for a in starts if _MARKER.match(prose, a)]
    if starts[0] in marked and (len(marked) > 1 or prose[starts[0] :].lstrip()[:1] in "[("):
        return _in_sequence(prose, marked)
    indents = [_indent(block, a, source) for a in starts]
    if min(indents[1:]) < max(indents[1:]) or indents[0] != indents[1]:
        least = min(indents)
        if indents[0] == least:
            return [a for a, i in zip(starts, indents, strict=True) if i <= least + 1]
    return _unforced(prose, starts, widest)


def _in_sequence(prose: str, marked: list[int]) -> list[int]:
    """The marked lines whose numbers go up: a line that begins with a year or a page is none of them."""
    kept: list[int] = []
    last = -1
    for at in marked:
        found = _MARKER.match(prose, at)
        number = _NUMBER.search(found[0]) if found and not found["label"] else None
        if number is None or last < 0 or last < int(number[0]) <= last + 20:
            kept.append(at)
            last = int(number[0]) if number else last
    return kept


def _indent(block: Block, at: int, source: str) -> int:
    """How far the line of the source that a prose offset stands on is indented."""
    place = to_source(block.map, at, at + 1).start
    line = max(source.rfind("\n", 0, place), source.rfind("\r", 0, place)) + 1
    head = source[line:place].replace(">", "")
    return len(head) - len(head.lstrip(" \t")) if head.strip(" \t*_\\[(<") == "" else 0


def _unforced(prose: str, starts: list[int], widest: int) -> list[int]:
    """The lines that begin an entry, where all are indented alike.

    A writer's editor breaks a line only where the next word no longer fits; any other break was meant.
    """
    lines = [prose[a : b - 1] for a, b in zip(starts, [*starts[1:], len(prose) + 1], strict=True)]
    forced = [
        len(line) + 1 + len(following.split(" ", 1)[0]) > widest - 1
        for line, following in zip(lines, lines[1:], strict=False)
    ]
    wrapped = widest <= _WIDEST and (sum(forced) >= 3 or sum(forced) * 2 >= len(forced))
    kept = [starts[0]]
    for at, line, following, by_width in zip(starts[1:], lines, lines[1:], forced, strict=False):
        if wrapped and by_width and not (_DASHES.match(following) and _CLOSED.search(line)):
            continue
        if _CLOSED.search(line) and not _OPEN.search(line) and _may_begin(following):
            kept.append(at)
    return kept


def _may_begin(text: str) -> bool:
    """Whether a text may be the beginning of an entry: not of an address, nor in the middle of a sentence."""
    if _GOES_ON.match(text):
        return False
    lower = _LOWER_START.match(text)
    return not lower or bool(_PARTICLE.match(lower["word"]))


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a piece goes on with the entry before it: after a page break, or as a remark on it."""
    if piece.marker:
        return False
    if piece.block.kind == "item" and before.block.kind == "item" and not piece.block.marker:
        return True
    return bool(_OPEN.search(before.text)) or not _may_begin(piece.text)


def _is_entry(piece: Piece) -> bool:
    """Whether a paragraph of a list is an entry and no remark of the author's."""
    text = piece.text.strip()
    if len(text) < 12:
        return False
    if text.endswith(":") and not _YEAR.search(text):
        return False
    dated = bool(_YEAR.search(text) or _NO_DATE.search(text))
    evidence = dated + bool(_WEB.search(text)) + bool(_PUBLISHED.search(text))
    styled = any(
        m.kind in ("emphasis", "strong") and m.start < piece.end and m.end > piece.start for m in piece.block.marks
    )
    quoted = any(q in text for q in _QUOTES)
    if _DASHES.match(text):
        return True
    named = names.leading_names(text[:300])
    if named.names and named.form != "direct":
        return evidence > 0 or styled or quoted or len(text) < 400
    if text[0] in _QUOTES or (styled and piece.block.marks[0].start <= piece.start + 1):
        return evidence > 0 or len(text) < 200
    sentences = len(_SENTENCE.findall(text))
    return evidence + styled + quoted >= (1 if len(text) < 250 and sentences < 3 else 2) and not text.endswith(":")


def _entry(group: list[Piece], source: str) -> Entry:
    first, last = group[0], group[-1]
    text, marks = "", []
    for piece in group:
        raw = piece.text
        lead = len(raw) - len(raw.lstrip())
        body = raw.strip()
        shift = len(text) + (1 if text else 0) - piece.start - lead
        low, high = piece.start + lead, piece.start + lead + len(body)
        marks += [
            Mark(m.kind, max(m.start, low) + shift, min(m.end, high) + shift, m.target)
            for m in piece.block.marks
            if m.start < high and m.end > low and m.kind != "noteref"
        ]
        text = f"{text}\n{body}" if text else body
    number, label = _numbered(first.marker)
    return Entry(text, _edge(first, source).start, _edge(last, source).end, tuple(marks), number, label)


def _edge(piece: Piece, source: str) -> Span:
    """The source of a piece, markup around it included."""
    raw = piece.text
    start = piece.start + len(raw) - len(raw.lstrip())
    end = piece.start + len(raw.rstrip())
    if piece.start == 0 and end == len(piece.block.prose.rstrip()) and not piece.block.marker:
        return Span(piece.block.start, max(piece.block.end, to_source(piece.block.map, end - 1, end).end))
    return widen(source, piece.block.map, start, end)


def _numbered(marker: str) -> tuple[str, str]:
    """The number and the label that an entry bears."""
    inner = marker.strip("[](). \t．")
    if inner.isdigit():
        return inner, ""
    return ("", inner) if marker.startswith("[") else ("", "")


def typical_length(entries: Sequence[Entry]) -> float:
    """The median length of entries, to tell an entry from what is none."""
    return median(len(e.text) for e in entries) if entries else 0.0
