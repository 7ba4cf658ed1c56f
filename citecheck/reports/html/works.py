"""The list of works: each entry once, as it is printed, and where it is cited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from markupsafe import Markup, escape
from msgspec import Struct

from citecheck.model import Bibliography, Document, Name, Reference, Run
from citecheck.reports.html.text import Marks, clean, linked, safe_address, woven
from citecheck.reports.printable import one_line, shown_path
from citecheck.resolve.wording import short
from citecheck.text.spans import to_prose

LONGEST_ENTRY = 1200
_SURE = ("resolved", "context", "mismatch")
_PARTS = ("article", "chapter", "incollection", "inproceedings", "inbook", "paper", "entry")  # titles set in quotes

Key = tuple[str, str]  # path of the bibliography, id


class Shelf(Struct, frozen=True):
    """A bibliography and those of its entries that the report lists; `others` of it are neither cited nor spoken of."""

    id: str
    title: str
    bibliography: Bibliography
    listed: tuple[Reference, ...]
    others: int = 0


class Catalogue(Struct, frozen=True):
    """All works listed, numbered from 1 in the order of the shelves."""

    shelves: tuple[Shelf, ...]
    numbers: dict[Key, int]
    references: dict[str, dict[str, Reference]]  # path of a document -> what its ids and aliases stand for

    def number(self, reference: Reference) -> int:
        """The number of a work, 0 where it is not listed."""
        return self.numbers.get((reference.path, reference.id), 0)

    def meant(self, document: Document, ids: Iterable[str]) -> list[Reference]:
        """The works that ids in a document stand for."""
        known = self.references.get(document.manuscript.path, {})
        return list({(r.path, r.id): r for i in ids if (r := known.get(i))}.values())


def catalogue(run: Run) -> Catalogue:
    """The works to list: a printed list whole, of a .bib what is cited or spoken of."""
    tables = {d.manuscript.path: _by_id(d.bibliographies) for d in run.documents}
    spoken = set(_spoken(run, tables))
    shelves: list[Shelf] = []
    numbers: dict[Key, int] = {}
    for place, bibliography in enumerate(run.bibliographies, start=1):
        entries = bibliography.references
        kept = entries if bibliography.printed else sorted((r for r in entries if _key(r) in spoken), key=_filed)
        title = _heading(run, bibliography) or shown_path(bibliography.path)
        shelves.append(Shelf(f"list{place}", title, bibliography, tuple(kept), len(entries) - len(kept)))
        for reference in kept:
            numbers.setdefault(_key(reference), len(numbers) + 1)
    return Catalogue(tuple(shelves), numbers, tables)


def _key(reference: Reference) -> Key:
    return reference.path, reference.id


def _filed(reference: Reference) -> tuple[str, str, str, str]:
    """Where a bibliography would have an entry: by names, year and title."""
    names = " ".join(f"{n.family} {n.given}" for n in reference.names) or reference.title
    return names.casefold(), reference.year, reference.title.casefold(), reference.id


def _by_id(lists: tuple[Bibliography, ...]) -> dict[str, Reference]:
    """References by id, else by alias; of several the first."""
    found: dict[str, Reference] = {}
    for bibliography in lists:
        for reference in bibliography.references:
            found.setdefault(reference.id, reference)
    for reference in tuple(found.values()):
        for alias in reference.aliases:
            found.setdefault(alias, reference)
    return found


def _spoken(run: Run, tables: dict[str, dict[str, Reference]]) -> Iterator[Key]:
    """The works that a citation may mean or a finding speaks of."""
    for document in run.documents:
        known = tables[document.manuscript.path]
        for found in document.resolutions:
            yield from (_key(known[i]) for i in (*found.references, *found.nearest) if i in known)
    everywhere: dict[str, list[Reference]] = {}
    starts: dict[tuple[str, int], Reference] = {}
    for bibliography in run.bibliographies:
        for reference in bibliography.references:
            everywhere.setdefault(reference.id, []).append(reference)
            starts[reference.path, reference.start] = reference
    for diagnostic in run.diagnostics:
        yield from (_key(r) for i in diagnostic.references for r in everywhere.get(i, ()))
        places = ((diagnostic.path, diagnostic.start), *((p.path, p.start) for p in diagnostic.places))
        yield from (_key(starts[p]) for p in places if p in starts)


def _heading(run: Run, bibliography: Bibliography) -> str:
    """The heading that a printed list stands under."""
    if not bibliography.printed:
        return ""
    blocks = (b for d in run.documents if d.manuscript.path == bibliography.path for b in d.manuscript.blocks)
    spans = bibliography.lists
    inside = (b for b in blocks if b.kind == "heading" and any(s.start <= b.start < s.end for s in spans))
    return next((one_line(b.prose, 120) for b in inside if b.prose.strip()), "")


# ---- an entry as text


def entry(reference: Reference, document: Document | None, starts: list[int]) -> Markup:
    """An entry as the manuscript prints it; of a .bib, put together from its fields.

    `starts` says where the blocks of the document begin.
    """
    if document:
        blocks = document.manuscript.blocks
        first, last = bisect_right(starts, reference.start) - 1, bisect_left(starts, reference.end)
        parts = [
            woven(b, document.manuscript.text, Marks(tuple(linked(b))), low, high)
            for b in blocks[max(first, 0) : last]
            if b.kind != "heading"
            and (low := to_prose(b.map, max(reference.start, b.start))) < (high := to_prose(b.map, reference.end))
            and high - low <= LONGEST_ENTRY
        ]
        if parts:
            return Markup(" ").join(parts)
    if reference.raw and not reference.raw.lstrip().startswith("@"):
        return escape(one_line(reference.raw, LONGEST_ENTRY))
    return _composed(reference)


def _composed(reference: Reference) -> Markup:
    """`Marsh, Ann, and Ruth Weir. *Floods*. Eastmere: Lantern Press, 1987.`"""
    part = bool(reference.container) or any(word in reference.type for word in _PARTS)
    title = (
        Markup("“{}.”" if part else "<i>{}</i>.").format(_field(reference.title).rstrip(".")) if reference.title else ""
    )
    numbers = ".".join(x for x in (reference.volume, reference.issue) if x)
    inside = Markup(" ").join(
        [*([Markup("<i>{}</i>").format(_field(reference.container))] if reference.container else []), _field(numbers)]
    )
    imprint = ": ".join(x for x in (reference.place, reference.publisher) if x)
    pages = ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in reference.pages)
    rest = [x for x in (str(inside).strip() and inside, _field(imprint), _field(reference.year), pages) if x]
    names = _names(reference)
    head = [escape(_field(names) + ("" if names.endswith(".") else "."))] if names else []
    tail = [Markup(", ").join(rest) + "."] if rest else []
    return Markup(" ").join([*head, *([title] if title else []), *tail]) or escape(_field(reference.id))


def _field(text: str) -> str:
    return one_line(text, 400)


def _names(reference: Reference) -> str:
    """`Marsh, Ann, and Ruth Weir`"""
    names = [_inverted(n) if i == 0 else _straight(n) for i, n in enumerate(reference.names[:3])]
    if len(reference.names) > 3 or reference.others:
        return f"{names[0]}, et al." if names else ""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f", and {names[-1]}" if names else ""


def _inverted(name: Name) -> str:
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(x for x in (family, name.given, name.suffix) if x)


def _straight(name: Name) -> str:
    return " ".join(x for x in (name.given, name.particle, name.family, name.suffix) if x)


def links(reference: Reference) -> list[tuple[str, str]]:
    """Words and address of each link of an entry."""
    found = []
    if reference.doi:
        doi = reference.doi.removeprefix("https://doi.org/")
        found.append((f"doi:{one_line(doi, 80)}", "https://doi.org/" + quote(clean(doi), safe="/:;()._-")))
    if address := safe_address(reference.url):
        found.append((one_line(address, 80), address))
    return found


def called(reference: Reference) -> str:
    """A work in a few words."""
    return one_line(short(reference), 80)
