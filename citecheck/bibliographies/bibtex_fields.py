"""The fields of a .bib file as they are written, each with its place: what rules look at that want the very value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from citecheck.bibliographies.bibtex_values import expand
from citecheck.model import Bibliography
from citecheck.text.patterns import pattern


class Field(Struct, frozen=True):
    """A field: `name` in lower case as written, `value` with its braces or quotes, which lie at `start`-`end`."""

    name: str
    value: str
    start: int  # source
    end: int

    @property
    def text(self) -> str:
        """The value without its delimiters; strings stay names."""
        return expand(self.value, {}).strip()

    @property
    def inner(self) -> tuple[int, int]:
        """Where the text lies in the source; the whole value where it has several parts."""
        text = self.text
        at = self.value.find(text) if text else -1
        return (self.start + at, self.start + at + len(text)) if at >= 0 else (self.start, self.end)


class Written(Struct, frozen=True):
    """An entry: `head` is where its key ends, `sound` says that its fields could be read to its last brace."""

    type: str
    key: str
    start: int  # source
    head: int
    fields: dict[str, Field]
    sound: bool


# @book{zhou2001rivers,
_HEAD = pattern(r"@(?P<type>[^\W\d][\w-]*)[ \t]*[{(]\s{0,200}(?P<key>[^\s,={}()\"%\\]*)(?P<comma>\s{0,200},)?")
# blanks, commas and comments between two fields
_GAP = pattern(r"(?:[\s,]|%[^\n]*(?:\n|\Z))*")
_NAME = pattern(r"(?P<name>[A-Za-z][\w:.+/-]{0,60})\s{0,200}=\s{0,200}")
_BRACE = pattern(r"(?<!\\)[{}]")
_QUOTED = pattern(r'(?<!\\)[{}"]')
_WORD = pattern(r"[^\s,{}()\"#=%]+")
_JOINT = pattern(r"\s{0,200}#\s{0,200}")
# @string{jrh = "Journal of River History"}
_STRING = pattern(r"@string\s{0,200}[{(]\s{0,200}(?P<name>[^\s,{}()\"#=%]{1,80})\s{0,200}=", re.IGNORECASE)


def written(bibliography: Bibliography) -> tuple[Written, ...]:
    """The entries of a .bib file in its order; of any other bibliography nothing."""
    if bibliography.printed or not bibliography.references or not bibliography.references[0].raw.startswith("@"):
        return ()
    return _written(bibliography.text, tuple((r.start, r.end) for r in bibliography.references))


# Several rules look at one file, one after the other.
@lru_cache(maxsize=2)
def _written(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Written, ...]:
    return tuple(_entry(text, start, end) for start, end in spans)


@lru_cache(maxsize=16)
def strings(text: str) -> frozenset[str]:
    """The names of the strings that a .bib file defines, in lower case."""
    return frozenset(found["name"].lower() for found in _STRING.finditer(text))


def words(field: Field) -> Iterator[tuple[str, int]]:
    """The parts of a value that stand without braces and quotes, each with its place: numbers, and names of strings."""
    at = field.value
    place = 0
    while place < len(at):
        if word := _WORD.match(at, place):
            yield word[0], field.start + place
            place = word.end()
        else:
            place = max(_part(at, place, len(at)), place + 1)
        joint = _JOINT.match(at, place)
        if not joint:
            return
        place = joint.end()


def _entry(text: str, start: int, end: int) -> Written:
    head = _HEAD.match(text, start, end)
    if not head:
        return Written("", "", start, start, {}, False)
    fields: dict[str, Field] = {}
    at, sound = head.end(), bool(head["comma"])
    while sound:
        gap = _GAP.match(text, at, end)
        at = gap.end() if gap else at
        name = _NAME.match(text, at, end)
        if not name:
            sound = at == end - 1
            break
        stop = _value(text, name.end(), end)
        if stop < 0:
            sound = False
            break
        field = Field(name["name"].lower(), text[name.end() : stop], name.end(), stop)
        fields.setdefault(field.name, field)
        at = stop
    return Written(head["type"].lower(), head["key"], start, head.end("key"), fields, sound)


def _value(text: str, at: int, limit: int) -> int:
    """Where a value ends that begins at an offset, all parts joined by # with it; -1 where it does not end."""
    while True:
        at = _part(text, at, limit)
        if at < 0:
            return -1
        joint = _JOINT.match(text, at, limit)
        if not joint:
            return at
        at = joint.end()


def _part(text: str, at: int, limit: int) -> int:
    """Where one part of a value ends: `{…}`, `"…"` or a word; -1 where there is none."""
    opening = text[at : min(at + 1, limit)]
    if opening == "{":
        depth = 0
        for brace in _BRACE.finditer(text, at, limit):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                return brace.end()
        return -1
    if opening == '"':
        depth = 0
        for mark in _QUOTED.finditer(text, at + 1, limit):
            if mark[0] == '"' and not depth:
                return mark.end()
            depth += (mark[0] == "{") - (mark[0] == "}")
        return -1
    word = _WORD.match(text, at, limit)
    return word.end() if word else -1
