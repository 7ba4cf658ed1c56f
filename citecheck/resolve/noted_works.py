"""The bibliography of a manuscript that has none: the works that its notes cite in full, each at its first place."""

from __future__ import annotations

from msgspec.structs import replace

from citecheck.bibliographies import entry_ids, entry_imprint, entry_year
from citecheck.model import Bibliography, Block, Manuscript, Name, Reference
from citecheck.resolve import full_notes
from citecheck.resolve.full_notes import Full
from citecheck.resolve.index import significant
from citecheck.text import spans
from citecheck.text.scripts import fold, words

LEAST = 3  # works cited in full that show a manuscript to define its works in notes
_MOST_TWINS = 20  # works of one title that another is compared with
_LONG = 3  # words of a title that are enough to tell a work by


def parse(manuscript: Manuscript) -> Bibliography | None:
    """The works that notes define; None where they are too few for a manuscript that cites so (Chicago 17 §14.19)."""
    notes = [b for b in manuscript.blocks if b.kind == "note"]
    if len(notes) < LEAST:
        return None
    works: dict[tuple[str, ...], list[Reference]] = {}
    found: list[Reference] = []
    before: tuple[Name, ...] = ()
    known: dict[str, tuple[Name, ...]] = {}
    weak = 0
    for block in notes:
        fulls, before = full_notes.find(block, before)
        for full in fulls:
            reference = _reference(full, block, manuscript, known)
            key = tuple(words(reference.title))
            if not key or any(
                _same(reference, other) for other in works.get(significant(key)[:_LONG], ())[:_MOST_TWINS]
            ):
                continue
            works.setdefault(significant(key)[:_LONG], []).append(reference)
            found.append(reference)
            weak += full.weak
            if reference.names:
                known.setdefault(fold(reference.names[0].family), reference.names)
    if len(found) - weak < LEAST:
        return None
    ids = entry_ids.assign(found)
    references = tuple(replace(r, id=i) for r, i in zip(found, ids, strict=True))
    return Bibliography(manuscript.path, manuscript.text, references, printed=True, noted=True)


def _reference(full: Full, block: Block, manuscript: Manuscript, known: dict[str, tuple[Name, ...]]) -> Reference:
    text, title = full.entry.text, full.title
    imprint = entry_imprint.read(full.entry, title, entry_year.mask(text))
    editors, translators = entry_imprint.people(text, title.rest)
    who = full.names
    if len(who) == 1 and not who[0].given:
        who = known.get(fold(who[0].family), who)
    where = spans.widen(manuscript.text, block.map, full.start, full.end)
    printed = " ".join(text[title.start : title.end].split())
    colon = min((at for at in (printed.find(": "), printed.find(". ")) if at > 2), default=len(printed))
    return Reference(
        "",
        manuscript.path,
        where.start,
        where.end,
        raw=" ".join(text.split()),
        type=entry_imprint.kind(text, title.styled, imprint),
        names=who or editors,
        editors=editors,
        translators=translators,
        others=full.others,
        title=printed,
        title_short=printed[:colon],
        container=imprint.container,
        publisher=imprint.publisher,
        place=imprint.place,
        year=imprint.year,
        volume=imprint.volume,
        issue=imprint.issue,
        shorthand=full.label,
        doi=imprint.doi,
        isbn=imprint.isbn,
        url=imprint.url,
    )


def _same(one: Reference, other: Reference) -> bool:
    """Whether a work is cited in full once more: the same title and year, and the same author where both have one."""
    first, second = significant(tuple(words(one.title))), significant(tuple(words(other.title)))
    shorter = min(len(first), len(second))
    if first[:shorter] != second[:shorter] or (first != second and shorter < _LONG):
        return False
    if one.names and other.names and fold(one.names[0].family) != fold(other.names[0].family):
        return False
    if one.year and other.year and one.year != other.year:
        return False
    contained = len(first) < _LONG and one.container and other.container
    return not contained or words(one.container) == words(other.container)
