"""The manuscripts of a project that a run was not given, but that use its bibliographies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from citecheck.engine import documents, files, sources
from citecheck.engine.reading import Library
from citecheck.model import Document

_MOST_FILES, _MOST_FOLDERS = 5_000, 5_000


class Beside:
    """The manuscripts beside those given, looked for when somebody asks, each read once.

    A project is looked through up to some thousand files; outside a repository and away from a configuration it is the
    given file's own folder. `partial` holds the bibliographies of projects that are larger.
    """

    def __init__(self, given: Iterable[Document], library: Library) -> None:
        """Begin with nothing looked for."""
        self._given, self._library = tuple(given), library
        self._seen = {files.real(d.manuscript.path) for d in self._given}
        self._known: dict[str, tuple[Document, ...]] = {}
        self._read: dict[str, Document | None] = {}
        self.partial: set[str] = set()

    def users(self, bibliography: str) -> tuple[Document, ...]:
        """The other manuscripts that cite from the bibliography at a path, in the projects of those given that use it.

        Where none was given that does, it is the project of the bibliography.
        """
        if bibliography not in self._known:
            anchors = [d.manuscript.path for d in self._given if uses(d, bibliography)] or [bibliography]
            found = (self._document(p, bibliography) for p in self._paths(anchors, bibliography))
            self._known[bibliography] = tuple(d for d in found if d and uses(d, bibliography))
        return self._known[bibliography]

    def _document(self, path: str, bibliography: str) -> Document | None:
        key = files.real(path)
        if key in self._seen:
            return None
        if key not in self._read:
            try:
                if not sources.may_use(path, bibliography, self._library):
                    return None
                self._read[key] = documents.document(path, self._library)
            except Exception:  # nobody asked for this file: whatever is wrong with it is no matter of this run
                self._read[key] = None
        return self._read[key]

    def _paths(self, anchors: list[str], bibliography: str) -> Iterator[str]:
        walked: set[str] = set()
        count = 0
        for path in anchors:
            folder = os.path.dirname(path) or os.curdir
            config = self._library.at(path)
            root = sources.project_root(path, config)
            if root in walked:
                continue
            walked.add(root)
            alone = root == files.real(folder) and not files.repository(root) and not config.folder
            most = 1 if alone else _MOST_FOLDERS
            for name in self._library.manuscripts(files.shown(root), most):
                count += 1
                if count > _MOST_FILES:
                    self.partial.add(bibliography)
                    return
                yield name


def uses(document: Document, bibliography: str) -> bool:
    """Whether a document's citations are resolved against a bibliography, and there are any."""
    return bool(document.resolutions) and any(b.path == bibliography and b.references for b in document.bibliographies)
