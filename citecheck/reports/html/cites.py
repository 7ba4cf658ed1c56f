"""Every cite with its address in the report: which block holds it, and which works it may mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct

from citecheck.model import Block, Document, Reference, Resolution, Run
from citecheck.reports.html.chapters import Outline
from citecheck.reports.html.works import Catalogue
from citecheck.reports.places import line_tables
from citecheck.reports.printable import one_line

NOWHERE = -1


class Citing(Struct, frozen=True):
    """A cite as the report shows it; `block` is its place among the document's blocks, or `NOWHERE`."""

    number: int
    found: Resolution
    works: tuple[int, ...]
    line: int
    chapter: int
    block: int

    @property
    def id(self) -> str:
        """What leads to it."""
        return f"c{self.number}"

    @property
    def words(self) -> str:
        """Its locator, or where it has none its text: what an index of citations gives."""
        cite = self.found.cite
        return one_line(cite.locator.text if cite.locator else cite.prose or cite.text, 60)


class Blocks(Struct, frozen=True):
    """The blocks of a document by place; `listed` are those that belong to an entry of its printed list."""

    starts: list[int]
    ends: list[int]
    listed: frozenset[int]

    def holding(self, start: int, end: int) -> int:
        """The innermost block shown around a stretch of source."""
        at = bisect_right(self.starts, start)
        for place in range(at - 1, max(-1, at - 60), -1):
            if self.ends[place] >= end and place not in self.listed:
                return place
        return NOWHERE


def blocks_of(document: Document) -> Blocks:
    """The blocks of a document, looked up by place."""
    blocks = document.manuscript.blocks
    starts = [b.start for b in blocks]
    listed: set[int] = set()
    for bibliography in document.bibliographies:
        if bibliography.printed and bibliography.path == document.manuscript.path:
            listed.update(_listed(blocks, starts, bibliography.references))
    return Blocks(starts, [b.end for b in blocks], frozenset(listed))


def _listed(blocks: tuple[Block, ...], starts: list[int], references: tuple[Reference, ...]) -> Iterator[int]:
    for reference in references:
        first = max(0, bisect_right(starts, reference.start) - 1)
        for place in range(first, bisect_left(starts, reference.end)):
            block = blocks[place]
            if block.kind != "heading" and reference.start < block.end and block.start < reference.end:
                yield place


def numbered(run: Run, works: Catalogue, outlines: list[Outline], tables: list[Blocks]) -> list[list[Citing]]:
    """The cites of each document, numbered through from 1. One that overlaps the cite before it stands nowhere."""
    of = line_tables(run)
    number = 0
    found: list[list[Citing]] = []
    for document, outline, table in zip(run.documents, outlines, tables, strict=True):
        locate = of(document.manuscript.path)
        cites: list[Citing] = []
        done = 0
        for resolution in document.resolutions:
            cite = resolution.cite
            number += 1
            block = table.holding(cite.start, cite.end) if cite.start >= done else NOWHERE
            done = max(done, cite.end)
            meant = (works.number(r) for r in works.meant(document, resolution.references))
            numbers = tuple(n for n in meant if n)
            line, chapter = locate(cite.start)[0], outline.chapter(cite.start)
            cites.append(Citing(number, resolution, numbers, line, chapter, block))
        found.append(cites)
    return found
