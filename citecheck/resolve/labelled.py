"""Citations by label, held against the labels that the list prints (CSL citation format `label`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from citecheck.bibliographies.printed_labels import bracketed
from citecheck.citations import label
from citecheck.citations.label import label_of
from citecheck.model import Bibliography, Block, Citation, Cite, Reading, Resolution
from citecheck.resolve import made_labels
from citecheck.resolve.index import Index
from citecheck.resolve.shapes import MONTHS, PARTS
from citecheck.resolve.wording import short_title, times
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

LISTED_SHARE, CITED_SHARE, LEAST = 0.6, 0.25, 2
_ALIKE, _NEAREST = 70, 3
_HEAD = 12  # characters beside which a label stands at the head of an entry: bullets, spaces, brackets
_MOSTLY = 0.5  # the share of the labels that are made in one way where the others are misprints of it
# Mar10 · RHM+19a · MAR 10 — labels made of the letters of names and of years
_LETTERED = pattern(r"(?P<letters>[^\W\d_]{1,12})(?:\+?[-:]?|\s)(?P<figures>\d{2,4})[a-z]?")
# Marsh 2010 · Okoro & Weir 2009a · Abel et al. 1994 — of names and years
_NAMED = pattern(
    r"(?P<name>[^\W\d_a-z][\w'’-]{1,30})(?:\s(?:\W|[^\W\d_]{1,3})\s[^\W\d_][\w'’-]{1,30}|\set\sal\.?)?\s\d{4}[a-z]?"
)

_MAYBE = pattern(r"\[[^\[\]\n]{0,60}?[^\W\d_]\+?\d\d[a-z]?[],;:]")  # [Mar10] · [see RHM+19, p. 3]


class Labelling(Struct, frozen=True):
    """The labels of a list, and what of a manuscript may cite them.

    A label without entries is one whose reference cannot be told.
    """

    labels: dict[str, tuple[int, ...]]
    found: tuple[Citation, ...]
    share: float  # of the labels that are cited
    made: bool = False  # by a style, and printed nowhere


def labelling(
    blocks: tuple[Block, ...],
    text: str,
    bibliographies: Iterable[Bibliography],
    index: Index,
    look: Look | None = None,
) -> Labelling | None:
    """How a manuscript cites by label; None where its list has no labels in square brackets."""
    labels: dict[str, tuple[int, ...]] = {}
    size = 0
    for name, entries in _listed(bibliographies, index):
        size += 1
        if name:
            labels[name] = (*labels.get(name, ()), *entries)
    if not size:
        return _made(blocks, text, index)
    if len(labels) < LISTED_SHARE * size or not labels:
        return None
    known = label.listed(labels)
    look = look or Look()
    found = tuple(c for every in look.each(label.extract, blocks, (known,), text) for c in every)
    cited = {name for c in found for cite in c.cites if (name := label_of(cite)) in labels}
    return Labelling(labels, found, len(cited) / len(labels) if len(cited) >= min(LEAST, len(labels)) else 0.0)


def _made(blocks: tuple[Block, ...], text: str, index: Index) -> Labelling | None:
    """Citations by labels that a style makes, where no list prints any."""
    if not index.entries or not _MAYBE.search(text):
        return None
    found = tuple(c for block in blocks for c in label.extract(block, label.NONE, text))
    labels = made_labels.labels((label_of(cite) for c in found for cite in c.cites), index)
    return Labelling(labels, found, 1.0, made=True) if labels else None


def _listed(bibliographies: Iterable[Bibliography], index: Index) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The label of each printed entry, empty where it has none, and the number of the reference that it is of."""
    at = 0
    for bibliography in bibliographies:
        for one in bibliography.listed:
            yield one.label, (index.by_id[one.reference],) if one.reference in index.by_id else ()
        for number, reference in enumerate(bibliography.references, start=at):
            if bibliography.printed:
                yield bracketed(reference, bibliography.text), (number,)
        at += len(bibliography.references)


def resolve(labels: Labelling, index: Index) -> list[Resolution]:
    """A verdict on each citation by label, in the order of the text."""
    made = _is_lettered if labels.made else _made_so(labels.labels)
    judged = (_resolution(cite, c, labels, index, made) for c in labels.found for cite in c.cites)
    return [one for one in judged if one]


def _is_lettered(name: str) -> bool:
    return _LETTERED.fullmatch(name) is not None


def _made_so(labels: Iterable[str]) -> Callable[[str], bool]:
    """What tells whether a text is made as most labels are: of as many letters and figures, or of names and years."""
    names = tuple(labels)
    lettered = [found for name in names if (found := _LETTERED.fullmatch(name))]
    if len(lettered) > _MOSTLY * len(names):
        sizes = [len(found["letters"]) for found in lettered]
        figures = {len(found["figures"]) for found in lettered}
        capital = all(found["letters"][0].isupper() for found in lettered)
        known = {name.casefold() for name in names}

        def is_lettered(text: str) -> bool:
            found = _LETTERED.fullmatch(text)
            if not found or (capital and not text[0].isupper() and text.casefold() not in known):
                return False
            return len(found["figures"]) in figures and min(sizes) <= len(found["letters"]) <= max(sizes) + 1

        return is_lettered
    if sum(_NAMED.fullmatch(name) is not None for name in names) > _MOSTLY * len(names):
        return lambda text: bool((found := _NAMED.fullmatch(text)) and fold(found["name"]) not in MONTHS | PARTS)
    return lambda text: False


def _resolution(
    cite: Cite, citation: Citation, labels: Labelling, index: Index, made: Callable[[str], bool]
) -> Resolution | None:
    name = label_of(cite)
    reading = Reading(title=name)
    entries = labels.labels.get(name, ())
    ids = tuple(index.entries[n].reference.id for n in entries)
    if len(ids) == 1:
        what = short_title(index.entries[entries[0]].reference)
        return Resolution(cite, citation, "resolved", ids, f"label {name}: {what}", reading)
    if ids:
        why = f"{len(ids)} entries; the list has the label {name} {times(len(ids))}"
        return Resolution(cite, citation, "ambiguous", ids, why, reading)
    if name in labels.labels:
        return Resolution(cite, citation, "undecided", (), f"which work the label {name} is of cannot be told", reading)
    if not made(name):
        return None
    if labels.made:
        return Resolution(cite, citation, "undecided", (), f"no entry surely makes the label {name}", reading)
    near = tuple(index.entries[labels.labels[n][0]].reference.id for n in _nearest(name, labels))
    return Resolution(cite, citation, "missing", why=f"no entry has the label {name}", reading=reading, nearest=near)


def _nearest(name: str, labels: Labelling) -> list[str]:
    from rapidfuzz import fuzz, process

    known = [n for n, entries in labels.labels.items() if entries]
    found = process.extract(name, known, scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_ALIKE)
    return [near for near, _, _ in found]
