"""How the text of an entry of a list begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache

from citecheck.text import names, terms, years
from citecheck.text.patterns import pattern

YEAR = years.DIGITS
# the author's name repeated: ———. · --- , · ____.
DASHES = pattern(r"\s{0,8}(?:[—–―⸺⸻]{1,4}|-{2,6}|_{3,12})\s?[.,;:(]")
# what an entry ends with: a full stop, a bracket, a quotation mark, an address, a number
_CLOSED = pattern(r"(?:[.)\]>»”\"’'。）」』!?\d]|://\S{1,200}|/\S{0,80}|\b10\.\d{4}\S{1,80})\s?\Z")
# what nothing ends with
_OPEN = pattern(
    r"(?:[,:;(\[<&–—-]|\b(?:and|und|et|y|e|i|и|in|at|of|the|by|eds?|vol|pp?|doi|from|für|von|der|die|des|de|la|le|du)|\b(?:and|und|et|y|e|i|и)\s[^\W\d_]\.|&\s[^\W\d_]\.)\s?\Z",
    re.IGNORECASE,
)
_ADDRESS_TAIL = pattern(r"\S/\S+\s?\Z")
_GOES_ON = pattern(
    r"\s{0,8}(?:<|https?://|www\.|doi\b|DOI\b|\(?eds?\.,|[,;:.)\]]|\d{1,6}[,;:)–-]|pp?\.\s?\d|vol\.\s?\d|Available\b|Accessed\b|Retrieved\b)"
)
_LOWER_START = pattern(rf"\s{{0,8}}(?P<word>[{names.LOWER}][\w’'-]{{0,40}})")
_PARTICLE = pattern(
    r"(?:v[ao]n|vom|d[aeiou]s?|de[lnr]?|della|degli|el|al|la|le|les|te[nr]|zu[mr]?|af|av|bin|ibn|ben|d['’].*|a[ls]-.*|el-.*|[a-z]+[A-Z].*)\Z"
)
# anon. (1997) · o. A. (1997)
_ANONYMOUS = pattern(r"\s{0,8}(?:anon\.|o\.\s?[AV]\.|s\.\s?n\.|n\.\s?a\.)[\s,:(]")
# wildbees. (2004)
_HEADED = pattern(rf"[\w’'-]{{2,40}}[.,]?\s\(?(?:{YEAR}|n\.\s?d|o\.\s?J|s\.\s?[adf])")
_HEAD = 300  # characters in which the names of an entry stand
_YEAR = pattern(rf"(?<!\d){YEAR}(?!\d)|[(,.]\s?(?:{terms.NO_DATE})[.,:;)\s]")
_QUOTED_NEXT = pattern(r",?\s?[“\"«„]")  # Ann Marsh, “Floods
_YEAR_NEXT = pattern(rf"[\s,.:]*(?:(?:\(\s?)?{YEAR}|\((?:{terms.NO_DATE})|[^\W\d_a-z]|[\"“„«*])")


@lru_cache(maxsize=64)
def names_of(text: str) -> names.NameList:
    """The names that a text begins with, which is asked for them while the list is cut and once it is."""
    return names.leading_names(text[:_HEAD])


def begins_anew(before: str, text: str) -> bool:
    """Whether a text has names and a year of its own, though what stands before it, with a year, breaks off."""
    if not (_YEAR.search(before) and _YEAR.search(text)):
        return False
    if _HEADED.match(text):
        return True
    named = names_of(text)
    if named.form == "direct" and _QUOTED_NEXT.match(text, named.end):
        return True
    if named.form not in ("inverted", "spaced") or names.is_body(text[: named.end]):
        return False  # Eastmere University, Northam: where a paper was read
    return _YEAR_NEXT.match(text, named.end) is not None


def is_closed(text: str) -> bool:
    """Whether a text ends as an entry may end."""
    return bool(_CLOSED.search(text[-240:]))


def is_open(text: str) -> bool:
    """Whether a text breaks off: after a comma, after `in` or `and`."""
    if text[-1:] in ".)]>”" and text[-3:-2] != " ":
        return False  # but for an initial: and B.
    return bool(_OPEN.search(text[-30:])) and not _ADDRESS_TAIL.search(text[-240:])


def may_begin(text: str) -> bool:
    """Whether a text may be the beginning of an entry: not of an address, nor in the middle of a sentence."""
    if _GOES_ON.match(text):
        return False
    lower = _LOWER_START.match(text)
    return (
        not lower or bool(_ANONYMOUS.match(text)) or bool(_PARTICLE.match(lower["word"])) or bool(_HEADED.match(text))
    )
