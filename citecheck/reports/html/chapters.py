"""Chapters: the manuscripts of a run; where there is only one, its headings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from msgspec import Struct

from citecheck.model import Block, Document, Run
from citecheck.reports.printable import clip, shown_path

LONGEST_TITLE = 120


class Outline(Struct, frozen=True):
    """Where the chapters of a document begin (source), and what they are called; `first` is the number of the first."""

    first: int
    starts: tuple[int, ...]
    titles: tuple[str, ...]

    def chapter(self, offset: int) -> int:
        """The number of the chapter that a place belongs to."""
        return self.first + max(0, bisect_right(self.starts, offset) - 1)


def outlines(run: Run) -> list[Outline]:
    """The outline of each document, its chapters numbered through from 1."""
    texts = [d for d in run.documents if d.manuscript.blocks]
    called = Counter(map(title, texts))
    number = 1
    found: list[Outline] = []
    for document in run.documents:
        name = title(document)
        if called[name] > 1:
            name = f"{name} · {shown_path(document.manuscript.path)}"
        starts, titles = _headings(document) if len(texts) < 2 else ([0], [name])
        found.append(Outline(number, tuple(starts), tuple(titles)))
        number += len(starts)
    return found


def title(document: Document) -> str:
    """What a manuscript is called: its first heading of the highest level, else its file."""
    headings = [b for b in document.manuscript.blocks if b.kind == "heading" and b.prose.strip()]
    highest = min((b.level for b in headings), default=0)
    first = next((b for b in headings if b.level == highest), None)
    return _words(first) if first else shown_path(document.manuscript.path)


def _headings(document: Document) -> tuple[list[int], list[str]]:
    """The headings of the highest level that occurs more than once; a title alone at the top is no chapter."""
    headings = [b for b in document.manuscript.blocks if b.kind == "heading" and b.prose.strip()]
    counts = Counter(b.level for b in headings)
    level = min((n for n, count in counts.items() if count > 1), default=min(counts, default=0))
    starts, titles = [0], ["Before the first heading"]
    bare = True  # the chapter at hand has nothing but headings yet: the next heading takes its place
    for block in document.manuscript.blocks:
        if block.kind != "heading" or block.level > level:
            bare = bare and block.kind == "heading"
        elif block.prose.strip():
            if not bare:
                starts.append(block.start)
                titles.append("")
            titles[-1] = _words(block)
            bare = True
    return starts, titles if headings else [title(document)]


def _words(heading: Block) -> str:
    return clip(" ".join(heading.prose.split()), LONGEST_TITLE)


def depths(blocks: tuple[Block, ...]) -> dict[int, int]:
    """How deep each heading lies, by its start: 1 at the top, and never more than one deeper than the one before."""
    found: dict[int, int] = {}
    above: list[int] = []
    for block in blocks:
        if block.kind == "heading":
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            found[block.start] = len(above)
    return found
