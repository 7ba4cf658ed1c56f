"""From names of files to manuscripts and bibliographies, each read once a run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from citecheck import registry
from citecheck.config import Config, Configurations
from citecheck.engine import files, walking
from citecheck.engine.cache import Cache
from citecheck.engine.files import Refused
from citecheck.engine.keeping import Keeping
from citecheck.model import Bibliography, Document, Manuscript
from citecheck.rules.project import outside_lists
from citecheck.text.looking import Prose, spoken
from citecheck.text.scripts import words

Abbreviations = tuple[tuple[str, str], ...]
_MOST_INDEXES = 8  # at a time
KNOWN = "; citecheck reads .md, .txt and .bib"


class Library:
    """The bibliographies that a run has read so far; one that cannot be read stays refused for the same reason."""

    def __init__(
        self, configurations: Configurations, cache: Cache | None = None, instead: Mapping[str, bytes] | None = None
    ) -> None:
        """Begin with nothing read; `instead` are bytes that stand for those of real paths."""
        self.configurations = configurations
        self.kept = Keeping(cache or Cache())
        self._instead = instead or {}
        self.complaints: dict[str, None] = {}  # messages about what the run was told to use, in order
        self.complained = 0  # how often, the same complaint more than once, too
        self._bibliographies: dict[str, Bibliography | Refused] = {}
        self._abbreviated: dict[tuple[int, Abbreviations], tuple[Bibliography, Bibliography]] = {}
        # With the bibliographies themselves, so that nothing else gets their ids.
        self._indexes: dict[tuple[int, ...], tuple[tuple[Bibliography, ...], Any]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: a library that has read nothing."""
        return Library, (self.configurations, self.kept.cache, self._instead)

    def at(self, path: str) -> Config:
        """The configuration of a file."""
        return self.configurations.at(path)

    def complain(self, path: str, refused: Refused) -> None:
        """Note that a file that the run was told to use cannot be; the same is said once."""
        self.complaints[f"{path}: {refused}"] = None
        self.complained += 1

    def content(self, path: str) -> bytes:
        """The bytes of a file, or those that stand for them. Raises `Refused`."""
        if self._instead and (known := self._instead.get(files.real(path))) is not None:
            return known
        return files.read(path, self.at(path).max_size)

    def exists(self, path: str) -> bool:
        """Whether there is a file, or something that stands for it."""
        return os.path.isfile(path) or (bool(self._instead) and files.real(path) in self._instead)

    def manuscript(self, path: str, data: bytes | None = None) -> Manuscript:
        """The manuscript at a path, or of the bytes that stand for it. Raises `Refused`."""
        module = registry.MANUSCRIPTS.get(files.suffix(path))
        if module is None:
            raise Refused(unknown(path))
        config, passing = self.at(path), data is not None
        if data is None:
            data = self.content(path)
        elif len(data) > config.max_size:
            raise Refused(f"refused, it has more than {config.max_size:,} bytes (--max-size)")
        if known := self.kept.manuscript(path, data, config, passing=passing):
            return known
        decoded = decode(data)
        read: Manuscript = registry.load(module, "read")(decoded.text, path)
        if decoded.problems:
            read = replace(read, problems=(*decoded.problems, *read.problems))
        self.kept.read(read)
        return read

    def manuscripts(self, folder: str, most_folders: int) -> Iterable[str]:
        """The manuscripts of a folder, in order."""
        return walking.within(folder, registry.MANUSCRIPTS, self.configurations, most_folders=most_folders)

    def printed(self, manuscript: Manuscript) -> Bibliography | None:
        """The lists printed in a manuscript."""
        is_known, known = self.kept.printed(manuscript)
        if is_known:
            return known if known and not known.noted else None
        found: Bibliography | None = registry.load(registry.PRINTED_LIST, "parse")(
            manuscript, self.at(manuscript.path).list_headings
        )
        self.kept.keep_printed(manuscript, found)
        return found

    def noted(self, manuscript: Manuscript) -> Bibliography | None:
        """The works that the notes of a manuscript define, which is asked for where it has no other bibliography."""
        is_known, known = self.kept.printed(manuscript)
        if is_known and known and known.noted:
            return known
        found: Bibliography | None = registry.load(registry.NOTED_WORKS, "parse")(manuscript)
        if found:
            self.kept.keep_printed(manuscript, found)
        return found

    def bibliography(self, path: str) -> Bibliography:
        """The bibliography at a path, under the name by which it was first asked for. Raises `Refused`."""
        key = files.real(path)
        if key not in self._bibliographies:
            try:
                self._bibliographies[key] = self._bibliography(path)
            except Refused as refused:
                self._bibliographies[key] = refused
        found = self._bibliographies[key]
        if isinstance(found, Refused):
            raise found
        return found

    def abbreviated(self, bibliography: Bibliography, abbreviations: Abbreviations) -> Bibliography:
        """A bibliography with the labels that a configuration gives its entries; the same one for the same labels."""
        if not abbreviations:
            return bibliography
        key = (id(bibliography), abbreviations)
        if key not in self._abbreviated:  # the first of the two keeps the id from being used again
            self._abbreviated[key] = bibliography, abbreviated(bibliography, abbreviations)
        return self._abbreviated[key][1]

    def index(self, bibliographies: tuple[Bibliography, ...]) -> Any:
        """The index over bibliographies, the same one for the same."""
        full = tuple(b for b in bibliographies if b.references)
        key = tuple(map(id, full))
        if key not in self._indexes:
            while len(self._indexes) >= _MOST_INDEXES:
                del self._indexes[next(iter(self._indexes))]
            self._indexes[key] = full, registry.load("citecheck.resolve.index", "build")(full)
        return self._indexes[key][1]

    def look(self, manuscript: Manuscript, index: Any) -> Any:
        """What looks at the blocks of a manuscript, and may know what it has seen there; None for one that does not."""
        return None

    def prose(self, document: Document) -> Prose:
        """What a document says outside of its lists."""
        return Prose(spoken(outside_lists(document)))

    def paired(self, bibliographies: tuple[Bibliography, ...], printed: Bibliography) -> tuple[Bibliography, ...]:
        """Bibliographies with what a list printed in a manuscript says of the same works: numbers, labels, letters."""
        found: tuple[Bibliography, ...] = registry.load(registry.PAIRING, "paired")(bibliographies, printed)
        return found

    def _bibliography(self, path: str) -> Bibliography:
        module = registry.BIBLIOGRAPHIES.get(files.suffix(path))
        if module is None and files.suffix(path) not in registry.MANUSCRIPTS:
            raise Refused(unknown(path))
        config = self.at(path)
        data = self.content(path)
        key, known = self.kept.bibliography(path, data, None if module else config)
        parsed = known or (_parsed(path, data, module) if module else self._list_of(path, data))
        if known is None:
            self.kept.keep_bibliography(key, parsed)
        self.kept.name(parsed, key)
        return parsed

    def _list_of(self, path: str, data: bytes) -> Bibliography:
        """The list that another manuscript prints: a book may keep it in a file of its own."""
        found = self.printed(self.manuscript(path, data))
        if found is None or not found.references:
            raise Refused("no list of works under a heading such as Works Cited was found in it")
        return found


def abbreviated(bibliography: Bibliography, abbreviations: Abbreviations) -> Bibliography:
    """The bibliography with further labels: each of the entry with that id, else of those that begin so in print."""
    labels: dict[int, list[str]] = {}
    for label, work in abbreviations:
        meant = [n for n, r in enumerate(bibliography.references) if work in (r.id, *r.aliases)]
        if not meant and (start := words(work)):
            entries = (words(r.raw[: 4 * len(work) + 80]) for r in bibliography.references)
            meant = [n for n, entry in enumerate(entries) if entry[: len(start)] == start]
        for number in meant:
            labels.setdefault(number, []).append(label)
    if not labels:
        return bibliography
    references = list(bibliography.references)
    for number, found in labels.items():
        references[number] = replace(references[number], abbreviations=tuple(found))
    return replace(bibliography, references=tuple(references))


def _parsed(path: str, data: bytes, module: str) -> Bibliography:
    decoded = decode(data)
    parsed: Bibliography = registry.load(module, "parse")(decoded.text, path)
    return replace(parsed, problems=(*decoded.problems, *parsed.problems)) if decoded.problems else parsed


def unknown(path: str) -> str:
    """Why a file of that name is not read."""
    ending = os.path.splitext(path)[1]
    return f"{ending[:20]} files cannot be read yet{KNOWN}" if ending else f"a file without a suffix{KNOWN}"


def decode(data: bytes) -> Any:
    """The text of a file, and what could not be read of it. Raises `Refused`."""
    from citecheck.manuscripts import decode as decoding

    try:
        return decoding.decode(data)
    except decoding.Unreadable as error:
        raise Refused(str(error)) from error
