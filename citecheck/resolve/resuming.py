"""Where a pass goes the way of the one before it: up to an edit, and, once it met the same again, behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

from msgspec.structs import replace

from citecheck.model import Block, Citation, Cite, Resolution
from citecheck.resolve.places import Place
from citecheck.text.looking import Look

MARKS = 16  # of one pass, at the most
_REACH = 3  # blocks before a citation that may tell what it means


class Mark(NamedTuple):
    """A block before which a pass stood: the place and the resolution that came next, and what it had in mind."""

    block: int
    place: int
    resolution: int
    mind: Mapping[str, Any]


class Course(NamedTuple):
    """A pass that was made: the habits and common words that it knew of, what it met and found, its marks, its end."""

    habits: object
    words: Mapping[str, bool]
    blocks: Sequence[Block]
    places: Sequence[Place]
    resolutions: Sequence[Resolution]
    marks: Sequence[Mark]
    end: Mark

    def shared(
        self, habits: object, is_word: Callable[[str], bool], blocks: Sequence[Block], places: Sequence[Place]
    ) -> Mark | None:
        """The last mark up to which another pass meets the same; what a block says may count in the one before it."""
        if habits != self.habits or any(is_word(word) is not known for word, known in self.words.items()):
            return None
        block = _common(self.blocks, blocks, lambda a, b: a is b)
        place = _common(self.places, places, _is_same)
        return next((m for m in reversed(self.marks) if m.block < block and m.place <= place), None)

    def rejoining(self, blocks: Sequence[Block], places: Sequence[Place]) -> Mapping[int, Mark]:
        """The marks, by block, behind which another pass has all as it was, but moved; none where numbers differ."""
        if len(blocks) != len(self.blocks) or len(places) != len(self.places):
            return {}
        block = len(blocks) - _common(self.blocks[::-1], blocks[::-1], _says_the_same) + _REACH
        place = len(places) - _common(self.places[::-1], places[::-1], _is_moved)
        return {m.block: m for m in self.marks if m.block >= block and m.place >= place}

    def goes_on(self, mark: Mark, now: Mark, since: Mark, found: Sequence[Resolution]) -> bool:
        """Whether a pass stands now as this one stood at a mark, and has found the same since it left its way."""
        return now == mark and all(
            _is_same_verdict(a, b)
            for a, b in zip(
                self.resolutions[since.resolution : mark.resolution], found[since.resolution :], strict=True
            )
        )

    def behind(self, mark: Mark, places: Sequence[Place]) -> Iterator[Resolution]:
        """The resolutions behind a mark, where the citations are now."""
        pairs = zip(self.places[mark.place :], places[mark.place :], strict=True)
        now = {id(old.citation): new.citation for old, new in pairs}
        for one in self.resolutions[mark.resolution :]:
            yield _moved(one, now[id(one.citation)])


class Walk(ABC):
    """A pass over the citations of a manuscript, block by block, which goes the way of the one before it if it can.

    `mind` names what a pass remembers on its way: between two blocks nothing else may count for what comes, but for the
    `habits` of the whole manuscript, what the text uses as `words`, and the few blocks before a citation.
    """

    mind: tuple[str, ...] = ()

    def __init__(self, blocks: tuple[Block, ...], look: Look) -> None:
        """Begin with nothing found."""
        self.blocks, self.look = blocks, look
        self.out: list[Resolution] = []
        self.words: dict[str, bool] = {}

    @abstractmethod
    def habits(self) -> object:
        """What of the whole manuscript each verdict may depend on."""

    @abstractmethod
    def is_word(self, name: str) -> bool:
        """Whether the text uses a name as a word."""

    @abstractmethod
    def enter(self, number: int, block: Block) -> None:
        """Come to a block."""

    @abstractmethod
    def meet(self, place: Place) -> None:
        """Come to a citation; what is found goes to `out`."""

    @abstractmethod
    def leave(self, block: Block) -> None:
        """Come to the end of a block."""

    def walk(self, places: Sequence[Place]) -> None:
        """Come to all citations, in order of place, as far as the pass before did not meet the same."""
        before: Course | None = self.look.before(type(self))
        habits = self.habits()
        since = before and before.shared(habits, self.is_word, self.blocks, places)
        if before and since:
            self._recall(since)
            self.out = list(before.resolutions[: since.resolution])
            self.words.update(before.words)
        marks = [m for m in before.marks if m.block <= since.block] if before and since else [self._mark(0, 0)]
        rejoining = before.rejoining(self.blocks, places) if before and since else {}
        here = marks[-1].place
        for number in range(marks[-1].block, len(self.blocks)):
            if here - marks[-1].place > len(places) // MARKS:
                marks.append(self._mark(number, here))
            old = rejoining.get(number)
            if before and since and old and before.goes_on(old, self._mark(number, here), since, self.out):
                self.out += before.behind(old, places)
                marks += [m for m in before.marks if m.block > marks[-1].block]
                self._recall(before.end)
                here = len(places)
                break
            here = self._block(number, places, here)
        end = self._mark(len(self.blocks), here)
        self.look.keep(type(self), Course(habits, self.words, self.blocks, places, self.out, marks, end))

    def _block(self, number: int, places: Sequence[Place], here: int) -> int:
        block = self.blocks[number]
        self.enter(number, block)
        while here < len(places) and places[here].block == number:
            self.meet(places[here])
            here += 1
        self.leave(block)
        return here

    def _mark(self, block: int, place: int) -> Mark:
        return Mark(block, place, len(self.out), {name: copy(getattr(self, name)) for name in self.mind})

    def _recall(self, mark: Mark) -> None:
        for name, value in mark.mind.items():
            setattr(self, name, copy(value))


def _says_the_same(one: Block, other: Block) -> bool:
    return one is other or (
        one.prose == other.prose
        and one.kind == other.kind
        and one.level == other.level
        and one.quoted == other.quoted
        and one.marks == other.marks
    )


def _is_moved(one: Place, other: Place) -> bool:
    """Whether a place is the same but for where it is in the source."""
    old, new = one.citation, other.citation
    return old is new or (
        (one.block, one.found, one.narrative, one.bare) == (other.block, other.found, other.narrative, other.bare)
        and old.at == new.at
        and len(old.cites) == len(new.cites)
        and _moved_cites(old, new.start - old.start) == new
    )


def _is_same_verdict(one: Resolution, other: Resolution) -> bool:
    return one is other or (
        replace(one, cite=other.cite, citation=other.citation) == other and one.cite.prose == other.cite.prose
    )


def _moved_cites(one: Citation, distance: int) -> Citation:
    cites = tuple([_moved_cite(c, distance) for c in one.cites])
    return replace(one, start=one.start + distance, end=one.end + distance, cites=cites)


def _moved(one: Resolution, citation: Citation) -> Resolution:
    if citation is one.citation:
        return one
    return replace(one, cite=_moved_cite(one.cite, citation.start - one.citation.start), citation=citation)


def _moved_cite(cite: Cite, distance: int) -> Cite:
    locator = cite.locator
    if locator is not None:
        locator = replace(locator, start=locator.start + distance, end=locator.end + distance)
    return replace(cite, start=cite.start + distance, end=cite.end + distance, locator=locator)


def _common(some: Sequence[Any], others: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """How many values at the beginning are the same."""
    most = min(len(some), len(others))
    return next((n for n in range(most) if not same(some[n], others[n])), most)


def _is_same(one: Place, other: Place) -> bool:
    return one.citation is other.citation and one == other
