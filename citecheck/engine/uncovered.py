"""Whether a manuscript without any bibliography cites at all."""

from __future__ import annotations

from citecheck import registry
from citecheck.model import Block, Citation, Cite, Manuscript, Span
from citecheck.text.patterns import pattern

_LEAST = 2  # one parenthesis may look like a citation by accident
# A parenthesis that a number ends, the cheapest sign that it is worth a look: (Holm, *Stone* 30)
_WORTH_A_LOOK = pattern(r"\d[^()\d]{0,3}\)")


def first_citation(manuscript: Manuscript) -> Span | None:
    """Where the first citation stands, if there are several that name an author, a title and a page."""
    extract = registry.load(registry.CITATIONS["author"], "extract")
    found: list[Citation] = []
    for block in manuscript.blocks:
        if _WORTH_A_LOOK.search(block.prose):
            found += (c for c in extract(block, manuscript.text) if _cites(c, block))
            if len(found) >= _LEAST:
                return Span(found[0].start, found[0].end)
    return None


def _cites(citation: Citation, block: Block) -> bool:
    return citation.closed and citation.place in ("parenthesis", "bracket") and any(_is_full(c) for c in citation.cites)


def _is_full(cite: Cite) -> bool:
    """`Holm, *Stone* 30`: names, a title that is set as one, and a page; a comma alone may be a gloss."""
    return cite.locator is not None and any(r.names and r.title and r.styled for r in cite.readings)
