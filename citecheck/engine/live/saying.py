"""The prose of a text that changes a little again and again, and whether words stand in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from citecheck.model import Block
from citecheck.text.looking import AROUND, Prose, spoken

_ROOM = 2000  # words whose places are known
_Asked = tuple[str, Callable[[str, str], int]]  # words, and how they are looked for


class Spoken(Prose):
    """The prose of blocks, and where the words that were asked for stand in it, or that they do not."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__("")
        self.blocks: Sequence[Block] = ()
        self._cells: list[Any] = []  # what stands for a block as long as its prose is the same
        self._places: dict[_Asked, int] = {}
        self._absent: dict[_Asked, int] = {}  # the last turn in which they were known not to be there
        self._new = ""  # what has come since the turn before
        self._turn = 0

    def follow(self, blocks: Sequence[Block], cells: list[Any]) -> None:
        """Go over to other blocks; the same cell stands for the same prose."""
        old, most = self._cells, min(len(self._cells), len(cells))
        first = next((n for n in range(most) if cells[n] is not old[n]), most)
        rest = range(1, most - first + 1)
        last = next((n - 1 for n in rest if cells[-n] is not old[-n]), most - first)
        self.blocks, self._cells = blocks, cells
        if len(old) == len(cells) == first + last:
            return
        behind = len(blocks) - last
        self._new = spoken(blocks[max(0, first - 1) : behind + 1])
        before, after = (sum([len(b.prose) + 1 for b in kept]) for kept in (blocks[:first], blocks[behind:]))
        self._patch(before, spoken(blocks[first:behind]) if first < behind else None, after)
        self._turn += 1
        if len(self._absent) > _ROOM:
            self._absent.clear()

    def _patch(self, before: int, new: str | None, after: int) -> None:
        """Keep so much of the beginning and of the end, with the space between, around new prose."""
        size = len(self.text)
        pieces = [self.text[: before - 1]] if before else []
        pieces += [new] if new is not None else []
        pieces += [self.text[size - after + 1 :]] if after else []
        self.text = " ".join(pieces)
        behind, grown = size - after + AROUND, len(self.text) - size
        ends = {asked: at + len(asked[0]) + AROUND for asked, at in self._places.items()}
        self._places = {
            asked: at if ends[asked] < before else at + grown
            for asked, at in self._places.items()
            if ends[asked] < before or at > behind
        }

    def _find(self, words: str, find: Callable[[str, str], int]) -> int:
        asked = words, find
        if (at := self._places.get(asked, -1)) >= 0 or self._absent.get(asked) == self._turn:
            return at
        came = self._absent.get(asked) != self._turn - 1 or find(self._new, words) >= 0
        at = find(self.text, words) if came else -1
        if at < 0:
            self._absent[asked] = self._turn
        elif len(self._places) < _ROOM:
            self._places[asked] = at
        return at
