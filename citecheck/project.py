"""The files of a run: which are meant, what may be read, and where a manuscript's bibliography lies."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from citecheck import registry
from citecheck.config import Config
from citecheck.model import Bibliography, Manuscript, Problem, Span

DEFAULT_BIBLIOGRAPHY = "references.bib"
MOST_FILES = 20_000  # looked at below one folder


class CannotRead(Exception):
    """A file that cannot be opened; the message says why."""


class Content(Struct, frozen=True):
    """A decoded file with what was wrong with its bytes; an empty text where they are none."""

    text: str
    problems: tuple[Problem, ...] = ()


# ---- files


def read_bytes(path: str, most: int) -> bytes:
    """The bytes of a regular file no larger than `most`; one byte more shows that it is. Raises CannotRead."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise CannotRead(f"{path}: this is a folder, not a file")
        if not stat.S_ISREG(found.st_mode):
            raise CannotRead(f"{path}: this is no regular file")
        with open(path, "rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise CannotRead(f"{path}: {reason[:1].lower()}{reason[1:]}") from error


def decoded(data: bytes, most: int) -> Content:
    """The text of a file; what keeps it from being read is a problem (DOC901)."""
    from citecheck.manuscripts import decode

    if len(data) > most:
        size = f"{most / (1 << 20):.3g} MB"
        return Content("", (Problem("DOC901", Span(0, 0), f"this file is larger than {size} (--max-size); it was not read"),))
    try:
        found = decode.decode(data)
    except decode.Unreadable as error:
        return Content("", (Problem("DOC901", Span(0, 0), f"{error}; it was not read"),))
    return Content(found.text, found.problems)


def expand(paths: list[str], config: Config) -> Iterator[str]:
    """The files that arguments stand for, each once: a folder stands for the manuscripts below it."""
    seen: set[str] = set()
    for path in paths:
        for file in _below(path, config) if os.path.isdir(path) and not _is_file_argument(path) else (path,):
            key = os.path.abspath(file)
            if key not in seen:
                seen.add(key)
                yield file


def _is_file_argument(path: str) -> bool:
    """A folder that is named like a manuscript was meant as one, and is refused as one."""
    return os.path.splitext(path.rstrip("/"))[1].lower() in registry.MANUSCRIPTS


def _below(folder: str, config: Config) -> Iterator[str]:
    looked_at = 0
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(d for d in folders if not d.startswith(".") and not _excluded(os.path.join(here, d), config))
        for name in sorted(files):
            looked_at += 1
            if looked_at > MOST_FILES:
                return
            path = os.path.normpath(os.path.join(here, name))
            wanted = os.path.splitext(name)[1].lower() in registry.MANUSCRIPTS and not name.startswith(".")
            if wanted and not _excluded(path, config) and os.path.isfile(path):
                yield path


def _excluded(path: str, config: Config) -> bool:
    own = os.path.relpath(os.path.abspath(path), config.folder or ".")
    return any(
        fnmatch.fnmatch(own, pattern) or fnmatch.fnmatch(os.path.basename(path), pattern) for pattern in config.exclude
    )


# ---- the project around a manuscript


def root(path: str, config: Config) -> str:
    """The folder that a manuscript may read from: the repository, else the configuration's, else its own."""
    own = os.path.dirname(os.path.abspath(path))
    for folder in (Path(own), *Path(own).parents):
        if (folder / ".git").exists():
            return str(folder)
    above = os.path.abspath(config.folder) if config.folder else ""
    return above if above and is_inside(own, above) else own


def is_inside(path: str, folder: str) -> bool:
    """Whether a path, links followed, lies in a folder."""
    real, top = os.path.realpath(path), os.path.realpath(folder)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def declared(manuscript: Manuscript, config: Config) -> tuple[list[str], list[Problem]]:
    """The bibliographies that a manuscript's metadata names, and what is wrong with those that cannot be used."""
    folder, top = os.path.dirname(manuscript.path), root(manuscript.path, config)
    found, problems = [], []
    for name in manuscript.bibliographies:
        path = os.path.join(folder, name)
        if "\0" in name or not is_inside(path, top):
            why = f"the bibliography “{name[:80]}” lies outside the project; --bib reads it nevertheless"
        elif os.path.splitext(name)[1].lower() not in registry.BIBLIOGRAPHIES:
            why = f"the bibliography “{name[:80]}” is of a format that is not read; citecheck reads {', '.join(registry.BIBLIOGRAPHIES)}"
        elif not os.path.isfile(path):
            why = f"the bibliography “{name[:80]}” does not exist"
        else:
            found.append(os.path.normpath(path))
            continue
        problems.append(Problem("DOC902", Span(0, 0), why))
    return found, problems


def configured(config: Config) -> list[str]:
    """The bibliographies that the configuration names."""
    return [os.path.relpath(os.path.join(config.folder, name)) for name in config.bibliography]


def beside(path: str, config: Config) -> list[str]:
    """`references.bib` in the folder of a manuscript, or in one above it within the project."""
    top = root(path, config)
    folder = os.path.dirname(os.path.abspath(path))
    while is_inside(folder, top):
        candidate = os.path.join(folder, DEFAULT_BIBLIOGRAPHY)
        if os.path.isfile(candidate) and is_inside(candidate, top):
            return [os.path.relpath(candidate)]
        if os.path.dirname(folder) == folder:
            break
        folder = os.path.dirname(folder)
    return []


def others(bibliography: Bibliography, given: set[str], config: Config) -> list[str]:
    """The manuscripts beside or below a .bib that were not given and may cite from it."""
    folder = os.path.dirname(bibliography.path) or "."
    return [path for path in _below(folder, config) if os.path.abspath(path) not in given]
