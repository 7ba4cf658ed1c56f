"""The files of a project as an editor has them, each read again only as far as it has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from typing import Any

from msgspec.structs import replace

from citecheck import fixes, registry
from citecheck.bibliographies import works_cited
from citecheck.config import Configurations
from citecheck.engine import files
from citecheck.engine.cache import Cache
from citecheck.engine.files import Refused
from citecheck.engine.keeping import Keeping
from citecheck.engine.live import rereading, watched
from citecheck.engine.live.memory import Memory
from citecheck.engine.live.rereading import Reading, same_blocks
from citecheck.engine.reading import Library, decode
from citecheck.manuscripts import citekeys, markdown
from citecheck.model import Bibliography, Block, Document, Manuscript
from citecheck.resolve import index as indexes
from citecheck.resolve.index import Index
from citecheck.rules.project import outside_lists
from citecheck.text.looking import Prose

_MARKDOWN = markdown.__name__
_MOST_INDEXES, _MOST_LISTED = 8, 10_000


class Known:
    """What is known of a manuscript: its bytes, how they were read, and what was found in it."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.data = b""
        self.text = ""
        self.manuscript: Manuscript | None = None
        self.reading: Reading | None = None
        self.memory = Memory()
        self.printed: tuple[Manuscript, Bibliography | None] | None = None
        self.noted: tuple[Manuscript, Bibliography | None] | None = None
        self.document: tuple[bytes, Document] | None = None
        self.spoken: tuple[Document, tuple[Block, ...]] | None = None  # its blocks outside of its lists


class Shelf:
    """All that is known between one check and the next; real paths lead to bytes, paths as given to manuscripts."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.buffers: dict[str, bytes] = {}
        self.contents: dict[str, bytes] = {}
        self.listings: dict[tuple[str, int], tuple[str, ...]] = {}
        self.manuscripts: dict[str, Known] = {}
        self.bibliographies: dict[str, tuple[bytes, Bibliography]] = {}
        self.indexes: list[tuple[tuple[Bibliography, ...], Index]] = []

    def forget(self, path: str) -> None:
        """Look at a file on the disk again, or at those of a folder."""
        self.listings.clear()
        wanted = files.real(path)
        for name in [n for n in self.contents if files.inside(n, wanted)]:
            del self.contents[name]
        for table in (self.manuscripts, self.bibliographies):
            for name in [n for n in table if files.real(n) not in self.buffers and not os.path.exists(n)]:
                del table[name]


class Documents(Keeping):
    """The manuscripts resolved, for as long as they and their bibliographies stay the same."""

    def __init__(self, shelf: Shelf) -> None:
        """Keep them on a shelf."""
        super().__init__(Cache())
        self._shelf = shelf

    def against(self, bibliographies: Iterable[Bibliography], *, told: bool) -> bytes:
        """Whether the lack of bibliographies is told already; they themselves are looked at by `document`."""
        return b"told" if told else b""

    def document(
        self, manuscript: Manuscript, against: bytes, bibliographies: tuple[Bibliography, ...]
    ) -> Document | None:
        """The manuscript resolved, if it was against the same."""
        known = self._shelf.manuscripts.get(manuscript.path)
        if not known or not known.document or known.document[0] != against:
            return None
        document = known.document[1]
        same = document.manuscript is manuscript and document.bibliographies == bibliographies
        return document if same else None

    def keep(self, document: Document, against: bytes) -> None:
        """Keep a manuscript resolved."""
        if known := self._shelf.manuscripts.get(document.manuscript.path):
            known.document = against, document


class Living(Library):
    """The library of one check, with what the checks before it have left on the shelf."""

    def __init__(self, configurations: Configurations, shelf: Shelf) -> None:
        """Begin with nothing looked at in this check."""
        super().__init__(configurations, None, shelf.buffers)
        self.kept = Documents(shelf)
        self._shelf = shelf

    def content(self, path: str) -> bytes:
        """The bytes of a buffer, else of a file, which is read once until it is forgotten. Raises `Refused`."""
        name = files.real(path)
        known = self._shelf.buffers.get(name)
        if known is None:
            known = self._shelf.contents.get(name)
            if known is None or len(known) > self.at(path).max_size:
                known = self._shelf.contents[name] = files.read(path, self.at(path).max_size)
        return known

    def manuscript(self, path: str, data: bytes | None = None) -> Manuscript:
        """The manuscript at a path, read again where it was edited. Raises `Refused`."""
        if registry.MANUSCRIPTS.get(files.suffix(path)) is None:
            return super().manuscript(path, data)
        try:
            data = self.content(path) if data is None else data
            known = self._shelf.manuscripts.setdefault(path, Known())
            if known.manuscript is None or known.data != data:
                self._read(known, path, data)
        except Refused:
            self._shelf.manuscripts.pop(path, None)
            raise
        assert known.manuscript is not None
        return known.manuscript

    def _read(self, known: Known, path: str, data: bytes) -> None:
        decoded = decode(data)
        edit, grown = fixes.difference(known.text, decoded.text), len(decoded.text) - len(known.text)
        old = known.manuscript.blocks if known.manuscript else ()
        if registry.MANUSCRIPTS[files.suffix(path)] == _MARKDOWN:
            again = rereading.again(known.reading, decoded.text, path, edit) if known.reading else None
            new, kept = again or (rereading.read(decoded.text, path), None)
            known.reading = new
            known.memory.follow(new.blocks, edit, kept or same_blocks(old, new.blocks, grown))
            keys = citekeys.find(new.blocks, new.text, known.memory)
            manuscript = markdown.composed(new.text, path, new.front, new.parts, new.blocks, keys)
        else:
            manuscript = registry.load(registry.MANUSCRIPTS[files.suffix(path)], "read")(decoded.text, path)
            known.memory.follow(manuscript.blocks, edit, same_blocks(old, manuscript.blocks, grown))
        if decoded.problems:
            manuscript = replace(manuscript, problems=(*decoded.problems, *manuscript.problems))
        known.data, known.text, known.manuscript = data, decoded.text, manuscript

    def manuscripts(self, folder: str, most_folders: int) -> Iterable[str]:
        """The manuscripts of a folder, looked for once until a file is forgotten."""
        known = self._shelf.listings.get((folder, most_folders))
        if known is None:
            known = tuple(islice(super().manuscripts(folder, most_folders), _MOST_LISTED))
            self._shelf.listings[folder, most_folders] = known
        return known

    def printed(self, manuscript: Manuscript) -> Bibliography | None:
        """The lists printed in a manuscript, read again where they have changed."""
        known = self._shelf.manuscripts.get(manuscript.path)
        if known is None or known.manuscript is not manuscript:
            return super().printed(manuscript)
        if known.printed is None or known.printed[0] is not manuscript:
            headings = self.at(manuscript.path).list_headings
            known.printed = manuscript, works_cited.parse(manuscript, headings, known.memory)
        return known.printed[1]

    def noted(self, manuscript: Manuscript) -> Bibliography | None:
        """The works that the notes of a manuscript define."""
        known = self._shelf.manuscripts.get(manuscript.path)
        if known is None or known.manuscript is not manuscript:
            return super().noted(manuscript)
        if known.noted is None or known.noted[0] is not manuscript:
            known.noted = manuscript, super().noted(manuscript)
        return known.noted[1]

    def index(self, bibliographies: tuple[Bibliography, ...]) -> Any:
        """The index over bibliographies; the same one for equal ones, and its like for those that have only moved."""
        full = tuple(b for b in bibliographies if b.references)
        shelf = self._shelf.indexes
        for number, (known, index) in enumerate(shelf):
            if known == full:
                shelf.append(shelf.pop(number))
                return index
        references = tuple(r for b in full for r in b.references)
        for number, (_, index) in enumerate(shelf):
            if like := watched.moved(index, references):
                shelf[number] = full, like
                return like
        made = indexes.build(full)
        shelf.append((full, made))
        del shelf[:-_MOST_INDEXES]
        return made

    def look(self, manuscript: Manuscript, index: Any) -> Any:
        """What remembers of a manuscript what an edit has not touched."""
        known = self._shelf.manuscripts.get(manuscript.path)
        if known is None or known.manuscript is not manuscript:
            return None
        known.memory.against(index)
        return known.memory

    def prose(self, document: Document) -> Prose:
        """What a document says outside of its lists, of which only what is new is put together."""
        known = self._shelf.manuscripts.get(document.manuscript.path)
        if known is None or known.manuscript is not document.manuscript:
            return super().prose(document)
        if known.spoken is None or known.spoken[0] is not document:
            known.spoken = document, tuple(outside_lists(document))
        return known.memory.prose(known.spoken[1])

    def _bibliography(self, path: str) -> Bibliography:
        if registry.BIBLIOGRAPHIES.get(files.suffix(path)) is None:
            return super()._bibliography(path)
        data = self.content(path)
        known = self._shelf.bibliographies.get(path)
        if known is None or known[0] != data:
            known = self._shelf.bibliographies[path] = data, super()._bibliography(path)
        return known[1]
