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
from citecheck.resolve import author_date, labelled, notes, numbered
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Index, build
from citecheck.resolve.judge import Pass
from citecheck.resolve.places import in_brackets
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
    typed, problems, main = _typed(manuscript, blocks, bibliographies, index, citation_format, bool(keyed))
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


def _typed(
    manuscript: Manuscript,
    blocks: tuple[Block, ...],
    bibliographies: tuple[Bibliography, ...],
    index: Index,
    asked: Format,
    keyed: bool,
) -> tuple[list[Resolution], tuple[Problem, ...], CitationFormat | Literal[""]]:
    """The typed citations, in the format that most of them are of."""
    auto = asked == "auto"
    by_number = numbered.numbering(blocks, manuscript.text, bibliographies, index) if asked in ("auto", "numeric") else None
    if by_number and (not auto or by_number.share >= numbered.MAIN_SHARE):
        return numbered.resolve(by_number, blocks, index), (), "numeric"
    by_label = labelled.labelling(blocks, manuscript.text, bibliographies, index) if asked in ("auto", "label") else None
    if by_label and (not auto or by_label.share >= labelled.CITED_SHARE):
        return labelled.resolve(by_label, index), (), "label"
    by_year = author_date.places(blocks, index) if index.entries and asked in ("auto", "author-date") else []
    places = in_brackets(manuscript, blocks, index) if index.entries and asked in ("auto", "author") else []
    dated = sum(f is not None for p in by_year for f in p.fits)
    paged = sum(1 for p in places for c, f in zip(p.citation.cites, p.found, strict=True) if f and not _dated(c, f, index))
    in_notes = notes.noted(blocks, index) if index.entries and asked in ("auto", "note") else []
    titled = sum(len(n.hits) for n in in_notes)
    bracketed = sum(1 for p in places if p.citation.place != "note" for f in p.found if f and f.kind != "title")
    if asked == "note" or (auto and titled >= notes.LEAST and titled > max(dated, bracketed)):
        return (*_unflooded(notes.Pass(blocks, manuscript.text, index).run(in_notes)), "note")
    if asked == "author-date" or (auto and dated >= DATED_LEAST and dated > paged * DATED_SHARE):
        found = author_date.Pass(blocks, manuscript.text, index).run(by_year)
        return (*_unflooded(found), "author-date")
    if asked == "author" or (auto and (paged or (index.entries and not keyed))):
        return (*_unflooded(Pass(manuscript, blocks, index).run(places)), "author")
    return [], (), ("citekey" if keyed else "") if auto else asked


def _dated(cite: Cite, found: Explicit, index: Index) -> bool:
    """Whether a cite that fits by its names goes on with the year of the work."""
    return found.kind == "names+year" or (
        cite.locator is not None
        and any((year := index.entries[n].year[:4]) and cite.locator.text.startswith(year) for n in found.entries)
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
