"""Citations, and what each of them was taken for."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from citecheck.model.manuscript import Mode

CitationFormat = Literal["author", "author-date", "numeric", "label", "note", "citekey"]
Verdict = Literal["resolved", "context", "missing", "ambiguous", "mismatch", "undecided", "unlisted"]


class Locator(Struct, frozen=True, array_like=True):
    """Where in a work: `text` as printed, its source span, and the page ranges in it (abbreviated ends filled in)."""

    text: str
    start: int
    end: int
    ranges: tuple[tuple[int, int], ...] = ()


class Reading(Struct, frozen=True, array_like=True):
    """One way to take a cite apart; the bibliography decides which is meant."""

    names: tuple[str, ...] = ()
    title: str = ""
    year: str = ""
    others: bool = False  # et al.
    styled: Literal["", "italic", "quoted"] = ""  # how the title is set


class Cite(Struct, frozen=True, array_like=True):
    """One item of a citation. `start`-`end` (source) leave out brackets, `;` and the final full stop."""

    start: int
    end: int
    text: str
    format: CitationFormat
    prose: str = ""  # the text without markup
    readings: tuple[Reading, ...] = ()
    citekey: str = ""
    number: tuple[int, int] | None = None  # in a numbered list, the first and the last of a range
    locator: Locator | None = None
    locator_at: int = -1  # where the locator begins in `prose`
    prefix: str = ""
    suffix: str = ""
    mode: Mode = "normal"
    back: Literal["", "ibid", "op. cit."] = ""  # refers back: to the citation before, or to that work of its author


class Citation(Struct, frozen=True, array_like=True):
    """A cluster of cites in one pair of brackets, one note, or one stretch of running text (source)."""

    start: int
    end: int
    cites: tuple[Cite, ...]
    place: Literal["parenthesis", "bracket", "note", "text"] = "parenthesis"
    at: int = 0  # where it begins in the prose of its block
    closed: bool = True  # False where a bracket is missing


class Resolution(Struct, frozen=True, array_like=True):
    """What a cite was taken for: ids of `references` (the candidates, when ambiguous), the `nearest` of a missing one.

    `suggestion` is the text to print in its place, where one can be told; it is `certain` where one letter of a name is
    wrong, and all else leads to one entry.
    """

    cite: Cite
    citation: Citation
    verdict: Verdict
    references: tuple[str, ...] = ()
    why: str = ""
    reading: Reading = Reading()
    nearest: tuple[str, ...] = ()
    suggestion: str = ""
    certain: bool = False
