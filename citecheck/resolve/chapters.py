"""Chapters with lists of their own: each is resolved by itself, against its lists and those of the whole manuscript."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.bibliographies import list_chapters
from citecheck.model import Bibliography, Block, PrintedList, Reference, Resolution, Span

ELSEWHERE = "only the list of another chapter has it"
SURE = ("resolved", "context", "mismatch")
# Works that a chapter cites from the lists of others, of all: more are a manuscript that reads its lists as one.
_MOST_ELSEWHERE = 0.15


class Chapter(Struct, frozen=True):
    """A stretch of a manuscript, its blocks, and what its citations are resolved against.

    `listed` is False where it has no list of its own, and none serves the whole manuscript.
    """

    span: Span
    blocks: tuple[Block, ...]
    bibliographies: tuple[Bibliography, ...]
    listed: bool = True
    own: frozenset[str] = frozenset()  # the ids of its own lists


def split(blocks: Sequence[Block], bibliographies: Sequence[Bibliography], path: str) -> list[Chapter]:
    """The chapters of a manuscript and what stands between them; none where its lists serve all of it."""
    own = next((b for b in bibliographies if b.path == path and any(one.chapter for one in b.lists)), None)
    if own is None or not own.references:
        return []
    listed = list(zip(own.lists, list_chapters.entries(own), strict=True))
    shared = [pair for pair in listed if pair[0].chapter is None]
    by_chapter: dict[Span, list[tuple[PrintedList, tuple[Reference, ...]]]] = {}
    for pair in listed:
        if pair[0].chapter:
            by_chapter.setdefault(pair[0].chapter, []).append(pair)
    found: list[Chapter] = []
    for span, inside in _shared_out(blocks, sorted(by_chapter)):
        its = by_chapter.get(span, [])
        against = tuple(_within(own, its + shared) if b is own and (its or shared) else b for b in bibliographies)
        ids = frozenset(r.id for _, references in its for r in references)
        found.append(Chapter(span, inside, against, bool(its or shared), ids))
    return found


def own_first(found: Sequence[Resolution], own: frozenset[str]) -> list[Resolution]:
    """The verdicts of a chapter: what its own list and that of the whole book fit equally is in its own."""

    def judged(one: Resolution) -> Resolution:
        inside = tuple(i for i in one.references if i in own)
        if one.verdict != "ambiguous" or not inside or len(inside) == len(one.references):
            return one
        if len(inside) == 1:
            return replace(one, verdict="resolved", references=inside, why="in the list of this chapter", suggestion="")
        return replace(one, references=inside)

    return [judged(one) for one in found]


def _within(own: Bibliography, kept: Sequence[tuple[PrintedList, tuple[Reference, ...]]]) -> Bibliography:
    """A bibliography with some of its lists, in the order of the text."""
    kept = sorted(kept, key=lambda pair: pair[0].start)
    references = tuple(r for _, entries in kept for r in entries)
    return replace(own, references=references, lists=tuple(one for one, _ in kept))


def _shared_out(blocks: Sequence[Block], spans: Sequence[Span]) -> list[tuple[Span, tuple[Block, ...]]]:
    """The blocks of each chapter, and of what stands outside them; a note belongs where it is called."""
    ends = sorted({0, *(s.start for s in spans), *(s.end for s in spans)})
    by_start = {s.start: s for s in spans}
    called = {m.target: b.start for b in reversed(blocks) for m in b.marks if m.kind == "noteref"}
    inside: dict[int, list[Block]] = {}
    for block in blocks:
        at = called.get(block.marker, block.start) if block.kind == "note" else block.start
        inside.setdefault(bisect_right(ends, at) - 1, []).append(block)
    last = max((b.end for b in blocks), default=0)
    following = [*ends[1:], max(last, ends[-1])]
    return [(by_start.get(ends[n]) or Span(ends[n], following[n]), tuple(found)) for n, found in sorted(inside.items())]


def elsewhere(own: dict[int, list[Resolution]], everywhere: dict[int, list[Resolution]]) -> dict[int, list[Resolution]]:
    """The verdicts on the citations of each chapter, where what its own lists have not got is looked for in the others.

    Chapters of several writers stand by themselves: where hardly anything is listed in another chapter only, it is
    missing in this one.
    """
    listed = {(n, i) for n, found in own.items() for r in found if r.verdict in SURE for i in r.references}
    others = {
        (n, r.cite.start): r for n, found in everywhere.items() for r in found if r.verdict in SURE and r.references
    }
    lacking = {
        (n, i)
        for n, found in own.items()
        for r in found
        if r.verdict == "missing" and (other := others.get((n, r.cite.start)))
        for i in other.references
    }
    alone = len(lacking) <= max(1, _MOST_ELSEWHERE * (len(listed) + len(lacking)))

    def judged(number: int, one: Resolution) -> Resolution:
        other = others.get((number, one.cite.start)) if one.verdict == "missing" and not one.cite.number else None
        if other is None:
            return one
        if not alone:
            return replace(other, why=f"{other.why}, in the list of another chapter")
        return replace(one, why=ELSEWHERE, nearest=other.references)

    return {n: [judged(n, r) for r in found] for n, found in own.items()}
