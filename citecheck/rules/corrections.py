"""Fixes that rules offer: the smallest edits that mend a finding."""

from __future__ import annotations

import re
from collections import Counter

from citecheck.model import Citation, Document, Edit, Fix, Reference, Resolution
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

_TOKEN = pattern(r"[^\W_]+(?:(?:['’ʼ]|(?<=[^\W\d_])[-‐](?=[^\W\d_]))[^\W_]+)*|\s+|.", re.DOTALL)
_WORD = pattern(r"[^\W_]+")
_CLOSERS = {"(": ")", "[": "]", "（": "）", "［": "］"}
_REACH = 400  # characters: farther before an entry stands nothing that belongs to it
_MARKERS = " \t*_>-+•"
_REST = pattern(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_BLANKS = pattern(r"(?:[ \t]*(?:\r\n|\r|\n))*(?:[ \t]*\Z)?")
# Behind an unclosed citation: the end of its line; that of its sentence or paragraph, behind which it cannot go on.
_LINE_END = pattern(r"[.,;:!?…]?[ \t]*(?:\r\n|\r|\n|\Z)")
_SENTENCE_END = pattern(r"[.!?…][ \t]*(?:\r|\n|\Z)|[,;:]?[ \t]*(?:(?:\r\n|\r|\n)[ \t]*(?:\r|\n|\Z)|\Z)")


def smallest(start: int, old: str, new: str) -> tuple[Edit, ...]:
    """The edits of single words that make one text, which stands at `start`, into another; markup stays as it is."""
    from difflib import SequenceMatcher

    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    places = [start]
    for token in before:
        places.append(places[-1] + len(token))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(Edit(places[a], places[b], "".join(after[c:d])) for what, a, b, c, d in steps if what != "equal")


class Spelling:
    """What a document says about the spelling of names, counted when it is first asked for."""

    def __init__(self, document: Document) -> None:
        """Begin with nothing counted."""
        self._document = document
        self._words: Counter[str] = Counter()
        self._misprinted: Counter[str] = Counter()
        self._cited: dict[str, set[str]] = {}  # reference id -> first names of the cites that fit it

    def confirms(self, resolution: Resolution) -> bool:
        """Whether another cite of the work prints its name as listed, and the misprint stands in misprinted cites only.

        Then the misprint is no other person's name, and the bibliography is not where the misprint is.
        """
        if not self._words:
            self._count()
        name = resolution.reading.names[0]
        as_listed = self._cited.get(resolution.references[0], set()) - {fold(name)}
        return bool(as_listed) and 0 < self._words[name] == self._misprinted[name]

    def _count(self) -> None:
        self._words.update(_WORD.findall(self._document.manuscript.text))
        for one in self._document.resolutions:
            if one.reading.names and one.verdict == "mismatch":
                self._misprinted[one.reading.names[0]] += 1
            elif one.reading.names and one.verdict == "resolved":
                for entry in one.references:
                    self._cited.setdefault(entry, set()).add(fold(one.reading.names[0]))


def as_listed(resolution: Resolution, spelling: Spelling) -> Fix | None:
    """Print a cite as the bibliography has it."""
    cite = resolution.cite
    if not resolution.suggestion or resolution.suggestion == cite.text:
        return None
    safe = resolution.certain and spelling.confirms(resolution)
    return Fix("print it as the bibliography does", smallest(cite.start, cite.text, resolution.suggestion), safe)


def suggested(resolution: Resolution, message: str) -> Fix | None:
    """Print what was suggested for a cite; whether it is meant takes a judgement."""
    cite = resolution.cite
    if not resolution.suggestion or resolution.suggestion == cite.text:
        return None
    return Fix(message, smallest(cite.start, cite.text, resolution.suggestion))


def balanced(citation: Citation, text: str) -> Fix | None:
    """Close the parenthesis of a citation behind its last cite; open it before the first."""
    opener = text[citation.start : citation.start + 1]
    if closer := _CLOSERS.get(opener):
        end = citation.cites[-1].end
        line_end = _LINE_END.match(text, end)
        if line_end is None or any(c.suffix for c in citation.cites):
            return None
        safe = text[end - 1 : end] not in (".", "…") and _SENTENCE_END.match(text, end) is not None
        return Fix("close it", (Edit(end, end, closer),), safe)
    start = citation.cites[0].start
    opener = {close: sign for sign, close in _CLOSERS.items()}.get(text[citation.end - 1 : citation.end], "")
    return Fix("open it", (Edit(start, start, opener),)) if opener else None


def struck(reference: Reference, text: str) -> Fix | None:
    """Strike an entry with its blank line; none where it shares its lines with other text."""
    start, above = _line_before(text, reference.start)
    ended = _REST.match(text, reference.end)
    if start < 0 or ended is None or text[start : reference.start].strip(_MARKERS):
        return None
    stop = ended.end()
    after = _BLANKS.match(text, stop)
    below = after.end() if after else stop
    if below == len(text):  # the last entry takes the blank lines above with it
        return Fix("strike it", (Edit(above, stop, ""),), safe=True)
    return Fix("strike it", (Edit(start, below if above < start or not start else stop, ""),), safe=True)


def _line_before(text: str, at: int) -> tuple[int, int]:
    """Where the line of an offset begins, and the blank lines above it; -1 where that is too far away."""
    low = max(0, at - _REACH)
    window = text[low:at]
    start = max(window.rfind("\n"), window.rfind("\r")) + 1
    above = len(window[:start].rstrip(" \t\r\n"))
    if low and not (start and above):
        return -1, -1
    ended = _REST.match(window, above) if above else None
    return low + start, low + (ended.end() if ended else 0)
