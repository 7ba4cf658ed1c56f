"""The line of the file that a finding speaks of, with the place underlined."""

from __future__ import annotations

from citecheck.reports.places import line_around
from citecheck.reports.printable import cells, head, printable, width

_REACH = 400  # characters of a line that can matter on either side
_TAB = "    "
_LEAST = 24  # columns of source shown on the narrowest terminal


def _shown(text: str) -> str:
    return printable(text.replace("\t", _TAB))


def _tail(text: str, room: int) -> str:
    """The end of a text that fits the room."""
    at = len(text)
    while at and (room := room - (cells(text[at - 1]))) >= 0:
        at -= 1
    return text[at:]


def excerpt(text: str, start: int, end: int, columns: int) -> tuple[str, str]:
    """The line and the marks under its place, clipped around the place to `columns`; tabs and wide characters align.

    A place that goes on in the next line is marked to the end of its first.
    """
    begin, stop = line_around(text, start, _REACH)
    whole_before = begin == 0 or text[begin - 1] in "\r\n"
    whole_after = stop == len(text) or text[stop] in "\r\n"
    columns = max(columns, _LEAST)
    before = _shown(text[begin:start])
    if whole_before:
        before = before.lstrip()
    place = _shown(text[start : min(end, stop)])
    after = _shown(text[min(end, stop) : stop]).rstrip()
    if width(before) + width(place) + width(after) > columns or not (whole_before and whole_after):
        before, place, after = _clipped(before, place, after, columns)
    marks = " " * width(before) + "^" * max(1, width(place))
    return before + place + after, marks


def _clipped(before: str, place: str, after: str, columns: int) -> tuple[str, str, str]:
    """The three parts, shortened to `columns`, most of them for the place; an ellipsis stands for what is left out."""
    place = _cut(place, columns - min(width(before), columns // 3) - bool(after))
    room = columns - width(place)
    lead = min(width(before), max((room + 1) // 2, room - width(after)))
    if width(before) > lead:
        before = "…" + _tail(before, lead - 1)
    return before, place, _cut(after, room - width(before))


def _cut(text: str, room: int) -> str:
    return text if width(text) <= room else head(text, room - 1) + "…"
