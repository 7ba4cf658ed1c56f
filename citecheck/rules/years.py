"""The rule on letters behind years: `2010a`, `2010b`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citecheck.config import Config
from citecheck.model import Document, Finding, Reference, Resolution
from citecheck.resolve.wording import short
from citecheck.rules.project import Project, chapters, has_problem, listed, own, place_of
from citecheck.text.scripts import fold

_BY_YEAR = ("author-date", "author", "note")  # in numbered and labelled lists a letter behind a year means nothing


def year_suffix(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A letter behind a year that the list has not got, or that stands there without another one beside it.

    Letters tell the works of one author and year apart (APA 7 §8.19, Chicago 17 §15.20). One that leads to no entry
    leaves the reader to guess; one without its fellow tells of a work that was forgotten, or struck.

    Bad:  (Weir, 2005c)
    Good: (Weir, 2005b)
    """
    if has_problem(document, "DOC902", "DOC904", "DOC906"):
        return
    for resolution in document.resolutions:
        if not _letter(resolution.reading.year):
            continue
        if entries := other_letters(resolution, listed(project, document, resolution.nearest)):
            yield _cited(resolution, entries)
        elif resolution.verdict == "resolved" and len(resolution.references) == 1:
            for entry in listed(project, document, resolution.references):
                if entry.year == resolution.reading.year[:4]:
                    yield _cited(resolution, [entry])
    if document.citation_format in _BY_YEAR:
        yield from _alone(document)


def other_letters(resolution: Resolution, near: list[Reference]) -> list[Reference]:
    """The works of the same author and year under other letters, where a citation names a letter that none has."""
    year = resolution.reading.year
    if resolution.verdict != "missing" or not _letter(year) or not resolution.reading.names:
        return []
    name = fold(resolution.reading.names[0]).split()[-1]
    return [r for r in near if r.year[:4] == year[:4] and r.names and fold(r.names[0].family).split()[-1:] == [name]]


def _letter(year: str) -> str:
    return year[4:] if year[:4].isdigit() and year[4:].isalpha() else ""


def _cited(resolution: Resolution, entries: list[Reference]) -> Finding:
    cite = resolution.cite
    have = " and ".join(sorted(r.year for r in entries))
    by = resolution.reading.names[0] if resolution.reading.names else resolution.reading.title
    return Finding(
        cite.start,
        cite.end,
        f"no work by {by} has the year {resolution.reading.year}; the list has {have}",
        tuple(r.id for r in entries),
        places=tuple(place_of(r) for r in entries),
    )


def _alone(document: Document) -> Iterator[Finding]:
    """Entries with a letter whose author has no other work of the year."""
    for references in (c for b in own(document) for c in chapters(b)):
        years: dict[tuple[str, str], list[Reference]] = defaultdict(list)
        for reference in references:
            if reference.names and reference.year[:4].isdigit():
                years[fold(reference.names[0].family), reference.year[:4]].append(reference)
        for (_, year), group in years.items():
            if len(group) == 1 and (letter := _letter(group[0].year)) and group[0].year in group[0].raw:
                yield Finding(
                    group[0].start,
                    group[0].end,
                    f"({short(group[0])}) has the letter {letter}, but no other work of {year} by its author is listed",
                    (group[0].id,),
                )
