"""The rule on the forms of page ranges: one summary finding a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from citecheck.config import Config
from citecheck.model import Document, Edit, Finding, Fix
from citecheck.rules.project import Project
from citecheck.rules.summary import MOST_NAMED, OF_A_WORK, places
from citecheck.text.locators import DASHES, fill

# 349-58 · 349–358 · 12 -- 14; neither 1.2-3 nor 12:3-4
_RANGE = re.compile(
    rf"(?<![\w.:/{DASHES}])(?P<first>[1-9]\d{{0,5}})(?P<sign>\s?[{DASHES}]{{1,2}}\s?)(?P<last>\d{{1,6}})(?![\w:/{DASHES}]|\.\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_HYPHENS = "-‐‑"
_LEAST_RANGES, _PREVAILS = 5, 0.8


class _Range(NamedTuple):
    """A page range: its place in the source, its two numbers as printed, and the sign between them."""

    start: int
    end: int
    first: str
    last: str
    sign: str

    @property
    def text(self) -> str:
        """As it is printed."""
        return f"{self.first}{self.sign}{self.last}"


def range_form(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """Page ranges are printed in different forms where one form clearly prevails.

    A copy editor would mend each by hand: hyphen or dash, with blanks or without, the second number in full (349-358),
    to two digits (349-58, MLA 9 §6.18), as Chicago has it (17 §9.61), or as short as can be (349-58, 131-6). One
    finding stands for all.

    Bad:  (Marsh 12-14; Marsh 20-22; Marsh 31-33; Marsh 40-44; Marsh 51-53; Marsh 61–65)
    Good: (Marsh 12-14; Marsh 20-22; Marsh 31-33; Marsh 40-44; Marsh 51-53; Marsh 61-65)
    """
    ranges = list(_ranges(document))
    sign = _prevailing_sign(ranges)
    custom = _prevailing_custom(ranges)
    wrong: list[tuple[_Range, str]] = []
    for one in ranges:
        last = _CUSTOMS[custom](one.first, fill(one.first, one.last)) if custom and not _may_be_issue(one) else one.last
        between = sign if sign and _kind(one.sign) != _kind(sign) else one.sign
        instead = f"{one.first}{between}{last}"
        if instead != one.text:
            wrong.append((one, instead))
    if wrong:
        first = wrong[0][0]
        named = ", ".join(f"{one.text} (for {instead})" for one, instead in wrong[:MOST_NAMED])
        more = f" and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
        count = f"{len(wrong)} of {len(ranges)} page ranges {'is' if len(wrong) == 1 else 'are'}"
        yield Finding(
            first.start,
            first.end,
            f"{count} printed in another form than the rest: {named}{more}",
            fix=Fix("print them as the rest", tuple(Edit(r.start, r.end, i) for r, i in wrong), safe=True),
            places=places(document, [(r.start, r.end, f"elsewhere as {i}") for r, i in wrong]),
        )


def _may_be_issue(one: _Range) -> bool:
    """Whether a range may be a volume and its issue: 10-3, 7-2."""
    return len(one.last) < len(one.first) < 3


def _ranges(document: Document) -> Iterator[_Range]:
    """The rising ranges in the locators of a document, each once, in the order of the text."""
    text, done = document.manuscript.text, -1
    for resolution in document.resolutions:
        locator = resolution.cite.locator
        if locator is None or not locator.ranges or resolution.verdict not in OF_A_WORK or locator.start < done:
            continue
        if resolution.citation.place == "note" and _YEAR.search(resolution.cite.prose):
            continue  # a reference in full: its figures may be a volume's
        done = locator.end
        for found in _RANGE.finditer(text, locator.start, locator.end):
            first, last = found["first"], found["last"]
            whole = int(fill(first, last))
            years = 1500 <= int(first) < 2100 and whole < 2100
            if (int(first), whole) in locator.ranges and int(first) < whole and not years:
                yield _Range(found.start(), found.end(), first, last, found["sign"])


def _kind(sign: str) -> tuple[str, bool]:
    """Hyphen, dash or long dash, and whether blanks are around it; two hyphens are a dash (typed, and in LaTeX)."""
    bare = sign.strip()
    kind = "hyphen" if len(bare) == 1 and bare in _HYPHENS else "long dash" if "—" in bare else "dash"
    return kind, bare != sign


def _prevailing_sign(ranges: Sequence[_Range]) -> str:
    kinds = Counter(_kind(r.sign) for r in ranges)
    if not kinds:
        return ""
    kind, times = kinds.most_common(1)[0]
    if times < max(_LEAST_RANGES, _PREVAILS * len(ranges)):
        return ""
    return Counter(r.sign for r in ranges if _kind(r.sign) == kind).most_common(1)[0][0]


# ---- how much of the second number is printed


def _in_full(first: str, last: str) -> str:
    return last


def _shared(first: str, last: str) -> int:
    """How many digits two numbers of one length begin with."""
    if len(first) != len(last):
        return 0
    return next((n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first))


def _two_digits(first: str, last: str) -> str:
    return last[min(_shared(first, last), max(len(last) - 2, 0)) :]


def _chicago(first: str, last: str) -> str:
    """Chicago 17 §9.61: all digits below 100 and behind hundreds, one behind 101-109, else two or as many as change."""
    number = int(first)
    if number < 100 or number % 100 == 0 or len(first) != len(last):
        return last
    changed = last[_shared(first, last) :]
    if number % 100 < 10:
        return changed
    return last[-max(2, len(changed)) :]


def _shortest(first: str, last: str) -> str:
    """As few digits as can be; those from 10 to 19 keep two."""
    shared = _shared(first, last)
    return last[min(shared, len(last) - 2) :] if last[-2:-1] == "1" else last[shared:]


_CUSTOMS: dict[str, Callable[[str, str], str]] = {
    "in full": _in_full,
    "to two digits": _two_digits,
    "Chicago": _chicago,
    "shortest": _shortest,
}


def _prevailing_custom(ranges: Sequence[_Range]) -> str:
    """The custom that nearly all ranges keep by which customs can be told apart; empty where none prevails."""
    fitting = [
        {name for name, short in _CUSTOMS.items() if short(r.first, fill(r.first, r.last)) == r.last} for r in ranges
    ]
    telling = [f for f in fitting if len(f) < len(_CUSTOMS)]
    if len(telling) < _LEAST_RANGES:
        return ""
    times = Counter(name for f in telling for name in f)
    best = max(_CUSTOMS, key=lambda name: times[name])
    return best if times[best] >= _PREVAILS * len(telling) else ""
