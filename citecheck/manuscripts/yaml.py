"""YAML as a tree of texts with their places, for the metadata of manuscripts.

Every scalar is text (`lang: no` is Norwegian, not false). Aliases are empty, and what is nested deeper than any
metadata is refused, so that no input can grow or exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

_DEEPEST = 60
_LONGEST = 2_000_000


class NotYaml(Exception):
    """The text is no YAML; `at` is where it stops to be."""

    def __init__(self, message: str, at: int) -> None:
        """Say what is wrong, and where."""
        super().__init__(message)
        self.at = at


class Node(Struct, frozen=True):
    """A scalar (`text`), a list (`items`) or a mapping (`fields`), with its source offsets."""

    start: int
    end: int
    text: str = ""
    items: tuple[Node, ...] = ()
    fields: dict[str, Node] = {}

    def get(self, *names: str) -> Node:
        """The first field of these names, empty where there is none."""
        return next((self.fields[n] for n in names if n in self.fields), Node(self.start, self.start))

    def texts(self) -> tuple[str, ...]:
        """The text of a scalar, or those of a list."""
        return (
            (self.text.strip(),) if self.text.strip() else tuple(i.text.strip() for i in self.items if i.text.strip())
        )


def parse(source: str, offset: int = 0) -> Node:
    """The first document of a YAML text that stands at `offset`; raises `NotYaml`."""
    import yaml

    if len(source) > _LONGEST:
        raise NotYaml("it is too long", offset)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        events = yaml.parse(source, Loader=loader)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                return _node(next(events), events, offset, 0)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = mark.index if mark else getattr(error, "position", 0)
        raise NotYaml(getattr(error, "problem", "") or "it cannot be read", offset + min(at, len(source))) from error
    return Node(offset, offset)


def _node(event: Any, events: Iterator[Any], offset: int, depth: int) -> Node:
    start, end = offset + event.start_mark.index, offset + event.end_mark.index
    if depth > _DEEPEST:
        raise NotYaml("it is nested too deeply", start)
    kind = type(event).__name__
    if kind == "ScalarEvent":
        return Node(start, end, event.value)
    if kind == "SequenceStartEvent":
        items = []
        while type(item := next(events)).__name__ != "SequenceEndEvent":
            items.append(_node(item, events, offset, depth + 1))
            end = items[-1].end
        return Node(start, end, items=tuple(items))
    if kind == "MappingStartEvent":
        fields: dict[str, Node] = {}
        while type(key := next(events)).__name__ != "MappingEndEvent":
            name = _node(key, events, offset, depth + 1).text
            fields[name] = _node(next(events), events, offset, depth + 1)
            end = fields[name].end
        return Node(start, end, fields=fields)
    return Node(start, end)
