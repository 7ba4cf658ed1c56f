"""What a printed list adds to a .bib of the same works: the numbers, labels, letters and names that texts cite by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from citecheck.bibliographies.pairing_match import pairs
from citecheck.bibliographies.printed_labels import bracketed
from citecheck.model import Bibliography, Listed, Name, Reference
from citecheck.text import years
from citecheck.text.scripts import words


def paired(bibliographies: Sequence[Bibliography], printed: Bibliography) -> tuple[Bibliography, ...]:
    """The bibliographies with what a printed list says of the same works; one it says nothing of, as given.

    The printed list, which is among them without its entries, gets `listed` in place of those.
    """
    references = list(chain.from_iterable(b.references for b in bibliographies))
    if not references:
        return tuple(bibliographies)
    meant = pairs(printed.references, references)
    entries = {id(references[other]): printed.references[entry] for entry, other in sorted(meant.items(), reverse=True)}
    listed = tuple(
        Listed(e.start, e.end, e.number, bracketed(e, printed.text), references[meant[n]].id if n in meant else "")
        for n, e in enumerate(printed.references)
        if e.number or e.shorthand
    )
    return tuple(
        replace(b, listed=listed) if b.printed and b.path == printed.path and listed else _with_print(b, entries)
        for b in bibliographies
    )


def _with_print(bibliography: Bibliography, entries: dict[int, Reference]) -> Bibliography:
    found = tuple(_as_printed(r, entries[id(r)]) if id(r) in entries else r for r in bibliography.references)
    if all(one is other for one, other in zip(found, bibliography.references, strict=True)):
        return bibliography
    return replace(bibliography, references=found)


def _as_printed(reference: Reference, printed: Reference) -> Reference:
    """A reference with the marks, the year and the names under which a list prints it."""
    return replace(
        reference,
        number=printed.number or reference.number,
        shorthand=reference.shorthand or printed.shorthand,
        year=_year(reference.year, printed.year),
        names_short=reference.names_short or _names(reference, printed),
        printed=printed.raw,
        others=reference.others or (printed.others and len(printed.names) >= len(reference.names)),
    )


def _year(year: str, printed: str) -> str:
    """The year of a work, or the same with the letter that tells it apart in print, or the one that only print has."""
    if not years.is_dated(year):
        return printed or year
    return printed if year.isdigit() and printed[: len(year)] == year and printed[len(year) :].isalpha() else year


def _names(reference: Reference, printed: Reference) -> tuple[Name, ...]:
    """The names under which a list files a work, where they are others than its own: the body, and not its editors."""
    own = {" ".join(words(n.family)) for n in reference.names}
    first = " ".join(words(printed.names[0].family)) if printed.names else ""
    return printed.names if first and first not in own else ()
