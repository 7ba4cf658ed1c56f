"""Lists that set the author's name in a line of its own, and years below it, each with a work."""

from __future__ import annotations

import itertools

from citecheck.text import names, years
from citecheck.text.patterns import pattern

_LONGEST_NAMES = 120  # characters of names that stand alone
_MOST_NAMED = 0.8  # of such names, the share that a year stands below
_NAMES_END = pattern(r"\s*(?:\((?:eds?|Hrsg|Hg|dirs?|coords?|ред)\.?\))?[\s.:,;]*")
# 1987  *Floods* · 2003a. Tolls — what an entry begins with whose author stands above
YEAR_FIRST = pattern(rf"\s*[(\[]?(?P<year>{years.DIGITS}[a-z]?)[)\]]?[\s.,:]+(?=\S)")


def are_there(prose: str, starts: list[int], hanging: list[int]) -> bool:
    """Whether names stand in lines of their own above years, and do not just go on in the next line."""
    if not names_alone(prose[starts[0] : starts[1] - 1]) or not YEAR_FIRST.match(prose, starts[1]):
        return False
    following = dict(itertools.pairwise([*starts, len(prose) + 1]))
    named = [a for a in hanging if names_alone(prose[a : following[a] - 1]) and a != starts[-1]]
    years_below = sum(YEAR_FIRST.match(prose, following[a]) is not None for a in named)
    others = sum(YEAR_FIRST.match(prose, a) is None for a in hanging) - len(named)
    return years_below >= _MOST_NAMED * len(named) and others <= len(named)


def entry_lines(prose: str, starts: list[int]) -> list[int]:
    """The lines that begin an entry where names stand in a line of their own, and years begin the lines under them."""
    kept: list[int] = []
    named = False
    for at, end in zip(starts, [*starts[1:], len(prose) + 1], strict=True):
        is_name = bool(names_alone(prose[at : end - 1]))
        if is_name or (YEAR_FIRST.match(prose, at) and not named):
            kept.append(at)
        named = is_name
    return kept


def names_alone(text: str) -> str:
    """The names that a text is, and nothing else; a first name must be told from a surname."""
    text = " ".join(text.split())
    if len(text) > _LONGEST_NAMES or text[-1:] == "," or any(c.isdigit() for c in text):
        return ""
    listed = names.leading_names(text)
    whole = listed.form in ("inverted", "spaced") and _NAMES_END.fullmatch(text, listed.end)
    return text.rstrip(" .:,;") if whole else ""
