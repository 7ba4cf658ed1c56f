"""Where a manuscript may cite something, and what each place says by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from citecheck.citations import author
from citecheck.model import Block, Citation, Cite, Manuscript, Reading, Resolution, Verdict
from citecheck.resolve import candidates, cites, evidence, near
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Index
from citecheck.resolve.shapes import gloss
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern

MOST_COMMAS, LONGEST_PART = 12, 5  # commas looked at in one item, and in one work of it

_SEPARATOR = pattern(r",\s*(?:(?:and|und|et|y|&)\s)?|\s(?:and|und|et|y|&)\s")
_LAST_NAME = pattern(r"([^,;]{2,60}\s(?:and|und|et|y|&)\s[^,;]{2,40}),\s+(?=[^\W\d_])")  # Lee and Ray,
_NOTHING: frozenset[int] = frozenset()
Explain = Callable[[Cite], Explicit | None]


class Place(NamedTuple):
    """A citation where it stands: the number of its block and what each cite says by itself."""

    block: int
    citation: Citation
    found: tuple[Explicit | None, ...]
    narrative: bool = False
    bare: bool = False  # narrative pages whose author stands elsewhere


def in_brackets(
    manuscript: Manuscript,
    blocks: tuple[Block, ...],
    index: Index,
    taken: Mapping[int, frozenset[int]] = {},
    look: Look | None = None,
) -> list[Place]:
    """All that may be a typed citation in brackets, in order of place.

    `taken` tells of each block where the brackets begin that hold something else.
    """
    look = look or Look()
    given = manuscript.text, index, look
    here = (
        (look.block(_in_block, b, (taken.get(n, _NOTHING),), *given) for n, b in enumerate(blocks))
        if taken
        else look.each(_in_block, blocks, (_NOTHING,), *given)
    )
    return [Place(number, citation, found) for number, every in enumerate(here) for citation, found in every]


def _in_block(
    block: Block, taken: frozenset[int], text: str, index: Index, look: Look
) -> list[tuple[Citation, tuple[Explicit | None, ...]]]:
    def explain(cite: Cite) -> Explicit | None:
        return candidates.explicit(cite, index, look) if cite.readings else None

    here: list[Place] = []
    for citation in author.extract(block, text, taken):
        if not gloss(block.prose, citation):
            place = Place(0, citation, tuple(explain(c) for c in citation.cites))
            place = _split(place, block, text, explain, index)
            if citation.closed or all(f and c.locator for c, f in zip(place.citation.cites, place.found, strict=True)):
                _add(here, place)
    return [(place.citation, place.found) for place in here]


def _add(here: list[Place], place: Place) -> None:
    """Of a bracket within a bracket, keep the one that says something; the outer one where both or neither does."""
    last = here[-1] if here else None  # they come in order, and none of those kept overlap: no other can be meant
    if last is None or place.citation.start >= last.citation.end:
        here.append(place)
    elif any(place.found) and not any(last.found):
        here[-1] = place


def _split(place: Place, block: Block, text: str, explain: Explain, index: Index) -> Place:
    """`(Lee, Ray)`: where an item as a whole fits nothing but its parts do, the comma separates works."""
    cites: list[Cite] = []
    founds: list[Explicit | None] = []
    for cite, found in zip(place.citation.cites, place.found, strict=True):
        parts: list[tuple[Cite, Explicit | None]] = []
        if not found or cite.prose.count(",") > 1 or " and " in cite.prose:
            start = block.prose.find(cite.prose, place.citation.at)
            if not found or len(author.styled(block, start, start + len(cite.prose))) > 1:
                parts = _parts(cite, block, text, start, explain, index)
            if not found and not parts:
                parts = _behind_and(cite, block, text, start, explain)
        cites += [c for c, _ in parts] or [cite]
        founds += [f for _, f in parts] or [found]
    if len(cites) == len(place.found):
        return place
    return place._replace(citation=msgspec.structs.replace(place.citation, cites=tuple(cites)), found=tuple(founds))


def _behind_and(
    cite: Cite, block: Block, text: str, start: int, explain: Explain
) -> list[tuple[Cite, Explicit | None]]:
    """`(Lee and Ray, Holm et al.)`: one list of names has one `and`, before its last; what follows is another work."""
    joint = _LAST_NAME.match(cite.prose)
    if not joint:
        return []
    parts = [
        author.cite(block, text, start + a, start + b) for a, b in ((0, joint.end(1)), (joint.end(), len(cite.prose)))
    ]
    if not all(p and p.readings and p.readings[0].names for p in parts):
        return []
    first, second = ((p, explain(p)) for p in parts if p)
    names = second[0].readings[0]
    return [first, second] if names.others or len(names.names) > 1 else []


def _parts(
    cite: Cite, block: Block, text: str, start: int, explain: Explain, index: Index
) -> list[tuple[Cite, Explicit | None]]:
    """The works of an item that commas or `and` separate, each as long as fits; none where one fits nothing.

    But for a name with one letter wrong beside names that fit.
    """
    cuts = [m.span() for m in _SEPARATOR.finditer(cite.prose)][:MOST_COMMAS]
    edges = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(cite.prose)]
    out: list[tuple[Cite, Explicit | None]] = []
    first = 0
    while first < len(edges):
        longest = min(len(edges) - 1 - (first == 0), first + LONGEST_PART - 1)
        for last in range(longest, first - 1, -1):
            part = author.cite(block, text, start + edges[first], start + ends[last])
            found = explain(part) if part and part.readings else None
            if part and (_is_work(found) if found else first == last and _is_misspelt(part, index)):
                out.append((part, found))
                first = last + 1
                break
        else:
            return []
    fitting = [found for _, found in out if found]
    by_names = len(fitting) == len(out) or all(found.kind == "names" for found in fitting)
    return out if len(out) > 1 and fitting and by_names else []


def _is_misspelt(part: Cite, index: Index) -> bool:
    """Whether a part of an item is the name of an author with one letter wrong."""
    alone = bool(part.readings) and part.locator is None and part.prose.isalpha()
    close = near.near(part, index) if alone else []
    return bool(close) and close[0].differs == "name" and close[0].score >= near.ONE_LETTER


def _is_work(found: Explicit) -> bool:
    """Whether a part of an item names a work: by a title in its type, or by names that begin with its first author."""
    if found.kind == "names":
        return found.fit.names > evidence.OTHER_NAME
    return found.kind != "title" or bool(found.reading.styled)


def chapter_level(blocks: tuple[Block, ...]) -> int:
    """The level of the headings that part a manuscript: the highest one that occurs more than once."""
    levels = [b.level for b in blocks if b.kind == "heading"]
    return min((level for level in set(levels) if levels.count(level) > 1), default=min(levels, default=0))


def made(
    index: Index,
    cite: Cite,
    place: Place,
    verdict: Verdict,
    entries: tuple[int, ...],
    why: str,
    reading: Reading = cites.NOT_READ,
) -> Resolution:
    """A verdict on a cite of a place, by numbers of entries."""
    ids = tuple(index.entries[n].reference.id for n in entries)
    return Resolution(cite, place.citation, verdict, ids, why, reading)
