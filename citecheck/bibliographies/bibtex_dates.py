"""Years and pages of a .bib file."""

from __future__ import annotations

import re

from citecheck.text.locators import DASHES, fill
from citecheck.text.patterns import pattern

# 1963  ·  1963-05  ·  1963-05-07T12:00  ·  -0043  ·  196X (EDTF, BibLaTeX 3.19 §2.3.8)
_EDTF = pattern(
    r"[~?%]?(?P<year>[-−]?\d{4,6}|\d{2}XX|\d{3}X)(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?)?(?:T[\d:.+Zz-]{1,30})?[~?%]?\Z"
)
_OPEN = ("", "..", "open")
# 1963  ·  1963a  ·  1963-64  ·  1963/1964b, wherever they stand
_YEAR = pattern(rf"(?<!\d)\d{{4}}(?:\s?[{DASHES}/]{{1,2}}\s?\d{{2,4}}(?!\d))?(?:[a-z](?![^\W_]))?")
# 131  ·  131-46  ·  131--146
_PAGES = pattern(rf"(\d{{1,6}})(?:\s?[{DASHES}]{{1,3}}\s?(\d{{1,6}}))?\Z")
_ROMAN = pattern(rf"[ivxlcdm]{{1,12}}(?:\s?[{DASHES}]{{1,3}}\s?[ivxlcdm]{{1,12}})?\Z", re.IGNORECASE)
_TERM = pattern(r"(?:pp?|pages?|S|Seiten?|с|стр)\b\.?\s?", re.IGNORECASE)
_MOST_PAGES = 200  # stretches of one work


def year(date: str, printed: str) -> str:
    """The year from `date` (EDTF) and `year`: with its letter, a span as `1850-1890`, or the words printed instead."""
    found = _of_date(date) if date else ""
    given = _of_year(printed) if printed else ""
    if found and given.startswith(found):
        return given
    return found or given


def _of_date(date: str) -> str:
    first, slash, last = date.partition("/")
    parts = [p.strip() for p in ((first, last) if slash else (first,))]
    years = ["" if p in _OPEN else _edtf(p) for p in parts]
    if None in years:
        return _of_year(date)
    start, end = years[0] or "", years[-1] or ""
    if not slash or start == end:
        return start
    return f"{start}-{end}" if start else end


def _edtf(date: str) -> str | None:
    found = _EDTF.match(date)
    if not found:
        return None
    text = found["year"]
    if text.endswith("X"):
        return f"{text.replace('X', '0')}-{text.replace('X', '9')}"
    number = int(text.replace("−", "-"))
    return str(number) if number > 0 else f"{1 - number} BCE"


def _of_year(text: str) -> str:
    found = _YEAR.search(text)
    if not found:
        return text
    return re.sub(rf"\s?[{DASHES}]+\s?", "-", found[0])


def pages(text: str, whole: bool) -> tuple[tuple[int, int], ...]:
    """The page spans of a work in its container, abbreviated ends filled in: `131-46` gives (131, 146).

    None where they are not surely known, as a work without spans holds any page: an article number, an open end, the
    first page alone; and of a work that is a `whole`, where one number counts its pages.
    """
    spans: list[tuple[int, int]] = []
    for piece in re.split(r"[,;&+]|\band\b", text)[:_MOST_PAGES]:
        piece = _TERM.sub("", piece.strip(), count=1)
        if not piece or _ROMAN.match(piece):
            continue
        found = _PAGES.match(piece)
        if not found:
            return ()
        first, last = int(found[1]), int(fill(found[1], found[2] or found[1]))
        if last < first:
            return ()
        spans.append((first, last))
    single = len(spans) == 1 and spans[0][0] == spans[0][1]
    return () if single or (whole and all(a == b for a, b in spans)) else tuple(spans)
