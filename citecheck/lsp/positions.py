"""Between offsets and the positions of the protocol, in the encoding that the client negotiated."""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol.types import Position, Range

from citecheck.text.spans import line_starts, line_starts_edited


class Lines:
    """The lines of a text. An encoding is `utf-8`, `utf-16` or `utf-32`: what a column counts."""

    def __init__(self, text: str, encoding: str, starts: list[int] | None = None) -> None:
        """Find the lines, unless it is known where they start."""
        self.text, self.encoding = text, encoding
        self.starts = line_starts(text) if starts is None else starts

    def edited(self, start: int, end: int, new: str) -> Lines:
        """The lines where another text stands for a stretch of this one."""
        text = self.text[:start] + new + self.text[end:]
        grown = len(text) - len(self.text)
        return Lines(text, self.encoding, line_starts_edited(self.starts, text, start, end, grown))

    def position(self, offset: int) -> Position:
        """The position of an offset; one beyond the text is its end."""
        return Position(*self.place(offset))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, as in a position."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset) - 1
        return line, self._units(self.text[self.starts[line] : offset])

    def range(self, start: int, end: int) -> Range:
        """The range of a stretch of text."""
        return Range(self.position(start), self.position(max(start, end)))

    def offset(self, position: Position) -> int:
        """The offset of a position: inside a character its beginning, beyond a line its end (LSP 3.17, Position)."""
        if position.line >= len(self.starts):
            return len(self.text)
        start = self.starts[max(position.line, 0)]
        return start + self._characters(self.line(position.line), position.character)

    def line(self, number: int) -> str:
        """A line without its end."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, its line end left out."""
        number = bisect_right(self.starts, offset) - 1
        return self.starts[number] + len(self.line(number))

    def _units(self, text: str) -> int:
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _characters(self, line: str, wanted: int) -> int:
        if self.encoding == "utf-32" or line.isascii():
            return min(max(wanted, 0), len(line))
        count = 0
        for at, char in enumerate(line):
            size = self._units(char)
            if count + size > wanted:
                return at
            count += size
        return len(line)
