"""Choose the fixes that go together, and splice their edits into the text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from itertools import pairwise

from citecheck.model import Edit, Fix


def choose(fixes: Iterable[Fix], *, unsafe: bool = False) -> tuple[Fix, ...]:
    """The fixes to apply: safe ones, with `unsafe` all; of two that touch the same text the first in the text.

    A fix whose edits overlap each other, or run backwards, is left out.
    """
    wanted = [f for f in fixes if f.edits and (f.safe or unsafe)]
    wanted.sort(key=lambda f: (min(e.start for e in f.edits), max(e.end for e in f.edits)))
    chosen: list[Fix] = []
    taken: list[tuple[int, int]] = []
    for fix in wanted:
        spans = sorted((e.start, e.end) for e in fix.edits)
        if _apart(spans) and all(_free(span, taken) for span in spans):
            chosen.append(fix)
            for span in spans:
                insort(taken, span)
    return tuple(chosen)


def apply(text: str, fixes: Iterable[Fix], *, unsafe: bool = False) -> str:
    """The text with the fixes that go together applied."""
    edits = sorted((e for f in choose(fixes, unsafe=unsafe) for e in f.edits), key=lambda e: (e.start, e.end))
    parts: list[str] = []
    done = 0
    for edit in edits:
        if done <= edit.start and edit.end <= len(text):
            parts += (text[done : edit.start], edit.text)
            done = edit.end
    return "".join((*parts, text[done:]))


def difference(old: str, new: str) -> Edit:
    """The one edit that makes a text another: what stands between their common beginning and their common end."""
    most = min(len(old), len(new))
    start = _common(most, lambda low, high: old[low:high] == new[low:high])
    size, grown = len(old), len(new) - len(old)
    back = _common(
        most - start,
        lambda low, high: old[size - high : size - low] == new[size + grown - high : size + grown - low],
    )
    return Edit(start, size - back, new[start : size + grown - back])


def _common(most: int, same: Callable[[int, int], bool]) -> int:
    """How far two texts are the same, by halves; `same` compares a stretch of one with that of the other."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _apart(spans: list[tuple[int, int]]) -> bool:
    return all(0 <= start <= end for start, end in spans) and not any(_touch(*two) for two in pairwise(spans))


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a span touches none of those taken, which are in order and apart."""
    at = bisect_left(taken, span)
    return not any(_touch(span, other) for other in taken[max(0, at - 1) : at + 1])


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share text, or begin at one place."""
    return one[0] == other[0] or (one[0] < other[1] and other[0] < one[1])
