"""What a rule knows beside its document, and the words that several rules share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from citecheck.bibliographies import list_chapters
from citecheck.model import (
    Bibliography,
    Block,
    CitationFormat,
    Cite,
    Document,
    Finding,
    Place,
    Reference,
    Resolution,
    Span,
)
from citecheck.resolve.wording import short, short_title
from citecheck.text.looking import Prose

_LONGEST_QUOTE = 60
_SURE = ("resolved", "context", "mismatch")


class Project(Struct, frozen=True):
    """All manuscripts of a run, and those beside them that use the same bibliographies.

    `cited` counts the cites of each (bibliography path, reference id); `touched` holds those that some citation may
    mean, too. `references` leads from a manuscript's path to its references by id, `users` from a bibliography's to the
    manuscripts that cite from it. `asked` are the codes of the rules that were selected by code, prefix or name.
    `partial` are the paths of bibliographies that manuscripts unknown here may use, too. `prose` knows, where somebody
    does, what a document says outside of its lists.
    """

    documents: tuple[Document, ...] = ()
    cited: Mapping[tuple[str, str], int] = {}
    touched: frozenset[tuple[str, str]] = frozenset()
    references: Mapping[str, Mapping[str, Reference]] = {}
    users: Mapping[str, Sequence[Document]] = {}
    asked: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()
    prose: Callable[[Document], Prose] | None = None


def by_id(bibliographies: Iterable[Bibliography]) -> dict[str, Reference]:
    """References by id and alias; of several with one id the first."""
    found: dict[str, Reference] = {}
    for bibliography in bibliographies:
        for reference in bibliography.references:
            found.setdefault(reference.id, reference)
    for reference in tuple(found.values()):
        for alias in reference.aliases:
            found.setdefault(alias, reference)
    return found


def gather(documents: tuple[Document, ...]) -> Project:
    """The project that documents make up."""
    tables: dict[tuple[int, ...], dict[str, Reference]] = {}
    references: dict[str, Mapping[str, Reference]] = {}
    cited: dict[tuple[str, str], int] = {}
    touched: set[tuple[str, str]] = set()
    users: dict[str, list[Document]] = {}
    for document in documents:
        key = tuple(id(b) for b in document.bibliographies)
        if key not in tables:
            tables[key] = by_id(document.bibliographies)
        known = references[document.manuscript.path] = tables[key]
        if document.resolutions:
            for path in {b.path for b in document.bibliographies if b.references}:
                users.setdefault(path, []).append(document)
        for resolution in document.resolutions:
            for entry in {
                r.id: r for i in (*resolution.references, *resolution.nearest) if (r := known.get(i))
            }.values():
                if resolution.verdict in _SURE:
                    cited[entry.path, entry.id] = cited.get((entry.path, entry.id), 0) + 1
                touched.add((entry.path, entry.id))
    return Project(documents, cited, frozenset(touched), references, users)


def own(document: Document) -> Iterator[Bibliography]:
    """The bibliographies that stand in the document's own file: its printed list, or the .bib that it is.

    What notes cite in full is text, and no list.
    """
    return (b for b in document.bibliographies if b.path == document.manuscript.path and not b.noted)


class Shelf(Struct, frozen=True):
    """The entries of one list, and the chapter that it is for; those of a .bib are one, and promise nothing."""

    references: tuple[Reference, ...]
    promises_cited: bool = False
    chapter: Span | None = None


def lists(bibliography: Bibliography) -> list[Shelf]:
    """The lists of a bibliography, one by one."""
    if not bibliography.lists:
        return [Shelf(bibliography.references)]
    return [
        Shelf(references, one.promises_cited, one.chapter)
        for one, references in zip(bibliography.lists, list_chapters.entries(bibliography), strict=True)
    ]


def chapters(bibliography: Bibliography) -> list[tuple[Reference, ...]]:
    """The entries of a bibliography, apart for each chapter that has lists of its own."""
    found: dict[Span | None, list[Reference]] = {}
    for one in lists(bibliography):
        found.setdefault(one.chapter, []).extend(one.references)
    return [tuple(references) for references in found.values()]


def sections(document: Document) -> Iterator[tuple[Document, CitationFormat | Literal[""]]]:
    """A document for each chapter that has its own list, with the citations there and their format; else itself."""
    if not document.sections:
        yield document, document.citation_format
    for one in document.sections:
        found = tuple(r for r in document.resolutions if one.start <= r.cite.start < one.end)
        yield replace(document, resolutions=found), one.citation_format


def outside_lists(document: Document) -> list[Block]:
    """The blocks of a document that are not in its printed lists."""
    printed = [s for b in own(document) for s in b.lists]
    first, last = min((s.start for s in printed), default=0), max((s.end for s in printed), default=0)
    several = len(printed) > 1
    return [
        b
        for b in document.manuscript.blocks
        if not first <= b.start < last or (several and not any(s.start <= b.start < s.end for s in printed))
    ]


def problems(document: Document, code: str) -> Iterator[Finding]:
    """What the readers of a file could not read, as far as a code reports it."""
    read = (p for b in own(document) for p in b.problems)
    found = (p for p in (*document.manuscript.problems, *document.problems, *read) if p.code == code)
    return (Finding(p.span.start, p.span.end, p.message, fix=p.fix) for p in dict.fromkeys(found))


def has_problem(document: Document, *codes: str) -> bool:
    """Whether one of the codes reports a problem of the document."""
    return any(p.code in codes for p in document.problems)


def place_of(reference: Reference, message: str = "") -> Place:
    """Where a reference stands."""
    return Place(reference.path, reference.start, reference.end, message or short(reference))


def told_apart(references: list[Reference]) -> list[str]:
    """Each reference in a few words; where two have one label, by names and title, and with the year if need be."""
    names = [short(r) for r in references]
    forms = [short(replace(r, shorthand="")) for r in references], [_dated(r) for r in references]
    for longer in forms:
        seen = Counter(names)
        names = [long if seen[name] > 1 else name for name, long in zip(names, longer, strict=True)]
    return names


def _dated(reference: Reference) -> str:
    return f"{short_title(reference, 8) or reference.id} {reference.year}".strip()


def listed(project: Project, document: Document, ids: Iterable[str]) -> list[Reference]:
    """The references of a document that have these ids."""
    known = project.references.get(document.manuscript.path, {})
    return [known[i] for i in ids if i in known]


def cut(text: str) -> str:
    """A text that is quoted in a message, shortened."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def quoted(cite: Cite) -> str:
    """A citation in quotation marks, shortened; where its bracket stands before the year, with the end of that."""
    said = cut(" ".join(cite.prose.split()) or cite.text)
    closing = ")" if said.count("(") > said.count(")") and "…" not in said else ""
    return f"“{said}{closing}”"


def of_verdict(document: Document, *verdicts: str) -> Iterator[Resolution]:
    """The resolutions with one of these verdicts, in the order of the text."""
    return (r for r in document.resolutions if r.verdict in verdicts)
