"""Values of a .bib file's fields: braces and quotes taken off, parts joined, strings put in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citecheck.text.patterns import pattern

MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
# Strings may double each other (a = b # b): what is longer than this is no name of a journal, but an attack.
_LONGEST_STRING = 1_000
_MARK = pattern(r'(?<!\\)[{}]|["#%]')


def strings(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The strings a file defines, by folded name; one may use those before it, as in BibTeX, so no circle can arise."""
    known = dict(MONTHS)
    for name, value in pairs:
        known[name.casefold()] = expand(value, known)
    return known


def expand(value: str, known: Mapping[str, str]) -> str:
    """The text of a value: `"Journal of " # bees` and `{2001}` without their delimiters.

    A name that no string has stands for itself.
    """
    if value[:1] == "{" and value[-1:] == "}" and "#" not in value:
        return value[1:-1]
    if value[:1] == value[-1:] == '"' and len(value) > 1 and "#" not in value:
        return value[1:-1]
    if value.isalnum():
        return known.get(value.casefold(), value)
    parts = [_part(part, known) for part in _parts(value)]
    if len(parts) == 1:
        return parts[0]
    return "".join(parts)[: max(_LONGEST_STRING, len(value))]


def _parts(value: str) -> list[str]:
    """The parts that `#` joins, comments left out."""
    parts: list[str] = []
    piece: list[str] = []
    depth = at = 0
    quoted = False
    for mark in _MARK.finditer(value):
        if mark.start() < at:  # in a comment
            continue
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif depth <= 0 and mark[0] == '"':
            quoted = not quoted
        elif depth <= 0 and not quoted:
            piece.append(value[at : mark.start()])
            at = mark.end()
            if mark[0] == "#":
                parts.append("".join(piece).strip())
                piece = []
            else:  # % to the end of the line
                at = value.find("\n", at) + 1 or len(value)
    piece.append(value[at:])
    parts.append("".join(piece).strip())
    return parts


def _part(part: str, known: Mapping[str, str]) -> str:
    if len(part) > 1 and (part[0], part[-1]) in (("{", "}"), ('"', '"')):
        return part[1:-1]
    return known.get(part.casefold(), part)
