"""The rule on the order in which a numbered list is cited: one summary finding a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from citecheck.config import Config
from citecheck.model import Document, Finding, Resolution
from citecheck.rules.project import Project, sections
from citecheck.rules.summary import MOST_NAMED, places

_LEAST, _MOSTLY = (
    8,
    0.8,
)  # numbers cited, and the share of them that is in order, in a list that counts them as they come
_ASIDE = ("cell", "note", "heading")  # tables, captions and notes are set where there is room


def citation_order(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A work of a list that is numbered as it is cited is cited before one with a smaller number.

    Journals number works in the order of their first citation (Vancouver, IEEE), and send back what is not. One
    finding stands for all such numbers. Lists in the order of the alphabet, and numbers in tables, are left alone.

    Bad:  … as in [1], [2] and [5]. Later the tolls fell [3, 4].
    Good: … as in [1], [2] and [3]. Later the tolls fell [4, 5].
    """
    for part, kind in sections(document):
        if kind == "numeric":
            yield from _in_section(part)


def _in_section(document: Document) -> Iterator[Finding]:
    firsts = _firsts(document)
    if len(firsts) < _LEAST:
        return
    late = _out_of_order([n for n, _ in firsts])
    if not late or len(late) > (1 - _MOSTLY) * len(firsts):
        return
    cites = [(number, resolution.cite) for at, (number, resolution) in enumerate(firsts) if at in late]
    said = [f"{number} is first cited {_where(at, firsts)}" for at, (number, _) in enumerate(firsts) if at in late]
    more = f"; and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
    _, first = cites[0]
    yield Finding(
        first.start,
        first.end,
        f"the list is numbered as works are cited, but {'; '.join(said[:MOST_NAMED])}{more}",
        places=places(document, [(c.start, c.end, why) for (_, c), why in zip(cites, said, strict=True)]),
    )


def _firsts(document: Document) -> list[tuple[int, Resolution]]:
    """Each number with its first citation in the text, in that order."""
    blocks = document.manuscript.blocks
    starts = [b.start for b in blocks]
    seen: set[int] = set()
    aside: set[int] = set()
    found: list[tuple[int, Resolution]] = []
    for resolution in document.resolutions:
        if resolution.cite.number is None or resolution.verdict != "resolved":
            continue
        first, last = resolution.cite.number
        block = blocks[bisect_right(starts, resolution.cite.start) - 1]
        for number in range(first, last + 1):
            if block.kind in _ASIDE:
                aside.add(number)
            elif number not in seen and number not in aside:
                seen.add(number)
                found.append((number, resolution))
    return found


def _out_of_order(numbers: Sequence[int]) -> set[int]:
    """The places of numbers that do not belong to the longest run that rises."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        size = bisect_left(ends, number)
        before.append(at_end[size - 1] if size else -1)
        ends[size : size + 1] = [number]
        at_end[size : size + 1] = [at]
    rising: set[int] = set()
    at = at_end[-1] if at_end else -1
    while at >= 0:
        rising.add(at)
        at = before[at]
    return set(range(len(numbers))) - rising


def _where(at: int, firsts: Sequence[tuple[int, Resolution]]) -> str:
    """`before 3`, or `after 9`."""
    number = firsts[at][0]
    smaller = [n for n, _ in firsts[at + 1 :] if n < number]
    return f"before {min(smaller)}" if smaller else f"after {max(n for n, _ in firsts[:at])}"
