"""Entries of a list that follow one another in one paragraph, because a line break was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from citecheck.bibliographies import list_edges
from citecheck.bibliographies.list_edges import YEAR
from citecheck.bibliographies.list_lines import Piece
from citecheck.text import names
from citecheck.text.patterns import pattern

_SHORTEST = 40  # characters of an entry
_YEAR = pattern(rf"(?<!\d){YEAR}(?!\d)")
# … Lantern Press, 1986. Marsh, Ann · … pp. 11–28. Marsh, A.
_BREAK = pattern(
    rf"(?<=[{names.LOWER}\d)][.)])\s(?!(?:In|Dans|En|Em)\s)(?=[{names.UPPER}][\w'’ -]{{1,50}},\s[{names.UPPER}])"
)
_ABBREVIATED = pattern(r"(?:\b[^\W\d_]{1,3}|[Tt]rans|[Hh]rsg|[Dd]ir|[Cc]oord|[Tt]rad|[Cc]omp)\.\Z")  # ed. Reed, Hannah
_DATED_NEXT = pattern(rf"\.?\s\(?{YEAR}[a-z]?[).,:]")
_EDITS = pattern(r"[\s,]*\(?(?:eds?|hrsg|hg|éds?|dirs?|coords?|orgs?|trans)\b", re.IGNORECASE)
_TITLE_NEXT = pattern(r"\.\s[“\"«„]")


def parts(piece: Piece) -> Iterator[Piece]:
    """A piece, or the pieces of its entries: behind one that has its year, names and a year or title begin another."""
    begin = 0
    if len(piece.text) > 2 * _SHORTEST and list_edges.names_of(piece.text).form == "inverted":
        for found in _BREAK.finditer(piece.text, _SHORTEST):
            if found.start() - begin >= _SHORTEST and _begins_another(piece, begin, found.start(), found.end()):
                yield _part(piece, begin, found.start())
                begin = found.end()
    yield _part(piece, begin, len(piece.text)) if begin else piece


def _part(piece: Piece, start: int, end: int) -> Piece:
    text, at = piece.text[start:end].rstrip(), piece.start + start
    if not start:
        return replace(piece, end=at + len(text), text=text)
    return replace(piece, start=at, end=at + len(text), text=text, marker="", prefix="")


def _begins_another(piece: Piece, begin: int, end: int, at: int) -> bool:
    """Whether what stands at `at` is an entry of its own, behind one from `begin` to `end`."""
    before, after = piece.text[begin:end], piece.text[at:]
    if _ABBREVIATED.search(before) or not (_YEAR.search(before) and _YEAR.search(after)):
        return False
    named = list_edges.names_of(after)
    if named.form != "inverted" or names.is_body(after[: named.end]) or len(after) < _SHORTEST:
        return False
    if _EDITS.match(after, named.end):
        return False
    if any(m.kind == "strong" and abs(m.start - piece.start - at) < 2 for m in piece.marks):
        return True
    if _DATED_NEXT.match(after, named.end - (after[named.end - 1] == ".")):
        return "." in named.names[0].given
    place = piece.start + at + named.end
    styled = any(m.kind == "emphasis" and 0 <= m.start - place <= 2 for m in piece.marks)
    return styled or _TITLE_NEXT.match(after, named.end - (after[named.end - 1] == ".")) is not None
