"""The label that an author gives a work at the end of its entry: `(Gil, Bridges)`, `(RVR 1)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from citecheck.bibliographies.list_entries import Entry
from citecheck.text.patterns import pattern

_URL = pattern(r"<?\b(?:https?://|www\.)[^\s<>]+>?")
_PARENTHESIS = pattern(r"\((?P<label>[^()]{1,80}(?:\([^()]{0,40}\)[^()]{0,40})?)\)")
_NO_LABEL = pattern(
    r"\s*(?:[\"“„«‘'<]"  # a translation
    r"|(?:\d{1,2}\.?\s)?(?:(?:jan|f[eé]v|feb|mar|apr|a[vb]r|ma[iyg]|mär|jun|jul|juin|juil|giu|lug|aug|ago|août|sep|set|o[ckt]t|out|"
    r"nov|de[cz]|déc|dic|ene|gen|янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|spring|summer|autumn|fall|winter)[^\W\d]*\.?\s)?"
    r"(?:\d{1,2}[,.]?\s)?(?:1[4-9]|20)\d\d[a-z]?(?:\s?[-–/]\s?\d{2,4})?\s*\Z"  # a date
    r"|\d{1,3}\s*\Z|.*:\s|.*\b(?:1[4-9]|20)\d\d\s*\Z(?<=[,;]\s\d{4})"  # an imprint
    r"|(?:ed|eds|hrsg|hg|trans|transl|orig|repr|vol|vols|no|pp?|accessed|access|in|with|cited|see|forthcoming|publ|ph\.?d|diss|thesis|online|"
    r"print|ebook|kindle|rev|review|unpublished|available|last|retrieved|doi|isbn|https?|part|parts|series|republished|also|and|original\w*)\b(?!\s*[,&-]))",
    re.IGNORECASE,
)
# [a remark] · Also online at http… · In Russian at <…>
_REMARK = pattern(r"[\s.,;]*(?:\[[^\]]*\][\s.]*)?\Z")


class Label(NamedTuple):
    """A label and its place in the text of its entry, parentheses included."""

    text: str = ""
    start: int = 0
    end: int = 0


def labels(entries: Sequence[Entry]) -> list[Label]:
    """The label of each entry, empty for those without; all are empty unless most entries end in one."""
    found = [_candidate(e) for e in entries]
    if sum(bool(f.text) for f in found) * 2 < len(found) or len(found) < 2:
        return [Label()] * len(found)
    return found


def _candidate(entry: Entry) -> Label:
    """The last parenthesis that nothing but an address or a remark with one follows; in italics it ends a title."""
    best, text = Label(), entry.text
    styled = [(m.start, m.end) for m in entry.marks if m.kind in ("emphasis", "strong")]
    for match in _PARENTHESIS.finditer(text, max(0, len(text) - 700)):
        inner = " ".join(match["label"].split())
        if (
            not inner
            or _NO_LABEL.match(inner)
            or not (inner[0].isupper() or inner[0].isdigit() or not inner[0].islower())
        ):
            continue
        if any(start < match.start() and match.end() <= end for start, end in styled):
            continue
        after = text[match.end() :]
        bare = _URL.sub("", after)
        if _REMARK.match(bare) or (bare != after and len(bare) < 120 and bare.lstrip(" .,;\n")[:1].isupper()):
            best = Label(inner.strip(" .,;"), match.start(), match.end())
    return best
