"""`cites --output-format json`: every cite and what it was taken for, every entry and how often it is cited."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from citecheck.model import Bibliography, CitationFormat, Document, Reference, Resolution, Run, Verdict
from citecheck.reports.encoding import encode
from citecheck.reports.look import Look
from citecheck.reports.places import Locate, line_tables
from citecheck.reports.printable import shown_path


class CiteItem(Struct, frozen=True):
    """A cite; `start` and `end` count code points of the file."""

    start: int
    end: int
    line: int
    column: int
    text: str
    citation_start: int
    citation_end: int
    format: CitationFormat
    citekey: str | None
    names: tuple[str, ...]
    title: str | None
    year: str | None
    locator: str | None
    verdict: Verdict
    references: tuple[str, ...]
    why: str


class ReferenceItem(Struct, frozen=True):
    """An entry of the bibliography; `cited` counts the cites of it in the whole project."""

    id: str
    path: str
    start: int
    end: int
    line: int
    label: str | None
    type: str | None
    names: tuple[str, ...]
    title: str | None
    year: str | None
    cited: int


class FileItem(Struct, frozen=True):
    """A manuscript, or a file that one includes."""

    path: str
    citation_format: str | None
    cites: list[CiteItem]
    references: list[ReferenceItem]


class Report(Struct, frozen=True):
    """The whole output."""

    version: int
    files: list[FileItem]


def _cite(found: Resolution, locate: Locate) -> CiteItem:
    cite, reading = found.cite, found.reading
    line, column = locate(cite.start)
    return CiteItem(
        start=cite.start,
        end=cite.end,
        line=line,
        column=column,
        text=cite.text,
        citation_start=found.citation.start,
        citation_end=found.citation.end,
        format=cite.format,
        citekey=cite.citekey or None,
        names=reading.names,
        title=reading.title or None,
        year=reading.year or None,
        locator=cite.locator.text if cite.locator else None,
        verdict=found.verdict,
        references=found.references,
        why=found.why,
    )


def cite_items(run: Run) -> Iterator[tuple[str, CiteItem]]:
    """Each cite of a run with the path of its file."""
    of = line_tables(run)
    for document in run.documents:
        path = document.manuscript.path
        for found in document.resolutions:
            yield shown_path(path), _cite(found, of(path))


def _reference(entry: Reference, locate: Locate, cited: int) -> ReferenceItem:
    return ReferenceItem(
        id=entry.id,
        path=shown_path(entry.path),
        start=entry.start,
        end=entry.end,
        line=locate(entry.start)[0],
        label=entry.shorthand or None,
        type=entry.type or None,
        names=tuple(f"{n.particle} {n.family}".strip() for n in entry.names),
        title=entry.title or None,
        year=entry.year or None,
        cited=cited,
    )


def render(run: Run, look: Look | None = None) -> str:
    """The report, version 1. A bibliography that several files share is listed with the first of them."""
    of = line_tables(run)
    listed: set[tuple[str, bool]] = set()

    def references(lists: tuple[Bibliography, ...]) -> list[ReferenceItem]:
        fresh = [b for b in lists if (b.path, b.printed) not in listed]
        listed.update((b.path, b.printed) for b in fresh)
        return [_reference(r, of(r.path), run.cited.get((r.path, r.id), 0)) for b in fresh for r in b.references]

    def file(document: Document) -> FileItem:
        locate = of(document.manuscript.path)
        return FileItem(
            path=shown_path(document.manuscript.path),
            citation_format=document.citation_format or None,
            cites=[_cite(r, locate) for r in document.resolutions],
            references=references(document.bibliographies),
        )

    return encode(Report(1, [file(d) for d in run.documents]))
