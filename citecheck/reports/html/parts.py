"""The manuscripts' text, chapter by chapter: blocks in rows, with the cards of their findings beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from citecheck.model import Block, Document
from citecheck.reports.html.cards import Card
from citecheck.reports.html.chapters import Outline, depths, title
from citecheck.reports.html.cites import NOWHERE, Blocks, Citing
from citecheck.reports.html.marking import Links, marks, note_id
from citecheck.reports.html.text import clean, woven
from citecheck.reports.printable import shown_path

CHUNK = 12  # blocks that a browser lays out together when they come into sight
_HIGHEST = 4  # the level of the page's headings at which those of a text begin
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")  # en, pt-BR
_LIST_HERE = Markup('<p class="b elsewhere">The entries printed here are under <a href="#works">Works</a>.</p>')


class Row(Struct):
    """A block and its cards, which may reach down beside the next blocks: over `span` rows in all."""

    block: Markup
    cards: tuple[Card, ...] = ()
    span: int = 1


class Chapter(Struct, frozen=True):
    """A stretch of a manuscript."""

    number: int
    title: str
    chunks: tuple[tuple[Row, ...], ...]


class Part(Struct, frozen=True):
    """A manuscript; `top` are the findings about the whole of it, `elsewhere` the cites that no block holds."""

    title: str
    path: str
    language: str
    chapters: tuple[Chapter, ...]
    top: tuple[Card, ...]
    elsewhere: tuple[Citing, ...]


def part(document: Document, outline: Outline, table: Blocks, cites: list[Citing], links: Links) -> Part:
    """A document as it is read."""
    manuscript = document.manuscript
    placed: dict[int, list[Citing]] = defaultdict(list)
    for citing in cites:
        placed[citing.block].append(citing)
    deep = depths(manuscript.blocks)
    rows: dict[int, list[Row]] = defaultdict(list)
    for place, block in enumerate(manuscript.blocks):
        into = rows[outline.chapter(block.start)]
        if place in table.listed:
            if place - 1 not in table.listed:
                into.append(Row(_LIST_HERE))
            continue
        inner = woven(block, manuscript.text, marks(block, place, placed.get(place, []), links))
        name = note_id(links.part, place) if block.kind == "note" else ""
        element = _element(block, inner, deep.get(block.start, 1), name)
        into.append(Row(element, tuple(links.by_block.get(place, ()))))
    return Part(
        title=title(document),
        path=shown_path(manuscript.path),
        language=manuscript.language if _LANGUAGE.fullmatch(manuscript.language) else "",
        chapters=tuple(
            Chapter(number, name, tuple(_chunks(rows[number])))
            for number, name in enumerate(outline.titles, start=outline.first)
        ),
        top=tuple(links.by_block.get(NOWHERE, ())),
        elsewhere=tuple(placed.get(NOWHERE, ())),
    )


def _element(block: Block, inner: Markup, depth: int, name: str) -> Markup:
    """A block's element; `depth` is that of a heading, `name` the id of a note."""
    marker = Markup('<span class="marker">{}</span> ').format(clean(block.marker)) if block.marker else Markup("")
    if block.kind == "heading" and inner.strip():
        level = min(_HIGHEST + depth - 1, 6)
        return Markup('<h{0} class="b h h{1}" dir="auto">{2}</h{0}>').format(level, min(depth, 6), inner)
    if block.kind == "note":
        return Markup('<p class="b fnote" id="{}" dir="auto">{}{}</p>').format(name, marker, inner)
    if block.kind == "item":
        bullet = marker if block.marker not in ("-", "*", "+") else Markup('<span class="marker">•</span> ')
        return Markup('<p class="b item d{}" dir="auto">{}{}</p>').format(min(max(block.level, 1), 4), bullet, inner)
    if block.quoted or block.kind == "quote":
        return Markup('<blockquote class="b" dir="auto"><p>{}</p></blockquote>').format(inner)
    return Markup('<p class="b{}" dir="auto">{}</p>').format(" cell" if block.kind == "cell" else "", inner)


def _chunks(rows: list[Row]) -> Iterator[tuple[Row, ...]]:
    """Rows by the dozen; the cards of one reach down to the next row with cards."""
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        free = 1
        for row in reversed(chunk):
            if row.cards:
                row.span, free = free, 0
            free += 1
        yield tuple(chunk)
