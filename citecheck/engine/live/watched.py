"""An index that notes what is looked up in it, and what of that is otherwise in another one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

from msgspec.structs import fields, replace

from citecheck.engine.live.shifting import shifted
from citecheck.resolve.index import Entry, Index

_T = TypeVar("_T")
Needs = frozenset[Hashable]
_NONE: Needs = frozenset()
_TABLES = tuple(f.name for f in fields(Index) if f.name not in ("entries", "imprints"))


class Watch:
    """What is looked up while a function runs: keys of any table, numbers of entries, the names of whole tables."""

    def __init__(self) -> None:
        """Begin with nothing noted."""
        self._now: set[Hashable] | None = None

    def note(self, key: Hashable) -> None:
        """Note one look-up."""
        if self._now is not None:
            self._now.add(key)

    def also(self, needs: Needs) -> None:
        """Note what a result needs that is used again."""
        if self._now is not None and needs:
            self._now |= needs

    def during(self, function: Callable[..., _T], *arguments: object) -> tuple[_T, Needs]:
        """What a function gives, and what it has looked up for that."""
        outer, self._now = self._now, set()
        try:
            result = function(*arguments)
        finally:
            needs, self._now = frozenset(self._now), outer
        self.also(needs)
        return result, needs or _NONE


class _Table(dict[Any, Any]):
    def __init__(self, name: str, content: dict[Any, Any], watch: Watch) -> None:
        super().__init__(content)
        self._name, self._note = (name,), watch.note

    def __getitem__(self, key: Any) -> Any:
        self._note(key)
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return dict.__contains__(self, key)

    def get(self, key: Any, default: Any = None) -> Any:
        self._note(key)
        return dict.get(self, key, default)

    def keys(self) -> Any:
        self._note(self._name)
        return dict.keys(self)

    def values(self) -> Any:
        self._note(self._name)
        return dict.values(self)

    def items(self) -> Any:
        self._note(self._name)
        return dict.items(self)

    def __iter__(self) -> Iterator[Any]:
        self._note(self._name)
        return dict.__iter__(self)

    def __len__(self) -> int:
        self._note(self._name)
        return dict.__len__(self)


class _Entries(tuple[Entry, ...]):
    _note: Callable[[Hashable], None]

    def __getitem__(self, number: Any) -> Any:
        self._note(number if isinstance(number, int) else ("entries",))
        return tuple.__getitem__(self, number)

    def __iter__(self) -> Iterator[Entry]:
        self._note(("entries",))
        return tuple.__iter__(self)

    def __len__(self) -> int:
        self._note(("entries",))
        return tuple.__len__(self)


class _Words(frozenset[str]):
    _note: Callable[[Hashable], None]

    def __contains__(self, word: object) -> bool:
        self._note(word)
        return frozenset.__contains__(self, word)


def watched(index: Index, watch: Watch) -> Index:
    """The same index, telling of each look-up in it."""
    entries, words = _Entries(index.entries), _Words(index.imprints)
    entries._note = words._note = watch.note
    tables = {name: _Table(name, getattr(index, name), watch) for name in _TABLES}
    return replace(index, entries=entries, imprints=words, **tables)


def changed(old: Index, new: Index) -> Needs:
    """The look-ups that give something else in a new index; where a reference stands is no matter."""
    found: set[Hashable] = set(old.imprints ^ new.imprints)
    for name in _TABLES:
        before, after = getattr(old, name), getattr(new, name)
        if before is not after and before != after:
            found.add((name,))
            found.update(k for k in before.keys() | after.keys() if before.get(k) != after.get(k))
    most = max(len(old.entries), len(new.entries))
    least = min(len(old.entries), len(new.entries))
    numbers = {n for n in range(least) if not _same(old.entries[n], new.entries[n])} | set(range(least, most))
    return frozenset(found | numbers | ({("entries",)} if numbers else set()))


def _same(one: Entry, other: Entry) -> bool:
    distance = other.reference.start - one.reference.start
    return one is other or replace(one, reference=shifted(one.reference, distance)) == other


def moved(index: Index, references: tuple[Any, ...]) -> Index | None:
    """The index over references that are those of another one, moved in their text; None where they are not."""
    if len(references) != len(index.entries):
        return None
    entries = []
    for entry, reference in zip(index.entries, references, strict=True):
        if entry.reference is not reference:
            if shifted(entry.reference, reference.start - entry.reference.start) != reference:
                return None
            entry = replace(entry, reference=reference)
        entries.append(entry)
    return replace(index, entries=tuple(entries))
