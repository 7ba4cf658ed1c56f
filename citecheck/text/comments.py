"""Comments that speak to citecheck, as each format writes them: `<!-- citecheck: ignore CIT001 -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citecheck.model import Comment
from citecheck.text.patterns import pattern

MARK = "citecheck:"
_LONGEST = 1000  # characters behind the mark

# <!-- citecheck: ignore CIT001 -->
HTML = pattern(rf"<!---?\s{{0,99}}{MARK}(?P<text>(?:(?!-->|<!--).){{0,{_LONGEST}}})-->", re.DOTALL)
# % citecheck: ignore BIB201  ·  @comment{citecheck: off BIB}
PERCENT = pattern(
    rf"(?<![^\s,}}])%+[ \t]{{0,99}}{MARK}(?P<text>[^\r\n]{{0,{_LONGEST}}})"
    rf"|@(?i:comment)[ \t]{{0,9}}[{{(]\s{{0,99}}{MARK}(?P<inside>[^{{}}()]{{0,{_LONGEST}}})[}})]"
)
# # citecheck: ignore DOC902
HASH = pattern(rf"(?<!\S)#+[ \t]{{0,99}}{MARK}(?P<text>[^\r\n]{{0,{_LONGEST}}})")


def find(text: str, syntax: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[Comment]:
    """The comments of a syntax in a stretch of text, in its order."""
    stop = len(text) if end is None else end
    if text.find(MARK, start, stop) < 0:
        return
    for found in syntax.finditer(text, start, stop):
        group = "text" if found["text"] is not None else "inside"
        yield Comment(found.start(), found.end(), found[group], found.start(group))


def masked(text: str, comments: Iterable[Comment]) -> str:
    """The text with its comments blank, character for character, line ends kept."""
    parts: list[str] = []
    done = 0
    for comment in comments:
        parts += (text[done : comment.start], re.sub(r"[^\r\n]", " ", text[comment.start : comment.end]))
        done = comment.end
    return "".join((*parts, text[done:])) if parts else text
