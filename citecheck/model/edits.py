"""Stretches of a text, and what is to be done or said about them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]


class Span(Struct, frozen=True, order=True):
    """A stretch of source text."""

    start: int
    end: int


class Edit(Struct, frozen=True):
    """Replace a stretch of source."""

    start: int
    end: int
    text: str


class Fix(Struct, frozen=True):
    """Edits that mend a finding; a safe one cannot change what the text says."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Place(Struct, frozen=True):
    """A related place: a candidate's entry, the other of two duplicates."""

    path: str
    start: int
    end: int
    message: str


class Problem(Struct, frozen=True):
    """What a reader could not read: `code` is the rule that reports it (DOC901, BIB208 …)."""

    code: str
    span: Span
    message: str
    fix: Fix | None = None


class Comment(Struct, frozen=True):
    """A comment that begins with `citecheck:`, signs included (source); `text` is what follows that, from `at` on."""

    start: int
    end: int
    text: str
    at: int
