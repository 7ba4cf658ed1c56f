"""Rules on entries that are there twice, or that share what should be theirs alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from citecheck.config import Config
from citecheck.model import Document, Finding, Fix, Reference
from citecheck.resolve.wording import short
from citecheck.rules import corrections
from citecheck.rules.project import Project, chapters, own, place_of, problems
from citecheck.text.scripts import fold, sound, word_tuple, words

_Key = TypeVar("_Key", bound=Hashable)
_MOST_TWINS = 20  # entries of one name, title and year that one is compared with
_LONG_TITLE = 3  # words; a shorter one without an author may be anybody's: Letters, Annual Report
# Fields in which two works of one author, title and year differ: volumes, parts of a series, editions, pages of a site.
_PARTS = ("volume", "issue", "pages")
_EDITIONS = ("isbn", "url", "language")


def duplicate_reference(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """Two entries for one work: the same DOI, or the same names, title and year.

    Citations of the work are split between them, and it is printed twice. Strike one, and cite the other.

    Bad:  Holm, Ingrid. *Stone and Water*. 1994. — and again further down
    Good: Holm, Ingrid. *Stone and Water*. 1994. — once
    """
    for bibliography, references in ((b, c) for b in own(document) for c in chapters(b)):
        found: dict[int, Reference] = {}
        entries = tuple({r.id: r for r in reversed(references)}.values())[::-1]
        order = {r.id: n for n, r in enumerate(entries)}
        for group in (*_groups(entries, _doi), *_groups(entries, _work), *_groups(entries, _printed)):
            for number, later in enumerate(group):
                for earlier in group[: min(number, _MOST_TWINS)]:
                    if same_work(earlier, later):
                        found.setdefault(order[later.id], earlier)
                        break
        for number in sorted(found):
            later, first = entries[number], found[number]
            yield Finding(
                later.start,
                later.end,
                f"({short(later)}) is listed twice; strike this entry or the other",
                (later.id, first.id),
                fix=_struck(later, first, document) if bibliography.printed else None,
                places=(place_of(first),),
            )


def _struck(later: Reference, first: Reference, document: Document) -> Fix | None:
    """Strike an entry that says word for word what another says; a number would count on."""
    if later.number or first.number or later.raw.split() != first.raw.split():
        return None
    return corrections.struck(later, document.manuscript.text)


def duplicate_citekey(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """Two entries of a bibliography have the same citekey.

    BibTeX uses the first and drops the other without a word, so that a citation may lead to the wrong work.

    Bad:  @book{holm1994, title = {Stone}} @book{holm1994, title = {Water}}
    Good: @book{holm1994a, title = {Stone}} @book{holm1994b, title = {Water}}
    """
    yield from problems(document, "BIB203")
    for bibliography in own(document):
        if bibliography.printed:
            continue
        for group in _groups(bibliography.references, lambda r: r.id):
            first = (place_of(group[0]),)
            message = f"the key {group[0].id} is taken by an entry above; only that one is used"
            for later in group[1:]:
                fix = _struck(later, group[0], document)
                yield Finding(later.start, later.end, message, (later.id,), fix=fix, places=first)


def label_conflict(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """Two different works have the same label.

    A citation by that label may mean either. Give one of them another.

    Bad:  Holm. *Stone*. 1994. (Holm, Stone) — Holm. *Stone Bridges*. 2001. (Holm, Stone)
    Good: Holm. *Stone*. 1994. (Holm, Stone) — Holm. *Stone Bridges*. 2001. (Holm, Bridges)
    """
    for references in (c for b in own(document) for c in chapters(b)):
        for group in _groups(references, lambda r: word_tuple(r.shorthand)):
            for later in group[1:]:
                first = group[0]
                if later.id != first.id and not same_work(first, later):
                    yield Finding(
                        later.start,
                        later.end,
                        f"the label ({later.shorthand}) already stands for another entry",
                        (later.id, first.id),
                        places=(place_of(first),),
                    )


def same_work(one: Reference, other: Reference) -> bool:
    """Whether two entries surely describe one work.

    Parts of a whole, volumes, translations, and works that the writer tells apart by a year's letter are not one.
    """
    if one.parent == other.id or other.parent == one.id or one.id in other.related or other.id in one.related:
        return False
    if _printed(one) and _printed(one) == _printed(other):
        return True
    if not _agree(one, other, _PARTS) or (one.year and other.year and one.year != other.year):
        return False
    if _doi(one) and _doi(other):
        return _doi(one) == _doi(other) and _title(one) == _title(other)
    same = _work(one) is not None and _work(one) == _work(other)
    return same and _agree(one, other, _EDITIONS) and _one_container(one, other) and _one_translation(one, other)


def _agree(one: Reference, other: Reference, fields: tuple[str, ...]) -> bool:
    """Whether no field that both entries have differs."""
    values = ((getattr(one, f), getattr(other, f)) for f in fields)
    return all(not a or not b or _plain(a) == _plain(b) for a, b in values)


def _one_container(one: Reference, other: Reference) -> bool:
    """Whether both stand in one journal or book, whose name may be romanised in two ways."""
    if not one.container or not other.container:
        return True
    return any(
        {sound(w) for w in words(a.container)} <= {sound(w) for w in words(f"{b.container} {b.raw}")}
        for a, b in ((one, other), (other, one))
    )


def _one_translation(one: Reference, other: Reference) -> bool:
    return [fold(n.family) for n in one.translators] == [fold(n.family) for n in other.translators]


def _plain(value: object) -> object:
    return fold(value).strip(" /.") if isinstance(value, str) else value


def _doi(reference: Reference) -> str | None:
    doi = reference.doi.casefold().strip()
    return doi[doi.find("10.") :] if "10." in doi else None


def _title(reference: Reference) -> tuple[str, ...]:
    return word_tuple(reference.title)


def _work(reference: Reference) -> tuple[object, ...] | None:
    """Names, title and year; none where they are too few to tell a work."""
    title = _title(reference)
    if not title or not reference.year or (not reference.names and len(title) < _LONG_TITLE):
        return None
    return tuple((fold(n.family), fold(n.given)[:1]) for n in reference.names), title, reference.year


def _printed(reference: Reference) -> tuple[str, ...] | None:
    """All words of an entry; none where they are too few to tell a work, or have no year."""
    said = word_tuple(reference.raw)
    return said if reference.year and len(said) > _LONG_TITLE else None


def _groups(references: Iterable[Reference], key: Callable[[Reference], _Key | None]) -> list[list[Reference]]:
    """The references that share a key, in groups of two and more."""
    groups: dict[_Key, list[Reference]] = {}
    for reference in references:
        if found := key(reference):
            groups.setdefault(found, []).append(reference)
    return [group for group in groups.values() if len(group) > 1]
