"""Cut the blocks of a list of references into the pieces that may be entries: blocks, list items, lines."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from citecheck.bibliographies import list_edges, names_above
from citecheck.bibliographies.list_edges import YEAR
from citecheck.model import Block, Mark
from citecheck.text.patterns import pattern
from citecheck.text.spans import to_source


class Piece(Struct, frozen=True):
    """A stretch of a block's prose that may be an entry or go on with one; `marks` are those over it (prose)."""

    block: Block
    start: int  # prose
    end: int
    marker: str = ""  # 14. · [Knu84] · -
    marks: tuple[Mark, ...] = ()
    prefix: str = ""  # what the reader took for a list marker, though it is the entry's own text
    text: str = ""


# [14] · [6 ] · [Knu84] · 14. · (14) · 14) at the start of a line, before an entry
_MARKER = pattern(
    r"\s{0,8}(?:[\[〔【](?P<bracket>\d{1,4}[a-z]?)\s?[\]〕】]\s{0,4}|\((?P<round>\d{1,4})\)\s|(?P<dot>\d{1,4})[.．](?:\s|(?=[^\W\d]))"
    r"|(?P<paren>\d{1,4})\)\s?"
    r"|\[(?P<label>[^\W\d_][\w+*.’'& -]{0,30}\d{2,4}[a-z]?|[A-Z][\w+*-]{1,12}|"
    r"(?!online|sic\b|s\.)[a-z][\w+*-]{1,7})\]\s)"
)
_BULLET = pattern(r"\s{0,8}[•·●◦▪–—*-]\s{1,4}(?=\S)")
_LINE_END = pattern(r"\r\n?|\n")
_NUMBER = pattern(r"\d+")
_ONLY_YEAR = pattern(YEAR)
_FIRST_WORD = pattern(r"[ \t]*[^ \t]*")  # a no-break space does not end it
_MOST_LEFT_OUT = 3  # numbers that a list may leave out
# a number before the marker of an item
_NUMBERED_BEFORE = pattern(r"(?:\A|[\r\n])[ \t]{0,3}(?P<number>\d{1,4})[.)][ \t]+\Z")
_LONG_WORD = pattern(r"\S{40}")  # an address, which no editor breaks
_MEANT = pattern(r"(?:<br\s?/?>|\\|\s\s)\s*\Z")  # how a line ends that a writer breaks (CommonMark 0.31 §6.7)
_WIDEST = 140  # characters of a hard-wrapped line
_DATED = pattern(rf"(?<!\d){YEAR}(?!\d)|\b(?:n\.\s?d|s\.\s?[adf]|o\.\s?J)\.|://|\b10\.\d{{4}}")
_MOST_DATED = 0.6
_FEW_LINES = 4
_WIDE_MARK = 4  # a mark over more lines than this is no title


def pieces(blocks: Sequence[Block], source: str, skip: int = 0) -> list[Piece]:
    """The pieces of the blocks of one list, in order; `skip` characters of the first block are its heading."""
    usable = [b for b in blocks if b.kind in ("paragraph", "item", "cell", "quote")]
    if (quotes := sum(b.kind == "quote" for b in usable)) * 2 < len(usable) and quotes:
        usable = [b for b in usable if b.kind != "quote"]  # remarks on entries
    broken = [b for b in usable if "\n" in b.prose]  # an entry that its writer left on one line tells no width
    if not usable:  # ^1^ Marsh: entries that were taken for notes, for their raised numbers
        usable = [b for b in blocks if b.kind == "note" and not source.startswith("[", b.start)]
    widest = max((len(n) for b in broken for n in _printed(b, source) if not _LONG_WORD.search(n)), default=0)
    paragraphs = [b.prose.count("\n") + 1 for b in usable if b.kind == "paragraph"]
    spaced = _spaced(paragraphs)
    found: list[Piece] = []
    last = 0
    for place, block in enumerate(usable):
        start = skip if block is blocks[0] else 0
        if block.kind == "note":
            found += _marked(block, start, len(block.prose), block.marks, block.marker)
            continue
        if before := _NUMBERED_BEFORE.search(source, max(0, block.start - 12), block.start):
            inner = "" if block.marker == "-" else block.marker  # 3. - Marsh · 3. 1984. Marsh
            found += _piece(block, start, marker=f"{before['number']}.", prefix=inner)
            last = int(before["number"])
            continue
        if block.kind != "item" or not block.marker:
            found += _cut(block, start, source, widest, spaced)
            continue
        number = _NUMBER.search(block.marker)
        if number and found and last and _is_text(int(number[0]), last, _next_number(usable, place), found[-1].text):
            found += _piece(block, start, prefix=block.marker)
            continue
        last = int(number[0]) if number else 0
        found += _marked(block, start, len(block.prose), block.marks, block.marker)
    return found


def _spaced(lines: list[int]) -> bool:
    """Whether paragraphs of so many lines are entries with an empty line between them."""
    from statistics import median

    return len(lines) > 1 and median(lines) <= _FEW_LINES


def _next_number(blocks: Sequence[Block], place: int) -> int:
    """The number of the next list item; 0 where there is none."""
    following = next((b.marker for b in blocks[place + 1 : place + 2] if b.kind == "item" and b.marker), "")
    number = _NUMBER.search(following)
    return int(number[0]) if number else 0


def _is_text(number: int, last: int, following: int, before: str) -> bool:
    """Whether the number of a list item is a year or a page at the start of a wrapped line, out of the list's order."""
    if number > last + 1 == following:
        return True
    if last < number <= last + 20 or number == 1:
        return False
    return bool(_ONLY_YEAR.fullmatch(str(number))) or not list_edges.is_closed(before)


def _cut(block: Block, start: int, source: str, widest: int, spaced: bool) -> list[Piece]:
    starts = _line_starts(block.prose, start)
    if len(starts) > 1:
        starts = _entry_lines(block, starts, source, widest, spaced)
    if len(starts) == 1:
        return _marked(block, start, len(block.prose), block.marks)
    ends = [*starts[1:], len(block.prose)]
    marks = _shared_out(block.marks, starts, ends)
    return [p for a, b, m in zip(starts, ends, marks, strict=True) for p in _marked(block, a, b, m)]


def _shared_out(marks: tuple[Mark, ...], starts: list[int], ends: list[int]) -> list[tuple[Mark, ...]]:
    """The marks over each line."""
    shares: list[list[Mark]] = [[] for _ in starts]
    for mark in marks:
        first = max(0, bisect_right(ends, mark.start))
        last = bisect_left(starts, mark.end)
        if last - first <= _WIDE_MARK:
            for n in range(first, min(last, len(shares))):
                shares[n].append(mark)
    return [tuple(s) for s in shares]


def _piece(
    block: Block,
    start: int,
    end: int | None = None,
    marks: tuple[Mark, ...] | None = None,
    marker: str = "",
    prefix: str = "",
) -> list[Piece]:
    """A piece without the white space around it, or none where nothing else is there."""
    text = block.prose[start:end]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    if not text and not prefix:
        return []
    start += lead
    shown = block.marks if marks is None else marks
    return [Piece(block, start, start + len(text), marker, shown, prefix, text)]


def _marked(block: Block, start: int, end: int, marks: tuple[Mark, ...], marker: str = "") -> list[Piece]:
    """A piece without its number, label or bullet, which become its marker."""
    if (not marker or not marker[0].isdigit()) and (found := _MARKER.match(block.prose, start, end)):
        return _piece(block, found.end(), end, marks, found[0].strip())
    if (
        not marker
        and (found := _BULLET.match(block.prose, start, end))
        and not list_edges.DASHES.match(block.prose, start, end)
    ):
        return _piece(block, found.end(), end, marks, "-")
    return _piece(block, start, end, marks, marker)


def _line_starts(prose: str, start: int) -> list[int]:
    starts = [start]
    at = prose.find("\n", start)
    while at >= 0:
        starts.append(at + 1)
        at = prose.find("\n", at + 1)
    return starts


def _entry_lines(block: Block, starts: list[int], source: str, widest: int, spaced: bool) -> list[int]:
    """Those of the lines of a block with which an entry begins."""
    prose = block.prose
    marked = [a for a in starts if _MARKER.match(prose, a)]
    if starts[0] in marked[:1] and (len(marked) > 1 or prose[starts[0] : starts[0] + 8].lstrip()[:1] in "[("):
        return _in_sequence(prose, marked)
    indents = list(_indents(block, starts, source))
    least = min(indents)
    hanging = [a for a, i in zip(starts, indents, strict=True) if i <= least + 1]
    if names_above.are_there(prose, starts, hanging):
        return names_above.entry_lines(prose, starts)
    if indents[0] == least and max(indents) > least:
        return hanging
    return _unforced(prose, starts, _printed(block, source)[-len(starts) :], widest, spaced)


def _printed(block: Block, source: str) -> list[str]:
    """The lines of a block as they stand in the source, markup included."""
    lines = block.prose.split("\n")
    shown = _LINE_END.split(source[block.start : block.end]) if len(lines) > 1 else lines
    return shown if len(shown) == len(lines) else lines


def _in_sequence(prose: str, marked: list[int]) -> list[int]:
    """The marked lines whose numbers go up, one by one or nearly so: no year, no page at the head of a line."""
    numbers: list[int | None] = []
    for at in marked:
        found = _MARKER.match(prose, at)
        number = _NUMBER.search(found[0]) if found and not found["label"] else None
        numbers.append(int(number[0]) if number else None)
    kept: list[int] = []
    last = -1
    for n, (at, count) in enumerate(zip(marked, numbers, strict=True)):
        follows = count is not None and last < count <= last + 20 and count + 1 in numbers[n + 1 : n + 2]
        if count is None or last < 0 or last < count <= last + _MOST_LEFT_OUT or follows:
            kept.append(at)
            last = last if count is None else count
    return kept


def _indents(block: Block, starts: list[int], source: str) -> Iterator[int]:
    """How far each line is indented in the source."""
    low = 0
    for at in starts:
        place = to_source(block.map, at, at + 1).start
        line = max(source.rfind("\n", low, place), source.rfind("\r", low, place)) + 1 or low
        head = source[line:place].lstrip("> ") if source[line : line + 1] == ">" else source[line:place]
        low = place
        yield len(head) - len(head.lstrip(" \t")) if not head.strip(" \t*_\\[(<") else 0


def _first_word(line: str) -> int:
    """The characters of a line's first word."""
    found = _FIRST_WORD.match(line)
    return len(found[0]) if found else 0


def _unforced(prose: str, starts: list[int], printed: list[str], widest: int, spaced: bool) -> list[int]:
    """The lines that begin an entry, where all are indented alike.

    A writer's editor breaks a line only where the next word no longer fits; any other break was meant.
    """
    spoken = [n for n, (a, b) in enumerate(itertools.pairwise([*starts, len(prose) + 1])) if prose[a : b - 1].strip()]
    starts, printed = [starts[n] for n in spoken], [printed[n] for n in spoken]
    lines = [prose[a : b - 1] for a, b in zip(starts, [*starts[1:], len(prose) + 1], strict=True)]
    forced = [
        len(line) + 1 + _first_word(following) > widest - 1 and not _MEANT.search(line) and at + 1 == next_at
        for (line, following), (at, next_at) in zip(
            itertools.pairwise(printed), itertools.pairwise(spoken), strict=True
        )
    ]
    wrapped = widest <= _WIDEST and (sum(forced) >= 3 or sum(forced) * 2 >= len(forced))
    if spaced and not wrapped and sum(bool(_DATED.search(line)) for line in lines) < _MOST_DATED * len(lines):
        return starts[:1]  # a line is no whole entry: broken by sentences
    kept = [starts[0]]
    for at, line, following, by_width in zip(starts[1:], lines, lines[1:], forced, strict=False):
        if wrapped and by_width and not (list_edges.DASHES.match(following) and list_edges.is_closed(line)):
            continue
        if (
            list_edges.is_closed(line) and not list_edges.is_open(line) and list_edges.may_begin(following)
        ) or list_edges.begins_anew(line, following):
            kept.append(at)
    return kept
