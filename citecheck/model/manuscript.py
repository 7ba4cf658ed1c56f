"""A manuscript as prose, with the way back to its source."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from citecheck.model.bibliography import Reference
from citecheck.model.edits import Comment, Problem

Mode = Literal["normal", "author-in-text", "suppress-author"]
MarkKind = Literal["emphasis", "strong", "superscript", "link", "url", "noteref"]
BlockKind = Literal["heading", "paragraph", "item", "quote", "cell", "note"]


class OffsetMap(Struct, frozen=True, array_like=True):
    """Where prose comes from: run i covers prose from `prose[i]` and `size[i]` characters of source from `source[i]`.

    A run whose size in the source equals its size in the prose maps character by character; any other (an entity, a
    placeholder) maps as a whole. `citecheck.text.spans` does the arithmetic.
    """

    prose: tuple[int, ...]
    source: tuple[int, ...]
    size: tuple[int, ...]


class Mark(Struct, frozen=True, array_like=True):
    """Markup over a stretch of prose. `target` is a link's address or a note's label; a noteref has no width."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


class Block(Struct, frozen=True, array_like=True):
    """A paragraph, heading, list item, table cell or note: prose without markup, and the way back to it.

    Soft line breaks are newlines. Code, math and images are one U+FFFC each. Characters that print nothing (soft
    hyphens, zero-width spaces) are left out.
    """

    kind: BlockKind
    start: int  # source
    end: int  # source
    prose: str
    map: OffsetMap
    marks: tuple[Mark, ...] = ()
    level: int = 0  # of a heading, 1-6; of a quote or item, how deep
    marker: str = ""  # "-", "14.", "[14]" of an item; the number or label of a note
    quoted: bool = False  # inside a block quotation


class RawCite(Struct, frozen=True, array_like=True):
    """A citekey as a reader found it, `start`-`end` covering the key with its `@` (source)."""

    start: int
    end: int
    key: str
    prefix: str = ""
    suffix: str = ""
    mode: Mode = "normal"


class RawCitation(Struct, frozen=True, array_like=True):
    """A cluster of citekeys, brackets included (source)."""

    start: int
    end: int
    cites: tuple[RawCite, ...]


class Manuscript(Struct, frozen=True, array_like=True):
    """A decoded file and what a reader made of it."""

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    bibliographies: tuple[str, ...] = ()  # as declared, relative to the manuscript
    language: str = ""
    citekeys: tuple[RawCitation, ...] = ()
    inline_references: tuple[Reference, ...] = ()  # of a bibliography inside the front matter
    nocite: tuple[str, ...] = ()  # citekeys listed without being cited; "*" for all
    problems: tuple[Problem, ...] = ()
    comments: tuple[Comment, ...] = ()  # those that speak to citecheck
