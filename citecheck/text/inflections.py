"""Names in the cases of languages that inflect them: `у Иванова`, `Kowalskiego`, `Müllers`, `Kovácsnak`.

Whether a form may be that of a name that a list prints; a list prints the nominative.
"""

from __future__ import annotations

import re
from functools import lru_cache

from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

_SLAVIC = frozenset(("pl", "cs", "sk", "hr", "sl"))
GENITIVE_S = frozenset(("de", "sv", "da", "no"))  # -s and -es, and no other ending
# Languages in which a name in a sentence may end otherwise than in the list.
LANGUAGES = _SLAVIC | GENITIVE_S | {"hu", "fi", "et", "lt", "lv", "tr"}
_SHORTEST = 3  # letters that a name and its forms share
_ALIKE = 0.6  # share of a name that stays as it is in any of its forms
_CYRILLIC = pattern(r"[\u0400-\u04ff-]+")
# Иванов-а, Достоевск-ого, Смирнов-ой, Шевченк-ові
_CYRILLIC_ENDINGS = frozenset(
    "а я у ю ом ем ём ым им е и ы ой ей ёй ого его ому ему ую юю ою ею ых их ыми ими ами ями ам ям ах ях ов ев ові "
    "еві і ї "
    "ою єю ого ім ій ої єм".split()
)
_CYRILLIC_NOMINATIVE = ("ий", "ый", "ой", "ая", "яя", "ій", "а", "я", "ь", "й", "о", "е")
# Kowalsk-iego, Nowak-owi, Novák-ovi, Novák-ův, Horvat-a (folded)
_LATIN_ENDINGS = frozenset(
    "a u owi ovi iowi em iem om jem e ie ia iu y i ego iego eho emu iemu omu im ym ej iej oj og ou o ow uv ov ova "
    "ovo ovy ove ovu ovou "
    "ami ach ich ych imi ymi owie evi ova in ina ino om".split()
)
_LATIN_NOMINATIVE = ("a", "o", "i", "y", "e")
# Dudek: Dudk-a; Krawiec: Krawc-a; Павлик has none; Заяц
_FLEETING = (("iec", "c"), ("ek", "k"), ("ec", "c"), ("el", "l"), ("ok", "k"), ("ец", "ц"), ("ок", "к"), ("ек", "к"))
_SOFTENED = (("ka", "ce"), ("ga", "dze"), ("ra", "rze"), ("ta", "cie"), ("da", "dzie"), ("la", "le"), ("ka", "ke"))
# Kovács-nak, Szabó-t, Nagy-ról (folded)
_HUNGARIAN = frozenset(
    "nak nek t ot et at val vel rol tol hoz hez ban ben ba be ra re n on en ig ert e ek nal nel bol kent i".split()
)
_DIGRAPHS = ("cs", "sz", "zs", "gy", "ny", "ly", "ty")
_FINNISH = frozenset("n in lle lla lta ssa sta a ta en an on un yn".split())
_TURKISH = frozenset("in un a e ya ye i u yi yu nin nun de da den dan te ta ten tan le la".split())


def is_form(cited: str, listed: str, language: str) -> bool:
    """Whether a name as a sentence has it is, in its nominative, the one that is listed."""
    ones, others = re.split(r"[-\s]", cited.lower()), re.split(r"[-\s]", listed.lower())
    return len(ones) == len(others) and all(
        one == other or _is_form(one, other, language) for one, other in zip(ones, others, strict=True)
    )


def may_be_form(cited: str, listed: str) -> bool:
    """Whether two names differ in their ends only, so that one may be a form of the other by some rule or other."""
    one, other = fold(cited), fold(listed)
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one != other and same >= max(_SHORTEST, _ALIKE * len(other))


@lru_cache(maxsize=4096)
def _is_form(cited: str, listed: str, language: str) -> bool:
    if _CYRILLIC.fullmatch(cited) and _CYRILLIC.fullmatch(listed):
        return _declined(cited, listed, _CYRILLIC_NOMINATIVE, _CYRILLIC_ENDINGS)
    cited, listed = fold(cited), fold(listed)
    if language in _SLAVIC:
        softened = any(listed.endswith(a) and cited == listed.removesuffix(a) + b for a, b in _SOFTENED)
        return softened or _declined(cited, listed, _LATIN_NOMINATIVE, _LATIN_ENDINGS)
    if language in GENITIVE_S:
        return cited in (listed + "s", listed + "es")
    if language == "hu":
        instrumental = {listed[:-2] + d[0] + d + v + "l" for d in _DIGRAPHS if listed.endswith(d) for v in "ae"}
        return (
            cited.removeprefix(listed) in _HUNGARIAN | {listed[-1] + "al", listed[-1] + "el"} or cited in instrumental
        )
    if language == "fi":
        stem = listed.removesuffix("nen") + "se" if listed.endswith("nen") else listed
        return cited.startswith(stem) and cited[len(stem) :] in _FINNISH
    if language == "tr":
        return cited.startswith(listed) and cited[len(listed) :] in _TURKISH
    return False


def _declined(cited: str, listed: str, nominative: tuple[str, ...], endings: frozenset[str]) -> bool:
    """Whether a form is a stem of the name with the ending of a case."""
    stems = {listed, *(listed.removesuffix(end) for end in nominative)}
    stems |= {listed.removesuffix(end) + left for end, left in _FLEETING if listed.endswith(end)}
    return any(len(s) >= _SHORTEST and cited.startswith(s) and cited[len(s) :] in endings for s in stems)
