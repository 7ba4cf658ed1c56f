"""Lists that print an author once, above several works: each of these gets the name that it is listed under."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.bibliographies.list_entries import Entry
from citecheck.bibliographies.names_above import YEAR_FIRST, names_alone
from citecheck.model import Mark
from citecheck.text import names


def named(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the names that stand alone above them, as if each had its own; such names are no entries."""
    alone = [names_alone(e.text) for e in entries]
    dated = [YEAR_FIRST.match(e.text) is not None or _second_line(e.text) is not None for e in entries]
    if not any(alone) and not any(dated):
        return list(entries)
    found: list[Entry] = []
    above, shared = "", False  # the names that hold on, and whether they stood alone
    counted: Entry | None = None  # the names that stand alone and have a number, which is that of the work below them
    for entry, heading, in_years in zip(entries, alone, dated, strict=True):
        if counted and (entry.number or heading):
            found.append(counted)  # nothing but a name is told of this work
        elif counted:
            entry = replace(entry, number=counted.number)
        counted = entry if heading and entry.number else None
        if heading:
            above, shared = heading, True
        elif second := _second_line(entry.text):
            above, shared = entry.text[:second].strip(" \n.,:"), True
            found.append(_headed(above, entry, second))
        elif above and (in_years or (shared and not names.leading_names(entry.text[:300]).names)):
            found.append(_headed(above, entry, 0))
        else:
            listed = names.leading_names(entry.text[:300])
            above, shared = entry.text[: listed.end] if listed.names else "", False
            found.append(entry)
    return [*found, counted] if counted else found


def _second_line(text: str) -> int | None:
    """Where the second line of an entry begins, if the first is its names and the second its year."""
    line, newline, rest = text.partition("\n")
    return len(line) + 1 if newline and names_alone(line) and YEAR_FIRST.match(rest) else None


def _headed(above: str, entry: Entry, at: int) -> Entry:
    """An entry, from an offset on, with names before it, and its year set off."""
    year = YEAR_FIRST.match(entry.text, at)
    head = f"{above}. {year['year']}. " if year else f"{above}. "
    rest = year.end() if year else at
    shift = len(head) - rest
    marks = tuple(
        Mark(m.kind, max(m.start, rest) + shift, m.end + shift, m.target) for m in entry.marks if m.end > rest
    )
    return replace(entry, text=head + entry.text[rest:], marks=marks)
