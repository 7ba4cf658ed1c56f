"""How a .bib file is written, so that a new entry looks like the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct

from citecheck.model import Reference
from citecheck.text.patterns import pattern

_Value = TypeVar("_Value", bound=Hashable)
_SAMPLE = 100  # entries that are looked at
_FIELD = pattern(r"^([ \t]*)([A-Za-z][\w-]*)([ \t]*)=([ \t]*)(\S)", re.MULTILINE)
_FIELD_IN_LINE = pattern(r"(,)\s?([A-Za-z][\w-]*)([ \t]*)=([ \t]*)(\S)")
_TYPE = pattern(r"@(\w+)")
_LINE_END = pattern(r"\r\n|\r|\n")


class Style(Struct, frozen=True):
    """The habits of a file. Where it aligns its equals signs, `column` is the width of the names, 0 for the longest."""

    indent: str = "  "
    quote: str = "{"
    before: str = " "
    after: str = " "
    column: int | None = None
    comma: bool = True  # behind the last field
    own_line: bool = True  # of the closing brace
    one_line: bool = False
    type_case: Callable[[str], str] = str.lower
    field_case: Callable[[str], str] = str.lower
    date: str = "year"
    bare_year: bool = False
    blank_lines: int = 1
    newline: str = "\n"


def style_of(text: str, references: Sequence[Reference]) -> Style:
    """The style that most of a file's last entries have."""
    end = _LINE_END.search(text)
    newline = end[0] if end else "\n"
    raws = [r.raw for r in references[-_SAMPLE:] if r.raw]
    if not raws:
        return Style(newline=newline)
    one_line = _most(not _LINE_END.search(raw) for raw in raws)
    fields = [list((_FIELD_IN_LINE if one_line else _FIELD).finditer(raw.replace("\r", "\n"))) for raw in raws]
    every = [f for some in fields for f in some]
    inner = [raw[:-1].rstrip() for raw in raws]
    dates = Counter(f[2].lower() for f in every)
    return Style(
        indent=_most((f[1] for f in every), "  ") if not one_line else "",
        quote=_most((f[5] for f in every if f[5] in '{"'), "{"),
        before=_most((f[3] for f in every), " "),
        after=_most((f[4] for f in every), " "),
        column=_column(fields) if not one_line else None,
        comma=_most(part.endswith(",") for part in inner),
        own_line=_most(
            "\n" in raw[len(part) :] or "\r" in raw[len(part) :] for raw, part in zip(raws, inner, strict=True)
        ),
        one_line=one_line,
        type_case=_most((_case(m[1]) for raw in raws if (m := _TYPE.match(raw))), str.lower),
        field_case=_most((_case(f[2]) for f in every), str.lower),
        date="date" if dates["date"] > dates["year"] else "year",
        bare_year=_most((f[5].isdigit() for f in every if f[2].lower() in ("year", "date")), False),
        blank_lines=_gap(text, references),
        newline=newline,
    )


def _most(values: Iterable[_Value], otherwise: _Value | None = None) -> _Value:
    """The commonest value; of equally common ones the first."""
    counted = Counter(values)
    if not counted:
        assert otherwise is not None
        return otherwise
    return max(counted, key=lambda v: counted[v])


def _case(word: str) -> Callable[[str], str]:
    return str.upper if word.isupper() else str.lower if word.islower() else str.capitalize


def _column(fields: list[list[re.Match[str]]]) -> int | None:
    """The width of names with their spaces where equals signs stand in columns; 0 for that of the longest name."""
    widths = [{len(f[2]) + len(f[3]) for f in some} for some in fields if len({len(f[2]) for f in some}) > 1]
    aligned = [w.pop() for w in widths if len(w) == 1]
    if not widths or len(aligned) * 2 <= len(widths):
        return None
    return aligned[0] if len(set(aligned)) == 1 and len(aligned) > 1 else 0


def _gap(text: str, references: Sequence[Reference]) -> int:
    between = (text[a.end : b.start] for a, b in pairwise(references[-_SAMPLE:]))
    ends = [len(_LINE_END.findall(part)) for part in between if not part.strip()]
    return max(0, _most(ends, 2) - 1)
