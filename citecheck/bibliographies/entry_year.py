"""The year behind the title of an entry, and what is none: addresses, identifiers, dates of access."""

from __future__ import annotations

import re

from citecheck.bibliographies import entry_head
from citecheck.bibliographies.entry_title import Title
from citecheck.bibliographies.list_entries import Entry
from citecheck.text import locators
from citecheck.text.patterns import pattern

_Y = entry_head.YEAR
_D = locators.DASHES
URL = pattern(r"<?(?:https?|ftp)://[^\s<>]+|\bwww\.[^\s<>]+")
DOI = pattern(r"\b10\.\d{4,9}/[^\s\"<>]+(?:<\d+:[^\s>]{1,40}>[^\s\"<>]+)?")
ISBN = pattern(r"\bISBN(?:-1[03])?:?\s?([\dXx][\dXx\s-]{8,20}[\dXx])")
# Accessed 4 July 2015 · Acesso em: 9 jan. 2023 · [cited 2024 Feb 8]
_ACCESS = pattern(
    r"(?i:\b(?:access(?:ed)?|retrieved|ac?cess[oa](?:d[oa])?|accessado|acessado|consult[^\W\d_]{1,6}|abgerufen|zugegriffen|zugriff|letzter\s\w{3,12}|"
    r"stand|last\s\w{3,12}|cited|citado|citato|дата\sобращения|visited|dostęp\w{0,4}|cit\.|ultim[oa]\s\w{3,12}|geraadpleegd|"
    rf"dernière\s\w{{3,12}}|vu\sle|hämtad|besøgt|lesedato|閲覧|访问))\b[^;)\]]{{0,40}}?(?:{_Y})"
)
# 2004 · 1998b · 1986-2007 · 2010年
_ANY_YEAR = pattern(
    rf"(?<![\d/.:{_D}])(?P<year>{_Y})(?:\s?[{_D}]\s?(?P<last>{_Y}|\d\d(?!\d)))?(?P<letter>[a-zа-д])?(?![^\W年]|/)"
)
_BEFORE_RANGE = pattern(rf"(?:\b(?:[vV]ol|[vVtTтТ]|Bd)\.\s?|\d\s?[{_D}]\s?|(?:\bpp?\.?|\bS\.|\bС\.|\bс\.|:)\s?)\Z")
_ENDS = pattern(r"[).\]]*\s*(?:\Z|S\.\s\d|pp?\.\s\d|[,;]\s?(?:S|pp?|s)\.)")
_AFTER_RANGE = pattern(rf"\s?[{_D}]\s?\d")


def mask(text: str, start: int = 0, end: int = 0) -> str:
    """The text with addresses, identifiers, dates of access and one more stretch blanked, so that offsets stay."""
    if end:
        text = text[:start] + " " * (end - start) + text[end:]
    web = "://" in text or "www." in text
    if web:
        text = URL.sub(_blank, text)
    if "10." in text:
        text = DOI.sub(_blank, text)
    if web or "ccess" in text or "zug" in text or "[" in text:
        text = _ACCESS.sub(_blank, text)
    if "ISBN" in text:
        text = ISBN.sub(_blank, text)
    return text


def is_of_access(year: str, text: str) -> bool:
    """Whether a year is that in which an entry was looked at: `Acesso em: 9 jan. 2023`."""
    return year.isdigit() and year in text and any(found[0].endswith(year) for found in _ACCESS.finditer(text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def behind(entry: Entry, masked: str, at: int) -> str:
    """The year of publication behind the title."""
    best, found = 0.0, ""
    italics = [(m.start, m.end) for m in entry.marks if m.kind == "emphasis"]
    for match in _ANY_YEAR.finditer(masked, at):
        before, after = masked[max(0, match.start() - 12) : match.start()], masked[match.end() : match.end() + 12]
        if match["last"] and before.rstrip()[-1:] == ":":
            continue
        if (_BEFORE_RANGE.search(before) and "(" not in before[-3:]) or _AFTER_RANGE.match(after):
            weight = 0.4
        elif before.endswith("[") or any(a <= match.start() < b for a, b in italics):
            weight = 0.5
        elif match["last"] and before[-1:] == "(":
            weight = 1.5  # what a title treats of: The Vale (1832-1930)
        elif after.lstrip()[:1] == ")" or before.rstrip()[-1:] == "(" or after[:1] in ";年":
            weight = 3.0
        elif before.rstrip()[-1:] in ",.;" and (not after.strip() or after[0] in ".,;:" or after.startswith(" (")):
            weight = 2.5
        elif not after.strip() or after[0] in ".,;:)":
            weight = 2.0
        else:
            weight = 1.0
        if match["last"]:
            weight = min(weight, 0.9)  # pages of a journal have four figures, too
        if weight >= best:
            best, found = weight, _printed(match)
    return found


def within(entry: Entry, masked: str, title: Title) -> str:
    """The only year of an entry, where it was taken for a part of a plain title: `Bridges, 1998.`"""
    if title.styled or not title.end:
        return ""
    found = [m for m in _ANY_YEAR.finditer(masked, title.start) if not m["last"]]
    return _printed(found[0]) if len(found) == 1 and _ENDS.match(masked, found[0].end()) else ""


def _printed(match: re.Match[str]) -> str:
    last = f"-{match['last']}" if match["last"] else ""
    return match["year"] + last + (match["letter"] or "")
