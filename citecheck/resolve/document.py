"""A manuscript and its bibliographies: what every citation refers to."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from msgspec.structs import replace

from citecheck.citations import citekey
from citecheck.model import (
    Bibliography,
    Block,
    Citation,
    CitationFormat,
    Cite,
    Document,
    Manuscript,
    Problem,
    Resolution,
    Span,
)
from citecheck.resolve import author_date, numbered
from citecheck.resolve.index import Index, build
from citecheck.resolve.judge import Pass
from citecheck.resolve.places import Place, in_brackets
from citecheck.resolve.shapes import core_of

# Of distinct works cited, the share that is missing when a list was not understood, and the least number of them.
FLOOD_SHARE, FLOOD_LEAST = 0.2, 5
# Dated cites that show a manuscript to be author-date: at least so many, and so large a share of those without a year.
DATED_LEAST, DATED_SHARE = 3, 0.4

Format = CitationFormat | Literal["auto", ""]


def resolve_document(
    manuscript: Manuscript, bibliographies: tuple[Bibliography, ...], *, citation_format: Format = "auto"
) -> Document:
    """The citations of a manuscript, resolved against its bibliographies; `auto` recognises the citation format."""
    index = build(bibliographies)
    keyed = [_keyed(citation, cite, index) for citation in citekey.extract(manuscript) for cite in citation.cites]
    blocks = _searched(
        manuscript, [s for b in bibliographies if b.printed and b.path == manuscript.path for s in b.spans]
    )
    places = in_brackets(manuscript, blocks, index) if index.entries else []
    main: CitationFormat | Literal[""] = (
        _format(places, bool(keyed), index) if citation_format == "auto" else citation_format
    )
    typed: list[Resolution] = []
    problems: tuple[Problem, ...] = ()
    by_number = numbered.numbering(blocks, manuscript.text, bibliographies, index)
    if by_number and (citation_format == "numeric" or (citation_format == "auto" and by_number.share >= numbered.MAIN_SHARE)):
        main = "numeric"
        typed = numbered.resolve(by_number, blocks, index)
    elif main == "author-date":
        typed = author_date.Pass(blocks, manuscript.text, index).run(author_date.places(blocks, index))
    elif main == "author":
        typed, problems = _unflooded(Pass(manuscript, blocks, index).run(places))
    resolutions = tuple(sorted((*keyed, *typed), key=lambda r: (r.cite.start, r.cite.end)))
    citations = tuple({id(r.citation): r.citation for r in resolutions}.values())
    return Document(manuscript, main, citations, resolutions, bibliographies, problems)


def _keyed(citation: Citation, cite: Cite, index: Index) -> Resolution:
    number = index.by_id.get(cite.citekey)
    if number is None:
        return Resolution(cite, citation, "missing", why=f"no entry has the key {cite.citekey}")
    return Resolution(cite, citation, "resolved", (index.entries[number].reference.id,), why=f"citekey {cite.citekey}")


def _searched(manuscript: Manuscript, printed: list[Span]) -> tuple[Block, ...]:
    """The blocks outside the printed lists."""
    spans = sorted(printed)
    starts = [s.start for s in spans]

    def listed(block: Block) -> bool:
        at = bisect_right(starts, block.start) - 1
        return at >= 0 and block.start < spans[at].end

    return tuple(b for b in manuscript.blocks if not listed(b))


def _format(places: list[Place], keyed: bool, index: Index) -> CitationFormat | Literal[""]:
    """The citation format that most of a manuscript's citations are of; empty where that cannot be told."""
    dated = paged = 0
    for place in places:
        for cite, found in zip(place.citation.cites, place.found, strict=True):
            if found:
                year = found.kind == "names+year" or _begins_with_year(cite, found.entries, index)
                dated, paged = dated + year, paged + (not year)
    numbered = sum(1 for e in index.entries if e.reference.number)
    if numbered > len(index.entries) / 2 or (dated >= DATED_LEAST and dated > paged * DATED_SHARE):
        return "citekey" if keyed else "author-date"
    return "author" if paged or (index.entries and not keyed) else "citekey" if keyed else ""


def _begins_with_year(cite: Cite, entries: tuple[int, ...], index: Index) -> bool:
    """Whether what looks like a locator is the year of the work."""
    return cite.locator is not None and any(
        (year := index.entries[n].year[:4]) and cite.locator.text.startswith(year) for n in entries
    )


def _unflooded(resolutions: list[Resolution]) -> tuple[list[Resolution], tuple[Problem, ...]]:
    """A list that was not understood is reported once, not as a flood of missing works."""
    missing = {
        core_of(r.cite).casefold()
        for r in resolutions
        if r.verdict == "missing" and r.citation.place in ("parenthesis", "bracket")
    }
    cited = {r.references for r in resolutions if r.references}
    if len(missing) < FLOOD_LEAST or len(missing) <= FLOOD_SHARE * (len(missing) + len(cited)):
        return resolutions, ()
    first = next(r for r in resolutions if r.verdict == "missing")
    message = (
        f"{len(missing)} of the {len(missing) + len(cited)} works cited are not in the bibliography; "
        "it may have been misread, or be another manuscript's"
    )
    why = "the bibliography fits too few of the citations"
    kept = [replace(r, verdict="undecided", why=why) if r.verdict == "missing" else r for r in resolutions]
    return kept, (Problem("DOC906", Span(first.cite.start, first.cite.end), message),)
