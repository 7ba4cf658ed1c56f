"""Volume, issue and pages of an entry."""

from __future__ import annotations

import re

from citecheck.bibliographies import entry_head
from citecheck.text import locators
from citecheck.text.patterns import pattern

_Y = entry_head.YEAR
_D = locators.DASHES
Pages = tuple[tuple[int, int], ...]

# pp. 33-60 · S. 21–39 · p.64-96 · с. 12
_EXPLICIT = pattern(
    r"\b(?:pp?|pgs?|S|ss|str|págs?|pag|С|с|blz|pages?)\.?[ \n\xa0]?"
    rf"(?P<pages>\d{{1,6}}(?:\s?[{_D}]\s?\d{{1,6}})?(?:,\s?\d{{1,5}}\s?[{_D}]\s?\d{{1,5}})*)(?![\w/])"
)
# 33-60
_RANGE = pattern(rf"(?<![\d/.{_D}])(?P<first>\d{{1,6}})\s?[{_D}]{{1,2}}\s?(?P<last>\d{{1,6}})(?![\d/{_D}])")
# May 5, 6, 12-14
_DAYS = pattern(r"\b[A-Z][a-z]{2,8}\.?\s(?:\d{1,2}(?:[-–]\d{1,2})?,\s){1,20}\Z")
# 24:799
_AFTER_VOLUME = pattern(r"\d\)?\s?:\s?(?P<pages>\d{1,6})(?![\w:])")
# 12(3): · 4, : what stands behind a volume are pages, though they may look like years: 1545-1560
_BEHIND_VOLUME = pattern(r"(?:[\d)]\s?[:,;]|:)\s?\Z")
# vol. 5 · Bd. 526 · Т. 28
_VOLUME = pattern(
    r"\b(?:vols?|v|Bd|Band|t|т|Jg|tomo?|roč|årg)\b\.?[ \n\xa0]?(?P<volume>\d{1,4}|[IVXLC]{1,7}\b)", re.IGNORECASE
)
# no. 3 · Nr. 1 · № 2
_ISSUE = pattern(
    r"(?:\b(?:no|nos|n|nr|num|núm|fasc|iss|issue|H|Heft|вып|č|číslo)\b\.?|№|n[º°ᵒ])[ \n\xa0]?"
    r"(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)",
    re.IGNORECASE,
)
# 63(8) · 11, 3 (1998) · 55:8 (2003) · 203:735 · 11, (1995) · 24:799
_FIGURES = pattern(
    rf"[\s,.;:”»\"]*(?:{_Y}[\s,;:年]{{1,3}})?(?:\({_Y}\)\s)?(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}}(?=[\s,]))"
    r"(?:\s?\((?P<bracket>[^()]{1,20})\)|(?:,\s|:)(?P<issue>\d{1,3})(?=\s?[(,])|/(?P<slash>\d{1,3}))?(?=[\s:,(;.]|\Z)"
)


def pages(masked: str, at: int, contained: bool) -> Pages:
    """The pages of a work in its container, abbreviated ends filled in."""
    if explicit := _EXPLICIT.search(masked, at):
        return _rising(locators.ranges(explicit["pages"]))
    for match in _RANGE.finditer(masked, at):
        first, last = match["first"], match["last"]
        if _DAYS.search(masked, max(0, match.start() - 60), match.start()):
            continue
        years = re.fullmatch(_Y, first) and (len(last) == 2 or re.fullmatch(_Y, last))
        if not years or _BEHIND_VOLUME.search(masked, max(0, match.start() - 4), match.start()):
            return _rising(((int(first), int(locators.fill(first, last))),))
    if contained and (single := _AFTER_VOLUME.search(masked, at)):
        return ((int(single["pages"]), int(single["pages"])),)
    return ()


def _rising(ranges: Pages) -> Pages:
    return tuple((a, b) for a, b in ranges if a <= b)


def volume_and_issue(masked: str, at: int, contained: bool) -> tuple[str, str]:
    """Volume and issue of the journal whose name ends at an offset."""
    volume, issue = _VOLUME.search(masked, at), _ISSUE.search(masked, at)
    figures = _FIGURES.match(masked, at) if contained else None
    if volume:
        return volume["volume"], issue["issue"] if issue else ""
    if figures and not re.fullmatch(_Y, figures["volume"]):
        bracket = figures["bracket"] or ""
        number = figures["issue"] or figures["slash"] or (bracket if not re.search(_Y, bracket) else "")
        return figures["volume"], issue["issue"] if issue and not number else number
    return "", issue["issue"] if issue else ""


def follow(text: str, at: int) -> bool:
    """Whether a volume, issue or page stands at an offset: what precedes it is a container."""
    return bool(_FIGURES.match(text, at))
