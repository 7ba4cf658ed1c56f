"""A stretch of the manuscript as HTML: its prose, with emphasis, citations and findings marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from markupsafe import Markup, escape
from msgspec import Struct

from citecheck.model import Block, MarkKind
from citecheck.reports.printable import clip, printable
from citecheck.text.spans import to_prose, to_source

_BREAKS = re.compile(r"[\t\n\r]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+", re.IGNORECASE)
_OBJECT = "\ufffc"  # code, math or an image
_LONGEST_OBJECT = 200
_DEEPEST = 40  # layers over one character; what lies deeper is not marked

_TAGS: dict[MarkKind, str] = {"strong": "strong", "emphasis": "em", "superscript": "sup"}
CITE, LINK, FINDING, STRONG, EMPHASIS, SUPERSCRIPT = range(6)  # from the outermost to the innermost
_RANKS: dict[MarkKind, int] = {"strong": STRONG, "emphasis": EMPHASIS, "superscript": SUPERSCRIPT}


class Layer(Struct, frozen=True):
    """An element around prose `start`-`end`."""

    start: int
    end: int
    rank: int
    opening: Markup
    closing: Markup


class Marks(Struct, frozen=True):
    """What is marked in a block beside its own markup; `inserts` stand before the prose character at their place."""

    layers: tuple[Layer, ...] = ()
    inserts: Mapping[int, Markup] = {}


_NO_MARKS = Marks()


def clean(text: str) -> str:
    """Text that acts on nothing: controls and marks that turn the direction of writing are spelled out."""
    return printable(_BREAKS.sub(" ", text))


def safe_address(address: str) -> str:
    """A web address as it is, anything else (`javascript:`, a path) as nothing."""
    return address if _ADDRESS.fullmatch(address) else ""


def layer(block: Block, start: int, end: int, rank: int, tag: str, **attributes: object) -> Layer | None:
    """An element around source `start`-`end`, or nothing where the block has no prose there."""
    low, high = to_prose(block.map, start), to_prose(block.map, end)
    return Layer(low, high, rank, opened(tag, **attributes), Markup(f"</{tag}>")) if low < high else None


def opened(tag: str, **attributes: object) -> Markup:
    """An opening tag; `class_` is `class`, `data_w` is `data-w`, and empty values are left out."""
    said = (
        f' {name.strip("_").replace("_", "-")}="{escape(clean(str(value)))}"'
        for name, value in attributes.items()
        if value not in ("", None)
    )
    return Markup(f"<{tag}{''.join(said)}>")


def woven(block: Block, source: str, marks: Marks = _NO_MARKS, low: int = 0, high: int | None = None) -> Markup:
    """The prose `low`-`high` of a block with its emphasis and the marks given.

    Elements nest in the order of their ranks; one that overlaps another is closed and opened again.
    """
    high = len(block.prose) if high is None else high
    layers = [*marks.layers, *_own(block)]
    layers = sorted((x for x in layers if x.start < high and x.end > low), key=lambda x: (x.start, x.rank, -x.end))
    places = {low, high, *marks.inserts}
    places.update(x.start for x in layers)
    places.update(x.end for x in layers)
    out: list[str] = []
    at, standing, stack = 0, [], []  # type: int, list[Layer], list[Layer]
    for here, there in pairwise([*sorted(p for p in places if low <= p <= high), high]):
        standing = [x for x in standing if x.end > here]
        while at < len(layers) and layers[at].start <= here:
            if len(standing) < _DEEPEST or layers[at].rank == CITE:
                standing.append(layers[at])
            at += 1
        wanted = sorted(standing, key=lambda x: (x.rank, x.start)) if here < high else []
        same = next((i for i, (x, y) in enumerate(zip(stack, wanted, strict=False)) if x is not y), None)
        kept = min(len(stack), len(wanted)) if same is None else same
        out += (x.closing for x in reversed(stack[kept:]))
        out.append(marks.inserts.get(here, ""))
        out += (x.opening for x in wanted[kept:])
        out += _plain(block, source, here, there)
        stack = wanted
    return Markup("".join(out))


def _own(block: Block) -> Iterator[Layer]:
    """The block's own emphasis."""
    for mark in block.marks:
        if tag := _TAGS.get(mark.kind):
            yield Layer(mark.start, mark.end, _RANKS[mark.kind], Markup(f"<{tag}>"), Markup(f"</{tag}>"))


def linked(block: Block, others: Iterable[Layer] = ()) -> list[Layer]:
    """The block's web links; one that touches a citation or another link is left out, as links do not nest."""
    cites = sorted((x.start, x.end) for x in others)
    found: list[Layer] = []
    done = 0
    for mark in block.marks:
        if mark.kind in ("link", "url") and done <= mark.start < mark.end:
            address = safe_address(mark.target or block.prose[mark.start : mark.end])
            if address and touched(cites, mark.start, mark.end) is None:
                done = mark.end
                opening = opened("a", class_="url", href=address, rel="noopener noreferrer")
                found.append(Layer(mark.start, mark.end, LINK, opening, Markup("</a>")))
    return found


def touched(ranges: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The last of some ranges, which are in order and apart, that shares a character with `start`-`end`."""
    at = bisect_left(ranges, (max(end, start + 1), 0)) - 1
    return ranges[at] if at >= 0 and ranges[at][1] > start else None


def _plain(block: Block, source: str, low: int, high: int) -> Iterator[str]:
    """Prose without layers; what stands for code, math or an image is shown as the file has it."""
    pieces = block.prose[low:high].split(_OBJECT)
    for number, piece in enumerate(pieces):
        if number:
            place = to_source(block.map, low - 1, low)
            yield f"<code>{escape(clip(clean(source[place.start : place.end]), _LONGEST_OBJECT))}</code>"
        yield escape(clean(piece))
        low += len(piece) + 1
