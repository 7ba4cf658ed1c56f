"""Names that fit no entry and stand in several brackets: what one of them shows is true of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from citecheck.model import Block, Cite
from citecheck.resolve import cites, numbers
from citecheck.resolve.places import Place
from citecheck.resolve.shapes import Shapes
from citecheck.text import gazetteer
from citecheck.text.scripts import word_tuple

Names = tuple[tuple[str, ...], ...]
_UNPAGED = 2  # works cited without a page that show that the manuscript does so
_Judged = Callable[[Cite, Place], bool]


def names_of(cite: Cite) -> Names:
    """The names that a cite consists of, folded; none of one that names a title or a year."""
    reading = cites.likeliest(cite)
    return () if reading.title or reading.year else tuple(word_tuple(n) for n in reading.names)


def cited(
    places: Iterable[Place],
    blocks: Sequence[Block],
    shapes: Shapes,
    is_word: Callable[[str], bool],
    is_missing: _Judged,
) -> frozenset[Names]:
    """The names of works that are missing from the list, as at least one of several brackets shows."""
    groups: dict[Names, list[tuple[Cite, Place]]] = {}
    for place in places:
        for cite, found in zip(place.citation.cites, place.found, strict=True):
            if found is None and not place.narrative and (names := names_of(cite)):
                groups.setdefault(names, []).append((cite, place))
    return frozenset(
        names
        for names, group in groups.items()
        if len(group) > 1
        and (likely := [(c, p) for c, p in group if shapes.plausible(c)])
        and (any(is_missing(c, p) for c, p in likely) or _end_sentences(names, likely, blocks, shapes, is_word))
    )


def _end_sentences(
    names: Names,
    group: list[tuple[Cite, Place]],
    blocks: Sequence[Block],
    shapes: Shapes,
    is_word: Callable[[str], bool],
) -> bool:
    """Whether a name alone ends several sentences, not behind what it might explain, and is no word and no place.

    A gloss explains its word once; a source is given wherever it is drawn on.
    """
    told = [shapes.fit[form, False] for form in ("name", "names", "title")]
    if len(names) != 1 or sum(told) < _UNPAGED:
        return False
    ends = [
        (blocks[p.block].prose[: p.citation.at - 1].split() or [""])[-1]
        for c, p in group
        if c.locator is None and numbers.ends_sentence(blocks[p.block].prose, p.citation.at)
    ]
    last = names[0][-1]
    return (
        len(ends) > 1
        and any(word.islower() for word in ends)
        and last not in gazetteer.NAMES
        and not is_word(group[0][0].readings[0].names[0].split()[-1])
    )
