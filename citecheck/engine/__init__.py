"""One run: find the files, read, resolve, check. The only station that touches the disk."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from msgspec import Struct

from citecheck import registry
from citecheck.config import Config
from citecheck.engine import beside, checking, documents, files
from citecheck.engine.files import Refused
from citecheck.engine.reading import Library, unknown
from citecheck.model import Bibliography, Diagnostic, Document, Run
from citecheck.registry import Rule
from citecheck.rules.project import gather

_T = TypeVar("_T")
_UNCITED = "BIB201"


class CannotRun(Exception):
    """Nothing can be checked at all; the message says why."""


class _Given(Struct, frozen=True):
    """The files that a run is about, each once, and why others are not."""

    manuscripts: tuple[str, ...]
    bibliographies: tuple[str, ...]
    failed: tuple[str, ...]


def run(paths: Iterable[str], config: Config, *, stdin: tuple[str, bytes] | None = None) -> Run:
    """Check manuscripts, bibliographies, and all manuscripts of folders, as one run.

    `stdin` is a name and the bytes that stand for the manuscript of that name. A file that cannot be read is named in
    `Run.failed`, and the others are checked. Raises `CannotRun`.
    """
    try:
        rules, asked = registry.chosen(config)
    except registry.UnknownRule as error:
        raise CannotRun(str(error)) from error
    with _uncollected():
        return _run(_given(paths, config, stdin[0] if stdin else ""), config, rules, asked, stdin)


def _run(
    given: _Given, config: Config, rules: tuple[Rule, ...], asked: frozenset[str], stdin: tuple[str, bytes] | None
) -> Run:
    library = Library(config)
    failed = list(given.failed)
    sources: list[tuple[str, bytes | None]] = [stdin] if stdin else []
    sources += ((path, None) for path in given.manuscripts)
    read = [_guarded(p, failed, partial(documents.document, p, library, data)) for p, data in sources]
    lists = [_guarded(p, failed, partial(library.bibliography, p)) for p in given.bibliographies]
    failed += library.complaints
    found = tuple(d for d in read if d)
    return _checked(found, tuple(documents.as_document(b) for b in lists if b), library, rules, asked, failed)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cyclic garbage: a run makes values by the hundred thousand, and none of them points back."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _given(paths: Iterable[str], config: Config, stdin: str) -> _Given:
    """Sort out what was given: folders stand for the manuscripts in them."""
    seen = {files.real(stdin)} if stdin else set()
    manuscripts: list[str] = []
    bibliographies: list[str] = []
    failed: list[str] = []
    for path in paths:
        kind = files.suffix(path)
        found = [path]
        if os.path.isdir(path):
            found = list(files.within(path, registry.MANUSCRIPTS, config))
            if not found:
                failed.append(f"{path}: no manuscript in this folder (citecheck reads .md and .txt)")
        elif kind not in registry.MANUSCRIPTS and kind not in registry.BIBLIOGRAPHIES:
            failed.append(f"{path}: {unknown(path) if os.path.lexists(path) else 'no such file'}")
            continue
        for name in found:
            if (key := files.real(name)) not in seen:
                seen.add(key)
                (manuscripts if files.suffix(name) in registry.MANUSCRIPTS else bibliographies).append(name)
    return _Given(tuple(manuscripts), tuple(bibliographies), tuple(failed))


def _guarded(path: str, failed: list[str], make: Callable[[], _T]) -> _T | None:
    """What a file gives; where it cannot be read, or is more than the program can bear, the reason is noted instead."""
    try:
        return make()
    except Refused as refused:
        failed.append(f"{path}: {refused}")
    except MemoryError:
        failed.append(f"{path}: too large for the memory of this machine")
    except Exception as error:
        if os.environ.get("CITECHECK_DEBUG"):
            raise
        failed.append(f"{path}: internal error: {type(error).__name__}: {str(error)[:200]}; please report it")
    return None


def _checked(
    found: tuple[Document, ...],
    lists: tuple[Document, ...],
    library: Library,
    rules: tuple[Rule, ...],
    asked: frozenset[str],
    failed: list[str],
) -> Run:
    """Apply the rules to the documents, the bibliographies given, and those that only these documents use."""
    used = _used(found)
    others = _Others(found, library)
    shared = [b for b in used if not b.printed] if _UNCITED in asked and any(r.code == _UNCITED for r in rules) else []
    further = {d.manuscript.path: d for b in shared for d in others.of(b.path)}
    project = gather((*found, *further.values(), *lists), asked)
    functions = checking.functions(rules)
    diagnostics: list[Diagnostic] = []
    left_out: dict[str, int] = {}
    given = {d.manuscript.path for d in (*found, *lists)}
    implied = (documents.as_document(b) for b in used if b.path not in given)
    for document in (*found, *lists, *implied):
        path = document.manuscript.path
        check = partial(checking.findings, document, project, library.config, functions)
        listed, more = _guarded(path, failed, check) or ([], 0)
        if listed and (path in given or not others.of(path)):
            diagnostics += listed
            if more:
                left_out[path] = more
                diagnostics += checking.limit(document, listed, more)
    texts = {b.path: b.text for b in used} | {d.manuscript.path: d.manuscript.text for d in (*found, *lists)}
    cited = dict(project.cited)
    return Run(
        (*found, *lists), tuple(_used((*found, *lists))), tuple(diagnostics), cited, texts, left_out, tuple(failed)
    )


def _used(found: Iterable[Document]) -> list[Bibliography]:
    """The bibliographies of documents, each once; lists without entries are left out."""
    every = (b for d in found for b in d.bibliographies if b.references or b.problems)
    return list({(b.path, b.printed): b for b in every}.values())


class _Others:
    """The manuscripts beside those given, looked for when somebody asks."""

    def __init__(self, found: tuple[Document, ...], library: Library) -> None:
        self._found, self._library = found, library
        self._known: dict[str, tuple[Document, ...]] = {}

    def of(self, path: str) -> tuple[Document, ...]:
        """Those that cite from the bibliography at a path."""
        if path not in self._known:
            self._known[path] = tuple(beside.others(path, self._found, self._library))
        return self._known[path]
