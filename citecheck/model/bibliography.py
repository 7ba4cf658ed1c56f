"""Works, and the lists that hold them."""

from __future__ import annotations

from msgspec import Struct

from citecheck.model.edits import Problem, Span


class Name(Struct, frozen=True, array_like=True):
    """A person, or with `literal` a body whose name has no parts (then `family` is the whole of it)."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: bool = False


class Reference(Struct, frozen=True, array_like=True):
    """An entry of the bibliography. Text fields are Unicode without markup; what is not given is empty.

    `type` is a CSL or BibLaTeX type name where it is known. `year` is as printed with its suffix letter (`2003a`);
    `pages` holds the page spans of the work in its container.
    """

    id: str
    path: str
    start: int
    end: int
    raw: str = ""
    type: str = ""
    names: tuple[Name, ...] = ()  # those the work is filed under: authors, else editors
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    others: bool = False  # "et al." in the list itself
    names_short: tuple[Name, ...] = ()  # the form they are cited by: `shortauthor`, or as a printed list has them
    title: str = ""
    title_short: str = ""
    translated: str = ""  # another title of the work: its translation, or its original
    container: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    shorthand: str = ""  # the label an author gives: `RKEB 1`, `Marsh, Rivers`
    abbreviations: tuple[str, ...] = ()  # further labels, which the configuration gives it
    number: str = ""  # of an entry in a numbered list
    printed: str = ""  # the entry of a printed list that describes the same work, where `raw` is that of a .bib
    doi: str = ""
    isbn: str = ""
    url: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()  # BibLaTeX `ids`
    parent: str = ""  # id of the entry it inherits from, or lies in
    related: tuple[str, ...] = ()


class PrintedList(Struct, frozen=True, array_like=True):
    """A list printed in a manuscript, its heading included (source).

    `promises_cited` says that its heading does, as Works Cited. `chapter` is the stretch of text that it is for, None
    where that is all of it.
    """

    start: int
    end: int
    promises_cited: bool = False
    chapter: Span | None = None


class Listed(Struct, frozen=True, array_like=True):
    """An entry of a printed list that gives way to other bibliographies: its place, its marks, what it describes.

    `reference` is the id of the one reference there that it describes, empty where that cannot be told. `label` is one
    in square brackets at the head of the entry.
    """

    start: int  # source
    end: int
    number: str = ""
    label: str = ""
    reference: str = ""


class Bibliography(Struct, frozen=True, array_like=True):
    """What one .bib file, or the lists printed in one manuscript, hold.

    Where a printed list gives way to other bibliographies, `listed` is what is left of its entries.
    """

    path: str
    text: str
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...] = ()
    printed: bool = False
    noted: bool = False  # made of the works that the notes of a manuscript cite in full
    lists: tuple[PrintedList, ...] = ()
    listed: tuple[Listed, ...] = ()
