"""The texts that an editor holds."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial
from pygls.uris import from_fs_path, to_fs_path

from citecheck import registry
from citecheck.engine import files
from citecheck.lsp.positions import Lines
from citecheck.text.patterns import pattern

_SURROGATES = pattern("[\ud800-\udfff]")
_SUFFIXES = {"markdown": ".md", "plaintext": ".txt", "bibtex": ".bib", "quarto": ".md", "rmd": ".md"}


class Buffer:
    """One text: where it stands, its version and its lines; `path` is empty where citecheck reads no such files."""

    def __init__(self, uri: str, text: str, version: int, language: str, encoding: str) -> None:
        """Begin with the text as it was opened."""
        self.uri, self.version, self.encoding = uri, version, encoding
        self.path = path_of(uri, language)
        self._lines = Lines(_whole(text), encoding)

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self._lines.text

    @property
    def lines(self) -> Lines:
        """Its lines."""
        return self._lines

    def change(self, version: int, changes: Iterable[TextDocumentContentChangeEvent]) -> None:
        """Apply the changes of one message, one after the other."""
        for change in changes:
            text = _whole(change.text)
            if isinstance(change, TextDocumentContentChangePartial):
                start, end = (self._lines.offset(p) for p in (change.range.start, change.range.end))
                self._lines = self._lines.edited(start, max(start, end), text)
            else:
                self._lines = Lines(text, self.encoding)
        self.version = version


def _whole(text: str) -> str:
    """A text without halves of characters, which some clients cut."""
    return _SURROGATES.sub("\ufffd", text)


def path_of(uri: str, language: str = "") -> str:
    """The path of a document as messages show it; of one without a file a name that its language gives.

    Empty where citecheck reads no such files.
    """
    path = file_of(uri)
    if path and files.suffix(path) in _readable():
        return files.shown(path)
    if language in _SUFFIXES and not (path and language == "plaintext"):
        name = path or os.path.join(os.curdir, urlsplit(uri).path.rpartition("/")[2] or "untitled")
        return files.shown(name + _SUFFIXES[language])
    return ""


def file_of(uri: str) -> str:
    """The path of a file's address; empty for any other."""
    if not uri.startswith("file:"):
        return ""
    try:
        return to_fs_path(uri) or ""
    except ValueError:
        return ""


def uri_of(path: str) -> str:
    """The address of a file."""
    return from_fs_path(os.path.abspath(path)) or ""


def _readable() -> frozenset[str]:
    return frozenset((*registry.MANUSCRIPTS, *registry.BIBLIOGRAPHIES))
