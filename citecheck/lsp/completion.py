"""What may be cited where the cursor stands, written as the manuscript cites."""

from __future__ import annotations

import re
from typing import NamedTuple

from lsprotocol import types

from citecheck.lsp import words
from citecheck.lsp.checking import Checked
from citecheck.model import CitationFormat, Reference, Resolution
from citecheck.resolve.wording import names_of, short_title
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

TRIGGERS = ["(", "[", "@", ";", "^"]
_REACH = 300  # characters before the cursor in which its bracket opens
# [@marsh · @marsh
_KEY = pattern(r"(?<![\w.])-?@\{?(?P<key>[\w:.#$%&+?~/-]*)$")
# (Marsh · (see Marsh · (Marsh 12; Reed
_TYPED = pattern(
    r"[(\[（;；^](?P<lead>\s*(?:(?:see(?:\salso)?|cf\.|e\.g\.,?|compare|vgl\.|siehe|voir|véase)\s)?)(?P<typed>[^()\[\]（）;；^]{0,80})$"
)
_INNER = pattern(r"\s*(?:\d|https?:|www\.|[a-z]+\s[a-z]+\s[a-z])")  # what no name of an author begins with


class Asked(NamedTuple):
    """What is being typed: where it begins, and its kind."""

    kind: str  # key or typed
    start: int
    text: str


def complete(checked: Checked, offset: int) -> types.CompletionList | None:
    """The works that may be cited at a place, best first; None where no citation can be."""
    asked = _asked(checked, offset)
    if asked is None:
        return None
    ranked = _ranked(checked, offset)
    if asked.kind == "key":
        found = [_item(checked, e, asked, offset, e.id, n) for n, e in enumerate(ranked) if not _is_printed(checked, e)]
    else:
        labels = ((e, _as_before(checked, e) or written(checked, e)) for e in ranked)
        found = [_item(checked, e, asked, offset, label, n) for n, (e, label) in enumerate(labels) if label]
    return types.CompletionList(is_incomplete=False, items=found) if found else None


def _asked(checked: Checked, offset: int) -> Asked | None:
    before = checked.lines.text[max(0, offset - _REACH) : offset]
    before = before[before.replace("\r\n\r\n", "\n\n").rfind("\n\n") + 1 :] if "\n\n" in before else before
    if checked.entry_at(offset) or not checked.document:
        return None
    if key := _KEY.search(before):
        return Asked("key", offset - len(key["key"]), key["key"])
    typed = _TYPED.search(before)
    if typed is None or not _may_begin(typed, checked) or _INNER.match(typed["typed"]):
        return None
    return Asked("typed", offset - len(typed["typed"]), typed["typed"])


def _may_begin(typed: re.Match[str], checked: Checked) -> bool:
    sign = typed.string[typed.start()]
    form = checked.document.citation_format if checked.document else ""
    if sign in "[^":
        return form in ("numeric", "label", "author-date", "author")
    return True


def _ranked(checked: Checked, offset: int) -> list[Reference]:
    """Entries cited last before the cursor first, then those cited at all, then the others by name."""
    recent: dict[str, int] = {}
    for one in checked.resolutions:
        if one.cite.start < offset and one.verdict in ("resolved", "context"):
            recent |= dict.fromkeys(one.references, one.cite.start)
    return sorted(
        checked.references.values(),
        key=lambda e: (-recent.get(e.id, -1), -checked.times_cited(e), fold(names_of(e)), fold(e.title)),
    )


def _as_before(checked: Checked, entry: Reference) -> str:
    """How the manuscript cited an entry last."""
    return next((t for r in reversed(checked.resolutions) if (t := _core(r, entry))), "")


def written(checked: Checked, entry: Reference) -> str:
    """An entry as a typed citation without brackets and locator."""
    form: CitationFormat | str = checked.document.citation_format if checked.document else ""
    names = names_of(entry)
    if form == "numeric" and entry.number:
        return entry.number
    if form == "label" and entry.shorthand:
        return entry.shorthand
    if form == "author-date":
        comma = "," if _dates_with_comma(checked) else ""
        who = names or short_title(entry)
        return f"{who}{comma} {entry.year}" if entry.year else who
    if entry.shorthand and form != "note":
        return entry.shorthand
    alone = form != "note" and sum(names_of(e) == names for e in checked.references.values()) == 1
    title = short_title(entry, 4).removesuffix("…").rstrip(" :,")
    if names and (alone or not title):
        return names
    return f"{names}, *{title}*" if names else f"*{title}*" if title else ""


def _dates_with_comma(checked: Checked) -> bool:
    dated = [r.cite.prose for r in checked.resolutions if r.cite.format == "author-date" and r.reading.year]
    return sum(f", {y}" in p for p, y in ((d, d[-4:]) for d in dated)) * 2 > len(dated) or not dated


def _core(one: Resolution, entry: Reference) -> str:
    """What a cite of one entry prints before its locator."""
    if one.references != (entry.id,) or one.verdict != "resolved" or one.cite.citekey or one.cite.number:
        return ""
    if one.cite.mode != "normal" or one.citation.place == "text":
        return ""
    cite = one.cite
    text = cite.text[: cite.locator.start - cite.start] if cite.locator else cite.text
    if cite.suffix:
        return ""
    text = text.rstrip(" ,.:;\n")
    return text if "\n" not in text and text.count("*") % 2 == 0 and 1 < len(text) < 80 else ""


def _item(checked: Checked, entry: Reference, asked: Asked, offset: int, label: str, rank: int) -> types.CompletionItem:
    names = " ".join(n.family for n in entry.names)
    return types.CompletionItem(
        label=label,
        kind=types.CompletionItemKind.Reference,
        detail=" ".join(p for p in (entry.year, short_title(entry)) if p),
        documentation=types.MarkupContent(types.MarkupKind.Markdown, words.reference(entry)),
        sort_text=f"{rank:05}",
        filter_text=label if asked.kind == "key" else f"{label} {names} {entry.title}",
        text_edit=types.TextEdit(checked.lines.range(asked.start, offset), label),
    )


def _is_printed(checked: Checked, entry: Reference) -> bool:
    return any(b.printed and b.path == entry.path for b in checked.bibliographies)
