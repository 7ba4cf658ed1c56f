"""What a check of one document found, and where its values stand."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from citecheck.lsp.positions import Lines
from citecheck.model import Bibliography, Block, Diagnostic, Document, Reference, Resolution, Run

Work = tuple[str, str]  # path of the bibliography, id of the entry


class Checked:
    """A document as it was checked; `document` is None for a bibliography."""

    def __init__(self, uri: str, path: str, version: int | None, run: Run, lines: Lines) -> None:
        """Look up the document in the run."""
        self.uri, self.path, self.version, self.run, self.lines = uri, path, version, run, lines
        self.document: Document | None = next((d for d in run.documents if _is_manuscript(d, path)), None)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings in this document."""
        return tuple(d for d in self.run.diagnostics if d.path == self.path)

    @cached_property
    def bibliographies(self) -> tuple[Bibliography, ...]:
        """What its citations are resolved against; of a bibliography the bibliography itself."""
        if self.document:
            return self.document.bibliographies
        return tuple(b for d in self.run.documents for b in d.bibliographies if b.path == self.path)[:1]

    @cached_property
    def references(self) -> dict[str, Reference]:
        """The entries by id; of two with one id the first."""
        return {r.id: r for b in reversed(self.bibliographies) for r in reversed(b.references)}

    @cached_property
    def entries(self) -> dict[tuple[str, int], Reference]:
        """The entries by path and where they begin."""
        return {(r.path, r.start): r for r in self.references.values()}

    @cached_property
    def own(self) -> tuple[Reference, ...]:
        """The entries that stand in this document, in order."""
        found = {(r.start, r.id): r for b in self.bibliographies if b.path == self.path for r in b.references}
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The verdicts on its cites, in order."""
        return self.document.resolutions if self.document else ()

    @cached_property
    def _starts(self) -> list[int]:
        return [r.cite.start for r in self.resolutions]

    def cite_at(self, offset: int) -> Resolution | None:
        """The cite at a place, its end included; of a citekey and a cite around it the narrower."""
        last = bisect_right(self._starts, offset)
        near = [r for r in self.resolutions[max(0, last - 8) : last] if r.cite.start <= offset <= r.cite.end]
        return min(near, key=lambda r: (r.cite.end - r.cite.start, -r.cite.start), default=None)

    def entry_at(self, offset: int) -> Reference | None:
        """The entry at a place."""
        return next((r for r in self.own if r.start <= offset <= r.end), None)

    def findings_at(self, offset: int) -> list[Diagnostic]:
        """The findings at a place."""
        return [d for d in self.diagnostics if d.start <= offset <= d.end]

    def meant(self, resolution: Resolution) -> list[Reference]:
        """The entries that a cite is taken for, or may be."""
        return [r for i in resolution.references if (r := self.references.get(i))]

    def works_at(self, offset: int) -> list[Reference]:
        """The entries that the cite at a place means, or the entry that stands there."""
        if one := self.cite_at(offset):
            return self.meant(one)
        entry = self.entry_at(offset)
        return [entry] if entry else []

    def times_cited(self, reference: Reference) -> int:
        """How often the project cites an entry."""
        return self.run.cited.get((reference.path, reference.id), 0)

    def block_at(self, offset: int) -> Block | None:
        """The block of the manuscript that holds a place."""
        blocks = self.document.manuscript.blocks if self.document else ()
        return next((b for b in blocks if b.start <= offset <= b.end), None)


def works(references: list[Reference]) -> set[Work]:
    """What entries are, whichever document shows them."""
    return {(r.path, r.id) for r in references}


def _is_manuscript(document: Document, path: str) -> bool:
    return document.manuscript.path == path and document.manuscript.format != "bibliography"
