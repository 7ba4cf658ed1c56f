"""What is marked in a block of the text: its citations, the findings on it, its links and note references."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from citecheck.model import Block
from citecheck.reports.html.cards import Card
from citecheck.reports.html.cites import Citing
from citecheck.reports.html.text import CITE, FINDING, LINK, Layer, Marks, clean, layer, linked, opened, touched
from citecheck.text.spans import to_prose

_NUMBER = Markup('<a class="fn {}" href="#{}" aria-label="Finding {}">{}</a>')
_NOTE = Markup('<sup><a class="nr" href="#{}" aria-label="Note {}">{}</a></sup>')
_PLACE = Markup('<span id="{}"></span>')


class Links(Struct, frozen=True):
    """What the marks of a document lead to: evidence by cite, cards by block and by cite, notes by label."""

    part: int
    evidence: dict[int, int]
    by_block: dict[int, list[Card]]
    by_cite: dict[int, list[Card]]
    notes: dict[str, list[int]]

    def note(self, label: str, place: int) -> str:
        """The id of the next note with a label after a block, else of the last one before it; empty if none is."""
        places = self.notes.get(label, [])
        return note_id(self.part, places[min(bisect_right(places, place), len(places) - 1)]) if places else ""


def note_id(part: int, place: int) -> str:
    """What leads to a note."""
    return f"n{part}-{place}"


def notes(blocks: tuple[Block, ...]) -> dict[str, list[int]]:
    """The places of the notes with each label: where chapters are numbered anew, one label has several."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        if block.kind == "note":
            found[block.marker].append(place)
    return found


def marks(block: Block, place: int, cites: list[Citing], links: Links) -> Marks:
    """The layers and inserts of the block at a place of its document."""
    layers: list[Layer] = []
    inserts: dict[int, Markup] = defaultdict(Markup)
    for citing in cites:
        cite = citing.found.cite
        made = layer(block, cite.start, cite.end, CITE, "a", **_attributes(citing, links))
        if made:
            layers.append(made)
        else:
            inserts[to_prose(block.map, cite.start)] += _PLACE.format(citing.id)
    layers += linked(block, layers)
    layers += _numbered(block, place, layers, links)
    anchors = sorted((x.start, x.end) for x in layers)
    for mark in block.marks:
        if mark.kind == "noteref" and mark.target:
            inside = touched(anchors, mark.start, mark.start)
            inserts[mark.start] += _noteref(mark.target, "" if inside else links.note(mark.target, place))
    whole = {(c.found.cite.start, c.found.cite.end) for c in cites}
    layers += _findings(block, links.by_block.get(place, ()), whole, anchors, inserts)
    return Marks(tuple(layers), inserts)


def _attributes(citing: Citing, links: Links) -> dict[str, object]:
    """A cite's own name and class, and all that it leads to; its link leads to the most telling."""
    cards = links.by_cite.get(citing.number, [])
    verdict = citing.found.verdict
    evidence = links.evidence[citing.number]
    judged = "" if verdict in ("resolved", "context") else next((c.id for c in cards), "")
    return {
        "class_": f"c {verdict}",
        "id": citing.id,
        "href": f"#{judged or (f'w{citing.works[0]}' if citing.works else f'y{evidence}')}",
        "aria_description": "" if verdict == "resolved" else verdict,
        "data_w": " ".join(map(str, citing.works)),
        "data_y": evidence,
        "data_f": " ".join(str(c.number) for c in cards),
    }


def _numbered(block: Block, place: int, others: Iterable[Layer], links: Links) -> Iterable[Layer]:
    """Raised numbers that a note has: `<sup>4</sup>` leads to the next note 4."""
    taken = sorted((x.start, x.end) for x in others)
    done = 0
    for mark in block.marks if block.kind != "note" else ():
        label = block.prose[mark.start : mark.end].strip() if mark.kind == "superscript" else ""
        if label in links.notes and mark.start >= done and not touched(taken, mark.start, mark.end):
            done = mark.end
            opening = opened("a", class_="nr", href=f"#{links.note(label, place)}", aria_label=f"Note {label}")
            yield Layer(mark.start, mark.end, LINK, opening, Markup("</a>"))


def _noteref(label: str, target: str) -> Markup:
    shown = clean(label)
    return _NOTE.format(target, shown, shown) if target else Markup("<sup>{}</sup>").format(shown)


def _findings(
    block: Block,
    cards: Iterable[Card],
    whole: set[tuple[int, int]],
    anchors: list[tuple[int, int]],
    inserts: dict[int, Markup],
) -> Iterable[Layer]:
    """Mark what is not a whole cite, and set the finding's number behind it: behind a link, as links do not nest."""
    for card in cards:
        found = card.found
        end = min(found.end, block.end)
        low, high = to_prose(block.map, found.start), to_prose(block.map, end)
        if not card.cite:
            inserts[low] += _PLACE.format(f"p{card.number}")
        made = layer(block, found.start, end, FINDING, "span", class_=f"m {found.severity}")
        if made and (found.start, found.end) not in whole:
            yield made
        around = touched(anchors, max(low, high - 1), high)
        inserts[around[1] if around else max(low, high)] += _NUMBER.format(
            found.severity, card.id, card.number, card.number
        )
