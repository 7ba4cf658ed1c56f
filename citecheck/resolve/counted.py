"""Numbers in brackets that are none of a list's: intervals, equations, pages, points (1) … (2), amounts."""

from __future__ import annotations

from itertools import pairwise

from citecheck.citations.numeric import Found
from citecheck.model import Block
from citecheck.resolve.index import ARTICLES
from citecheck.resolve.shapes import PARTS
from citecheck.text.patterns import pattern
from citecheck.text.scripts import words

_BEYOND, _SPARE = 2, 10  # times the length of a list, and more: a number larger than that counts something else
_CLOSE = 90  # characters before a bracket that tell what it holds
_PAGES = frozenset("p pp page pages seite seiten pag pags стр".split())
# values in [12, 14] · the interval [3, 7] · the point (1, 2)
_INTERVAL = pattern(
    r"(?:interval|range|between|values?|∈|CI|domain|scale|bounds?|points?|pair|tuple|vector|coordinates|Intervalle?n?|Bereich|rango|intervalo"
    r"|intervalle|intervallo|интервал\w{0,2}|отрезк\w|przedzia\w{1,4}|intervalu|rozsahu|aralığı\w{0,4}|区间|範囲|区間|구간)\s*[:=,]?\s*$"
)
# by equation (3) · Eqs. (1)–(3) · Figures (2) and (4): words that a number of the text in hand follows
_NUMBERED = pattern(
    r"(?<![^\W_])(?:[eE]q(?:ua)?(?:tion)?n?s?|[fF]ormula[es]?|[gG]leichung(?:en)?|[fF]ormeln?|(?P<common>[iI]nequalit(?:y|ies)|[eE]xpressions?|[cC]onstraints?)"
    r"|[éÉ]quations?|[eE]cuaci(?:ón|ones)|[eE]quaç(?:ão|ões)|[eE]quazion[ei]|Fig(?:ure)?s?|Tab(?:le|s)?s?|Sec(?:tion)?s?|Sect|Chap(?:ter)?s?|Step|Theorem|Lemma"
    r"|Proposition|Corollary|Definition|Example|Abb(?:ildung)?|Tabelle|Abschnitt)\.?\s?"
    r"(?:[(\[]\d[\d,\s–-]{0,8}[)\]](?:,\s?|\s?[–—-]\s?|\s?(?:and|or|to|through|&|und|et|y|e)\s)?(?:(?:and|or|und|et|y|e)\s)?){0,6}$"
)
# ten (10)
_SPELT = pattern(
    r"(?<![^\W_])(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|siete|ocho|nueve|diez)\s$"
)
_RATIO = pattern(r"\((?:1\s?:\s?\d+|\d+:\d)\)")  # diluted (1:750), an acid (18:3)
_LONG = 5  # numbers of a range
_SPELT_TO, _LONGEST_SPELT = 12, 7  # three, not: aged four (100)
_WRITTEN_RANGE = pattern(r"\d\s(?:to|bis|à|a)\s\d")  # (1 to 13)
_EQUALS = pattern(r"\s?[=<>≤≥]\s?\d")  # F(2) = 0.8
_FORMULA = pattern("[=<>≤≥\ufffc]")  # what makes constraints (3) those of an equation, and none of a society
_EQUATION = "\ufffc"  # what prose has in place of a formula


def counts_else(found: Found, block: Block, last: int) -> bool:
    """Whether numbers in brackets are no citations of a list that ends with the number `last`."""
    cites = found.citation.cites
    lead = words(found.lead)
    if set(lead) & (PARTS | _PAGES) or (lead and (lead[-1] in ARTICLES or _INTERVAL.search(found.lead))):
        return True
    numbers = [n for c in cites for n in (c.number or ())]
    backwards = any(first > to for first, to in (c.number or (0, 0) for c in cites))
    if (backwards and (found.setting != "bracket" or max(numbers) > last)) or max(numbers) > _BEYOND * last + _SPARE:
        return True
    ranges = [c.number or (0, 0) for c in cites]
    if found.setting == "parenthesis" and any(_adjoin(one, other) for one, other in pairwise(ranges)):
        return True
    prose, at = block.prose, found.citation.at
    before = prose[max(0, at - _CLOSE) : at]
    if len(set(numbers)) == 2 and _INTERVAL.search(before):
        return True
    return found.setting == "parenthesis" and (
        any(_WRITTEN_RANGE.search(c.prose) for c in cites) or _is_of_the_text(before, prose, at, max(numbers))
    )


def _adjoin(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether one long range goes on where another ends, as of ages: `30-39, 40-49`; of a citation they were one."""
    return one[1] + 1 == other[0] and min(one[1] - one[0], other[1] - other[0]) >= _LONG


def _is_of_the_text(before: str, prose: str, at: int, number: int) -> bool:
    """Whether a number in parentheses is that of an equation or a part of the text, or an amount in figures."""
    if _RATIO.match(prose, at):
        return True
    numbered = _NUMBERED.search(before)
    if not before.strip("*_ \t\n>") or (numbered and not (numbered["common"] and _FORMULA.search(prose) is None)):
        return True
    if (spelt := _SPELT.search(before)) and (number <= _SPELT_TO or len(spelt[0]) > _LONGEST_SPELT):
        return True
    end = prose.find(")", at)
    if _EQUALS.match(prose, end + 1):
        return True
    return before.rstrip().endswith(_EQUATION) and not prose[end + 1 : end + 3].strip("*_ .,;")
