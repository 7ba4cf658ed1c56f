"""Which stretch of a manuscript each of its printed lists is for: a chapter, or all of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from citecheck.bibliographies import list_headings
from citecheck.bibliographies.list_headings import ListRegion
from citecheck.model import Bibliography, Block, PrintedList, Reference, Span

_LEAST_TEXT = 40  # characters of a paragraph between two lists that belong to two chapters


def assign(
    lists: Sequence[PrintedList],
    regions: Sequence[ListRegion],
    blocks: Sequence[Block],
    references: Sequence[Reference],
) -> list[PrintedList]:
    """The lists, each with its chapter; without one where it serves the whole manuscript.

    Each chapter's list lies in a section of its own, one beside the other; or lists stand under the same heading, at
    the same level, with text between them. Numbers begin again in each.
    """
    chapters = _in_sections(lists, regions, blocks) or _between_lists(lists, regions, blocks)
    chosen = sorted(chapters)
    if len(chosen) < 2 or _counts_on([lists[n] for n in chosen], references):
        return list(lists)
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


def entries(bibliography: Bibliography) -> list[tuple[Reference, ...]]:
    """The entries of each list of a bibliography."""
    starts = [one.start for one in bibliography.lists]
    found: list[list[Reference]] = [[] for _ in starts]
    for reference in bibliography.references:
        at = bisect_right(starts, reference.start) - 1
        if at >= 0 and reference.start < bibliography.lists[at].end:
            found[at].append(reference)
    return [tuple(references) for references in found]


def _in_sections(
    lists: Sequence[PrintedList], regions: Sequence[ListRegion], blocks: Sequence[Block]
) -> dict[int, Span]:
    """The chapters that are sections of one level, each with text and a list of its own at its end."""
    parents: dict[int, list[int]] = {}
    for n, region in enumerate(regions):
        if (parent := _parent(region.heading, blocks)) >= 0:
            parents.setdefault(parent, []).append(n)
    levels: dict[int, list[int]] = {}
    for parent, own in parents.items():
        if _text_between(blocks[parent].start, lists[own[0]].start, blocks) and not _is_appendix(blocks[parent]):
            levels.setdefault(blocks[parent].level, []).append(parent)
    chosen = max(levels.values(), key=len, default=[])
    if len(chosen) < 2:
        return {}
    end = max(b.end for b in blocks)
    return {n: Span(blocks[p].start, _section_end(p, blocks, end)) for p in chosen for n in parents[p]}


def _is_appendix(heading: Block) -> bool:
    return list_headings.heading_kind(heading.prose) == "end"


def _between_lists(
    lists: Sequence[PrintedList], regions: Sequence[ListRegion], blocks: Sequence[Block]
) -> dict[int, Span]:
    """The chapters that end with lists of one heading and level, from the list before on."""
    groups: dict[tuple[str, int], list[int]] = {}
    for n, region in enumerate(regions):
        heading = blocks[region.heading]
        level = heading.level if heading.kind == "heading" else 0
        found = groups.setdefault((list_headings.plain(heading.prose.partition("\n")[0]), level), [])
        if _text_between(lists[found[-1]].end if found else 0, lists[n].start, blocks):
            found.append(n)
    chosen = max(groups.values(), key=len, default=[])
    ends = [0, *(lists[n].end for n in chosen)]
    return {n: Span(start, lists[n].end) for start, n in zip(ends, chosen, strict=False)}


def _text_between(start: int, end: int, blocks: Sequence[Block]) -> bool:
    return any(
        b.kind in ("paragraph", "quote", "item") and start <= b.start < end and len(b.prose) >= _LEAST_TEXT
        for b in blocks
    )


def _counts_on(lists: Sequence[PrintedList], references: Sequence[Reference]) -> bool:
    """Whether the lists are numbered, and none begins again."""
    numbers = [
        {int(r.number) for r in references if one.start <= r.start < one.end and r.number.isdigit()} for one in lists
    ]
    return all(numbers) and all(a.isdisjoint(b) for a, b in pairwise(numbers))


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
