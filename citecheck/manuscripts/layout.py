"""What the layout of plain text says: lines, their indents, where a paragraph begins, what is a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from citecheck.text.patterns import pattern

# Stretches without a blank line; a form feed ends one as well.
_STRETCH = pattern(r"[^\s](?:[^\r\n\f]*+(?:\r\n?+|\n)[ \t]*+(?=[^\s]))*+[^\r\n\f]*+")
_LINE = pattern(r"[ \t]*([^\r\n]*[^\s])[ \t]*")
_WRAPPED = 110  # characters: editors and typists break lines before that
_RULE = pattern(r"[-_=*~—– \t]{3,}")  # ----- · * * *
_UNDERLINE = pattern(r"={3,}|-{3,}|~{3,}")
_TERMINAL = pattern(r"[.!?…:;][\"”’'»)\]*_]*$")
# [12] · (12) · 12. · 12) · • · - · a)
_MARKER = pattern(r"(\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]|[-*•‣◦–]|[a-z]\)|\[\^[^\s\]]{1,40}\]:?)[ \t]+(?=[^\s])")
_CHAPTER = pattern(
    r"(?:chapter|part|book|section|appendix|kapitel|teil|abschnitt|chapitre|partie|capítulo|capitolo|parte|глава|часть|"
    r"rozdział|hoofdstuk)\s+(?:\d{1,3}|[ivxlc]{1,7}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b.{0,80}",
    re.IGNORECASE,
)
_NUMBERED = pattern(r"(?:(\d{1,2}(?:\.\d{1,2}){0,4})\.?|[IVXLC]{1,7}\.)\s+\S.{0,80}")  # 2.1 The river · IV. The bridge
# The words that lists and notes stand under, in the languages of the printed lists.
_LIST = pattern(
    r"\W*(?:\d{1,2}\.?\s)?(?:works? (?:cited|consulted)|references?|(?:selected )?bibliography|bibliographie|"
    r"(?:primary |secondary )?sources|literature(?: cited)?|further reading|literatur(?:verzeichnis|hinweise|liste)?|"
    r"quellen(?:verzeichnis)?|références|bibliografía|bibliografia|referencias|referências|riferimenti bibliografici|"
    r"литература|библиография|список литературы|источники|literatuur(?:lijst)?|参考文献|參考文獻|文献|"
    r"(?:end|foot)?notes|anmerkungen|примечания|index|introduction|preface|foreword|conclusions?|abstract|appendix|"
    r"acknowledge?ments|contents)\W*",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line's text (source offsets, blanks at both ends left out) and how far it is indented."""

    start: int
    end: int
    indent: int
    text: str


def stretches(text: str) -> Iterator[re.Match[str]]:
    """The stretches of a text that have no blank line in them."""
    return _STRETCH.finditer(text)


def lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of a stretch that begins at its first character that is not blank."""
    at = start
    before = text[max(0, start - 80) : start]
    indent = len(before) - len(before.rstrip(" \t"))
    while at < end and (found := _LINE.match(text, at, end)):
        yield Line(found.start(1), found.end(1), indent + found.start(1) - at, found[1])
        at = found.end()
        at += 2 if text.startswith("\r\n", at) else 1
        indent = 0


def is_rule(stretch: Sequence[Line]) -> bool:
    """Whether a stretch is a rule and nothing else."""
    line = stretch[0].text
    return len(stretch) == 1 and bool(_RULE.fullmatch(line)) and len(line) - line.count(" ") - line.count("\t") >= 3


def marker(line: Line) -> re.Match[str] | None:
    """The bullet or number that a line begins with."""
    return _MARKER.match(line.text)


def paragraphs(stretch: list[Line], width: int) -> list[list[Line]]:
    """The paragraphs of a stretch, told by length, indents, markers and lines that end early.

    `width` is the length at which the lines of the text are wrapped, 0 where they are not.
    """
    if len(stretch) == 1:
        return [stretch]
    if max(len(line.text) for line in stretch) > _WRAPPED:
        return [[line] for line in stretch]
    base = min(line.indent for line in stretch)
    # In a hanging list all that is not indented begins an entry; in an indented text much of it goes on in lower case.
    flush = [line for line in stretch if line.indent == base]
    hanging = stretch[0].indent == base and len(flush) < len(stretch) and not any(f.text[0].islower() for f in flush)
    parts = [[stretch[0]]]
    for before, line in pairwise(stretch):
        early = width and len(before.text) + before.indent < 0.6 * width and _TERMINAL.search(before.text[-12:])
        if hanging:
            new = line.indent == base
        else:
            new = (line.indent > base + 1 and before.indent == base) or bool(early and not line.text[0].islower())
        if new or marker(line):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def wrap_width(found: Sequence[Sequence[Line]]) -> int:
    """The length at which the lines of a text are wrapped, 0 where they are not.

    Where lines are wrapped, nearly all but the last of each paragraph are about as long.
    """
    lengths = sorted(len(line.text) + line.indent for stretch in found for line in stretch[:-1])
    if len(lengths) < 4:
        return 0
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return width if 40 <= width <= _WRAPPED else 0


def heading(stretch: Sequence[Line], following: Sequence[Line]) -> int:
    """The level of the heading that a stretch is, 0 where it is none; what follows must look like text."""
    first = stretch[0].text
    if first.startswith("#") and len(stretch) == 1 and (sharp := re.match(r"#{1,6}(?=\s)", first)):
        return len(sharp[0])
    if len(stretch) == 2 and _UNDERLINE.fullmatch(stretch[1].text) and len(first) <= 100:
        return 1 if stretch[1].text[0] == "=" else 2
    if len(stretch) > 1 or len(first) > 90:
        return 0
    if _LIST.fullmatch(first):
        return 1
    if _TERMINAL.search(first[-12:]) or first[-1] in ",-–—" or not following:
        return 0
    if _CHAPTER.fullmatch(first):
        return 1
    words = [w for w in re.findall(r"[^\W\d_]+", first) if len(w) > 2]
    if words and all(w.isupper() for w in words) and len(words) < 13 and max(map(len, words)) > 3:
        return 1
    if (numbered := _NUMBERED.fullmatch(first)) and not (marker(stretch[0]) and marker(following[0])):
        return numbered[1].count(".") + 1 if numbered[1] else 1
    return 0
