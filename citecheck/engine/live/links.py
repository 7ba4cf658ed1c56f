"""Links of Markdown that are defined apart from where they stand: `[stone]`, and elsewhere `[stone]: https://…`"""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.text.patterns import pattern

# > - [river]: https://example.org — what may stand before the definition of a link on its line
_MARGIN = pattern(r"(?:[ \t>*+\-\d.)]|\[\^[^\[\]\s]+\]:)*")
_BRACKETS = pattern(r"\[([^\[\]]{1,999})\]")
_LONGEST_LABEL, _ANY = 1000, "\\"


def defined(text: str) -> Iterator[str]:
    """The labels of the links that a text may define apart from where they stand; a sign for one that is not plain."""
    at = text.find("]:")
    while at >= 0:
        opening = text.rfind("[", max(0, at - _LONGEST_LABEL), at)
        line = max(text.rfind("\n", 0, opening), text.rfind("\r", 0, opening)) + 1
        if opening > 0 and text[opening - 1] == "\\":
            yield _ANY
        elif opening >= 0 and text[opening + 1] != "^" and _MARGIN.fullmatch(text, line, opening):
            label = text[opening + 1 : at]
            yield _ANY if "\\" in label else _folded(label)
        at = text.find("]:", at + 1)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def calls_one(piece: str, linked: frozenset[str]) -> bool:
    """Whether a piece of a text may call a link that is defined elsewhere."""
    if not linked or "[" not in piece:
        return False
    return _ANY in linked or any(_folded(m[1]) in linked for m in _BRACKETS.finditer(piece))
