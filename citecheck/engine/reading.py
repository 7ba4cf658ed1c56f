"""From names of files to manuscripts and bibliographies, each read once a run."""

from __future__ import annotations

import os
from typing import Any

from msgspec.structs import replace

from citecheck import registry
from citecheck.config import Config, Configurations
from citecheck.engine import files
from citecheck.engine.files import Refused
from citecheck.model import Bibliography, Manuscript
from citecheck.text.scripts import words

Abbreviations = tuple[tuple[str, str], ...]
KNOWN = "; citecheck reads .md, .txt and .bib"


class Library:
    """The bibliographies that a run has read so far; one that cannot be read stays refused for the same reason."""

    def __init__(self, configurations: Configurations) -> None:
        """Begin with nothing read."""
        self.configurations = configurations
        self.complaints: dict[str, None] = {}  # messages about what the run was told to use, in order
        self._bibliographies: dict[str, Bibliography | Refused] = {}
        self._abbreviated: dict[tuple[int, Abbreviations], tuple[Bibliography, Bibliography]] = {}

    def at(self, path: str) -> Config:
        """The configuration of a file."""
        return self.configurations.at(path)

    def complain(self, path: str, refused: Refused) -> None:
        """Note that a file that the run was told to use cannot be; the same is said once."""
        self.complaints[f"{path}: {refused}"] = None

    def manuscript(self, path: str, data: bytes | None = None) -> Manuscript:
        """The manuscript at a path, or of the bytes that stand for it. Raises `Refused`."""
        module = registry.MANUSCRIPTS.get(files.suffix(path))
        if module is None:
            raise Refused(unknown(path))
        if data is None:
            data = files.read(path, self.at(path).max_size)
        elif len(data) > self.at(path).max_size:
            raise Refused(f"refused, it has more than {self.at(path).max_size:,} bytes (--max-size)")
        decoded = _decode(data)
        read: Manuscript = registry.load(module, "read")(decoded.text, path)
        return replace(read, problems=(*decoded.problems, *read.problems)) if decoded.problems else read

    def printed(self, manuscript: Manuscript) -> Bibliography | None:
        """The lists printed in a manuscript."""
        found: Bibliography | None = registry.load(registry.PRINTED_LIST, "parse")(
            manuscript, self.at(manuscript.path).list_headings
        )
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

    def numbered(self, bibliographies: tuple[Bibliography, ...], printed: Bibliography) -> tuple[Bibliography, ...]:
        """Bibliographies with the numbers and labels that a list printed in a manuscript gives the same works."""
        if not any(r.number or r.shorthand for r in printed.references):
            return bibliographies
        found: tuple[Bibliography, ...] = registry.load(registry.PAIRING, "numbered")(bibliographies, printed)
        return found

    def _bibliography(self, path: str) -> Bibliography:
        if files.suffix(path) in registry.MANUSCRIPTS:
            return self._list_of(path)
        module = registry.BIBLIOGRAPHIES.get(files.suffix(path))
        if module is None:
            raise Refused(unknown(path))
        decoded = _decode(files.read(path, self.at(path).max_size))
        parsed: Bibliography = registry.load(module, "parse")(decoded.text, path)
        return replace(parsed, problems=(*decoded.problems, *parsed.problems)) if decoded.problems else parsed

    def _list_of(self, path: str) -> Bibliography:
        """The list that another manuscript prints: a book may keep it in a file of its own."""
        found = self.printed(self.manuscript(path))
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


def unknown(path: str) -> str:
    """Why a file of that name is not read."""
    ending = os.path.splitext(path)[1]
    return f"{ending[:20]} files cannot be read yet{KNOWN}" if ending else f"a file without a suffix{KNOWN}"


def _decode(data: bytes) -> Any:
    from citecheck.manuscripts import decode

    try:
        return decode.decode(data)
    except decode.Unreadable as error:
        raise Refused(str(error)) from error
