"""Write a block: prose with its map, marks, and what prints nothing left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from unicodedata import normalize

from citecheck.model import Block, BlockKind, Mark, MarkKind
from citecheck.text.patterns import pattern
from citecheck.text.spans import Prose, chain, cut, to_source

PLACEHOLDER = "\ufffc"
# A letter and its accents as characters of their own are one letter, however a system keeps them.
_UNSEEN_OR_DECOMPOSED = pattern(
    "(?P<letter>[^\\W\\d_][\u0300-\u036f]+)|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
# Soft hyphen, zero-width spaces and joiners, directional marks, byte order marks inside the text.
_UNSEEN = pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
# ^3,5^ · ^[3, 5]^ · ^3, 5– 7^
_SUPERSCRIPT = pattern(
    r"\^(?P<raised>[^\s^\[\]\\]{1,24}|\[[^\^\[\]\\]{1,60}\]|\d{1,4}(?:[ \u00a0,;–—‒-]{1,3}\d{1,4}){1,20}\)?)\^"
)
# http://www.example.org/a_b(c) · www.example.org
_ADDRESS = pattern(r"(?<![^\W_])(?:(?:https?|ftp)://|www\.(?=[^\W_]))[^\s<>\"“”«»\ufffc]{1,4000}")
_MOST = 50_000  # marks of a kind in one block: no writer makes as many
_MOST_OPEN = 20  # marks that may begin before a stretch and reach into it
_ADDRESS_END = ".,;:!?'’*_"


class BlockWriter:
    """A block in the making."""

    __slots__ = ("_hidden", "_marks", "_open", "_prose", "_soft", "end", "kind", "level", "marker", "quoted", "start")

    def __init__(self, kind: BlockKind, start: int, *, level: int = 0, marker: str = "", quoted: bool = False) -> None:
        """Begin a block at a source offset."""
        self.kind = kind
        self.start = self.end = start
        self.level = level
        self.marker = marker
        self.quoted = quoted
        self._prose = Prose()
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, int, str, str]] = []
        self._hidden: tuple[str, int] | None = None
        self._soft = False  # whether a soft hyphen was the last to be written

    @property
    def empty(self) -> bool:
        """Whether nothing has been written yet."""
        return self._prose.length == 0

    def text(self, piece: str, source: int, size: int | None = None) -> None:
        """Write a piece of prose; with `size`, one that stands for so many source characters."""
        self.end = max(self.end, source + (len(piece) if size is None else size))
        if self._hidden is not None:
            return
        if size is not None and size != len(piece):
            self._soft = False
            self._prose.add_whole(_UNSEEN.sub("", piece), source, size)
            return
        if 1 < piece.count("^") < _MOST:
            self._raised(piece, source)
        else:
            self._plain(piece, source)

    def _raised(self, piece: str, source: int) -> None:
        done = 0
        for found in _SUPERSCRIPT.finditer(piece):
            self._plain(piece[done : found.start()], source + done)
            start = self._prose.length
            self._plain(found["raised"], source + found.start() + 1)
            self._marks.append(Mark("superscript", start, self._prose.length))
            done = found.end()
        self._plain(piece[done:], source + done)

    def _plain(self, piece: str, source: int) -> None:
        if not piece:
            return
        self._soft = piece[-1] == "\u00ad"
        if piece.isascii():
            self._prose.add(piece, source)
            return
        if piece.count("\u00ad") > _MOST:
            self._prose.add_whole(_UNSEEN.sub("", piece), source, len(piece))
            return
        done = 0
        for found in _UNSEEN_OR_DECOMPOSED.finditer(piece):
            self._prose.add(piece[done : found.start()], source + done)
            if found["letter"]:
                self._prose.add_whole(normalize("NFC", found[0]), source + found.start(), len(found[0]))
            done = found.end()
        self._prose.add(piece[done:], source + done)

    def line_break(self, source: int, size: int) -> None:
        """Write a newline for a line break of the source; behind a soft hyphen the word goes on."""
        if not self._soft and self._hidden is None:
            self._prose.add_whole("\n", source, size)
        self._soft = False

    def placeholder(self, source: int, size: int) -> None:
        """Write the sign for what is not prose."""
        self.text(PLACEHOLDER, source, size)

    def noteref(self, label: str, end: int) -> None:
        """Mark where a note is called."""
        at = self._prose.length
        self._marks.append(Mark("noteref", at, at, label))
        self.end = max(self.end, end)

    def open(self, kind: MarkKind, target: str = "", name: str = "") -> None:
        """Begin a mark; `name` is the tag that closes it."""
        self._open.append((kind, self._prose.length, target, name))

    def close(self, name: str = "", end: int = 0) -> None:
        """End the last mark of that name; one that was never begun is passed over."""
        self.end = max(self.end, end)
        for at in range(len(self._open) - 1, max(-1, len(self._open) - 50), -1):
            kind, start, target, of = self._open[at]
            if of == name:
                del self._open[at]
                if self._prose.length > start:
                    self._marks.append(Mark(kind, start, self._prose.length, target))
                return

    def hide(self, name: str, source: int) -> None:
        """Leave out what follows, up to the tag of that name."""
        if self._hidden is None:
            self._hidden = (name, source)

    def show(self, name: str, end: int) -> None:
        """End what `hide` began, and write one placeholder for it."""
        if self._hidden is not None and self._hidden[0] == name:
            source, self._hidden = self._hidden[1], None
            self.placeholder(source, end - source)

    def done(self) -> Block | None:
        """The block, or None where nothing was written but space, as around a tag alone."""
        if self._hidden is not None:
            self.show(self._hidden[0], self.end)
        if self.empty:
            return None
        prose, offsets = self._prose.done()
        if prose.isspace() and not self._marks:
            return None
        marks = self._marks + addresses(prose, self._marks)
        if len(marks) > 1:
            marks.sort(key=lambda m: (m.start, -m.end))
        return Block(
            self.kind, self.start, self.end, prose, offsets, tuple(marks), self.level, self.marker, self.quoted
        )


def part(block: Block, start: int, end: int, *, kind: BlockKind | None = None, marker: str | None = None) -> Block:
    """A stretch of a block's prose as a block."""
    where = to_source(block.map, start, end)
    return Block(
        kind or block.kind,
        where.start if start else block.start,
        where.end if end < len(block.prose) else block.end,
        block.prose[start:end],
        cut(block.map, start, end),
        tuple(_cut_marks(block.marks, start, end)),
        0 if kind == "note" else block.level,
        block.marker if marker is None else marker,
        block.quoted,
    )


def _cut_marks(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    for mark in marks[max(0, bisect_left(marks, start, key=_starts) - _MOST_OPEN) :]:
        if mark.start > end:
            return
        if (mark.start < end and mark.end > start) or (mark.start == mark.end and mark.start >= start):
            yield Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start, mark.target)


def _starts(mark: Mark) -> int:
    return mark.start


def without(block: Block, gaps: Sequence[tuple[int, int]], marks: Sequence[Mark] = ()) -> Block:
    """A block without some stretches of its prose, and with more marks; all these are places in the prose as it was.

    The gaps are in order and do not overlap.
    """
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(block.prose)]
    pieces = [(block.prose[a:b], cut(block.map, a, b)) for a, b in zip(starts, ends, strict=True) if a < b]
    prose, offsets = chain(pieces, joint="")
    gone = [0]
    for start, end in gaps:
        gone.append(gone[-1] + end - start)

    def moved(at: int) -> int:
        before = bisect_right(gaps, (at, -1))
        return at - gone[before] + (max(0, gaps[before - 1][1] - at) if before else 0)

    kept = [Mark(m.kind, moved(m.start), moved(m.end), m.target) for m in (*block.marks, *marks)]
    kept = [m for m in kept if m.start < m.end or m.kind == "noteref"]
    kept.sort(key=lambda m: (m.start, -m.end))
    return Block(
        block.kind, block.start, block.end, prose, offsets, tuple(kept), block.level, block.marker, block.quoted
    )


def addresses(prose: str, marks: list[Mark]) -> list[Mark]:
    """Marks for the web addresses of a text that are not marked yet, without the punctuation that follows them."""
    if "://" not in prose and "www." not in prose:
        return []
    known = {m.start for m in marks if m.kind == "url"}
    found = []
    for match in islice(_ADDRESS.finditer(prose), _MOST):
        address = match[0][: _address_end(match[0])]
        if address and match.start() not in known:
            found.append(Mark("url", match.start(), match.start() + len(address), address))
    return found


def _address_end(address: str) -> int:
    """Where an address ends, if punctuation and a bracket that it does not open are not its own."""
    end = len(address)
    spare = {c: address.count(c) - address.count(o) for o, c in ("()", "[]", "{}")}
    while end:
        last = address[end - 1]
        if spare.get(last, 0) > 0:
            spare[last] -= 1
        elif last not in _ADDRESS_END:
            break
        end -= 1
    return end
