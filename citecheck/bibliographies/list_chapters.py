"""Which stretch of a manuscript each of its printed lists is for: a chapter, or all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from citecheck.bibliographies import list_headings
from citecheck.bibliographies.list_headings import ListRegion
from citecheck.model import Block, PrintedList, Reference, Span

_LEAST_TEXT = 40  # characters of a paragraph between two lists that belong to two chapters


def assign(
    lists: Sequence[PrintedList], regions: Sequence[ListRegion], blocks: Sequence[Block], references: Sequence[Reference]
) -> list[PrintedList]:
    """The lists, each with its chapter; without one where it serves the whole manuscript.

    Lists of chapters stand under the same heading, at the same level, with text between them, and numbers begin again in
    each. Where they lie in sections of the chapters, those tell where a chapter begins and ends; else the lists do.
    """
    chosen = _repeated(lists, regions, blocks)
    if len(chosen) < 2 or _counts_on([lists[n] for n in chosen], references):
        return list(lists)
    chapters = _chapters(chosen, lists, regions, blocks)
    spans = [chapters[n] for n in chosen]
    return [
        PrintedList(
            one.start,
            one.end,
            one.promises_cited,
            chapters.get(n) or next((s for s in spans if s.start <= one.start < s.end), None),
        )
        for n, one in enumerate(lists)
    ]


def _repeated(
    lists: Sequence[PrintedList], regions: Sequence[ListRegion], blocks: Sequence[Block]
) -> list[int]:
    """The lists that stand under the heading and at the level that most lists have, those without text between aside."""
    groups: dict[tuple[str, int], list[int]] = {}
    for n, region in enumerate(regions):
        heading = blocks[region.heading]
        level = heading.level if heading.kind == "heading" else 0
        found = groups.setdefault((list_headings.plain(heading.prose.partition("\n")[0]), level), [])
        if not found or _text_between(lists[found[-1]].end, lists[n].start, blocks):
            found.append(n)
    return max(groups.values(), key=len, default=[])


def _text_between(start: int, end: int, blocks: Sequence[Block]) -> bool:
    return any(
        b.kind in ("paragraph", "quote", "item") and start <= b.start < end and len(b.prose) >= _LEAST_TEXT for b in blocks
    )


def _counts_on(lists: Sequence[PrintedList], references: Sequence[Reference]) -> bool:
    """Whether the lists are numbered, and none begins again."""
    numbers = [
        {int(r.number) for r in references if one.start <= r.start < one.end and r.number.isdigit()} for one in lists
    ]
    return all(numbers) and all(a.isdisjoint(b) for a, b in pairwise(numbers))


def _chapters(
    chosen: Sequence[int], lists: Sequence[PrintedList], regions: Sequence[ListRegion], blocks: Sequence[Block]
) -> dict[int, Span]:
    """The chapter of each list: the section that it lies in, or what stands between the list before and its end."""
    parents = {n: _parent(regions[n].heading, blocks) for n in chosen}
    nested = all(p >= 0 for p in parents.values()) and len(set(parents.values())) == len(chosen)
    end = max(b.end for b in blocks)
    if nested:
        return {n: Span(blocks[p].start, _section_end(p, blocks, end)) for n, p in parents.items()}
    ends = [0, *(lists[n].end for n in chosen)]
    return {n: Span(start, lists[n].end) for start, n in zip(ends, chosen, strict=False)}


def _parent(heading: int, blocks: Sequence[Block]) -> int:
    """The heading of the section that a list's heading stands in; -1 where there is none."""
    level = blocks[heading].level if blocks[heading].kind == "heading" else 0
    for n in range(heading - 1, -1, -1):
        if blocks[n].kind == "heading" and blocks[n].level < level:
            return n
    return -1


def _section_end(heading: int, blocks: Sequence[Block], end: int) -> int:
    level = blocks[heading].level
    following = (b.start for b in blocks[heading + 1 :] if b.kind == "heading" and b.level <= level)
    return next(following, end)
