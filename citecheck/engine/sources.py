"""Where the bibliography of a manuscript comes from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from citecheck import registry
from citecheck.config import Config
from citecheck.engine import files
from citecheck.engine.files import Refused
from citecheck.engine.reading import Library
from citecheck.model import Bibliography, Document, Manuscript, Problem, Span
from citecheck.text.patterns import pattern

DEFAULT = "references.bib"
_MOST_DECLARED = 100
_SEPARATORS = pattern(r"[\W\d_]+")  # of a file's name: 99-works_cited
_TRIED = (".bib", ".bibtex")  # BibLaTeX and Quarto leave the suffix out


class Sources(Struct, frozen=True):
    """The bibliographies of a manuscript, and what went wrong while they were looked for.

    `outdone` is the list that it prints where that gives way to them.
    """

    bibliographies: tuple[Bibliography, ...] = ()
    problems: tuple[Problem, ...] = ()
    outdone: Bibliography | None = None


def project_root(path: str, config: Config) -> str:
    """The folder that a manuscript's declarations may not leave.

    It is the root of the repository, else the folder of the configuration, else the manuscript's own.
    """
    folder = files.real(os.path.dirname(path) or os.curdir)
    return files.repository(folder) or (files.real(config.folder) if _holds(config.folder, folder) else folder)


def _holds(folder: str, other: str) -> bool:
    return bool(folder) and files.inside(other, files.real(folder))


def of(manuscript: Manuscript, library: Library) -> Sources:
    """The bibliographies of a manuscript, from the first place that has any.

    The places are the command line, the manuscript's own declaration, its printed list, the configuration,
    `references.bib`, a list in a file of its own, beside it or above it in the repository, and the works that its notes
    cite in full. A printed list that
    gives way to another is kept without its entries, so that it is not searched for citations.
    """
    printed = library.printed(manuscript)
    found: tuple[Bibliography, ...]
    problems: tuple[Problem, ...]
    config = library.at(manuscript.path)
    if config.bib:
        found, problems = _given(config, library), ()
    else:
        found, problems = _declared(manuscript, library)
        if not found and printed and printed.references:
            more = _configured(manuscript, library) if _needs_keys(manuscript) and not problems else ()
            return Sources((printed, *more), problems)
        if not found and not problems:
            found = _configured(manuscript, library)
    if not found and not printed and not problems and (noted := library.noted(manuscript)):
        return Sources((noted,))
    if printed:
        found = (*found, replace(printed, references=(), problems=()))
    return Sources(found, problems, printed)


def _needs_keys(manuscript: Manuscript) -> bool:
    """Whether a manuscript with a printed list cites by key as well, which only a .bib can explain."""
    return any(manuscript.text[c.start] == "[" for c in manuscript.citekeys)


def _given(config: Config, library: Library) -> tuple[Bibliography, ...]:
    found = []
    for path in dict.fromkeys(config.bib):
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
    root = project_root(manuscript.path, library.at(manuscript.path)) if manuscript.bibliographies else ""
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
    """The configuration's bibliographies, else one beside the manuscript or above it in the repository."""
    config = library.at(manuscript.path)
    found = []
    for name in dict.fromkeys(config.bibliography):
        path = files.shown(files.joined(config.folder, name))
        try:
            found.append(library.bibliography(path))
        except Refused as refused:
            library.complain(path, refused)
    if config.bibliography:
        return tuple(_distinct(found))
    return tuple(_beside(manuscript, config, library))


def _beside(manuscript: Manuscript, config: Config, library: Library) -> Iterator[Bibliography]:
    """`references.bib`, else a list in a file of its own, beside a manuscript or above it in the project."""
    root = project_root(manuscript.path, config)
    for names in (partial(_named_default, library), _named_as_list):
        folder = os.path.dirname(manuscript.path) or os.curdir
        while files.inside(here := files.real(folder), root):
            for path in names(folder):
                if path != manuscript.path and files.inside(files.real(path), root):
                    try:
                        yield library.bibliography(path)
                        return
                    except Refused:
                        continue
            if here == root:
                break
            folder = files.joined(folder, os.pardir)


def _named_default(library: Library, folder: str) -> Iterator[str]:
    path = files.joined(folder, DEFAULT)
    if library.exists(path):
        yield path


def _named_as_list(folder: str) -> Iterator[str]:
    """The manuscripts of a folder whose name is the heading of a list: `99-works-cited.md`."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    yield from (files.joined(folder, n) for n in names if n[0] != "." and _is_list_name(n))


def _is_list_name(path: str) -> bool:
    stem, suffix = os.path.splitext(os.path.basename(path))
    if suffix.lower() not in registry.MANUSCRIPTS:
        return False
    kind: str = registry.load(registry.LIST_HEADINGS, "heading_kind")(_SEPARATORS.sub(" ", stem).strip())
    return kind in ("cited", "list")


def may_use(path: str, bibliography: str, library: Library) -> bool:
    """Whether a manuscript may take its citations' entries from a bibliography, told without reading what it says.

    It may by the configuration, by the place of either, or by naming it. Raises `Refused`.
    """
    config = library.at(path)
    wanted = files.real(bibliography)
    named = (*config.bib, *(files.joined(config.folder, name) for name in config.bibliography))
    if any(files.real(name) == wanted for name in named):
        return True
    folder, name = os.path.split(wanted)
    if (name == DEFAULT or _is_list_name(name)) and files.inside(
        files.real(os.path.dirname(path) or os.curdir), folder
    ):
        return True
    return os.path.splitext(name)[0].encode("utf-8", "surrogateescape") in library.content(path)


def borrowed(found: Iterable[Document]) -> frozenset[str]:
    """The paths of the bibliographies that other manuscripts use than the one that prints them."""
    return frozenset(b.path for d in found for b in d.bibliographies if b.path != d.manuscript.path)


def is_shared(bibliography: Bibliography, used: frozenset[str], config: Config) -> bool:
    """Whether the list printed in one manuscript serves others: by its name, by the configuration, or by use."""
    path = bibliography.path
    return (
        _is_list_name(path)
        or any(files.real(files.joined(config.folder, name)) == files.real(path) for name in config.bibliography)
        or path in used
    )
