"""Numbers alone in parentheses: which of them can be the page of a source."""

from __future__ import annotations

import re
from itertools import pairwise

from citecheck.model import Cite
from citecheck.text.patterns import pattern

# one Ann Lee (41) and her brother (39); not: in April (74)
_AGED = pattern(
    r"[a-zà-ÿ,](?<!\bin)(?<!\bat)(?<!\bof)(?<!\bby)(?<!\bto)(?<!\bfrom)(?<!\bnear)\s[^\W\d_a-zà-ÿ][^\W\d_]+"
    r"\s\(\d{1,3}\)?(?!.*[”\"])"
)
_POINT = pattern(r"\((\d{1,2}|[ivx]{1,4})\)")
# (12, emphasis added) · (12; my translation)
_EMPHASIS = pattern(
    r"(?:my\s|the\s|all\s)?(?:emphas|italics|translation|original|trans\.|added|mine|quot)", re.IGNORECASE
)
# Lee, for instance · Lee for an overview
_ASIDE = pattern(r"(?:for|among|in\sparticular|especially|respectively|inter\salia)\b")
_ZERO = pattern(r"(?<![\d–—-])0\d")
_FIGURES = pattern(r"[\d\s,;–—-]+")
_MOST_VOLUMES = 20
_APART = 30  # pages between two that are cited together without their source
_LARGEST_PAGE = 3000
# words that a number in brackets behind them belongs to
_COUNTED = frozenset(
    "number no figure fig table equation eq step item question section appendix version nummer nr abbildung abb tabelle "
    "tab gleichung numéro tableau número figura tabla cuadro tabela numero tabella номер рис табл".split()
)
_LONG_ENOUGH = 40  # characters of text that a page at the very end of a block may stand for


def enumeration(prose: str) -> frozenset[int]:
    """The positions of numbers that count points: (1) … (2) …, (i) … (ii) …"""
    points = [(m.start(1), m[1]) for m in _POINT.finditer(prose)]
    if [p for _, p in points[:2]] not in (["1", "2"], ["i", "ii"]):
        return frozenset()
    return frozenset(at for at, _ in points)


def is_age(prose: str, at: int) -> bool:
    """Whether a number belongs to a name before it, or to a sentence of such: `Ann Lee (41) and her brother (39)`."""
    sentence = prose[max(0, at - 200) : at + 4].rpartition(". ")[2]
    return _AGED.search(sentence) is not None


def is_page(cite: Cite) -> bool:
    """Whether a bare locator counts pages, in Arabic or Roman numerals, and no more is said than belongs to them."""
    if cite.locator is None or not is_aside(cite.suffix):
        return False
    if _ZERO.search(cite.locator.text) or is_file(cite):
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
    return before.split()[-1].lower().strip(".") in _COUNTED


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
