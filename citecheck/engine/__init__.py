"""One run: find the files, read, resolve, check. The only station that touches the disk."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from typing import TypeVar

from citecheck.config import Config, ConfigError, Configurations
from citecheck.engine import checking, documents, sources
from citecheck.engine.beside import Beside
from citecheck.engine.files import Refused
from citecheck.engine.given import given
from citecheck.engine.reading import Library
from citecheck.engine.sharing import Ahead
from citecheck.engine.sharing import Means as Means
from citecheck.model import Bibliography, Document, Run
from citecheck.registry import UnknownRule

_T = TypeVar("_T")
Stdin = tuple[str, bytes]  # the name of the manuscript that standard input stands for, and its bytes


class CannotRun(Exception):
    """Nothing can be checked at all; the message says why."""


def run(
    paths: Iterable[str],
    config: Config | Configurations,
    *,
    stdin: Stdin | None = None,
    instead: Mapping[str, bytes] | None = None,
    means: Means | None = None,
) -> Run:
    """Check manuscripts, bibliographies, and all manuscripts of folders, as one run.

    Bibliographies given alone stand for the manuscripts of their projects that use them, too. `stdin` is a name and the
    bytes that stand for the manuscript of that name; `instead` are bytes that stand for those of files, by real path.
    A file that cannot be read is named in `Run.failed`, and the others are checked. Whatever the order of the paths,
    equal files give an equal run. Raises `CannotRun`.
    """
    configurations = config if isinstance(config, Configurations) else Configurations(config)
    means = means or Means()
    return with_library(paths, Library(configurations, means.cache, instead), stdin=stdin, means=means)


def with_library(
    paths: Iterable[str], library: Library, *, stdin: Stdin | None = None, means: Means | None = None
) -> Run:
    """As `run`, with a library that may have read some of the files. Raises `CannotRun`."""
    try:
        with _uncollected():
            return _run(tuple(paths), library, stdin, means or Means())
    except (ConfigError, UnknownRule) as error:
        raise CannotRun(str(error)) from error


def _run(paths: tuple[str, ...], library: Library, stdin: Stdin | None, means: Means) -> Run:
    configurations = library.configurations
    checking.rules_of(configurations.within(os.curdir))  # a rule that does not exist is told before all work
    asked = given(paths, configurations, stdin[0] if stdin else "")
    failed = list(asked.failed)
    read = [_guarded(stdin[0], failed, partial(documents.document, stdin[0], library, stdin[1]))] if stdin else []
    read += _read(asked.manuscripts, library, failed, means)
    lists = [b for p in asked.bibliographies if (b := _guarded(p, failed, partial(library.bibliography, p)))]
    found = [d for d in read if d]
    if not stdin and not asked.manuscripts:
        beside = Beside((), library)
        users = {d.manuscript.path: d for b in lists for d in beside.users(b.path)}
        found = [users[path] for path in sorted(users)]
    failed += library.complaints
    run = _checked(tuple(found), tuple(map(documents.as_document, lists)), library, failed)
    library.kept.cache.tidy()
    return run


def _read(paths: tuple[str, ...], library: Library, failed: list[str], means: Means) -> Iterator[Document | None]:
    with closing(Ahead(paths, library, means.jobs)) as ahead:
        for number, path in enumerate(paths):
            if reason := ahead.wait(number):
                failed.append(f"{path}: {reason}")
            else:
                yield _guarded(path, failed, partial(documents.document, path, library))
            means.progress(number + 1, len(paths))


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


def _guarded(path: str, failed: list[str], make: Callable[[], _T]) -> _T | None:
    """What a file gives; where it cannot be read, or is more than the program can bear, the reason is noted instead."""
    try:
        return make()
    except Refused as refused:
        failed.append(f"{path}: {refused}")
    except (ConfigError, UnknownRule):
        raise
    except MemoryError:
        failed.append(f"{path}: too large for the memory of this machine")
    except Exception as error:
        if os.environ.get("CITECHECK_DEBUG"):
            raise
        failed.append(f"{path}: internal error: {type(error).__name__}: {str(error)[:200]}; please report it")
    return None


def _checked(found: tuple[Document, ...], lists: tuple[Document, ...], library: Library, failed: list[str]) -> Run:
    """Apply the rules to the documents, the bibliographies given, and those that only these documents use."""
    beside = Beside(found, library)
    used, borrowed = _used(found), sources.borrowed(found)
    subjects = {d.manuscript.path: d for d in (*found, *lists)}
    implied = {b.path: documents.as_document(b) for b in used if b.path not in subjects}
    further = {
        d.manuscript.path: d
        for b in used
        if checking.asks_for_users(b, borrowed, library.at(b.path))
        for d in beside.users(b.path)
        if d.manuscript.path not in subjects
    }
    project = checking.project((*found, *further.values(), *lists), beside.partial, library.prose)
    checks = checking.Checks(project, library.configurations)
    for path, document in (*subjects.items(), *implied.items()):
        found_here = _guarded(path, failed, partial(checks.findings, document))
        if found_here and (path in subjects or not found_here[0] or not beside.users(path)):
            checks.keep(document, *found_here)
    texts = {b.path: b.text for b in used} | {p: d.manuscript.text for p, d in subjects.items()}
    every = tuple(sorted((*found, *lists), key=lambda d: d.manuscript.path))
    return Run(
        every,
        tuple(_used(every)),
        tuple(sorted(checks.diagnostics, key=lambda d: d.path)),
        dict(project.cited),
        texts,
        checks.left_out,
        checks.checked,
        failed=tuple(failed),
    )


def _used(found: Iterable[Document]) -> list[Bibliography]:
    """The bibliographies of documents, each once; lists without entries are left out."""
    every = (b for d in found for b in d.bibliographies if b.references or b.problems)
    return list({(b.path, b.printed): b for b in every}.values())
