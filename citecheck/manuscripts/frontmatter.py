"""The metadata that a Markdown manuscript begins with."""

from __future__ import annotations

from msgspec import Struct

from citecheck.model import Problem, Reference


class FrontMatter(Struct, frozen=True):
    """What a manuscript says of itself; `masked` is its text with the metadata blank, character for character."""

    masked: str
    bibliographies: tuple[str, ...] = ()
    language: str = ""
    nocite: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(text: str, path: str) -> FrontMatter:
    """Read the metadata blocks of a manuscript."""
    return FrontMatter(text)
