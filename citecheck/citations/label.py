"""Citations by label: `[Mar10]`, `[RHM+19, S. 12; Ree04]`, `[Marsh 2010]` (CSL citation format `label`).

Finds whatever stands in square brackets; which of it is a label, the list decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.citations import groups
from citecheck.model import Block, Citation, Cite, Locator
from citecheck.text import locators, spans
from citecheck.text.patterns import pattern

# see · vgl. auch · e.g., — up to three words before a label
_LEAD = pattern(r"(?:[^\W\d_]{1,12}\.?,?\s+){0,3}(?=\S)")
# , p. 12 · : 12 · , S. 3 f.
_TO_LOCATOR = pattern(r"\s?[,:]\s?(?=(?:(?![^\W\d_a-z]{2})[^\W\d_]{1,10}(?:\.|(?=\s))|§{1,2}|¶)?\s?[\divxlc])")
# RHM+19 · Mar10a · KrBh · Marsh 2010
_LABEL = pattern(r"[^\W_][\w+*.&/:'’-]{0,30}(?:\s\d{2,4}[a-z]?)?(?=[\s,;:]|$)")
_COMMA = pattern(r",\s?")


def extract(block: Block, text: str) -> tuple[Citation, ...]:
    """All that may be citations by label in a block, in order of their place."""
    prose = block.prose
    if "[" not in prose or block.kind == "heading":
        return ()
    found = []
    for group in groups.groups(prose):
        if group.bracket == "[" and group.closed:
            cites = tuple(
                c for start, end in _items(prose, group.start, group.end) if (c := _cite(block, text, start, end))
            )
            if cites:
                outer = spans.to_source(block.map, group.start - 1, group.end + 1)
                found.append(Citation(outer.start, outer.end, cites, place="bracket", at=group.start))
    found.sort(key=lambda c: c.start)
    return tuple(found)


def _items(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a bracket: split at semicolons, and at commas that another label follows."""
    for low, high in groups.pieces(prose, start, end):
        begin = low
        for comma in _COMMA.finditer(prose, low, high):
            after = _LABEL.match(prose, comma.end(), high)
            if (
                after
                and any(c.isdigit() for c in after[0])
                and not after[0][0].isdigit()
                and not _TO_LOCATOR.match(prose, comma.start(), high)
            ):
                yield begin, comma.start()
                begin = comma.end()
        yield begin, high


def _cite(block: Block, text: str, start: int, end: int) -> Cite | None:
    """One label with its locator."""
    prose = block.prose
    start, end = groups.trim(prose, start, end)
    found = _LABEL.match(prose, start, end)
    if not found or (found.end() < end and not _TO_LOCATOR.match(prose, found.end(), end)):
        lead = _LEAD.match(prose, start, end)
        found = _LABEL.match(prose, lead.end(), end) if lead and lead.end() > start else None
    if not found:
        return None
    stop, locator = found.end(), None
    joint = _TO_LOCATOR.match(prose, stop, end)
    tail = locators.tail(prose[joint.end() : end]) if joint else None
    if joint and tail and tail.starts[0] == 0:
        stop = joint.end() + tail.end
        where = spans.to_source(block.map, joint.end(), stop)
        words = prose[joint.end() : stop]
        locator = Locator(words, where.start, where.end, locators.ranges(words))
    where = spans.to_source(block.map, found.start(), stop)
    return Cite(
        where.start,
        where.end,
        text[where.start : where.end],
        "label",
        prose=prose[found.start() : stop],
        locator=locator,
        locator_at=joint.end() - found.start() if joint and locator else -1,
        prefix=prose[start : found.start()].strip(),
    )


def label_of(cite: Cite) -> str:
    """The label without its locator."""
    return cite.prose if cite.locator_at < 0 else cite.prose[: cite.locator_at].rstrip(" ,:")
