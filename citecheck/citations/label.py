"""Citations by label: `[Mar10]`, `[RHM+19, S. 12; Ree04]`, `[Marsh 2010]` (CSL citation format `label`).

Finds whatever stands in square brackets; which of it is a label, the list decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from citecheck.citations import groups
from citecheck.model import Block, Citation, Cite, Locator
from citecheck.text import locators, spans
from citecheck.text.patterns import pattern

# see · vgl. auch · e.g., — up to three words before a label
_LEAD = pattern(r"(?:(?:[^\W\d_]{1,12}\.?|[^\W\d_]\.\s?[^\W\d_]\.),?\s+){0,3}(?=\S)")
_WORD, _MOST_LEADING = pattern(r"[^\W\d_][\w.]{0,12},?\s+"), 3
# , p. 12 · : 12 · , S. 3 f. · , p12; not: , Ree04
_TO_LOCATOR = pattern(
    r"\s?[,:]\s?(?=(?:[^\W\d_]{1,10}(?:\.\s?|\s)|pp?|[sS]|§{1,2}|¶)?\s?(?:\d|[ivxlcIVXLC]{1,7}(?![^\W_])))"
)
# RHM+19 · Mar10a · KrBh · Marsh 2010 · Okoro & Weir 2009 · Abel et al. 1994
_LABEL = pattern(
    r"[^\W_][\w+*.&/:'’-]{0,30}(?:(?:\s(?:&|and|und|et|y)\s[^\W\d_][\w'’-]{0,30}|\set\sal\.?)?\s\d{2,4}[a-z]?)?(?=[\s,;:]|$)"
)
_COMMA = pattern(r",\s?(?:(?:and|und|et|y|e)\s)?|\s(?:and|und|et|y|e|&)\s")


NONE = pattern(r"(?!)")  # what finds the labels of a list that prints none


def listed(labels: Iterable[str]) -> re.Pattern[str]:
    """What finds the labels of a list where they begin, however their words are spaced: `Okoro & Weir 2009`."""
    longest_first = sorted(labels, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, label.split())) for label in longest_first)
    return re.compile(rf"(?:{'|'.join(spaced)})(?=[\s,;:]|$)")


def extract(block: Block, known: re.Pattern[str], text: str) -> tuple[Citation, ...]:
    """All that may be citations by label in a block, in order of their place; `known` finds the labels of the list."""
    prose = block.prose
    if "[" not in prose or block.kind == "heading":
        return ()
    found = []
    for group in groups.groups(prose):
        if group.bracket == "[" and group.closed:
            cites = tuple(
                c
                for start, end in _items(prose, group.start, group.end, known)
                if (c := _cite(block, text, start, end, known))
            )
            if cites:
                outer = spans.to_source(block.map, group.start - 1, group.end + 1)
                found.append(Citation(outer.start, outer.end, cites, place="bracket", at=group.start))
    found.sort(key=lambda c: c.start)
    return tuple(found)


def _items(prose: str, start: int, end: int, known: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The items of a bracket: split at semicolons, and at commas and `and` that another label follows."""
    for low, high in groups.pieces(prose, start, end):
        begin = low
        for comma in _COMMA.finditer(prose, low, high):
            whole = known.match(prose, begin, high)
            if whole and whole.end() > comma.start():
                continue  # of a label: Okoro and Weir 2009
            after = _LABEL.match(prose, comma.end(), high)
            if known.match(prose, comma.end(), high) or (
                after
                and "," in comma[0]
                and any(c.isdigit() for c in after[0])
                and not after[0][0].isdigit()
                and not _TO_LOCATOR.match(prose, comma.start(), high)
            ):
                yield begin, comma.start()
                begin = comma.end()
        yield begin, high


def _label(prose: str, start: int, end: int, known: re.Pattern[str]) -> re.Match[str] | None:
    """The label of an item: one of the list, behind words that lead up to it or not; else what looks like one."""
    places = [start, *(m.end() for m in islice(_WORD.finditer(prose, start, end), _MOST_LEADING) if m.end() < end)]
    for at in places:
        if (found := known.match(prose, at, end)) and _ends(prose, found.end(), end):
            return found
    whole = _LABEL.match(prose, start, end)
    if whole and _ends(prose, whole.end(), end):
        return whole
    lead = _LEAD.match(prose, start, end)
    after = lead.end() if lead else start
    return known.match(prose, start, end) or (_LABEL.match(prose, after, end) if after > start else None)


def _ends(prose: str, at: int, end: int) -> bool:
    """Whether nothing but a locator follows."""
    return at == end or _TO_LOCATOR.match(prose, at, end) is not None


def _cite(block: Block, text: str, start: int, end: int, known: re.Pattern[str]) -> Cite | None:
    """One label with its locator."""
    prose = block.prose
    start, end = groups.trim(prose, start, end)
    found = _label(prose, start, end, known)
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
