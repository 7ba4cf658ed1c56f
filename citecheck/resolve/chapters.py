"""Chapters with lists of their own: each is resolved by itself, against its lists and those of the whole manuscript."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.model import Bibliography, Block, PrintedList, Resolution, Span

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
    spans = sorted({one.chapter for one in own.lists if one.chapter})
    shared = [one for one in own.lists if one.chapter is None]
    found: list[Chapter] = []
    for span, inside in _shared_out(blocks, spans):
        lists = [one for one in own.lists if span in spans and one.chapter == span] + shared
        against = tuple(_within(own, lists) if b is own and lists else b for b in bibliographies)
        ids = _within(own, [one for one in lists if one.chapter]).references if len(lists) > len(shared) else ()
        found.append(Chapter(span, inside, against, bool(lists), frozenset(r.id for r in ids)))
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


def _within(bibliography: Bibliography, lists: Sequence[PrintedList]) -> Bibliography:
    references = (r for r in bibliography.references if any(one.start <= r.start < one.end for one in lists))
    return replace(bibliography, references=tuple(references), lists=tuple(lists))


def _shared_out(blocks: Sequence[Block], spans: Sequence[Span]) -> list[tuple[Span, tuple[Block, ...]]]:
    """The blocks of each chapter, and of what stands outside them; a note belongs where it is called."""
    ends = sorted({0, *(s.start for s in spans), *(s.end for s in spans)})
    by_start = {s.start: s for s in spans}
    called = {m.target: b.start for b in reversed(blocks) for m in b.marks if m.kind == "noteref"}
    inside: dict[int, list[Block]] = {}
    for block in blocks:
        at = called.get(block.marker, block.start) if block.kind == "note" else block.start
        inside.setdefault(ends[bisect_right(ends, at) - 1], []).append(block)
    last = max((b.end for b in blocks), default=0)
    return [
        (
            by_start.get(start) or Span(start, min((e for e in ends if e > start), default=max(last, start))),
            tuple(found),
        )
        for start, found in sorted(inside.items())
    ]


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
