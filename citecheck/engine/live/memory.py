"""What was found in each block of a manuscript, kept while the block says the same."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from citecheck.engine.live.rereading import Kept
from citecheck.engine.live.saying import Spoken
from citecheck.engine.live.shifting import shifted
from citecheck.engine.live.watched import Needs, Watch, changed, watched
from citecheck.model import Block, Edit
from citecheck.resolve.index import Index
from citecheck.text.looking import Look, Prose

_T = TypeVar("_T")
_REACH = 100  # characters around a block that may count for what is found in it: markup (`spans.widen`)
_ROOM = 24  # results of one block beside which those not used of late are dropped
_IDLE = 8  # checks for which a value is kept that none of them used
_STILL = -1  # in place of where a block began, for a result without places in the source
_UNSEEN = object()


class _Seen:
    """A result, where its block began then, what of the index it needs, and the check that used it last."""

    __slots__ = ("at", "needs", "used", "value")

    def __init__(self, value: Any, at: int, needs: Needs, used: int) -> None:
        self.value, self.needs, self.used = value, needs, used
        self.at = at if shifted(value, 1) != value else _STILL


_Cell = dict[Hashable, _Seen]


class _Column:
    """The results of one function, block by block where they stand now, and the check that used it last."""

    __slots__ = ("moving", "seen", "used", "values")

    def __init__(self, size: int) -> None:
        self.seen: list[_Seen | None] = [None] * size
        self.values: list[Any] = [_UNSEEN] * size
        self.moving: list[int] = []  # the blocks whose results have places in the source, in order
        self.used = 0

    def put(self, number: int, seen: _Seen) -> None:
        """Keep what was found in a block."""
        self.seen[number], self.values[number] = seen, seen.value
        if seen.at != _STILL:
            insort(self.moving, number)

    def follow(self, first: int, end: int, new: int, grown: int) -> None:
        """Forget the blocks `first`-`end`, for which new ones have come, and move what is behind them."""
        self.seen[first:end], self.values[first:end] = [None] * new, [_UNSEEN] * new
        before, behind = bisect_left(self.moving, first), bisect_left(self.moving, end)
        moved = [number + new - (end - first) for number in self.moving[behind:]]
        self.moving[before:] = moved
        for number in moved if grown else ():
            if seen := self.seen[number]:
                seen.value = self.values[number] = shifted(seen.value, grown)

    def against(self, otherwise: Needs) -> None:
        """Forget what needs other things of the index than there are now."""
        for number, seen in enumerate(self.seen):
            if seen and not seen.needs.isdisjoint(otherwise):
                self.seen[number], self.values[number] = None, _UNSEEN
        self.moving = [number for number in self.moving if self.seen[number]]


class _Run:
    """What was found in blocks that stand together: their cells and where each began then."""

    __slots__ = ("cells", "seen", "starts")

    def __init__(self, seen: _Seen, cells: list[_Cell], starts: list[int]) -> None:
        self.seen, self.cells, self.starts = seen, cells, starts

    def stands(self, cells: list[_Cell], starts: list[int]) -> bool:
        """Whether the same blocks are there, all moved alike."""
        if len(cells) != len(self.cells) or any(a is not b for a, b in zip(cells, self.cells, strict=True)):
            return False
        distance = starts[0] - self.starts[0]
        return all(b - a == distance for a, b in zip(self.starts, starts, strict=True))


class Memory(Look):
    """A look at one manuscript that knows what it has seen in those blocks that an edit did not touch."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self._blocks: tuple[Block, ...] = ()
        self._places: dict[int, int] = {}  # id of a block, which `_blocks` keeps alive -> its number
        self._cells: list[_Cell] = []
        self._columns: dict[Hashable, _Column] = {}
        self._runs: dict[Hashable, _Run] = {}
        self._values: _Cell = {}
        self._kept: dict[Hashable, object] = {}
        self._asked: tuple[Sequence[Block], list[int]] = ((), [])
        self._check = 0
        self._spoken = Spoken()
        self._watch = Watch()
        self._index: Index | None = None
        self._watched: Index | None = None

    def follow(self, blocks: tuple[Block, ...], edit: Edit, kept: Kept) -> None:
        """Go over to the blocks of an edited text, of which some at the beginning and the end are the same."""
        old = self._blocks
        first = next((n for n in range(kept.first) if old[n].end + _REACH > edit.start), kept.first)
        size = len(old)
        after = range(1, kept.last + 1)
        last = next((n - 1 for n in after if old[size - n].start - _REACH < edit.end), kept.last)
        middle = len(blocks) - first - last
        self._cells[first : size - last] = [{} for _ in range(middle)]
        grown = len(edit.text) - (edit.end - edit.start)
        for column in self._columns.values():
            column.follow(first, size - last, middle, grown)
        self._blocks, self._asked = blocks, ((), [])
        self._places = {id(block): number for number, block in enumerate(blocks)}
        self._tidy()

    def against(self, index: Index) -> None:
        """Look things up in an index from now on; what another one said stays where this one says the same."""
        if index is self._index:
            return
        if self._index is not None and (otherwise := changed(self._index, index)):
            for cell in (*self._cells, self._values):
                for key in [k for k, seen in cell.items() if not seen.needs.isdisjoint(otherwise)]:
                    del cell[key]
            for column in self._columns.values():
                column.against(otherwise)
            self._watched = None
            self._kept.clear()
        self._index = index
        self._watched = self._watched or watched(index, self._watch)

    def block(self, function: Callable[..., _T], block: Block, keys: tuple[Hashable, ...], *rest: object) -> _T:
        """As it was found before, moved with its block; else as it is found now."""
        number = self._places.get(id(block))
        if number is None:
            return function(block, *keys, *rest)
        cell, known = self._cells[number], (function, keys)
        seen = cell.get(known)
        if seen is None:
            if len(cell) > _ROOM:
                _drop(cell, self._check)
            seen = cell[known] = self._found(function, (block, *keys), rest, block.start)
        found: _T = self._again(seen, block.start)
        return found

    def each(
        self, function: Callable[..., _T], blocks: Sequence[Block], keys: tuple[Hashable, ...], *rest: object
    ) -> Iterable[_T]:
        """As it was found before in each block, moved with it; else as it is found now."""
        known = function, keys
        if not (numbers := self._numbers(blocks)):
            return [self.block(function, block, keys, *rest) for block in blocks]
        column = self._columns.get(known)
        if column is None:
            column = self._columns[known] = _Column(len(self._blocks))
        column.used, values = self._check, column.values
        for number in [n for n in numbers if values[n] is _UNSEEN]:
            block = self._blocks[number]
            column.put(number, self._found(function, (block, *keys), rest, block.start))
        return [values[n] for n in numbers]

    def run(
        self, function: Callable[..., _T], blocks: Sequence[Block], keys: tuple[Hashable, ...], *rest: object
    ) -> _T:
        """As it was found before in the same blocks, if all are moved alike; else as it is found now."""
        if not (numbers := self._numbers(blocks)):
            return function(blocks, *keys, *rest)
        known = function, keys
        cells = [self._cells[n] for n in numbers]
        starts = [block.start for block in blocks]
        run = self._runs.get(known)
        if run is None or not run.stands(cells, starts):
            run = self._runs[known] = _Run(self._found(function, (blocks, *keys), rest, starts[0]), cells, starts)
        found: _T = self._again(run.seen, starts[0])
        run.starts = starts
        return found

    def prose(self, blocks: Sequence[Block]) -> Prose:
        """What blocks say, of which only what is new is put together."""
        if self._spoken.blocks != blocks:
            if not (numbers := self._numbers(blocks)):
                return super().prose(blocks)
            self._spoken.follow(blocks, [self._cells[n] for n in numbers])
        return self._spoken

    def keep(self, key: Hashable, value: object) -> None:
        """Keep something for the next run."""
        self._kept[key] = value

    def before(self, key: Hashable) -> Any:
        """What the run before kept, unless the index says something else since."""
        return self._kept.get(key)

    def once(self, function: Callable[..., _T], key: Hashable, *rest: object) -> _T:
        """As it was found before for the same key; else as it is found now."""
        known = function, key
        seen = self._values.get(known)
        if seen is None:
            seen = self._values[known] = self._found(function, (), rest, 0)
        found: _T = self._again(seen, seen.at)
        return found

    def _found(self, function: Callable[..., Any], given: tuple[object, ...], rest: Iterable[object], at: int) -> _Seen:
        telling = (self._watched if r is self._index and r is not None else r for r in rest)
        value, needs = self._watch.during(function, *given, *telling)
        return _Seen(value, at, needs, self._check)

    def _again(self, seen: _Seen, at: int) -> Any:
        seen.used = self._check
        self._watch.also(seen.needs)
        if seen.at not in (at, _STILL):
            seen.value = shifted(seen.value, at - seen.at)
            seen.at = at
        return seen.value

    def _numbers(self, blocks: Sequence[Block]) -> list[int]:
        """The numbers of blocks; none where some are of another text."""
        if self._asked[0] is not blocks:
            found = list(map(self._places.get, map(id, blocks)))
            self._asked = blocks, [] if None in found else [n for n in found if n is not None]
        return self._asked[1]

    def _tidy(self) -> None:
        self._check += 1
        if self._check % _IDLE:
            return
        before = self._check - _IDLE
        _drop(self._values, before)
        self._runs = {key: run for key, run in self._runs.items() if run.seen.used >= before}
        self._columns = {key: column for key, column in self._columns.items() if column.used >= before}


def _drop(cell: _Cell, before: int) -> None:
    """Forget what no check has used since."""
    for key in [k for k, seen in cell.items() if seen.used < before]:
        del cell[key]
