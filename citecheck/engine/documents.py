"""A file, read and resolved."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from citecheck import registry
from citecheck.engine import files, sources
from citecheck.engine.reading import Library
from citecheck.model import Bibliography, Document, Manuscript, Problem, Span
from citecheck.text import comments

_NO_LIST = (
    "no bibliography was found for the citations of this manuscript; print a list under a heading such as Works Cited, "
    "or name a file with --bib"
)
_NO_KEYS = (
    "no bibliography was found for the citekeys of this manuscript; name a file with --bib or in its front matter"
)


def document(path: str, library: Library, data: bytes | None = None) -> Document:
    """The manuscript at a path, resolved against its bibliographies. Raises `Refused`."""
    manuscript = library.manuscript(path, data)
    config, complained = library.at(path), library.complained
    found = sources.of(manuscript, library)
    told = bool(found.problems or config.bib or library.complained > complained)
    against = library.kept.against(found.bibliographies, told=told)
    bibliographies = tuple(library.abbreviated(b, config.abbreviations) for b in found.bibliographies)
    if found.outdone:
        bibliographies = library.paired(bibliographies, found.outdone)
    resolved = library.kept.document(manuscript, against, bibliographies)
    if resolved is None:
        resolved = _resolved(manuscript, bibliographies, library, told=told)
        library.kept.keep(resolved, against)
    library.kept.forget(manuscript)
    problems = found.problems
    return replace(resolved, problems=(*problems, *resolved.problems)) if problems else resolved


def _resolved(
    manuscript: Manuscript, bibliographies: tuple[Bibliography, ...], library: Library, *, told: bool
) -> Document:
    resolve: Any = registry.load("citecheck.resolve.document", "resolve_document")
    asked, index = library.at(manuscript.path).citation_format, library.index(bibliographies)
    resolved: Document = resolve(
        manuscript, bibliographies, citation_format=asked, index=index, look=library.look(manuscript, index)
    )
    uncovered = () if told else _uncovered(resolved)
    return replace(resolved, problems=(*uncovered, *resolved.problems)) if uncovered else resolved


def as_document(bibliography: Bibliography) -> Document:
    """A bibliography as rules see it: a document that is nothing but its list."""
    text, is_bibtex = bibliography.text, files.suffix(bibliography.path) in registry.BIBLIOGRAPHIES
    found = comments.find(text, comments.PERCENT if is_bibtex else comments.HTML)
    manuscript = Manuscript(bibliography.path, "bibliography", text, (), comments=tuple(found))
    return Document(manuscript, bibliographies=(bibliography,))


def _uncovered(resolved: Document) -> tuple[Problem, ...]:
    """What says that the citations have no bibliography."""
    lists = [b for b in resolved.bibliographies if b.references]
    if any(not b.printed for b in lists):
        return ()
    manuscript = resolved.manuscript
    keyed = next((c for c in manuscript.citekeys if manuscript.text[c.start] == "["), None)
    if keyed:
        return (Problem("DOC902", Span(keyed.start, keyed.end), _NO_KEYS),)
    if any(not b.noted for b in lists):
        return ()
    first: Any = registry.load("citecheck.resolve.signs", "first")
    sign = first(manuscript.blocks, manuscript.text)
    if not sign or (lists and sign.format == "author"):  # (Marsh, *Floods* 12): what the notes have given in full
        return ()
    return (Problem("DOC902", sign.span, _NO_LIST),)
