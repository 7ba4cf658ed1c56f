"""Positions: from prose back to the source, and from offsets to lines.

An `OffsetMap` is a list of runs in the order of the prose. What the prose leaves out (markup, soft hyphens) has no run:
it is the gap between two of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from citecheck.model import OffsetMap, Span
from citecheck.text.patterns import pattern

_LINE_END = pattern(r"\r\n?|\n")


# ---- lines


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; `\\r\\n`, `\\r` and `\\n` end a line and nothing else does."""
    starts = [0]
    starts.extend(m.end() for m in _LINE_END.finditer(text))
    return starts


def line_starts_edited(starts: list[int], text: str, start: int, end: int, grown: int) -> list[int]:
    """The lines of a text that has `grown` where another stood, `start`-`end`, whose lines are known."""
    last = end + grown
    found = (m.end() for m in _LINE_END.finditer(text, max(0, start - 1), last + 1))
    before, behind = max(1, bisect_left(starts, start)), bisect_right(starts, end)
    return [*starts[:before], *[at for at in found if at <= last], *[at + grown for at in starts[behind:]]]


def line_column(starts: list[int], offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1, columns in code points."""
    line = bisect_right(starts, max(offset, 0))
    return line, max(offset, 0) - starts[line - 1] + 1


# ---- maps


def to_source(offsets: OffsetMap, start: int, end: int) -> Span:
    """The source of prose `start`-`end`: from the start of its first character to the end of its last."""
    first = _start(offsets, start)
    return Span(first, _end(offsets, end) if end > start else first)


def _length(offsets: OffsetMap, run: int) -> int:
    """How much prose a run covers; the last one, without an end mark after it, as much as source."""
    return offsets.prose[run + 1] - offsets.prose[run] if run + 1 < len(offsets.prose) else offsets.size[run]


def _start(offsets: OffsetMap, at: int) -> int:
    """Where in the source the prose character `at` begins."""
    return _place(offsets, at, at, 0)


def _end(offsets: OffsetMap, at: int) -> int:
    """Where in the source the last prose character before `at` ends."""
    return _place(offsets, at - 1, at, 1)


def _place(offsets: OffsetMap, within: int, at: int, behind: int) -> int:
    """The source of prose `at`, by the run of `within`; the begin of one that maps as a whole, its end if `behind`."""
    prose = offsets.prose
    if not prose:
        return 0
    run = bisect_right(prose, within) - 1
    if run < 0:
        run = 0
    source, size, inside = offsets.source[run], offsets.size[run], at - prose[run]
    if run + 1 < len(prose) and prose[run + 1] - prose[run] != size:
        return source + size * behind
    return source + (0 if inside < 0 else min(inside, size))


def to_prose(offsets: OffsetMap, at: int) -> int:
    """The prose position of a source offset: of the character that holds it, else of the next one that is prose."""
    run = bisect_right(offsets.source, at) - 1
    if run < 0:
        return 0
    length, inside = _length(offsets, run), at - offsets.source[run]
    if inside >= offsets.size[run]:
        return offsets.prose[run] + length
    return offsets.prose[run] + (inside if length == offsets.size[run] else 0)


class Prose:
    """Prose while a reader writes it, with its map."""

    __slots__ = ("_parts", "_prose", "_size", "_source", "_step", "length")

    def __init__(self) -> None:
        """Start with nothing written."""
        self._parts: list[str] = []
        self._prose: list[int] = []
        self._source: list[int] = []
        self._size: list[int] = []
        self._step = -1  # the source offset at which a character would continue the last run
        self.length = 0

    def add(self, text: str, source: int) -> None:
        """Write text that stands in the source as it is, from offset `source` on."""
        if not text:
            return
        size = len(text)
        if source == self._step:
            self._size[-1] += size
        else:
            self._run(source, size)
        self._parts.append(text)
        self.length += size
        self._step = source + size

    def add_whole(self, text: str, source: int, size: int) -> None:
        """Write text that stands for `size` source characters: an entity, a placeholder, a line break."""
        if len(text) == size:
            self.add(text, source)
        elif text:
            self._run(source, size)
            self._parts.append(text)
            self.length += len(text)
            self._step = -1

    def _run(self, source: int, size: int) -> None:
        self._prose.append(self.length)
        self._source.append(source)
        self._size.append(size)

    def done(self) -> tuple[str, OffsetMap]:
        """What was written. A run of no width marks the end of the prose."""
        if self._prose:
            self._run(self._source[-1] + self._size[-1], 0)
        return "".join(self._parts), OffsetMap(tuple(self._prose), tuple(self._source), tuple(self._size))


def cut(offsets: OffsetMap, start: int, end: int) -> OffsetMap:
    """The map of the prose `start`-`end` taken on its own."""
    prose: list[int] = []
    source: list[int] = []
    size: list[int] = []
    first = max(0, bisect_right(offsets.prose, start) - 1)
    for run in range(first, len(offsets.prose)):
        at, length = offsets.prose[run], _length(offsets, run)
        low, high = max(at, start), min(at + length, end)
        if at >= end:
            break
        if low >= high:
            continue
        whole = length != offsets.size[run]
        prose.append(low - start)
        source.append(offsets.source[run] + (0 if whole else low - at))
        size.append(offsets.size[run] if whole else high - low)
    if prose:
        prose.append(end - start)
        source.append(source[-1] + size[-1])
        size.append(0)
    return OffsetMap(tuple(prose), tuple(source), tuple(size))


def chain(pieces: Iterable[tuple[str, OffsetMap]], joint: str = "\n") -> tuple[str, OffsetMap]:
    """Several stretches of prose as one; the joint maps as a whole to all the source between two."""
    text: list[str] = []
    prose: list[int] = []
    source: list[int] = []
    size: list[int] = []
    length = 0
    for part, given in pieces:
        offsets = given if given.prose[-1:] == (len(part),) else cut(given, 0, len(part))
        begin = _start(offsets, 0)
        if prose and joint:  # the end mark of the piece before becomes the joint
            size[-1] = begin - source[-1]
            text.append(joint)
            length += len(joint)
        elif prose:
            del prose[-1], source[-1], size[-1]
        prose.extend(length + at for at in offsets.prose)
        source.extend(offsets.source)
        size.extend(offsets.size)
        text.append(part)
        length += len(part)
    return "".join(text), OffsetMap(tuple(prose), tuple(source), tuple(size))


# ---- emphasis around a stretch

_REACH = 64  # source characters: no pile of emphasis markup is longer
_MARKUP = r"\*+|_+|~~|</?(?:em|i|b|strong|u|cite|span)(?:\s[^<>]*)?>"  # ** or </em>
_EDGE = pattern(r"[*_~<>]")  # without which no markup begins or ends at a place
_TOKEN = pattern(_MARKUP)
_TAG = pattern(r"[a-z]+")


def widen(text: str, offsets: OffsetMap, start: int, end: int) -> Span:
    """The source of prose `start`-`end` with the emphasis markup that balances or just encloses it.

    `*Inoi* 345` keeps its first asterisk, and `*Inoi 345*` both; a bold sentence around a parenthesis stays outside.
    """
    inner = to_source(offsets, start, end)
    if end <= start or not (_EDGE.match(text, max(0, inner.start - 1)) or _EDGE.match(text, inner.end)):
        return inner
    low = _end(offsets, start) if start > 0 else inner.start - _REACH
    high = _start(offsets, end) if end < _extent(offsets) else inner.end + _REACH
    before = _ending(text, max(low, inner.start - _REACH, 0), inner.start)
    after = _beginning(text, inner.end, min(high, inner.end + _REACH, len(text)))
    closers, openers = _unbalanced(text, offsets, start, end)
    left, right = inner.start, inner.end
    while before and closers and before[-1][0] == closers[0]:
        left -= len(before.pop()[1])
        closers.pop(0)
    while after and openers and after[0][0] == openers[-1]:
        right += len(after.pop(0)[1])
        openers.pop()
    while not closers and not openers and before and after and before[-1][0] == after[0][0]:
        left -= len(before.pop()[1])
        right += len(after.pop(0)[1])
    return Span(left, right)


def _extent(offsets: OffsetMap) -> int:
    last = len(offsets.prose) - 1
    return offsets.prose[last] + _length(offsets, last) if last >= 0 else 0


def _signs(token: str) -> list[tuple[str, str]]:
    """The signs of a piece of markup, by name: `***` is three, `<em class="x">` one called em."""
    if token[0] == "<":
        name = _TAG.search(token)
        return [(name[0] if name else "", token)]
    return [(token, token)] if token == "~~" else [(c, c) for c in token]


def _ending(text: str, low: int, high: int) -> list[tuple[str, str]]:
    """The signs that run up to `high` without anything between them."""
    signs: list[tuple[str, str]] = []
    at = low
    for token in _TOKEN.finditer(text, low, high):
        if token.start() != at or token[0].startswith("</"):
            signs = []
        if not token[0].startswith("</"):
            signs += _signs(token[0])
            at = token.end()
    return signs if at == high else []


def _beginning(text: str, low: int, high: int) -> list[tuple[str, str]]:
    """The signs that run on from `low`."""
    signs: list[tuple[str, str]] = []
    while (token := _TOKEN.match(text, low, high)) and (token[0][0] != "<" or token[0][1] == "/"):
        signs += _signs(token[0])
        low = token.end()
    return signs


def _unbalanced(text: str, offsets: OffsetMap, start: int, end: int) -> tuple[list[str], list[str]]:
    """The signs inside a stretch that close what opened before it, and those that open what closes after it."""
    closers: list[str] = []
    openers: list[str] = []
    first = max(0, bisect_right(offsets.prose, start) - 1)
    for run in range(first + 1, len(offsets.prose)):
        if offsets.prose[run] >= end:
            break
        low, high = offsets.source[run - 1] + offsets.size[run - 1], offsets.source[run]
        if high - low > 4 * _REACH:  # a link's address, the notes at a page's foot
            continue
        for token in _TOKEN.finditer(text, low, high):
            opening = not text[token.end() : token.end() + 1].isspace() and text[token.start() - 1].isspace()
            for name, sign in _signs(token[0]):
                if name in openers and not sign.startswith("<") and not opening:
                    openers.remove(name)
                elif sign.startswith("</"):
                    openers.remove(name) if name in openers else closers.append(name)
                elif opening or sign.startswith("<") or text[token.start() - 1] in "([{\"'“‘—–":
                    openers.append(name)
                else:
                    closers.append(name)
    return closers, openers
