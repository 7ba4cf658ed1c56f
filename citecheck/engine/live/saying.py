"""Whether words stand in a text that changes a little again and again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citecheck.model import Block
from citecheck.text.looking import spoken

_ROOM = 2000  # words that are known not to be there


class Spoken:
    """The prose of blocks, and the words that were asked for and are not in it."""

    def __init__(self) -> None:
        """Begin without any."""
        self.blocks: Sequence[Block] = ()
        self._cells: list[Any] = []  # what stands for a block as long as its prose is the same
        self._text: str | None = None
        self._new = ""  # what has come since the turn before
        self._turn = 0
        self._absent: dict[str, int] = {}  # words -> the last turn in which they were known not to be there

    def follow(self, blocks: Sequence[Block], cells: list[Any]) -> None:
        """Go over to other blocks; equal cells stand for equal prose, None for any."""
        old, most = self._cells, min(len(self._cells), len(cells))
        first = next((n for n in range(most) if cells[n] is not old[n] or cells[n] is None), most)
        rest = range(1, most - first + 1)
        last = next((n - 1 for n in rest if cells[-n] is not old[-n] or cells[-n] is None), most - first)
        self.blocks, self._cells, self._text = blocks, cells, None
        if len(old) == len(cells) == first + last:
            return
        self._turn += 1
        self._new = spoken(blocks[max(0, first - 1) : len(blocks) - last + 1])
        if len(self._absent) > _ROOM:
            self._absent.clear()

    def says(self, words: str) -> bool:
        """Whether words stand in the prose, one block after the other with a space between them."""
        if self._absent.get(words) == self._turn:
            return False
        if self._absent.get(words) == self._turn - 1:
            found = words in self._new
        else:
            if self._text is None:
                self._text = spoken(self.blocks)
            found = words in self._text
        if not found:
            self._absent[words] = self._turn
        return found
