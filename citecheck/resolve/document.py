"""A manuscript and its bibliographies: what every citation refers to."""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from citecheck.citations import citekey
from citecheck.model import (
    Bibliography,
    Block,
    Citation,
    Cite,
    Document,
    Manuscript,
    Problem,
    Resolution,
    Span,
)
from citecheck.resolve.formats import Format, Typed, recognised
from citecheck.resolve.index import Index, build
from citecheck.resolve.shapes import core_of

# Of distinct works cited, the share that is missing when a list was not understood, and the least number of them.
FLOOD_SHARE, FLOOD_LEAST = 0.2, 5


def resolve_document(
    manuscript: Manuscript,
    bibliographies: tuple[Bibliography, ...],
    *,
    citation_format: Format = "auto",
    index: Index | None = None,
) -> Document:
    """The citations of a manuscript, resolved against its bibliographies; `auto` recognises the citation format.

    `index` is that of the bibliographies, where several manuscripts share it.
    """
    index = index or build(bibliographies)
    keyed = [_keyed(citation, cite, index) for citation in citekey.extract(manuscript) for cite in citation.cites]
    blocks = _searched(
        manuscript, [s for b in bibliographies if b.printed and b.path == manuscript.path for s in b.spans]
    )
    prose = Typed(manuscript, blocks, bibliographies, index)
    main = recognised(prose, keyed=bool(keyed)) if citation_format == "auto" else citation_format
    typed, problems = _unflooded(prose.resolved(main))
    resolutions = tuple(sorted((*keyed, *typed), key=lambda r: (r.cite.start, r.cite.end)))
    citations = tuple({id(r.citation): r.citation for r in resolutions}.values())
    return Document(manuscript, main or ("citekey" if keyed else ""), citations, resolutions, bibliographies, problems)


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


def _work(resolution: Resolution) -> object:
    """What a missing cite names: names and year, a title, a number."""
    reading = resolution.reading
    if resolution.cite.format in ("author-date", "numeric", "label", "note"):
        return resolution.cite.number or (reading.names, reading.year, reading.title)
    return core_of(resolution.cite).casefold()


def _unflooded(resolutions: list[Resolution]) -> tuple[list[Resolution], tuple[Problem, ...]]:
    """A list that was not understood is reported once, not as a flood of missing works."""
    missing = {
        _work(r) for r in resolutions if r.verdict == "missing" and r.citation.place in ("parenthesis", "bracket")
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
