"""Look at the blocks of a manuscript one by one: anew each time, or, in an editor, only at those that have changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from citecheck.model import Block
from citecheck.text.patterns import pattern

_T = TypeVar("_T")
_BEGINS = pattern(r"(?<![^\W\d_])(?<![^\W\d_][-'’])")  # between two words, before and behind one of them
_ENDS = pattern(r"(?:['’]s)?(?![^\W\d_]|[-'’][^\W\d_])")
AROUND = 4  # characters on each side of words that tell whether they are whole


def spoken(blocks: Iterable[Block]) -> str:
    """The prose of blocks, one after the other, with spaces for line breaks."""
    return " ".join([block.prose for block in blocks]).replace("\n", " ")


class Prose:
    """What a text says, which is asked for words again and again."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.text = text

    def says(self, words: str) -> bool:
        """Whether it has some characters."""
        return self._find(words, _find) >= 0

    def has(self, words: str) -> bool:
        """Whether words stand in it, of a possessive the name, too, and not as parts of longer ones."""
        return self._find(words, _find_whole) >= 0

    def _find(self, words: str, find: Callable[[str, str], int]) -> int:
        return find(self.text, words)


def _find(text: str, words: str) -> int:
    return text.find(words)


def _find_whole(text: str, words: str) -> int:
    at = text.find(words)
    while at >= 0 and not (_BEGINS.match(text, at) and _ENDS.match(text, at + len(words))):
        at = text.find(words, at + 1)
    return at


class Look:
    """Calls functions that depend on nothing but what they are given; this one calls them for every block."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._seen: dict[tuple[Callable[..., Any], Hashable], Any] = {}
        self._prose: tuple[Sequence[Block], Prose] = (), Prose("")

    def block(self, function: Callable[..., _T], block: Block, keys: tuple[Hashable, ...], *rest: object) -> _T:
        """`function(block, *keys, *rest)`, where of the rest only what it says of this block may count.

        What it gives has offsets of the source in the values of the model, and other integers count in the prose.
        """
        return function(block, *keys, *rest)

    def each(
        self, function: Callable[..., _T], blocks: Sequence[Block], keys: tuple[Hashable, ...], *rest: object
    ) -> Iterable[_T]:
        """As `block`, of one block after the other."""
        return (function(block, *keys, *rest) for block in blocks)

    def run(
        self, function: Callable[..., _T], blocks: Sequence[Block], keys: tuple[Hashable, ...], *rest: object
    ) -> _T:
        """`function(blocks, *keys, *rest)`, of blocks that stand together; else as `block`."""
        return function(blocks, *keys, *rest)

    def prose(self, blocks: Sequence[Block]) -> Prose:
        """What blocks say."""
        if self._prose[0] is not blocks:
            self._prose = blocks, Prose(spoken(blocks))
        return self._prose[1]

    def keep(self, key: Hashable, value: object) -> None:
        """Keep something for the next run over the same manuscript, if there will be one."""

    def before(self, key: Hashable) -> Any:
        """What the run before kept, None where there was none or its index said something else."""
        return None

    def once(self, function: Callable[..., _T], key: Hashable, *rest: object) -> _T:
        """`function(*rest)`, called once for what `key` tells apart; what it gives has no offsets of the source."""
        known = (function, key)
        if known not in self._seen:
            self._seen[known] = function(*rest)
        found: _T = self._seen[known]
        return found
