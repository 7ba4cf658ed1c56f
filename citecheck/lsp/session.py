"""What an editor works on: its open texts, the configuration, and the last check of each document."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from lsprotocol import types

from citecheck import registry
from citecheck.config import ConfigError, Configurations, fields
from citecheck.engine import CannotRun, files, walking
from citecheck.engine.live import Live
from citecheck.lsp.buffers import Buffer, file_of, path_of, uri_of
from citecheck.lsp.checking import Checked
from citecheck.lsp.positions import Lines
from citecheck.model import Run

_MOST_FILES = 5_000  # manuscripts of a workspace that are looked through


class Session:
    """The texts and the checks. Checks are made one at a time, in a thread; `tell` shows a message to the writer."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Begin without texts; `begin` is called when the client has said who it is."""
        self.encoding = "utf-16"
        self.progress: Callable[[int, int], None] = lambda done, of: None
        self.document_changes = False  # whether the client takes edits with versions
        self.buffers: dict[str, Buffer] = {}
        self.folders: list[str] = []
        self._tell, self._told = tell, ""
        self._overrides: dict[str, Any] = {}
        self._configurations = Configurations()
        self._live = Live(self._configurations)
        self._worker = ThreadPoolExecutor(1)
        self._busy = asyncio.Lock()
        self._known: dict[str, tuple[int, Checked]] = {}  # uri -> when it was checked, counted in changes
        self._changes = 0
        self._stale: dict[str, str | None] = {}  # path -> the text that the next check is to know, None for the disk's
        self._changed: dict[str, int] = {}  # path -> its last change

    def begin(self, encoding: str, folders: list[str]) -> None:
        """Know the client: how it counts columns, and the folders it works in."""
        self.encoding, self.folders = encoding, folders
        if folders and os.path.isdir(folders[0]):
            os.chdir(folders[0])  # messages name files as `check` does that was started there

    # ---- texts

    def open(self, params: types.DidOpenTextDocumentParams) -> Buffer:
        """A text that an editor shows."""
        item = params.text_document
        buffer = Buffer(item.uri, item.text, item.version, item.language_id, self.encoding)
        self.buffers[item.uri] = buffer
        self._note(buffer.path, buffer.text)
        return buffer

    def change(self, params: types.DidChangeTextDocumentParams) -> Buffer | None:
        """An edit; None for a text that was never opened."""
        buffer = self.buffers.get(params.text_document.uri)
        if buffer:
            buffer.change(params.text_document.version, params.content_changes)
            self._note(buffer.path, buffer.text)
        return buffer

    def close(self, uri: str) -> None:
        """A text that is shown no more."""
        if buffer := self.buffers.pop(uri, None):
            self._known.pop(uri, None)
            self._note(buffer.path, None)

    def touched(self, uri: str) -> None:
        """A file that changed on disk."""
        if uri in self.buffers:
            return
        if path := path_of(uri):
            self._note(path, None)
        else:
            self.configure(self._overrides)

    def _note(self, path: str, text: str | None) -> None:
        self._changes += 1
        if path:
            self._stale[path] = text
            self._changed[path] = self._changes

    # ---- configuration

    def configure(self, settings: dict[str, Any]) -> None:
        """Settings of the client, above those of configuration files, which are read again."""
        self._overrides = settings
        try:
            overrides = fields(settings, "the editor's settings")
        except ConfigError as error:
            self._complain(str(error))
            overrides = {}
        self._configurations = Configurations(overrides=overrides)
        self._live = Live(self._configurations)
        self._changes += 1
        self._known.clear()
        self._stale = {b.path: b.text for b in self.buffers.values() if b.path}

    def _complain(self, message: str) -> None:
        if message != self._told:
            self._tell(message)
        self._told = message

    # ---- checks

    async def checked(self, uri: str) -> Checked | None:
        """The check of a document as it stands now; None where there is nothing to check."""
        buffer = self.buffers.get(uri)
        path = buffer.path if buffer else path_of(uri)
        if not path or not (buffer or os.path.isfile(path)):
            return None
        if (known := self._fresh(uri)) is None:
            async with self._busy:
                known = self._fresh(uri) or await self._check(uri, path)
        return known

    def _fresh(self, uri: str) -> Checked | None:
        known = self._known.get(uri)
        return known[1] if known and known[0] == self._changes else None

    async def _check(self, uri: str, path: str) -> Checked | None:
        changes, stale, live = self._changes, self._stale, self._live
        self._stale = {}
        buffer = self.buffers.get(uri)
        version, lines = (buffer.version, buffer.lines) if buffer else (None, None)
        run = await asyncio.get_running_loop().run_in_executor(self._worker, _run, live, stale, path)
        if isinstance(run, str):
            self._complain(run)
            return None
        self._told = ""
        checked = Checked(uri, path, version, run, lines or Lines(run.texts.get(path, ""), self.encoding))
        if uri in self.buffers or buffer is None:
            self._known[uri] = changes, checked
        return checked

    # ---- the project

    def manuscripts(self) -> Iterator[str]:
        """The addresses of all manuscripts: those open, then those of the workspace."""
        seen = {b.path for b in self.buffers.values()}
        yield from (b.uri for b in self.buffers.values() if files.suffix(b.path) in registry.MANUSCRIPTS)
        count = 0
        for folder in self.folders:
            for path in walking.within(files.shown(folder), registry.MANUSCRIPTS, self._configurations):
                count += 1
                if count > _MOST_FILES:
                    return
                if path not in seen:
                    seen.add(path)
                    yield uri_of(path)

    async def project(self, uri: str) -> list[Checked]:
        """The checks of a document and of all manuscripts that share a bibliography with it."""
        first = await self.checked(uri)
        if first is None:
            return []
        shared = {b.path for b in first.bibliographies}
        return [first, *[c async for c in self.every() if c.uri != uri and shared & {b.path for b in c.bibliographies}]]

    async def every(self) -> AsyncIterator[Checked]:
        """The checks of all manuscripts; `progress` is told how far it is."""
        uris = list(self.manuscripts())
        for number, uri in enumerate(uris):
            self.progress(number, len(uris))
            if checked := await self.checked(uri):
                yield checked
        self.progress(len(uris), len(uris))

    def lines_of(self, checked: Checked, path: str) -> Lines:
        """The lines of a file that a check names."""
        if path == checked.path:
            return checked.lines
        for buffer in self.buffers.values():
            if buffer.path == path:
                return buffer.lines
        return Lines(checked.run.texts.get(path, ""), self.encoding)

    def uri(self, checked: Checked, path: str) -> str:
        """The address of a file that a check names."""
        if path == checked.path:
            return checked.uri
        return next((b.uri for b in self.buffers.values() if b.path == path), "") or uri_of(path)


def _run(live: Live, stale: dict[str, str | None], path: str) -> Run | str:
    """The check of a path with some texts changed, or why it cannot be checked."""
    for changed, text in stale.items():
        if text is None:
            live.drop(changed)
        else:
            live.put(changed, text)
    try:
        return live.check(path)
    except (CannotRun, ConfigError) as error:
        return str(error)


def folders_of(params: types.InitializeParams) -> list[str]:
    """The folders that a client works in."""
    named = [f.uri for f in params.workspace_folders or ()] or ([params.root_uri] if params.root_uri else [])
    found = [p for p in map(file_of, named) if p]
    return found or ([params.root_path] if params.root_path else [])
