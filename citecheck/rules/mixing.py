"""The rule on ways of citing: one summary finding a document."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.config import Config
from citecheck.model import CitationFormat, Document, Finding, Reference, Resolution
from citecheck.resolve.formats import WORDS
from citecheck.rules.project import Project, listed, quoted, sections
from citecheck.rules.summary import MOST_NAMED, OF_A_WORK, places
from citecheck.text import years

_LEAST, _MOSTLY = 10, 0.8  # citations in the usual way, and their share of all
_ORDINARY: dict[str, tuple[str, ...]] = {
    # notes give pages of a work quoted throughout in parentheses (Chicago 17 §14.35)
    "note": ("note", "author"),
}


def mixed_formats(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A manuscript cites in one way, and a few times in another.

    A page in place of a year, or a year in place of a number, sends readers to the wrong part of the list. One finding
    stands for all such citations; works that are listed without a year, and labels, are cited as they have to be.

    Bad:  (Marsh, *Floods of the Vale*, p. 41)
    Good: (Marsh, 1987, p. 41)
    """
    for part, main in sections(document):
        yield from _in_section(part, main, project)


def _in_section(document: Document, main: str, project: Project) -> Iterator[Finding]:
    ways = [(r, way) for r in document.resolutions if (way := _way(r, main, listed(project, document, r.references)))]
    usual = sum(way == main for _, way in ways)
    others = [(r, way) for r, way in ways if way not in (main, *_ORDINARY.get(main, ()))]
    if not main or not others or usual < _LEAST or usual < _MOSTLY * (usual + len(others)):
        return
    first = others[0][0].cite
    said = dict.fromkeys(f"{quoted(r.cite)} {WORDS[way]}" for r, way in others)
    named = "; ".join(list(said)[:MOST_NAMED]) + ("; …" if len(said) > MOST_NAMED else "")
    count = "1 citation is" if len(others) == 1 else f"{len(others)} citations are"
    yield Finding(
        first.start,
        first.end,
        f"{count} in another way than the other {usual}, which are {WORDS[main]}: {named}",
        tuple(dict.fromkeys(i for r, _ in others for i in r.references)),
        places=places(document, [(r.cite.start, r.cite.end, WORDS[way]) for r, way in others]),
    )


def _way(resolution: Resolution, main: str, works: list[Reference]) -> CitationFormat | None:
    """The format that a citation of a work is of; None for what leans on another, labels, and works without a year."""
    cite, reading = resolution.cite, resolution.reading
    if resolution.verdict not in OF_A_WORK or cite.back or not works:
        return None
    if cite.format != "author":
        # beside a number, the year of an author whom the sentence names is the sentence's: Marsh (1987) says so [3]
        return cite.format if main not in ("numeric", "label") or cite.mode != "author-in-text" else None
    if resolution.citation.place in ("note", "text") or not reading.names or not works[0].year:
        return None
    if reading.year:
        return "author-date"
    return "author" if reading.title or (cite.locator and not years.ALONE.search(cite.prose)) else None
