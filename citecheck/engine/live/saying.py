"""The prose of a text that changes a little again and again, and whether words stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citecheck.model import Block
from citecheck.text.looking import Prose, spoken

_ROOM = 2000  # words that are known not to be there


class Spoken(Prose):
    """The prose of blocks, and the words that were asked for and are not in it."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__("")
        self.blocks: Sequence[Block] = ()
        self._cells: list[Any] = []  # what stands for a block as long as its prose is the same
        self._new = ""  # what has come since the turn before
        self._turn = 0
        self._absent: dict[str, int] = {}  # words -> the last turn in which they were known not to be there

    def follow(self, blocks: Sequence[Block], cells: list[Any]) -> None:
        """Go over to other blocks; the same cell stands for the same prose, None for any."""
        old, most = self._cells, min(len(self._cells), len(cells))
        first = next((n for n in range(most) if cells[n] is not old[n] or cells[n] is None), most)
        rest = range(1, most - first + 1)
        last = next((n - 1 for n in rest if cells[-n] is not old[-n] or cells[-n] is None), most - first)
        self.blocks, self._cells = blocks, cells
        if len(old) == len(cells) == first + last:
            return
        behind = len(blocks) - last
        self.text = _joined(self.text, blocks[:first], blocks[first:behind], blocks[behind:])
        self._turn += 1
        self._new = spoken(blocks[max(0, first - 1) : behind + 1])
        if len(self._absent) > _ROOM:
            self._absent.clear()

    def says(self, words: str) -> bool:
        """Whether words stand in it; where they did not before, only what is new is looked through."""
        if self._absent.get(words) == self._turn:
            return False
        found = words in (self._new if self._absent.get(words) == self._turn - 1 else self.text)
        if not found:
            self._absent[words] = self._turn
        return found


def _joined(text: str, before: Sequence[Block], new: Sequence[Block], after: Sequence[Block]) -> str:
    """A text that begins and ends with the prose of blocks, with that of new ones in between."""
    start, end = (sum([len(b.prose) + 1 for b in kept]) - 1 for kept in (before, after))
    pieces = [text[:start]] if before else []
    pieces += [spoken(new)] if new else []
    pieces += [text[len(text) - end :]] if after else []
    return " ".join(pieces)
