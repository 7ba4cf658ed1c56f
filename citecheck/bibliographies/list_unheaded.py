"""A list of references at the end of a manuscript that has no heading, where it cannot be anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from citecheck.bibliographies import list_edges, list_entries
from citecheck.bibliographies.list_entries import Entry
from citecheck.bibliographies.list_headings import ListRegion
from citecheck.model import Block
from citecheck.text import names, scripts
from citecheck.text.patterns import pattern

_FEWEST = 4  # entries; fewer could be anything
_NEARLY = 0.9  # of the entries must look and stand as those of a list do
_YEAR = pattern(rf"(?<!\d){list_edges.YEAR}(?!\d)")
_MARK = pattern(r"\s?\[(?P<number>\d{1,4})\]\s?")
# what notes say, and lists never
_NOTE = pattern(r"\b(?:[Ii]bid|[Oo]p\.\s?cit|[Ll]oc\.\s?cit|[Ee]bd|[Vv]gl\.|[Ss]ee\s|[Cc]f\.|[Тт]ам\sже)")


def find(blocks: Sequence[Block], source: str) -> Iterator[ListRegion]:
    """The last blocks of a manuscript, if they are a list of references: surnames first, dated, in order."""
    last = len(blocks)
    while last and blocks[last - 1].kind == "note":
        last -= 1
    first = last
    while first and blocks[first - 1].kind in ("paragraph", "item") and _may_list(blocks[first - 1].prose):
        first -= 1
    if first == last:
        return
    entries = list_entries.split(blocks[first:last], source)
    if len(entries) >= _FEWEST and (_alphabetical(entries) or _numbered(entries)):
        yield ListRegion(first, last, first, False)


def _may_list(prose: str) -> bool:
    """Whether a block begins as an entry of a list does."""
    mark = _MARK.match(prose)
    start = mark.end() if mark else 0
    head = prose[start : start + 600]
    if list_edges.DASHES.match(head):
        return True
    if not _YEAR.search(head) or _NOTE.search(head):
        return False
    return bool(mark) or names.leading_names(head).form in ("inverted", "spaced")


def _alphabetical(entries: Sequence[Entry]) -> bool:
    listed = [names.leading_names(e.text, 0, min(len(e.text), 600)) for e in entries]
    inverted = sum(
        n.form in ("inverted", "spaced") or bool(list_edges.DASHES.match(e.text))
        for n, e in zip(listed, entries, strict=True)
    )
    families = [scripts.fold(n.names[0].family) for n in listed if n.names]
    rising = sum(a <= b for a, b in pairwise(families))
    dated = sum(bool(_YEAR.search(e.text)) for e in entries)
    return (
        min(inverted, dated) >= _NEARLY * len(entries)
        and len(families) >= _FEWEST
        and rising >= _NEARLY * (len(families) - 1)
    )


def _numbered(entries: Sequence[Entry]) -> bool:
    """Whether all entries are numbered in brackets, from 1 on."""
    numbers = [int(e.number) if e.number.isdigit() else 0 for e in entries]
    return numbers == list(range(1, len(entries) + 1)) and all(_YEAR.search(e.text) for e in entries)
