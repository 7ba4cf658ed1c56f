"""How far a comment reaches: its own line, or what follows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from citecheck.model import Comment, Document, Span
from citecheck.text.patterns import pattern
from citecheck.text.spans import line_starts

_LONGEST_LINE = 1_500  # characters: a line in which a comment stands alone is shorter
# The comments that may stand in a line beside another, by the sign that begins it.
_COMMENTS = {"<": pattern(r"<!--[^>]*-->"), "%": pattern(r"%.*"), "#": pattern(r"#.*")}
_SIGNS = "> \t\r\n"  # of a quotation, and blanks


class Lines:
    """The lines, and the blocks or entries, of a document."""

    def __init__(self, document: Document) -> None:
        """Note where they begin; of a bibliography it is the entries that count."""
        manuscript = document.manuscript
        self.text = manuscript.text
        self.is_list = manuscript.format == "bibliography"
        self._starts = line_starts(self.text)
        if self.is_list:
            own = (b for b in document.bibliographies if b.path == manuscript.path)
            self._parts = sorted((r.start, r.end, False) for b in own for r in b.references)
        else:
            self._parts = sorted((b.start, b.end, b.kind == "cell") for b in manuscript.blocks)

    def of(self, start: int, end: int) -> Span:
        """The lines that hold a stretch of text, without the line end."""
        return Span(self.start(self.number(start)), self._end(self.number(max(start, end - 1))))

    def number(self, at: int) -> int:
        """The line that holds a place, counted from 0."""
        return bisect_right(self._starts, at) - 1

    def start(self, line: int) -> int:
        """Where a line begins; behind the last one, where the text ends."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def line(self, line: int) -> str:
        """What a line says; before the first and behind the last one there is nothing."""
        return self.text[self._starts[line] : self._end(line)] if 0 <= line < len(self._starts) else ""

    def is_blank(self, line: int) -> bool:
        """Whether a line says nothing, the signs of a quotation left aside."""
        return not self.line(line).strip(_SIGNS)

    def _end(self, line: int) -> int:
        """Where a line ends, the line end left out."""
        stop = self.start(line + 1)
        if line + 1 >= len(self._starts):
            return stop
        return stop - 2 if self.text.startswith("\r\n", stop - 2) else stop - 1

    def alone(self, comment: Comment) -> bool:
        """Whether nothing but comments and the signs of a quotation stand in its lines."""
        lines = self.of(comment.start, comment.end)
        if lines.end - lines.start > _LONGEST_LINE:
            return False
        rest = self.text[lines.start : comment.start] + self.text[comment.end : lines.end]
        return not _without_comments(rest, self.text[comment.start]).strip(_SIGNS)

    def reach(self, comment: Comment) -> Span:
        """What an `ignore` holds for: its own line, or where it stands alone the block or entry that follows.

        In metadata and inside an entry that is the next line, before a table the whole of it.
        """
        if not self.alone(comment):
            return self.of(comment.start, comment.end)
        at = bisect_left(self._parts, (comment.end,))
        inside = self.is_list and at > 0 and comment.start < self._parts[at - 1][1]
        metadata = not self.is_list and self.text.startswith("#", comment.start)
        if inside or metadata or at == len(self._parts):
            return Span(comment.start, self._next_line(comment))
        _start, end, is_cell = self._parts[at]
        return Span(comment.start, self._before_blank(end) if is_cell else self.of(end - 1, end).end)

    def _next_line(self, comment: Comment) -> int:
        """The end of the next line in which something else than a comment stands."""
        said = self._said["%" if self.is_list else self.text[comment.start]]
        at = bisect_left(said, bisect_right(self._starts, comment.end))
        return self._end(said[at]) if at < len(said) else len(self.text)

    def _before_blank(self, at: int) -> int:
        """The end of the last line before the next blank one."""
        blank = self._blank
        line = bisect_left(blank, bisect_right(self._starts, at))
        return self._end(blank[line] - 1) if line < len(blank) else len(self.text)

    @cached_property
    def _said(self) -> dict[str, list[int]]:
        """The lines in which something else than comments stands, by the sign that begins a comment."""
        lines = [self.line(n) for n in range(len(self._starts))]
        return {
            sign: [n for n, line in enumerate(lines) if _without_comments(line, sign).strip(_SIGNS)]
            for sign in _COMMENTS
        }

    @cached_property
    def _blank(self) -> list[int]:
        return [n for n in range(len(self._starts)) if self.is_blank(n)]


def _without_comments(text: str, sign: str) -> str:
    pattern = _COMMENTS.get(sign)
    return pattern.sub("", text) if pattern else text
