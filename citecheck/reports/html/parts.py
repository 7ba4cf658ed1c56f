"""The manuscripts' text, chapter by chapter: blocks in rows, with the cards of their findings beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from citecheck.model import Block, Document
from citecheck.reports.html.cards import Card
from citecheck.reports.html.chapters import Outline, depths, title
from citecheck.reports.html.cites import NOWHERE, Blocks, Citing
from citecheck.reports.html.text import CITE, FINDING, Layer, Marks, clean, layer, opened, woven
from citecheck.reports.printable import shown_path
from citecheck.text.spans import to_prose

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

    number: int
    title: str
    path: str
    language: str
    chapters: tuple[Chapter, ...]
    top: tuple[Card, ...]
    elsewhere: tuple[Citing, ...]


class Links(Struct, frozen=True):
    """What the marks of a text lead to: evidence by cite, and cards by block and by cite."""

    evidence: dict[int, int]
    by_block: dict[int, list[Card]]
    by_cite: dict[int, list[Card]]


def part(number: int, document: Document, outline: Outline, table: Blocks, cites: list[Citing], links: Links) -> Part:
    """A document as it is read."""
    placed: dict[int, list[Citing]] = defaultdict(list)
    for citing in cites:
        placed[citing.block].append(citing)
    text = document.manuscript.text
    deep = depths(document.manuscript.blocks)
    labels = {b.marker: f"n{number}-{i}" for i, b in enumerate(document.manuscript.blocks) if b.kind == "note"}
    rows: dict[int, list[Row]] = {}
    for place, block in enumerate(document.manuscript.blocks):
        into = rows.setdefault(outline.chapter(block.start), [])
        if place in table.listed:
            if place - 1 not in table.listed:
                into.append(Row(_LIST_HERE))
            continue
        cards = links.by_block.get(place, [])
        inner = woven(block, text, _marks(block, placed.get(place, []), cards, links, labels))
        into.append(Row(_element(block, inner, deep, labels), tuple(cards)))
    chapters = tuple(
        Chapter(outline.first + i, name, tuple(_chunks(rows.get(outline.first + i, []))))
        for i, name in enumerate(outline.titles)
    )
    top = tuple(links.by_block.get(NOWHERE, ()))
    path, language = shown_path(document.manuscript.path), document.manuscript.language
    return Part(
        number,
        title(document),
        path,
        language if _LANGUAGE.fullmatch(language) else "",
        chapters,
        top,
        tuple(placed.get(NOWHERE, ())),
    )


def _marks(block: Block, cites: list[Citing], cards: Iterable[Card], links: Links, labels: dict[str, str]) -> Marks:
    """The cites, the findings and the note references of a block."""
    layers: list[Layer] = []
    inserts: dict[int, Markup] = defaultdict(Markup)
    for citing in cites:
        cite = citing.found.cite
        if made := layer(block, cite.start, cite.end, CITE, "a", **_attributes(citing, links)):
            layers.append(made)
        else:
            inserts[to_prose(block.map, cite.start)] += opened("span", id=citing.id) + Markup("</span>")
    ranges = sorted((x.start, x.end) for x in layers)
    for mark in block.marks:
        if mark.kind == "noteref" and mark.target:
            inserts[mark.start] += _noteref(mark.target, labels, nested=_within(ranges, mark.start) is not None)
    spans = {(c.found.cite.start, c.found.cite.end) for c in cites}
    for card in cards:
        found = card.found
        low, high = to_prose(block.map, found.start), to_prose(block.map, min(found.end, block.end))
        if not card.cite:
            inserts[low] += opened("span", id=f"p{card.number}") + Markup("</span>")
        if (found.start, found.end) not in spans and (
            made := layer(block, found.start, min(found.end, block.end), FINDING, "span", class_=f"m {found.severity}")
        ):
            layers.append(made)
        end = _within(ranges, max(low, high - 1)) or max(low, high)
        inserts[end] += Markup('<a class="fn {}" href="#{}" aria-label="Finding {}">{}</a>').format(
            found.severity, card.id, card.number, card.number
        )
    return Marks(tuple(layers), inserts)


def _within(ranges: list[tuple[int, int]], place: int) -> int | None:
    """The end of the citation that a place of the prose lies in."""
    return next((end for start, end in ranges if start <= place < end), None)


def _attributes(citing: Citing, links: Links) -> dict[str, object]:
    """A cite's own name and class, and all that it leads to; its link leads to the most telling."""
    cards = links.by_cite.get(citing.number, [])
    sure = citing.found.verdict in ("resolved", "context")
    evidence = f"y{links.evidence[citing.number]}"
    judged = next((c.id for c in cards if not sure), "")
    return {
        "class_": f"c {citing.found.verdict}",
        "id": citing.id,
        "href": f"#{judged or (f'w{citing.works[0]}' if citing.works else evidence)}",
        "data_w": " ".join(map(str, citing.works)),
        "data_y": evidence[1:],
        "data_f": " ".join(str(c.number) for c in cards),
    }


def _noteref(label: str, labels: dict[str, str], *, nested: bool) -> Markup:
    shown = clean(label)
    if label in labels and not nested:
        return Markup('<sup><a class="nr" href="#{}" aria-label="Note {}">{}</a></sup>').format(
            labels[label], shown, shown
        )
    return Markup("<sup>{}</sup>").format(shown)


def _element(block: Block, inner: Markup, deep: dict[int, int], labels: dict[str, str]) -> Markup:
    """A block's element."""
    marker = Markup('<span class="marker">{}</span> ').format(clean(block.marker)) if block.marker else Markup("")
    if block.kind == "heading" and inner.strip():
        level = min(_HIGHEST + deep[block.start] - 1, 6)
        return Markup('<h{0} class="b h h{1}" dir="auto">{2}</h{0}>').format(level, deep[block.start], inner)
    if block.kind == "note":
        name = Markup(' id="{}"').format(labels[block.marker]) if block.marker in labels else ""
        return Markup('<p class="b fnote" dir="auto"{}>{}{}</p>').format(name, marker, inner)
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
