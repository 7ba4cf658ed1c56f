"""Citations by author and year: a verdict on every cite, in one pass (CSL citation format `author-date`)."""

from __future__ import annotations

from msgspec import Struct

from citecheck.citations import author_date
from citecheck.citations.author_date import Dated, Found
from citecheck.model import Block, Citation, Cite, Reading, Resolution, Verdict
from citecheck.resolve import candidates, dated, evidence, wording
from citecheck.resolve.dated import Fit
from citecheck.resolve.index import Index
from citecheck.text import spans, years
from citecheck.text.scripts import fold


class Place(Struct, frozen=True):
    """A citation, the number of its block, and what each cite fits by itself."""

    block: int
    found: Found
    fits: tuple[Fit | None, ...]


def places(blocks: tuple[Block, ...], index: Index) -> list[Place]:
    """All that may be a citation by author and year, in the order of the text."""
    return [
        Place(number, found, tuple(dated.fit(d, index) for d in found.cites))
        for number, block in enumerate(blocks)
        for found in author_date.extract(block)
    ]


class Pass:
    """One pass through the citations of a manuscript."""

    def __init__(self, blocks: tuple[Block, ...], text: str, index: Index) -> None:
        self.blocks, self.text, self.index = blocks, text, index

    def run(self, found: list[Place]) -> list[Resolution]:
        """The verdicts, in order of place."""
        out: list[Resolution] = []
        for place in found:
            out += self._citation(place)
        return out

    def _citation(self, place: Place) -> list[Resolution]:
        block = self.blocks[place.block]
        judged = [
            (cite, self._verdict(d, f, place))
            for d, f in zip(place.found.cites, place.fits, strict=True)
            if (cite := self._cite(d, f, block))
        ]
        kept = [(c, v) for c, v in judged if v]
        if not kept:
            return []
        bounds = spans.to_source(block.map, max(place.found.start - place.found.bracketed, 0), place.found.end + place.found.bracketed)
        start = min(bounds.start, kept[0][0].start)
        where = "note" if block.kind == "note" else "parenthesis" if place.found.bracketed else "text"
        citation = Citation(start, bounds.end, tuple(c for c, _ in kept), place=where, at=place.found.start)
        return [
            Resolution(c, citation, v[0], tuple(self.index.entries[n].reference.id for n in v[1]), v[2], v[3]) for c, v in kept
        ]

    def _cite(self, one: Dated, fit: Fit | None, block: Block) -> Cite:
        start = one.start if one.follows or fit is None else fit.start
        where = spans.widen(self.text, block.map, start, one.end)
        return Cite(
            where.start,
            where.end,
            self.text[where.start : where.end],
            "author-date",
            prose=block.prose[start : one.end],
            readings=one.readings,
            locator=one.locator,
            mode="author-in-text" if one.narrative else "normal",
        )

    def _verdict(self, one: Dated, fit: Fit | None, place: Place) -> tuple[Verdict, tuple[int, ...], str, Reading] | None:
        if fit:
            entries = fit.entries
            if len(entries) > 1 and candidates.same_work(entries, self.index):
                entries = entries[:1]
            if not place.found.bracketed and fit.quality[0] < evidence.FIRST_NAMES:
                return None
            if len(entries) == 1:
                what = wording.short(self.index.entries[entries[0]].reference)
                return "resolved", entries, f"author and year: {what}", fit.reading
            by = wording.told_apart(*wording.distinction(entries, self.index))
            return "ambiguous", entries, f"{len(entries)} works fit equally{by}", fit.reading
        return None
