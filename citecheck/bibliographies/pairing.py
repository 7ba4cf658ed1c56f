"""Which entry of a printed list describes which reference of a .bib: they share what each of them leaves out.

A list prints the numbers and labels by which a manuscript cites; a .bib has not got them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from citecheck.model import Bibliography, Reference
from citecheck.text.scripts import words

_KEY = 4  # words of a title by which it is looked up
_RARE = 1  # words that a title by itself must have where its author stands beside it


def numbered(bibliographies: Sequence[Bibliography], printed: Bibliography) -> tuple[Bibliography, ...]:
    """Bibliographies with the numbers and labels that a printed list gives the same works; equal where it has none."""
    entries = [r for r in printed.references if r.number or r.shorthand]
    if not entries:
        return tuple(bibliographies)
    pairs = {id(meant): entry for entry, meant in _pairs(entries, [r for b in bibliographies for r in b.references])}
    return tuple(
        replace(b, references=tuple(_with_marks(r, pairs.get(id(r))) for r in b.references)) for b in bibliographies
    )


def _with_marks(reference: Reference, printed: Reference | None) -> Reference:
    if printed is None:
        return reference
    return replace(reference, number=printed.number, shorthand=reference.shorthand or printed.shorthand)


def _pairs(printed: Iterable[Reference], others: Sequence[Reference]) -> Iterable[tuple[Reference, Reference]]:
    """Each printed entry with the reference that it describes: the same DOI, else the title, author and year in it."""
    by_doi = {r.doi.casefold(): r for r in reversed(others) if r.doi}
    by_title: dict[tuple[str, ...], list[Reference]] = {}
    by_name: dict[str, list[Reference]] = {}
    for reference in others:
        if title := tuple(words(reference.title)):
            by_title.setdefault(title[:_KEY], []).append(reference)
        for name in reference.names[:1]:
            by_name.setdefault(" ".join(words(name.family)), []).append(reference)
    taken: set[int] = set()
    for entry in printed:
        said = words(entry.raw)
        candidates = [by_doi[entry.doi.casefold()]] if entry.doi and entry.doi.casefold() in by_doi else []
        candidates = candidates or _titled(said, by_title) or _named(entry, by_name)
        meant = max((c for c in candidates if id(c) not in taken), key=lambda c: _agreement(said, c), default=None)
        if meant is not None and _agreement(said, meant) > _RARE:
            taken.add(id(meant))
            yield entry, meant


def _titled(said: list[str], by_title: dict[tuple[str, ...], list[Reference]]) -> list[Reference]:
    """The references whose title begins somewhere in an entry."""
    return [
        r
        for at in range(len(said))
        for size in range(1, _KEY + 1)
        for r in by_title.get(tuple(said[at : at + size]), ())
        if size == _KEY or len(words(r.title)) == size
    ]


def _named(entry: Reference, by_name: dict[str, list[Reference]]) -> list[Reference]:
    """The references by the first author of an entry."""
    return [r for name in entry.names[:1] for r in by_name.get(" ".join(words(name.family)), ())]


def _agreement(said: list[str], reference: Reference) -> float:
    """How much of a reference stands in an entry: the share of its title's words, its authors, year, volume, pages."""
    known = set(said)
    title = words(reference.title)
    families = [w for n in reference.names for w in words(n.family)]
    pages = [str(p) for span in reference.pages for p in span[:1]]
    parts = [
        2 * sum(w in known for w in title) / len(title) if title else 0.0,
        sum(w in known for w in families[:3]) / min(len(families), 3) if families else 0.0,
        float(bool(reference.year) and reference.year[:4] in known),
        0.5 * (bool(reference.volume) and reference.volume in known),
        0.5 * any(p in known for p in pages),
    ]
    return sum(parts)
