"""Numbers alone in parentheses: which of them can be the page of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from citecheck.model import Cite
from citecheck.text.patterns import pattern

# one Ann Lee (41) and her brother (39); not: in April (74)
_AGED = pattern(
    r"[a-zà-ÿ,](?<!\bin)(?<!\bat)(?<!\bof)(?<!\bby)(?<!\bto)(?<!\bfrom)(?<!\bnear)\s[^\W\d_a-zà-ÿ][^\W\d_]+"
    r"\s\(\d{1,3}\)?(?!.*[”\"])"
)
_ORDERS = {"1": tuple(map(str, range(1, 100))), "i": tuple("i ii iii iv v vi vii viii ix x xi xii".split())}
_LEADS = pattern(r"[*_]*\s[*_“\"]*[^\W\d_]")
_JOINED = pattern(r"(?:(?<!\bal)[,;:.][”\"’»]?|[\s,](?:and|or|und|oder|et|ou|y|o|e|и))\s$")
_NAME_AND_AGE = pattern(r"(?:[^\W\d_a-z][^\W\d_.]{2,}\s){1,2}[^\W\d_a-z][^\W\d_.]+,\s[1-9]\d")
_POINT = pattern(r"\((\d{1,2}|[ivx]{1,4})\)")
# (12, emphasis added) · (12; my translation)
_EMPHASIS = pattern(
    r"(?:my\s|the\s|all\s)?(?:emphas|italics|translation|original|trans\.|added|mine|quot)", re.IGNORECASE
)
# Lee, for instance · Lee for an overview
_ASIDE = pattern(r"(?:for|among|in\sparticular|especially|respectively|inter\salia)\b")
_ZERO = pattern(r"(?<![\d–—-])0\d")
_FIGURES = pattern(r"[\d\s,;–—-]+")
_RATIO = pattern(r"\d\s:\s\d")  # a slope of 1 : 350
_MEASURE = pattern(r"\d\s[cdlm]{1,2}$")  # 140 mm, which is a Roman number too
_YEARS = (1500, 2099)
_MOST_VOLUMES = 20
_APART = 30  # pages between two that are cited together without their source
_LARGEST_PAGE = 3000
_CLOSE = 40
# number (6) · the scale (1:50) · Figure 3 (p. 12): what a number in brackets behind it belongs to
_OWN = pattern(
    r"\b(?:daily|täglich|number|no|figure|fig|table|equation|eq|step|item|question|section|appendix|version|scale|ratio|nummer|nr|"
    r"abbildung|abb|tabelle|tab|gleichung|maßstab|numéro|tableau|número|figura|tabla|cuadro|tabela|numero|tabella|"
    r"номер|рис|табл)\.?(?:\s\d[\d.]*[a-z]?)?$",
    re.IGNORECASE,
)
_LONG_ENOUGH = 40  # characters of text that a page at the very end of a block may stand for


def enumeration(prose: str) -> frozenset[int]:
    """The positions of numbers that count points: (1) … (2) …, (i) … (ii) …"""
    return frozenset(m.start(1) for run in _enumerations(prose) for m in run)


def listed_points(prose: str) -> frozenset[int]:
    """Those of them that lead up to what they count, and cannot stand behind it: (1) a chair and (2) a clerk."""
    return frozenset(
        m.start(1)
        for run in _enumerations(prose)
        if all(_LEADS.match(prose, m.end()) for m in run)
        and all(_JOINED.search(prose, max(0, m.start() - 8), m.start()) for m in run[1:])
        for m in run
    )


def _enumerations(prose: str) -> Iterator[list[re.Match[str]]]:
    points = list(_POINT.finditer(prose))
    for n, first in enumerate(points):
        order = _ORDERS.get(first[1], ())
        run = [m for m, label in takewhile(lambda pair: pair[0][1] == pair[1], zip(points[n:], order, strict=False))]
        if len(run) > 1:
            yield run


def is_age(prose: str, at: int) -> bool:
    """Whether a number belongs to a name before it, or to a sentence of such: `Ann Lee (41) and her brother (39)`."""
    sentence = prose[max(0, at - 200) : at + 4].rpartition(". ")[2]
    return _AGED.search(sentence) is not None


def may_be_age(cite: Cite) -> bool:
    """Whether a cite is a whole name and a number of two digits behind a comma: Ann Lee, 41."""
    return _NAME_AND_AGE.fullmatch(cite.prose.strip()) is not None


def is_page(cite: Cite) -> bool:
    """Whether a bare locator counts pages, in Arabic or Roman numerals, and no more is said than belongs to them."""
    if cite.locator is None or not is_aside(cite.suffix):
        return False
    if _ZERO.search(cite.locator.text) or is_file(cite):
        return False
    if _FIGURES.fullmatch(cite.locator.text) and all(
        _YEARS[0] <= n <= _YEARS[1] for r in cite.locator.ranges for n in r
    ):
        return False
    if _RATIO.search(cite.locator.text) or _MEASURE.search(cite.locator.text):
        return False
    roman = cite.locator.text.isalpha() and len(cite.locator.text) > 1
    counted = bool(cite.locator.ranges) and all(first <= last < _LARGEST_PAGE for first, last in cite.locator.ranges)
    return counted or roman or cite.mode != "normal"


def counts(prose: str, at: int) -> bool:
    """Whether a bracket's number counts what stands beside it: `number (6)`, `(20). Item` at the head of a block."""
    before = prose[: at - 1].rstrip("*_ \n")
    if not before:
        close = prose.find(")", at)
        return bool(prose[close + 1 :].strip(" .*_\n"))
    return _OWN.search(before[-_CLOSE:]) is not None


def is_file(cite: Cite) -> bool:
    """Whether bare numbers are too far apart for pages of one source: a volume and its page (1, 291), a telephone."""
    if cite.locator is None or not _FIGURES.fullmatch(cite.locator.text):
        return False
    return not all(0 < after[0] - before[1] <= _APART for before, after in pairwise(cite.locator.ranges))


def may_be_file(cite: Cite) -> bool:
    """Whether two bare numbers can be a volume and its page, where the manuscript cites other files so."""
    pages = cite.locator.ranges if cite.locator and _FIGURES.fullmatch(cite.locator.text) else ()
    return len(pages) == 2 and all(first == last for first, last in pages) and pages[0][0] <= _MOST_VOLUMES


def is_aside(suffix: str) -> bool:
    """Whether words behind a cite are such as writers add to one, not prose."""
    return not suffix or _ASIDE.match(suffix) is not None or _EMPHASIS.match(suffix) is not None


def ends_sentence(prose: str, at: int) -> bool:
    """Whether a bracket's content at a place stands where a citation does: behind a quotation, or before a stop."""
    before = prose[: at - 1].rstrip("*_ \n")
    close = prose.find(")", at)
    after = prose[close + 1 : close + 3].lstrip("*_")
    if not before or before[-1] in '.!?"”’»…]' or after[:1] in tuple(".,;:"):
        return True
    return not after.strip() and len(before) > _LONG_ENOUGH
