"""Years as citations print them: `2010`, `2010a`, `2004–05`, `[1865] 2001`, `n.d.`, `in press`.

The terms are those of CSL 1.0.2 ("no date", "in press", "forthcoming", "accepted", "submitted" of its locales).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from citecheck.text import terms
from citecheck.text.eastern_names import SIGNS as EASTERN_SIGNS
from citecheck.text.patterns import pattern

DIGITS = r"(?:1[4-9]\d|20[0-3])\d"
_DASH = "[-‐‑–—/]"
_LETTER = "a-zа-д"  # 2010a, 2010б
_LOOK_ALIKE = str.maketrans("ас", "ac")
_COMING = (
    r"in\spress|forthcoming|submitted|accepted|in\spreparation|im\s(?:Druck|Erscheinen)|[iI]n\s(?:Vorbereitung|Druck)|"
    r"sous\spresse|à\sparaître|en\sprensa|en\s(?:preparación|preparação)|no\sprelo|in\s(?:corso\sdi\s)?stampa|w\sdruku|"
    r"в\sпечати|i\s(?:tryck|trykk|trykken)|in\sdruk|v\stisku|印刷中|即将出版"
)
# 2010 (Marsh2010, too, where the space was forgotten) ·
# 2010a · 2010a-c · 2010a/b · 2004–05 · [1865] 2001 · 1979/1987 · c. 1850 · 2010年
# S.2010, p. 2010 and 1795–804 are pages
YEAR = pattern(
    rf"(?:(?<![^\W{EASTERN_SIGNS}])|(?<=[a-zß-öø-ÿ]{{3}}))(?<!\d[.:/‐‑–—-])(?:(?<!\d,)|(?<=\D1[4-9]\d\d,|\D20\d\d,))(?<!\b[pPSsсС]\.)(?<!\b[psс]\.\s)(?<!\bpp\.)(?<!\bpp\.\s)(?:(?:c\.|ca\.|circa)\s?)?"
    rf"(?:[\[(](?P<original>{DIGITS})[\])]\s?)?(?P<year>{DIGITS})(?:(?:{_DASH}|\s[-–—]\s(?={DIGITS}\b))(?P<last>{DIGITS}|\d\d(?!\d)))?(?P<open>[-–](?![\d\w]))?"
    rf"(?P<letter>[{_LETTER}](?:\s?{_DASH}\s?[{_LETTER}](?![^\W_]))?)?年?(?![^\W_])(?!\.\d|,(?!{DIGITS}(?!\d))\d|[-‐‑–]\d{{3}}(?!\d))(?:\s?[\[(](?P<reprint>{DIGITS})(?:{_DASH}(?:{DIGITS}|\d\d))?[\])])?"
    rf"|(?<![^\W_])(?P<undated>{terms.NO_DATE}|{_COMING})(?:[-–\s]?(?P<copy>[{_LETTER}])(?![^\W_]))?(?![^\W_])"
)
UNDATED = "n.d.-"  # and a letter: the year of an entry without one, among several of its author
_CORE = pattern(DIGITS)  # without which no year is
ALONE = pattern(rf"(?<!\d){DIGITS}(?!\d)")  # a year and no more, which is no part of a longer number
_OPENING = "([（［【"
_BRACKETS = pattern(r"([()\[\]（）［］【】])")
_HEAD = 120  # characters of an entry in which the year behind its names stands
_CIRCA = 8  # characters that may stand before the first digit of a year and belong to it
# n.d. · s/f · and words of each term without a year: what to look for before the slow pattern
_SHORT_TERM = pattern(r"[./]\s?[dDjJfFaArRåÅyYtTnгдχ](?![^\W\d_]{2})|\bei\spvm")
_TERMS = (
    "date Jahr fecha data dato atum daty roku anno dagsetning år årtal tarih évszám tanggal tahun ngày дат года датума "
    "päivä press orthcoming submitted accepted prepara Druck Erscheinen Vorbereitung paraître prensa "
    "prelo stampa druku печати tryck druk tisku 印刷中 出版 明 详 詳"
).split()
# , b · , c — more letters behind 2010a
MORE_LETTERS = pattern(rf"\s?[,;&，；、]\s?(?:(?:and|und|et|y|e)\s)?(?P<letter>[{_LETTER}])(?![^\W_.]|\.\s?\w)")


def found_in(prose: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The years of a stretch, as `YEAR.finditer` gives them; where no term can stand it looks only beside digits."""
    end = len(prose) if end is None else end
    if _may_be_undated(prose):
        yield from YEAR.finditer(prose, start, end)
        return
    while core := _CORE.search(prose, start, end):
        found = YEAR.search(prose, max(start, core.start() - _CIRCA), end)
        if not found:
            return
        yield found
        start = found.end()


def found_outside(prose: str, stretches: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The years of a text that begin in none of some stretches, which stand in order."""
    number, at = 0, 0
    while year := first_in(prose, at, len(prose)):
        while number < len(stretches) and stretches[number][1] <= year.start():
            number += 1
        inside = number < len(stretches) and stretches[number][0] <= year.start()
        if not inside:
            yield year
        at = max(year.end(), stretches[number][1]) if inside else year.end()


@lru_cache(maxsize=8)
def _may_be_undated(prose: str) -> bool:
    """Whether a term for a missing or coming year may stand in any bracket of it; nowhere else is it taken for one."""
    inside = _in_brackets(prose)
    return _SHORT_TERM.search(inside) is not None or any(term in inside for term in _TERMS)


def _in_brackets(prose: str) -> str:
    """The text in brackets, and behind one that is not closed."""
    depth = 0
    parts: list[str] = []
    for number, part in enumerate(_BRACKETS.split(prose)):
        if number % 2:
            depth = max(0, depth + (1 if part in _OPENING else -1))
        if depth:
            parts.append(part)
    return "".join(parts)


def first_in(prose: str, start: int, end: int) -> re.Match[str] | None:
    """The first year of a stretch."""
    return next(found_in(prose, start, end), None)


def is_dated(year: str) -> bool:
    """Whether the year of an entry is one, and no letter that tells undated works apart."""
    return bool(year) and not year.startswith(UNDATED)


def printed(found: re.Match[str]) -> str:
    """A year as a citation means it: `2010a`, `2001` of `[1865] 2001`, the empty text where there is none."""
    if found["undated"]:
        return found["copy"] or ""
    return found["year"] + (found["letter"] or "")


def plain(year: str) -> str:
    """A year without its letter."""
    return year[:4] if year[:4].isdigit() else ""


def letters(found: re.Match[str]) -> str:
    """All letters behind a year: `abc` of `2010a-c`, `ac` of `2010a/c`."""
    printed = "".join(c for c in found["letter"] or "" if c.isalpha())
    if len(printed) < 2 or "/" in found["letter"]:
        return printed
    return "".join(chr(n) for n in range(ord(printed[0]), ord(printed[1]) + 1))


def same(one: str, other: str) -> bool:
    """Whether two years are the same with their letters, where а may be typed as a."""
    return one == other or one.translate(_LOOK_ALIKE) == other.translate(_LOOK_ALIKE)


def _reprinted(year: str) -> str:
    """An entry's other years: `first published 1968`, `(Original work …, 1968)`, `(1968, 1972)`."""
    return (
        rf"(?i:\b(?:repr|orig|first)\w*\W.{{0,40}}{year}|[\[(]{year}[\])])|(?<![\d/]){DIGITS}\s?/\s?{year}(?![\d/])"
        rf"|\((?:{DIGITS}[,;]\s?){{1,9}}{year}(?:[,;]\s?{DIGITS}){{0,9}}\)"
    )


def agrees(cited: re.Match[str], listed: str, raw: str) -> int:
    """How well a cited year agrees with that of an entry: 3 the same, 2 but for its letter, 1 another of its years."""
    if cited["undated"]:
        if plain(listed) and f"{cited['undated'].lower()})" in raw[:_HEAD].lower():
            return 1  # forthcoming, of (2015, forthcoming)
        copy = listed[len(UNDATED) :] if listed.startswith(UNDATED) else ""
        return (
            0
            if plain(listed) or (copy and cited["copy"] and copy != cited["copy"])
            else 3
            if copy and cited["copy"]
            else 2
        )
    letter = cited["letter"] or ""
    if len(letter) > 1:
        return 3 if plain(listed) == cited["year"] and listed[4:] in tuple(letters(cited)) else 0
    if same(listed, cited["year"] + letter):
        return 2 if cited["last"] and "/" in cited[0] else 3  # 2011/2012, which means the work of each
    if plain(listed) == cited["year"]:
        return 0 if letter and listed[4:].isalpha() else 2
    if plain(listed) in {y for name in ("original", "reprint") if (y := cited[name])}:
        return 2
    if plain(listed) == cited["last"] and "/" in cited[0]:
        return 2
    if cited["year"] in listed[4:] or (cited["year"] in raw and re.search(_reprinted(cited["year"]), raw)):
        return 1
    return 0
