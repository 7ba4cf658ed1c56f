"""Evidence and suggestions in the writer's words."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.model import Reference
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Index

_MOST_PARTS = 4  # of several things, those that a message names
KINDS = {
    "label": "label “{label}”",
    "names+title": "author and title: {short}",
    "names+year": "author and year: {short}",
    "names": "the only work listed under {names}",
    "title": "title: {short}",
}


def names_of(reference: Reference) -> str:
    """The names as a citation gives them: `Lee`, `Lee and Ray`, `Lee et al.`"""
    families = [f"{n.particle} {n.family}".strip() for n in reference.names]
    if not families:
        return ""
    if len(families) > 3 or reference.others:
        return f"{families[0]} et al."
    return (
        families[0]
        if len(families) == 1
        else ", ".join(families[:-1]) + f"{',' if len(families) > 2 else ''} and {families[-1]}"
    )


def short_title(reference: Reference, words: int = 6) -> str:
    """The short title, cut to some words."""
    title = (reference.title_short or reference.title).split()
    return " ".join(title[:words]) + ("…" if len(title) > words else "")


def short(reference: Reference) -> str:
    """A reference in a few words: its label, else names and short title."""
    if reference.shorthand:
        return reference.shorthand
    names, title = names_of(reference), short_title(reference)
    return ", ".join(part for part in (names, title) if part) or reference.id


def short_dated(reference: Reference) -> str:
    """A reference in a few words, with its year: `Marsh, Floods of the Vale, 1987`."""
    return ", ".join(part for part in (short(reference), reference.year) if part)


def joined(names: Sequence[str], others: bool = False) -> str:
    """Names as a sentence gives them: `Marsh`, `Marsh and Reed`, `Marsh, Reed and Holm`, `Marsh et al.`"""
    if others or len(names) < 2:
        return ", ".join(names) + (" et al." if others else "")
    return f"{', '.join(names[:-1])} and {names[-1]}"


def why(found: Explicit, index: Index) -> str:
    """Why a cite was taken for an entry."""
    reference = index.entries[found.entries[0]].reference
    families = index.entries[found.entries[0]].families
    if found.kind == "names" and families and len(index.by_family[families[0]]) > 1:
        return f"names agree with {short(reference)}"
    return KINDS[found.kind].format(
        label=found.reading.title, short=short(reference), names=names_of(reference) or short_title(reference)
    )


def distinction(numbers: tuple[int, ...], index: Index) -> tuple[str, list[str]]:
    """The smallest thing that tells entries apart, and it for each entry: `first name`, `title`, `year`."""
    references = [index.entries[n].reference for n in numbers]
    givens = [r.names[0].given if r.names else "" for r in references]
    initials = [g[:1] for g in givens]
    if len(set(initials)) == len(references) and all(initials):
        return "first name", [f"{i}. {r.names[0].family}" for i, r in zip(initials, references, strict=True)]
    if len({names_of(r) for r in references}) == len(references) and all(r.names for r in references):
        return "names", [names_of(r) for r in references]
    titles = [_telling(r, [o for o in references if o is not r]) for r in references]
    if all(titles):
        return "title", titles
    years = [r.year for r in references]
    if len(set(years)) == len(references) and all(years):
        return "year", years
    return "", [short(r) for r in references]


def dated_apart(numbers: tuple[int, ...], year: str, index: Index) -> str:
    """What would tell works of one year apart: their letters, more of their names, an initial, or letters to come."""
    references = [index.entries[n].reference for n in numbers]
    printed = list(dict.fromkeys(r.year for r in references))
    if len(printed) == len(references) and all(y[4:].isalpha() for y in printed):
        return f"; write {' or '.join(printed[:_MOST_PARTS])}"
    families = {r.names[0].family for r in references if r.names}
    what, parts = distinction(numbers, index)
    if what in ("first name", "names"):
        return told_apart(what, parts)
    if len(families) == 1 and (more := _more_names(references)):
        return told_apart("names", more)
    if year[-1:].isalpha() and not any(y[4:].isalpha() for y in printed):
        return "; the list prints no letters behind its years"
    if len(references) > _MOST_PARTS or not year or year[-1].isalpha():
        return told_apart(what, parts)
    letters = " and ".join(
        (", ".join(year + c for c in "abcd"[: len(references) - 1]), year + "abcd"[len(references) - 1])
    )
    return f"; tell them apart by letters, {letters}, in the list and here"


def _more_names(references: list[Reference]) -> list[str]:
    """The fewest leading names that tell references apart (APA 7 §8.18); empty where all have the same."""
    chains = [[n.family for n in r.names] for r in references]
    for size in range(2, max(map(len, chains)) + 1):
        heads = [tuple(chain[:size]) for chain in chains]
        if len(set(heads)) == len(heads):
            return [joined(h, len(h) < len(c)) for h, c in zip(heads, chains, strict=True)]
    return []


def times(number: int) -> str:
    """How often: `twice`, `3 times`."""
    return "twice" if number == 2 else f"{number} times"


def told_apart(what: str, parts: list[str]) -> str:
    """`; the year tells them apart: “1990”, “1994”`; nothing where nothing does."""
    verb = "tell" if what == "names" else "tells"
    return f"; the {what} {verb} them apart: {', '.join(f'“{p}”' for p in parts[:_MOST_PARTS])}" if what else ""


def _telling(reference: Reference, others: list[Reference]) -> str:
    """The fewest leading words of a title that no other title begins with; at least one that says something."""
    title = (reference.title_short or reference.title).split()
    small = {"a", "an", "the", "of", "on", "in", "and", "der", "die", "das", "le", "la", "les", "el", "il"}
    rest = [[w.lower().strip(".,:;“”\"'") for w in (o.title_short or o.title).split()] for o in others]
    for size in range(1, min(len(title), 12) + 1):
        part = [w.lower().strip(".,:;“”\"'") for w in title[:size]]
        if part[-1] in small:
            continue
        if all(other[:size] != part for other in rest):
            return " ".join(title[:size]).strip('.,:;“”"')
    return ""
