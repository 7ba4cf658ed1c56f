"""The manuscripts of a project that a run was not given, but that use its bibliographies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice

from citecheck import registry
from citecheck.engine import documents, files, sources
from citecheck.engine.reading import Library
from citecheck.model import Document

_MOST_FILES, _MOST_FOLDERS = 500, 2_000


def others(bibliography: str, given: Iterable[Document], library: Library) -> Iterator[Document]:
    """The other manuscripts that cite from a bibliography, in the projects of those given that use it.

    A project is looked through up to some thousand folders; outside a repository and away from a configuration it is
    the manuscript's own folder.
    """
    given = tuple(given)
    seen = {files.real(d.manuscript.path) for d in given}
    users = [d.manuscript.path for d in given if uses(d, bibliography)]
    for path in islice(_beside(users, library), _MOST_FILES):
        if (key := files.real(path)) not in seen:
            seen.add(key)
            try:
                found = documents.document(path, library)
            except Exception:  # nobody asked for this file: whatever is wrong with it is no matter of this run
                continue
            if uses(found, bibliography):
                yield found


def uses(document: Document, bibliography: str) -> bool:
    """Whether a document's citations are resolved against a bibliography, and there are any."""
    return bool(document.resolutions) and any(b.path == bibliography and b.references for b in document.bibliographies)


def _beside(users: list[str], library: Library) -> Iterator[str]:
    walked: set[str] = set()
    for path in users:
        folder = os.path.dirname(path) or os.curdir
        root = sources.project_root(path, library.config)
        if root not in walked:
            walked.add(root)
            alone = root == files.real(folder) and not sources.repository(root) and not library.config.folder
            top = files.shown(root)
            yield from files.within(
                top, registry.MANUSCRIPTS, library.config, most_folders=1 if alone else _MOST_FOLDERS
            )
