"""Where citations can stand in prose: parentheses and brackets, and the items within them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from citecheck.text.patterns import pattern

LONGEST = 700  # characters in one parenthesis; a longer one is a digression
_BRACKET = pattern(r"[()\[\]（）［］]|\n[ \t]*\n")
_OPENS = {"(": ")", "[": "]", "（": "）", "［": "］"}
_SENTENCE = pattern(r"[.!?:][”\"’]?\s+(?=[^\W\d_a-z“\"*])")
_QUOTES = {"“": "”", "„": "“”", "«": "»", "‟": "”", "「": "」", "『": "』", "《": "》"}
# ; that separates cites, outside quotation marks and inner brackets
_SEPARATOR = pattern(r"[;；؛()\[\]“”„«»「」『』《》\"]")


class Group(NamedTuple):
    """A bracketed stretch of prose: `start` and `end` are its content; `closed` is False where a bracket is missing."""

    start: int
    end: int
    bracket: str
    closed: bool = True
    depth: int = 0


@lru_cache(maxsize=10_000)
def groups(prose: str) -> tuple[Group, ...]:
    """The brackets of a block, inner ones before outer ones; an unclosed one ends with its line.

    Kept, as each citation format asks for them.
    """
    return tuple(_groups(prose))


def _groups(prose: str) -> Iterator[Group]:
    stack: list[tuple[str, int]] = []
    done = 0
    for found in _BRACKET.finditer(prose):
        sign = found[0]
        if sign in _OPENS:
            stack.append((sign, found.end()))
        elif not stack and sign == ")":
            yield Group(_sentence_before(prose, done, found.start()), found.start(), ")", False, 0)
        elif stack and _OPENS[stack[-1][0]] == sign:
            opener, start = stack.pop()
            done = found.end()
            if found.start() - start <= LONGEST:
                yield Group(start, found.start(), opener, True, len(stack))
        elif len(stack) > 1 and _OPENS[stack[-2][0]] == sign:
            stack.pop()
            opener, start = stack.pop()
            if found.start() - start <= LONGEST:
                yield Group(start, found.start(), opener, True, len(stack))
    for opener, start in stack[:50]:
        newline = prose.find("\n", start, start + LONGEST)
        end = newline if newline > 0 else min(len(prose), start + LONGEST)
        yield Group(start, end, opener, False, 0)


def unclosed(prose: str, start: int, end: int) -> int:
    """Where the content begins of the last bracket that is opened in a stretch, and not closed in it; 0 without one."""
    closed = 0
    for found in reversed(list(_BRACKET.finditer(prose, start, end))):
        if found[0] not in _OPENS:
            closed += 1
        elif closed:
            closed -= 1
        else:
            return found.end()
    return 0


def _sentence_before(prose: str, least: int, end: int) -> int:
    """Where the sentence begins that a bracket closes without having been opened in it."""
    start = max(least, end - 100)
    return max((m.end() for m in _SENTENCE.finditer(prose, start, end)), default=start)


def pieces(prose: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a bracket: split at semicolons that stand in no quotation and no inner bracket."""
    cuts: list[int] = []
    waiting: list[str] = []
    straight = prose.count('"', start, end) % 2 == 0  # an odd number of straight quotes tells nothing
    for found in _SEPARATOR.finditer(prose, start, end):
        sign = found[0]
        if sign in ";；؛":
            if not waiting:
                cuts.append(found.start())
        elif waiting and sign in waiting[-1]:
            waiting.pop()
        elif sign in _QUOTES:
            if any(prose.find(close, found.end(), end) >= 0 for close in _QUOTES[sign]):
                waiting.append(_QUOTES[sign])
        elif sign in "([":
            waiting.append(")]")
        elif sign == '"' and straight:
            waiting.append('"')
    edges = [start, *(c for cut in cuts for c in (cut, cut + 1)), end]
    return [trim(prose, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def trim(prose: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the space, commas and full stop around it."""
    while start < end and prose[start] in " \t\r\n\u00a0,;:-–—•，；：、":
        start += 1
    while end > start and prose[end - 1] in " \t\r\n\u00a0,;:，；：、":
        end -= 1
    if end > start and prose[end - 1] == "." and not _ABBREVIATED.search(prose, max(start, end - 8), end):
        end -= 1
    return start, end


# ff. · et al. · n.d. · Jr. · J. — full stops that belong to the word
_ABBREVIATED = pattern(
    r"(?<![^\W\d_])(?:ff?|al|n\.d|ibid|ibidem|cit|id|idem|seqq?|ebd|O|[Jj]r|[^\W\d_]|etc|sqq?|ed|eds|а|др|p|pp)\.$|…$|\.\.\.$"
)
