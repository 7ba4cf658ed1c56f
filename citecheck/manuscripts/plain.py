"""Plain text: paragraphs by blank lines or one a line, hard-wrapped or not, with `_italics_` as typists mark them."""

from __future__ import annotations

import re
from itertools import islice

from citecheck.manuscripts import joining, layout, notes
from citecheck.manuscripts.blocks import BlockWriter, addresses, without
from citecheck.manuscripts.layout import Line
from citecheck.model import Block, BlockKind, Manuscript, Mark, MarkKind, Problem, Span
from citecheck.text import comments
from citecheck.text.patterns import pattern

_MOST_LINES = 400_000
_MOST_MARKS = 50_000  # in one paragraph
_LONGEST = 300  # characters of an emphasis
# *The River* · _The River_ · **The River**
_EMPHASIS = pattern(
    rf"(?<![\w*_\\])(?P<sign>\*\*|[*_])(?=[^\s*_])(?P<text>[^*_]{{1,{_LONGEST}}})(?<=[^\s*_])(?P=sign)(?![\w*_])"
)
_SHARPS = pattern(r"(#{1,6})\s+")
_NOTE_MARKER = pattern(r"(?:\[\^?|\()?(\d{1,4}|[*†‡])[\])]?[.):]{0,2}[ \t]+(?=\S)")  # [12] · 12. · (12) · 12
_BRACKETED = pattern(r"\[\^?\d{1,4}\]:?[ \t]")


def read(text: str, path: str) -> Manuscript:
    """Read a manuscript in plain text; any text can be read."""
    spoken = tuple(comments.find(text, comments.HTML))
    seen = comments.masked(text, spoken)
    reader = _Reader(seen)
    found = joining.join(notes.find(reader.blocks(), "", reader.rules), seen, reader.rules)
    return Manuscript(path, "text", text, found, problems=tuple(reader.problems), comments=spoken)


class _Reader:
    """One pass over the stretches of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rules: list[int] = []
        self.problems: list[Problem] = []
        self._done: list[Block] = []
        self._noted = False  # in a section of notes
        self._foot = False  # below a rule

    def blocks(self) -> list[Block]:
        """All blocks, in the order of the text."""
        found = self._stretches()
        width = layout.wrap_width(found[:5000])
        base = min((line.indent for stretch in found[:5000] for line in stretch), default=0)
        for index, stretch in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else []
            self._stretch(stretch, following, width, base)
        return self._done

    def _stretches(self) -> list[list[Line]]:
        found: list[list[Line]] = []
        count = 0
        for stretch in layout.stretches(self.text):
            lines = list(islice(layout.lines(self.text, stretch.start(), stretch.end()), _MOST_LINES - count))
            count += len(lines)
            found.append(lines)
            if count >= _MOST_LINES:
                message = "there are too many lines to read them all: what follows was left out"
                self.problems.append(Problem("DOC901", Span(lines[-1].end, len(self.text)), message))
                break
        return found

    def _stretch(self, stretch: list[Line], following: list[Line], width: int, base: int) -> None:
        if layout.is_rule(stretch):
            self.rules.append(stretch[0].start)
            self._foot = True
            return
        if level := layout.heading(stretch, following):
            self._heading(stretch[0], level)
            return
        if len(stretch) > 1 and layout.is_rule(stretch[:1]):
            self.rules.append(stretch[0].start)
            self._foot, stretch = True, stretch[1:]
        for paragraph in layout.paragraphs(stretch, width):
            self._paragraph(paragraph, base)

    def _heading(self, line: Line, level: int) -> None:
        writer = BlockWriter("heading", line.start, level=level)
        sharps = _SHARPS.match(line.text)
        self._write(writer, line, sharps.end() if sharps else 0)
        if block := writer.done():
            self._noted, self._foot = notes.is_heading(block.prose), False
            self._done.append(block)

    def _paragraph(self, lines: list[Line], base: int) -> None:
        first = lines[0]
        kind: BlockKind = "paragraph"
        label, skip, level, quoted = "", 0, 0, False
        marker = layout.marker(first)
        note = _NOTE_MARKER.match(first.text) if self._noted or (self._foot and not _is_item(marker)) else None
        if note or (marker and marker[1].startswith("[^")):
            kind = "note"
            label = note[1] if note else marker[1].strip("[]^:") if marker else ""
            skip = note.end() if note else marker.end() if marker else 0
        elif marker and (not marker[1][0].isdigit() or self._sequential(marker[1])):
            kind, label, skip, level = "item", marker[1], marker.end(), 1
        elif first.text.startswith(">") or (min(line.indent for line in lines) >= base + 4 and _is_running(lines)):
            kind, level, quoted = "quote", 1, True
        self._foot = self._foot and kind == "note"
        writer = BlockWriter(kind, first.start, level=level, marker=label, quoted=quoted)
        for index, line in enumerate(lines):
            if index:
                end = lines[index - 1].end
                writer.line_break(*_line_end(self.text, end, line.start))
                skip = 0
            if quoted and line.text.startswith(">"):
                skip = len(line.text) - len(line.text.lstrip("> \t"))
            self._write(writer, line, skip)
        if block := writer.done():
            self._done.append(_emphasised(block))

    def _sequential(self, marker: str) -> bool:
        """Whether a number begins a list or goes on with one; other numbers are years and the like."""
        number = int(marker.strip(".)"))
        last = self._done[-1].marker.strip(".)") if self._done else ""
        return number == 1 or (last.isdigit() and number == int(last) + 1)

    def _write(self, writer: BlockWriter, line: Line, skip: int) -> None:
        writer.text(line.text[skip:], line.start + skip)


def _is_item(marker: re.Match[str] | None) -> bool:
    return marker is not None and not _BRACKETED.match(marker[0])


def _is_running(lines: list[Line]) -> bool:
    return len(lines) > 1 or len(lines[0].text) > 60


def _line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the line end between two lines stands, and its size."""
    at = start
    while at < end and text[at] not in "\r\n":
        at += 1
    return (at, 2 if text.startswith("\r\n", at) else 1) if at < end else (start, 1)


def _emphasised(block: Block) -> Block:
    """A block with typed emphasis taken out of its prose and marked."""
    if "*" not in block.prose and "_" not in block.prose:
        return block
    links = addresses(block.prose, [])
    found = []
    at = 0
    for match in islice(_EMPHASIS.finditer(block.prose), _MOST_MARKS):
        while at < len(links) and links[at].end <= match.start():
            at += 1
        if at >= len(links) or links[at].start >= match.end():
            found.append(match)
    if not found:
        return block
    gaps = [gap for m in found for gap in ((m.start(), m.start("text")), (m.end("text"), m.end()))]
    return without(block, gaps, [Mark(_kind(m["sign"]), m.start("text"), m.end("text")) for m in found])


def _kind(sign: str) -> MarkKind:
    return "strong" if sign == "**" else "emphasis"
