"""Values as they are where the text before them has grown or shrunk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from citecheck.manuscripts.markdown_reader import Label
from citecheck.model import (
    Block,
    Citation,
    Cite,
    Comment,
    Locator,
    OffsetMap,
    RawCitation,
    RawCite,
    Reading,
    Reference,
    Span,
)
from citecheck.resolve import dated, evidence
from citecheck.resolve.candidates import Explicit

_T = TypeVar("_T")


def shifted(value: _T, distance: int) -> _T:
    """A value, or values in tuples and lists, so far behind; what has no place in the source stays the same one.

    Places are the offsets of the values of the model, but for those of a mark; all other integers count in the prose of
    a block, or nothing of a text.
    """
    if not distance:
        return value
    found: _T = _shift(value, distance)
    return found


def _shift(value: Any, distance: int) -> Any:
    kind = type(value)
    if move := _MOVES.get(kind):
        return move(value, distance)
    if kind in _STILL:
        return value
    if kind is tuple or kind is list:
        return kind([v if type(v) in _STILL else _shift(v, distance) for v in value]) if value else value
    if isinstance(value, tuple):  # a NamedTuple
        parts = [_shift(v, distance) if type(v) not in _STILL else v for v in value]
        same = all(a is b for a, b in zip(parts, value, strict=True))
        return value if same else kind(*parts)
    return value


def _plain(value: Any, distance: int) -> Any:
    return replace(value, start=value.start + distance, end=value.end + distance)


def _comment(value: Comment, distance: int) -> Comment:
    return Comment(value.start + distance, value.end + distance, value.text, value.at + distance)


def _map(value: OffsetMap, distance: int) -> OffsetMap:
    return OffsetMap(value.prose, tuple([at + distance for at in value.source]), value.size)


def _block(value: Block, distance: int) -> Block:
    return replace(value, start=value.start + distance, end=value.end + distance, map=_map(value.map, distance))


def _cite(value: Cite, distance: int) -> Cite:
    start, end = value.start + distance, value.end + distance
    if value.locator is None:
        return replace(value, start=start, end=end)
    return replace(value, start=start, end=end, locator=_plain(value.locator, distance))


def _cluster(value: Any, distance: int) -> Any:
    cites = tuple([_shift(c, distance) for c in value.cites])
    return replace(value, start=value.start + distance, end=value.end + distance, cites=cites)


_MOVES: dict[type, Callable[[Any, int], Any]] = {
    Span: _plain,
    Comment: _comment,
    OffsetMap: _map,
    Block: _block,
    RawCite: _plain,
    RawCitation: _cluster,
    Locator: _plain,
    Cite: _cite,
    Citation: _cluster,
    Reference: _plain,
    Label: _plain,
}
_STILL = frozenset([str, int, bool, type(None), frozenset, Reading, Explicit, evidence.Fit, dated.Fit])
