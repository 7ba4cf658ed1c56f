"""Stretches of a text that are taken, asked again and again whether another one overlaps them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Stretches:
    """Half-open stretches in order, those that overlap or touch as one."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        """Begin with some stretches."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take one more stretch."""
        if end <= start:
            return
        low = bisect_left(self._ends, start)
        high = bisect_right(self._starts, end)
        if low < high:
            start, end = min(start, self._starts[low]), max(end, self._ends[high - 1])
        self._starts[low:high] = [start]
        self._ends[low:high] = [end]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with one of them."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start
