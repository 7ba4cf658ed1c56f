"""Where a pass may begin that goes the way of the one before it: at an edit, not at the first citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from citecheck.model import Block, Resolution
from citecheck.resolve.places import Place

MARKS = 16  # of one pass, at the most


class Mark(NamedTuple):
    """A block before which a pass stood: the place and the resolution that came next, and what it had in mind."""

    block: int
    place: int
    resolution: int
    mind: Mapping[str, Any]


class Course(NamedTuple):
    """A pass that was made: the habits and common words that it knew of, what it met and found, and its marks."""

    habits: object
    words: Mapping[str, bool]
    blocks: Sequence[Block]
    places: Sequence[Place]
    resolutions: Sequence[Resolution]
    marks: Sequence[Mark]

    def shared(
        self, habits: object, is_word: Callable[[str], bool], blocks: Sequence[Block], places: Sequence[Place]
    ) -> Mark | None:
        """The last mark up to which another pass meets the same; what a block says may count in the one before it."""
        if habits != self.habits or any(is_word(word) is not known for word, known in self.words.items()):
            return None
        block = _common(self.blocks, blocks, lambda a, b: a is b)
        place = _common(self.places, places, _is_same)
        return next((m for m in reversed(self.marks) if m.block < block and m.place <= place), None)


def _common(some: Sequence[Any], others: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """How many values at the beginning are the same."""
    most = min(len(some), len(others))
    return next((n for n in range(most) if not same(some[n], others[n])), most)


def _is_same(one: Place, other: Place) -> bool:
    return one.citation is other.citation and one == other
