"""What lies in a folder: its manuscripts, its bibliographies, and what a configuration would have to say about them."""

from __future__ import annotations

import os
from collections.abc import Iterable

from msgspec import Struct

from citecheck import engine, registry
from citecheck.config import Config, Configurations
from citecheck.engine import files, walking
from citecheck.model import Document, Run

# Folders that a build fills, or that hold the files of others. What git ignores is passed over in any case.
_BUILT = frozenset("_book _build _freeze _output _site build dist out output public target third_party vendor".split())
_NO_BIBLIOGRAPHY = "DOC902"


class Survey(Struct, frozen=True):
    """Paths relative to the folder, `/` between folders, in order.

    `manuscripts` are those that cite; `silent` counts the files that do not, such as a README. `needed` are
    bibliographies that no manuscript would find by itself; `built` are patterns of folders to leave out; `without` are
    manuscripts that cite and for which no bibliography is in sight.
    """

    manuscripts: tuple[str, ...]
    bibliographies: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    built: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    silent: int = 0
    findings: int = 0


def survey(folder: str) -> Survey:
    """Look at all files of a folder, and check it as it will be checked with what is needed."""
    every = tuple(walking.within(folder, (*registry.MANUSCRIPTS, *registry.BIBLIOGRAPHIES), Configurations(Config())))
    built = _built(every, folder)
    written = [p for p in every if not _in_built(p, folder, built)]
    manuscripts = [p for p in written if files.suffix(p) in registry.MANUSCRIPTS]
    bibliographies = [p for p in written if files.suffix(p) in registry.BIBLIOGRAPHIES and p.isprintable()]
    if not manuscripts:
        return Survey(())
    base = Config(folder=os.path.abspath(folder), exclude=built)
    run = engine.run(manuscripts, base)
    needed = _needed(run, bibliographies, base)
    if needed:
        run = engine.run(manuscripts, _with(base, needed))
    without = {d.path for d in run.diagnostics if d.code == _NO_BIBLIOGRAPHY}
    citing = without | {d.manuscript.path for d in run.documents if d.resolutions}
    return Survey(
        _seen(citing, folder),
        _seen(bibliographies, folder),
        _seen(needed, folder),
        built,
        _seen(without, folder),
        len(manuscripts) - len(citing),
        sum(d.severity != "note" for d in run.diagnostics),
    )


def _built(paths: Iterable[str], folder: str) -> tuple[str, ...]:
    """The patterns that leave out what was built; none where nothing else would be left."""
    parts = {path: os.path.relpath(path, folder).split(os.sep)[:-1] for path in paths}
    found = {part for names in parts.values() for part in names if part in _BUILT}
    kept = any(not found & set(names) for path, names in parts.items() if files.suffix(path) in registry.MANUSCRIPTS)
    return tuple(f"{name}/" for name in sorted(found)) if kept else ()


def _in_built(path: str, folder: str, built: tuple[str, ...]) -> bool:
    return any(f"{part}/" in built for part in os.path.relpath(path, folder).split(os.sep)[:-1])


def _needed(run: Run, bibliographies: list[str], base: Config) -> list[str]:
    """The bibliographies that manuscripts cite from and would not find: those that resolve some cite when tried.

    What is configured takes the place of references.bib, so that one is needed, too, where manuscripts found it.
    """
    lost = [d.manuscript.path for d in run.documents if not any(b.references for b in d.bibliographies)]
    if not lost or not bibliographies:
        return []
    tried = engine.run(lost, _with(base, bibliographies))
    cited = {files.real(path) for (path, _), count in tried.cited.items() if count}
    needed = {p for p in bibliographies if files.real(p) in cited}
    if needed:
        found = {files.real(b.path) for d in run.documents if _looked_around(d) for b in d.bibliographies}
        needed |= {p for p in bibliographies if files.real(p) in found}
    return sorted(needed)


def _looked_around(document: Document) -> bool:
    """Whether a manuscript neither declares nor prints its bibliography."""
    manuscript = document.manuscript
    printed = any(b.printed and b.path == manuscript.path and b.references for b in document.bibliographies)
    return not manuscript.bibliographies and not printed


def _with(base: Config, bibliographies: Iterable[str]) -> Config:
    from msgspec.structs import replace

    return replace(base, bibliography=tuple(map(os.path.abspath, bibliographies)))


def _seen(paths: Iterable[str], folder: str) -> tuple[str, ...]:
    return tuple(sorted(os.path.relpath(p, folder).replace(os.sep, "/") for p in paths))
