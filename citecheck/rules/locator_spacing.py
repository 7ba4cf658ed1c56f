"""How the numbers of a locator are set apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from citecheck.config import Config
from citecheck.model import Document, Edit, Finding, Fix, Locator
from citecheck.rules.project import Project
from citecheck.text.locators import DASHES, fill
from citecheck.text.patterns import pattern

_OF_A_WORK = ("resolved", "context", "mismatch", "ambiguous", "missing")
_GAP = r"[^\S\r\n]?"
# 343 -45 · 343–45 · 343 -- 45
_RANGE = pattern(rf"(?<![\d.:{DASHES}])(\d{{1,6}})({_GAP})([{DASHES}]{{1,2}})({_GAP})(\d{{1,6}})(?![\d.:{DASHES}])")
# 12,14 but not 12,140, which may be one number
_COMMA = pattern(r"(?<=\d),(?=\d)(?!\d{3}(?!\d))")
_COMMA_SPACE = pattern(r"(?<=\d),\s(?=\d)")
_SPACES = pattern(r"(?<=\S) {2,}(?=\S)")
# How often a manuscript does otherwise before something is an oversight and no habit: so often, and so many times more.
_HABIT, _TIMES_MORE = 3, 4


class _Habits(Struct, frozen=True):
    """What the manuscript's locators mostly look like: the dash of its closed ranges, and what is an oversight."""

    dash: str
    spaced: bool  # 343 - 45
    doubled: bool  # 343--45
    commas: bool  # 12,14


def locator_spacing(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A space too many or too few between the numbers of a locator, or a doubled dash.

    No reader takes `343 -45` for a range. Spaces on both sides, `--` and `12,14` are reported only where nearly all
    other locators of the manuscript do without.

    Bad:  (Marsh 12 -18)
    Good: (Marsh 12-18)
    """
    every = (r.cite.locator for r in document.resolutions if r.cite.locator is not None and r.verdict in _OF_A_WORK)
    text = document.manuscript.text
    found = [locator for locator in every if not text[locator.start : locator.end].isdigit()]
    habits = _habits(found, text)
    plain = document.manuscript.format == "text"
    for locator in dict.fromkeys(found):
        if edits := tuple(_edits(locator, text, habits, plain)):
            fix = Fix("set it like the others", edits, safe=True)
            yield Finding(locator.start, locator.end, f"“{locator.text}” is not spaced as a locator is", fix=fix)


def _habits(found: list[Locator], text: str) -> _Habits:
    dashes: Counter[str] = Counter()
    closed = spaced = doubled = commas = apart = 0
    for locator in found:
        for one in _RANGE.finditer(text, locator.start, locator.end):
            spaced += bool(one[2] and one[4])
            doubled += len(one[3]) > 1
            if not (one[2] or one[4] or len(one[3]) > 1):
                closed += 1
                dashes[one[3]] += 1
        commas += len(_COMMA.findall(text, locator.start, locator.end))
        apart += len(_COMMA_SPACE.findall(text, locator.start, locator.end))
    return _Habits(
        dash=max(dashes, key=lambda d: dashes[d], default=""),
        spaced=_is_oversight(spaced, closed),
        doubled=_is_oversight(doubled, closed),
        commas=_is_oversight(commas, apart),
    )


def _is_oversight(odd: int, usual: int) -> bool:
    return usual >= _HABIT and usual >= odd * _TIMES_MORE


def _edits(locator: Locator, text: str, habits: _Habits, plain: bool) -> Iterator[Edit]:
    """What to set otherwise, in the order of the text."""
    for one in _RANGE.finditer(text, locator.start, locator.end):
        before, dash, after = one[2], one[3], one[4]
        if int(fill(one[1], one[5])) < int(one[1]):
            continue  # which of its numbers is wrong is another question
        double = len(dash) > 1 and habits.doubled
        if bool(before) != bool(after) or (before and habits.spaced) or double:
            yield Edit(one.start(2), one.end(4), habits.dash if double else dash)
    if habits.commas:
        yield from (Edit(m.end(), m.end(), " ") for m in _COMMA.finditer(text, locator.start, locator.end))
    if plain:
        yield from (Edit(m.start(), m.end(), " ") for m in _SPACES.finditer(text, locator.start, locator.end))
