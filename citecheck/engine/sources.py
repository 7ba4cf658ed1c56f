"""Where the bibliography of a manuscript comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from citecheck.config import Config
from citecheck.engine import files
from citecheck.engine.files import Refused
from citecheck.engine.reading import Library
from citecheck.model import Bibliography, Manuscript, Problem, Span

DEFAULT = "references.bib"
_MOST_DECLARED = 100
_TRIED = (".bib", ".bibtex")  # BibLaTeX and Quarto leave the suffix out


class Sources(Struct, frozen=True):
    """The bibliographies of a manuscript, and what went wrong while they were looked for."""

    bibliographies: tuple[Bibliography, ...] = ()
    problems: tuple[Problem, ...] = ()


def project_root(path: str, config: Config) -> str:
    """The folder that a manuscript's declarations may not leave.

    It is the root of the repository, else the folder of the configuration, else the manuscript's own.
    """
    folder = files.real(os.path.dirname(path) or os.curdir)
    return repository(folder) or (files.real(config.folder) if _holds(config.folder, folder) else folder)


def _holds(folder: str, other: str) -> bool:
    return bool(folder) and files.inside(other, files.real(folder))


def repository(folder: str) -> str:
    """The root of the repository that a real folder lies in; empty where there is none."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def of(manuscript: Manuscript, library: Library) -> Sources:
    """The bibliographies of a manuscript, from the first place that has any.

    The places are the command line, the manuscript's own declaration, its printed list, the configuration, and
    `references.bib` beside it or above it in the repository. A printed list that gives way to another is kept without
    its entries, so that it is not searched for citations.
    """
    printed = library.printed(manuscript)
    found: tuple[Bibliography, ...]
    problems: tuple[Problem, ...]
    if library.config.bib:
        found, problems = _given(library), ()
    else:
        found, problems = _declared(manuscript, library)
        if not found and printed and printed.references:
            more = _configured(manuscript, library) if _needs_keys(manuscript) and not problems else ()
            return Sources((printed, *more), problems)
        if not found and not problems:
            found = _configured(manuscript, library)
    if printed:
        found = (*found, replace(printed, references=(), problems=()))
    return Sources(found, problems)


def _needs_keys(manuscript: Manuscript) -> bool:
    """Whether a manuscript with a printed list cites by key as well, which only a .bib can explain."""
    return any(manuscript.text[c.start] == "[" for c in manuscript.citekeys)


def _given(library: Library) -> tuple[Bibliography, ...]:
    found = []
    for path in dict.fromkeys(library.config.bib):
        try:
            found.append(library.bibliography(path))
        except Refused as refused:
            library.complain(path, refused)
    return tuple(_distinct(found))


def _distinct(found: list[Bibliography]) -> Iterator[Bibliography]:
    """Each file once, by whatever names it was given."""
    seen: set[str] = set()
    for bibliography in found:
        if bibliography.path not in seen:
            seen.add(bibliography.path)
            yield bibliography


def _declared(manuscript: Manuscript, library: Library) -> tuple[tuple[Bibliography, ...], tuple[Problem, ...]]:
    """What the front matter names or holds; it never leads out of the project."""
    found: list[Bibliography] = []
    problems: list[Problem] = []
    if manuscript.inline_references:
        found.append(Bibliography(manuscript.path, manuscript.text, manuscript.inline_references))
    root = project_root(manuscript.path, library.config) if manuscript.bibliographies else ""
    for name in list(dict.fromkeys(manuscript.bibliographies))[:_MOST_DECLARED]:
        path = _resolved(manuscript.path, name)
        where = _mention(manuscript.text, name)
        if not files.inside(files.real(path), root):
            told = f"the bibliography “{name}” lies outside the project; name it in the configuration or with --bib"
            problems.append(Problem("DOC902", where, told))
            continue
        try:
            found.append(library.bibliography(path))
        except Refused as refused:
            code = "DOC904" if "cannot be read yet" in str(refused) else "DOC902"
            problems.append(Problem(code, where, f"the bibliography “{name}” was not read: {refused}"))
    return tuple(_distinct(found)), tuple(problems)


def _resolved(manuscript: str, name: str) -> str:
    """The path of a declared name; one without a suffix is tried with those of BibTeX."""
    path = files.joined(os.path.dirname(manuscript), name)
    if os.path.splitext(path)[1] or os.path.lexists(path):
        return path
    return next((path + ending for ending in _TRIED if os.path.lexists(path + ending)), path)


def _mention(text: str, name: str) -> Span:
    at = text.find(name)
    return Span(at, at + len(name)) if at >= 0 else Span(0, 0)


def _configured(manuscript: Manuscript, library: Library) -> tuple[Bibliography, ...]:
    """The configuration's bibliographies, else `references.bib` beside the manuscript or above it in the repository."""
    config = library.config
    found = []
    for name in dict.fromkeys(config.bibliography):
        path = files.shown(files.joined(config.folder, name))
        try:
            found.append(library.bibliography(path))
        except Refused as refused:
            library.complain(path, refused)
    if config.bibliography:
        return tuple(_distinct(found))
    root = project_root(manuscript.path, config)
    for path in _default_places(manuscript.path, root):
        if files.inside(files.real(path), root):
            try:
                return (library.bibliography(path),)
            except Refused:
                continue
    return ()


def _default_places(manuscript: str, root: str) -> Iterator[str]:
    """`references.bib` beside a manuscript and in each folder above it, up to the project's root."""
    folder = os.path.dirname(manuscript) or os.curdir
    while files.inside(here := files.real(folder), root):
        path = files.joined(folder, DEFAULT)
        if os.path.isfile(path):
            yield path
        if here == root:
            return
        folder = files.joined(folder, os.pardir)
