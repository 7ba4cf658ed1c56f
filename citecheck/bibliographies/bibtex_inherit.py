"""What an entry takes over from others: `crossref` and `xdata` (BibLaTeX 3.19 §2.4.1, §3.13.6 and appendix B)."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.bibliographies.bibtex_blocks import Raw

_PARTS = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference".split()
)
_ARTICLES = frozenset("article suppperiodical review".split())
_VOLUMES = frozenset("book collection reference proceedings".split())
# Fields of the parent that say nothing about the part; its identifiers would make all parts look like one work.
_KEPT_BACK = frozenset(
    "ids crossref xref xdata entryset related shorthand label shorttitle shortauthor shorteditor doi isbn url eprint "
    "eprinttype howpublished pages".split()
)
_DATES = frozenset("date year pubstate".split())
_LONGEST = 1_000  # of a value taken over: a thousand parts must not copy a megabyte each


def keys(value: str) -> tuple[str, ...]:
    """The keys in a field such as `ids`, `xdata` or `related`."""
    return tuple(k for part in value.strip('{}" \t\r\n').split(",") if (k := part.strip()))


def inherit(entries: Sequence[Raw]) -> tuple[list[dict[str, str]], list[int]]:
    """The fields of each entry with what it inherits, and the entries whose references go in a circle.

    A circle is cut where it closes; a parent that is not there is passed over.
    """
    parents = _parents(entries)
    fields = [e.fields for e in entries]
    circles: list[int] = []
    opened: set[int] = set()
    done: set[int] = set()
    for heir in parents:
        stack = [heir]
        while stack:
            at = stack[-1]
            if at not in opened:
                opened.add(at)
                for parent in parents.get(at, ()):
                    if parent in opened and parent not in done:
                        circles.append(at)
                    elif parent not in done:
                        stack.append(parent)
                continue
            stack.pop()
            if at not in done:
                done.add(at)
                fields[at] = _merged(at, [p for p in parents.get(at, ()) if p in done and p != at], entries, fields)
    return fields, circles


def _parents(entries: Sequence[Raw]) -> dict[int, tuple[int, ...]]:
    """Entry -> those it inherits from, nearest first; `xdata` before `crossref`, as biber does."""
    heirs = [n for n, e in enumerate(entries) if "crossref" in e.fields or "xdata" in e.fields]
    if not heirs:
        return {}
    places: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if entry.key:
            places.setdefault(entry.key, number)
    for number, entry in enumerate(entries):
        for alias in keys(entry.fields.get("ids", "")):
            places.setdefault(alias, number)
    return {
        n: tuple(
            places[key]
            for key in dict.fromkeys((*keys(entries[n].fields.get("xdata", "")), *crossref(entries[n].fields)))
            if key in places
        )
        for n in heirs
    }


def crossref(fields: dict[str, str]) -> tuple[str, ...]:
    """The one key of `crossref`; keys may hold commas nowhere, so a list gives its first."""
    return keys(fields.get("crossref", ""))[:1]


def _merged(at: int, parents: list[int], entries: Sequence[Raw], fields: list[dict[str, str]]) -> dict[str, str]:
    own = fields[at]
    merged = dict(own)
    data = set(keys(own.get("xdata", "")))
    dated = not _DATES.isdisjoint(own)
    for parent in parents:
        plain = entries[parent].key in data or entries[parent].type == "xdata"
        for name, value in fields[parent].items():
            if len(value) > _LONGEST or name in ("ids", "xdata") or (name in _DATES and dated):
                continue
            if plain:
                merged.setdefault(name, value)
            elif name not in _KEPT_BACK and (heir := _heir(name, entries[at].type, entries[parent].type, own)):
                merged.setdefault(heir, value)
    return merged


def _heir(name: str, child: str, parent: str, own: dict[str, str]) -> str:
    """The field that a parent's field fills in its child: the title of a book is the booktitle of its chapter."""
    if name not in ("title", "subtitle", "titleaddon"):
        return name
    if parent.startswith("mv") and child in _PARTS | _VOLUMES:
        into = "main"
    elif child in _PARTS:
        into = "book"
    elif child in _ARTICLES:
        into = "journal"
    else:
        into = ""
    # A subtitle belongs to the title beside it, and joins none that the child gives itself.
    return "" if name != "title" and f"{into}title" in own else f"{into}{name}"
