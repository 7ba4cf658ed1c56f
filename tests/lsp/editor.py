"""An editor as tests see one: documents by name, places by the text that stands there."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient

from citecheck.lsp.positions import Lines

CURSOR = "|"


class Editor:
    """Open documents, with their text as the editor holds it."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        """Begin with nothing open."""
        self.client, self.folder = client, folder
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        """Show a document, with the text on disk where none is given."""
        if text is None:
            text = (self.folder / name).read_bytes().decode()
        self.texts[name], self.versions[name] = text, 1
        language = {".bib": "bibtex", ".txt": "plaintext"}.get(Path(name).suffix, "markdown")
        item = types.TextDocumentItem(self.uri(name), language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def close(self, name: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    def replace(self, name: str, old: str, new: str) -> None:
        """Type over the first place of a text."""
        lines = Lines(self.texts[name], "utf-16")
        at = self.texts[name].index(old)
        change = types.TextDocumentContentChangePartial(lines.range(at, at + len(old)), new)
        self.texts[name] = self.texts[name].replace(old, new, 1)
        self.versions[name] += 1
        known = types.VersionedTextDocumentIdentifier(uri=self.uri(name), version=self.versions[name])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(known, [change]))

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def place(self, name: str, around: str) -> types.Position:
        """The place of `|` in a text that stands in the document without it."""
        at = self.texts[name].index(around.replace(CURSOR, "")) + around.index(CURSOR)
        return Lines(self.texts[name], "utf-16").position(at)

    def at(self, name: str, around: str) -> dict[str, Any]:
        """The parameters of a request about a place."""
        return {"text_document": self.document(name), "position": self.place(name, around)}

    def range(self, name: str, text: str) -> types.Range:
        at = self.texts[name].index(text)
        return Lines(self.texts[name], "utf-16").range(at, at + len(text))

    def text(self, name: str, area: types.Range) -> str:
        """What stands in a range of a document, open or on disk."""
        text = self.texts.get(name) or (self.folder / name).read_bytes().decode()
        lines = Lines(text, "utf-16")
        return text[lines.offset(area.start) : lines.offset(area.end)]

    def name(self, uri: str) -> str:
        return uri.removeprefix(self.folder.as_uri() + "/")

    def applied(self, edit: types.WorkspaceEdit) -> dict[str, str]:
        """The documents that an edit changes, with their new text."""
        changes = {self.name(uri): list(edits) for uri, edits in (edit.changes or {}).items()}
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            changes[self.name(change.text_document.uri)] = list(change.edits)  # type: ignore[arg-type]
        found = {}
        for name, edits in changes.items():
            text = self.texts.get(name) or (self.folder / name).read_bytes().decode()
            lines = Lines(text, "utf-16")
            spans = sorted((lines.offset(e.range.start), lines.offset(e.range.end), e.new_text) for e in edits)
            for start, end, new in reversed(spans):
                text = text[:start] + new + text[end:]
            found[name] = text
        return found

    async def until(self, name: str, wanted: list[str]) -> None:
        """Wait until a document has just these findings."""
        found: list[str] = []
        for _ in range(300):
            found = [f"{d.code} {self.text(name, d.range)}" for d in self.client.diagnostics.get(self.uri(name), ())]
            if found == wanted and self.uri(name) in self.client.diagnostics:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"wanted {wanted}, found {found}")
