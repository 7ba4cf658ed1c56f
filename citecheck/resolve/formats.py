"""The typed citations of a manuscript, in the citation format that most of them are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal

from citecheck.model import Bibliography, Block, CitationFormat, Cite, Manuscript, Resolution
from citecheck.resolve import acronyms, author_date, evidence, ibid, labelled, notes, numbered
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Entry, Index
from citecheck.resolve.judge import Pass
from citecheck.resolve.places import Place, in_brackets
from citecheck.text import locators, years
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.stretches import Stretches

# Dated cites that show a manuscript to be author-date: at least so many, and so large a share of those without a year.
DATED_LEAST, DATED_SHARE = 3, 0.4
_YEAR = pattern(r"(?:1[5-9]|20)\d\d[a-z]?")
_YEAR_AND_PAGE = pattern(r"(?:1[5-9]|20)\d\d[a-z]?\s?[:,]\s?(?:p\.|pp\.|S\.)?\s?\d")
Format = CitationFormat | Literal["auto", ""]
# How a manuscript of each format cites, and what it takes its citations from.
WORDS: dict[str, str] = {
    "author": "by author and page",
    "author-date": "by author and year",
    "numeric": "by number",
    "label": "by label",
    "note": "in notes",
    "citekey": "by citekey",
}
MARKS: dict[str, str] = {"numeric": "numbers", "label": "labels in square brackets"}


class Typed:
    """What a manuscript's prose holds of each format, looked for when somebody asks."""

    def __init__(
        self,
        manuscript: Manuscript,
        blocks: tuple[Block, ...],
        lists: tuple[Bibliography, ...],
        index: Index,
        look: Look | None = None,
    ) -> None:
        """Begin with nothing looked for; `blocks` are those outside the printed lists."""
        self.manuscript, self.blocks, self.index = manuscript, blocks, index
        self.look = look or Look()
        self._lists = lists

    def only(self, blocks: tuple[Block, ...]) -> Typed:
        """The same of some of its blocks."""
        return Typed(self.manuscript, blocks, self._lists, self.index, self.look)

    @cached_property
    def by_number(self) -> numbered.Numbering | None:
        """Citations by number, where a list has numbers."""
        return numbered.numbering(self.blocks, self.manuscript.text, self._lists, self.index, self.look)

    @cached_property
    def by_label(self) -> labelled.Labelling | None:
        """Citations by label, where a list has labels."""
        return labelled.labelling(self.blocks, self.manuscript.text, self._lists, self.index, self.look)

    @cached_property
    def by_year(self) -> list[author_date.Place]:
        """What may be a citation by author and year."""
        index = self.with_acronyms
        look = self.look if index is self.index else None  # what it knows holds for its own index
        return author_date.places(self.blocks, index, look) if index.entries else []

    @cached_property
    def with_acronyms(self) -> Index:
        """The index with the short names of bodies that the text introduces."""
        return acronyms.learned(self.blocks, self.index, self.look)

    @cached_property
    def in_brackets(self) -> list[Place]:
        """What may be a citation by author, title and page."""
        return self._in_brackets({})

    @cached_property
    def beside_years(self) -> list[Place]:
        """As `in_brackets`, without the brackets that are citations by author and year as they stand."""
        dated: dict[int, set[int]] = {}
        for place in self.by_year:
            if place.found.bracketed and all(place.fits):
                dated.setdefault(place.block, set()).add(place.found.start)
        return self._in_brackets({number: frozenset(starts) for number, starts in dated.items()})

    def _in_brackets(self, taken: Mapping[int, frozenset[int]]) -> list[Place]:
        if not self.index.entries:
            return []
        return in_brackets(self.manuscript, self.blocks, self.index, taken, self.look)

    @cached_property
    def in_notes(self) -> list[notes.Noted]:
        """The notes, and the titles that they give."""
        return notes.noted(self.blocks, self.index, defined=self.defined, look=self.look) if self.index.entries else []

    @property
    def defined(self) -> bool:
        """Whether the notes are all that says what is cited."""
        return any(b.noted for b in self._lists)

    def resolved(self, main: Format) -> list[Resolution]:
        """The citations of one format, and those of others that stand among them."""
        found = PASSES[main](self) if main in PASSES else []
        if found and main != "author":
            found = [*found, *self._beside(found, main)]
            found = ibid.referred(sorted(found, key=lambda r: (r.cite.start, r.cite.end)), noted=main == "note")
        return found

    def _beside(self, found: list[Resolution], main: Format) -> list[Resolution]:
        """What is cited in brackets in another way, where it surely means one entry."""
        taken = Stretches((r.citation.start, r.citation.end) for r in found)
        others: list[Resolution] = []
        if main != "author-date":
            dated = [p for p in self.by_year if p.found.bracketed and all(p.fits)]
            others += author_date.Pass(self.blocks, self.manuscript.text, self.with_acronyms).run(dated)
        places = self.beside_years if main == "author-date" else self.in_brackets
        sure = [p for p in places if p.citation.place != "note" and _is_sure(p, self.index)]
        others += Pass(self.manuscript, self.blocks, self.index, self.look).run_places(sure)
        kept = [r for r in others if not taken.overlaps(r.cite.start, r.cite.end)]
        if main == "author-date":
            cites = Stretches((r.cite.start, r.cite.end) for r in (*found, *kept))
            again = notes.ibids(self.blocks, self.manuscript.text, self.index, self.look)
            kept += [r for r in again if not cites.overlaps(r.cite.start, r.cite.end)]
        return kept


def _is_sure(place: Place, index: Index) -> bool:
    """Whether each cite names one entry by label or title, or by the author of an undated work, or leans on another."""
    return all(
        bool(c.back)
        or (
            f is not None
            and len(f.entries) == 1
            and (
                f.kind in ("label", "names+title")
                or (
                    f.kind == "names"
                    and f.fit.names == evidence.ALL_NAMES
                    and not years.is_dated(index.entries[f.entries[0]].year)
                )
            )
        )
        for c, f in zip(place.citation.cites, place.found, strict=True)
    )


def recognised(typed: Typed, *, keyed: bool) -> CitationFormat | Literal[""]:
    """The format that most typed citations are of; empty where that cannot be told, or citekeys stand alone."""
    if typed.defined:
        return "note"
    if typed.by_number and typed.by_number.share >= numbered.MAIN_SHARE:
        return "numeric"
    if typed.by_label and typed.by_label.share >= labelled.CITED_SHARE:
        return "label"
    dated = sum(f is not None for p in typed.by_year for f in p.fits)
    titled = sum(len(n.hits) for n in typed.in_notes)
    if titled <= dated and dated >= DATED_LEAST and dated > DATED_SHARE * _paged(typed.beside_years, typed.index)[0]:
        return "author-date"
    paged, bracketed = _paged(typed.in_brackets, typed.index)
    if titled >= notes.LEAST and titled > max(dated, bracketed):
        return "note"
    if (dated >= DATED_LEAST and dated > paged * DATED_SHARE) or (not paged and _dates_apart(typed)):
        return "author-date"
    return "author" if paged or (typed.index.entries and not keyed) else ""


def _dates_apart(typed: Typed) -> bool:
    """Whether a citation by author and year stands where citations do: in brackets, a note, a cell, no list."""
    apart = ("note", "cell", "paragraph")
    return any(any(p.fits) and (p.found.bracketed or typed.blocks[p.block].kind in apart) for p in typed.by_year)


def _paged(places: list[Place], index: Index) -> tuple[int, int]:
    """How many cites fit by names or title without a year; how many fit in brackets by more than a title."""
    cites = [(p, c, f) for p in places for c, f in zip(p.citation.cites, p.found, strict=True) if f]
    paged = sum(not _dated(c, f, index) for _, c, f in cites)
    return paged, sum(p.citation.place != "note" and f.kind != "title" for p, _, f in cites)


def _dated(cite: Cite, found: Explicit, index: Index) -> bool:
    """Whether a cite that fits by its names goes on with the year of the work."""
    if found.kind == "names+year":
        return True
    works = [index.entries[n] for n in found.entries]
    printed = cite.locator.text if cite.locator else ""
    if _YEAR_AND_PAGE.match(printed):
        return True  # (Reed 2002: 8)
    if _YEAR.fullmatch(printed) and all(w.year and not _has_page(w, int(printed[:4])) for w in works):
        return True  # (Reed, 2002) for a work of 2001 that has no such page
    return bool(printed) and any(w.year and printed.startswith(w.year[:4]) for w in works)


def _has_page(work: Entry, number: int) -> bool:
    pages = work.reference.pages
    return bool(pages) and locators.fits(((number, number),), pages)


def _numeric(typed: Typed) -> list[Resolution]:
    return numbered.resolve(typed.by_number, typed.blocks, typed.index) if typed.by_number else []


def _label(typed: Typed) -> list[Resolution]:
    return labelled.resolve(typed.by_label, typed.index) if typed.by_label else []


def _author_date(typed: Typed) -> list[Resolution]:
    return author_date.Pass(typed.blocks, typed.manuscript.text, typed.with_acronyms).run(typed.by_year)


def _note(typed: Typed) -> list[Resolution]:
    return notes.Pass(typed.blocks, typed.manuscript.text, typed.index).run(typed.in_notes)


def _author(typed: Typed) -> list[Resolution]:
    return Pass(typed.manuscript, typed.blocks, typed.index, typed.look).run(typed.in_brackets)


# What is resolved of each format; citekeys are, beside any of them (`citecheck.resolve.document`).
PASSES: dict[Format, Callable[[Typed], list[Resolution]]] = {
    "numeric": _numeric,
    "label": _label,
    "author-date": _author_date,
    "note": _note,
    "author": _author,
}
