"""Names as reference lists print them: `Zhu, Wei, and Ana Gil`, `Gil A, Zhu W`, `A. Gil y W. Zhu`, `GIL, A.; ZHU, W.`

A list is read from its first name on: how that one is written (surname first with or without a comma, given name first)
says how the next may be. CSL 1.0.2 (`name-as-sort-order`, `delimiter-precedes-last`), MLA 9 §5.3-5.22, NLM, ISO 690.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from citecheck.model import Name

_ALPHABETS = (*range(0x41, 0x250), *range(0x370, 0x590), *range(0x1E00, 0x2000))  # Latin, Greek, Cyrillic, Armenian
UPPER = "".join(c for c in map(chr, _ALPHABETS) if c.isupper())
LOWER = "".join(c for c in map(chr, _ALPHABETS) if c.islower())
_L = r"[^\W\d_]"
_APOSTROPHE = "'’‘ʼʹʻ`ʾʿ"
_HYPHEN = r"\-‐‑"

# Zhu · O'Hara · Gil-Rivas · Ol'shan · d'Arc · al-Idrisi
_WORD = (
    rf"(?:(?:[dl]|dell|all|nell|a[ldnrstz]|el|ash|ibn)[{_APOSTROPHE}{_HYPHEN}])?"
    rf"[{UPPER}][{_APOSTROPHE}{_HYPHEN}]?{_L}{{1,40}}(?:[{_APOSTROPHE}{_HYPHEN}]{{1,2}}{_L}{{1,40}}){{0,4}}(?:['ʹ](?!\w)|(?!\w))"
)
# van der · de la · von · y (in "Gil y Zhu, Ana")
_PARTICLE = (
    r"(?:v[ao]n|vom|d[aeiou]s?|de[lnmr]|della|delle|dello|degli|dalla|dal|dalle|el|la|le|las|los|les|lo|te[nr]|zu[mr]?|af|av|"
    r"bin|ibn|bint|ben|abu|op|’t|'t|d['’](?=\s)|of|Van|Von|De|Der|Den|Del|La|Le)(?!\w)"
)
_LINK = r"(?:y|e|i|und|[IYE](?=\s[A-Z]{2}))(?!\w)"
_DOT = rf"(?:[{UPPER}]|[CDKPSTZ]h|[IYJ][aeou]|Ts|Dz|Lj|Nj|Wm|Chr|Vl)\."  # A. · Iu. · Zh.
_DOTTED = rf"{_DOT}(?:[\s{_HYPHEN}]{{0,2}}{_DOT}){{0,5}}(?:[\s{_HYPHEN}]?[{UPPER}](?=\s*[,;:&(]))?"
# JWK · A B · J-P · Á
_CAPITALS = rf"[{UPPER}](?:d[aeo]s?(?=\s[{UPPER}]))?(?:[ {_HYPHEN}]?[{UPPER}]){{0,4}}(?:-[{LOWER}]|[{_HYPHEN}dv])?(?![\w{_APOSTROPHE}])"
_SUFFIX = r"(?:Jr|Sr|Jnr|II|III|IV|2nd|3rd|Filho|Neto|Júnior)(?!\w)\.?"
_FAMILY = (
    rf"(?:{_PARTICLE}\s{{1,2}}){{0,3}}{_WORD}(?:\s(?!{_SUFFIX})(?:(?:{_PARTICLE}|{_LINK})\s){{0,2}}{_WORD}){{0,3}}"
)
_GIVEN_PART = rf"(?:{_DOT}|{_WORD}|[{UPPER}](?!\w))"
_GIVEN = rf"{_GIVEN_PART}(?:[\s{_HYPHEN}]{{0,2}}{_GIVEN_PART}){{0,4}}(?:\s{_PARTICLE}){{0,3}}"
_AND = r"(?:&|and|und|et|y|e|i|a|en|och|og|oraz|и|та|with|con|ja|és|și|ve|và)"
_YEAR = r"[(\[]?\s?(?:1[4-9]|20)\d\d"
# what may follow a name: punctuation, a bracket, the next name's link, a year, a title's quotation mark
_STOP = rf"(?=\s{{0,2}}(?:[,;.:/([&=<]|\Z|[\"“„«»‘'『「]|{_YEAR}|[-–—]\s|(?i:et\.?\sal|u\.\s?a\.|и\sдр|i\sin)|等|ほか|他)|\s{{1,2}}{_AND}\s)"
_ENDED = rf"(?:(?<=\.)|{_STOP})"

# Zhu, Wei · GÓMEZ GIL, Ana · van der Berg, A. B. · Ford, Jr., W.
_INVERTED = re.compile(
    rf"(?P<family>{_FAMILY})\s?,\s{{0,2}}(?:(?P<suffix>{_SUFFIX}),?\s)?(?P<given>{_GIVEN})(?:,?\s(?P<after>{_SUFFIX}))?{_ENDED}"
)
_INVERTED_INITIALS = re.compile(
    rf"(?P<family>{_FAMILY}(?:\s{_SUFFIX})?)\s?,\s{{0,2}}(?:(?P<suffix>{_SUFFIX}),?\s)?(?P<given>{_DOTTED}(?:\s{_PARTICLE}){{0,3}}|[{UPPER}]{{2,3}}\.(?=\s?[,;&])|{_CAPITALS})"
    rf"(?:,?\s(?P<after>{_SUFFIX}))?{_ENDED}"
)
# Zhu W · Gil AB Jr · GIL A B · Zhu W. I.
_SPACED = re.compile(
    rf"(?P<family>{_FAMILY})\s(?P<given>(?:{_DOTTED}|{_CAPITALS})(?:\s{_PARTICLE}){{0,3}})(?:,?\s(?P<after>{_SUFFIX}|No(?=,)|Fo(?=,)))?{_ENDED}"
)
# A. B. Gil · M. Caldas de Castro · J.-P. van der Berg
_INITIALS_FIRST = re.compile(rf"(?P<given>{_DOTTED})\s{{0,2}}(?P<family>{_FAMILY})(?:,?\s(?P<after>{_SUFFIX}))?{_STOP}")
# Wei Zhu · Ana B. Gil · Dirk van der Berg
_DIRECT = re.compile(
    rf"(?P<whole>{_GIVEN_PART}(?:\s{{0,2}}(?:{_PARTICLE}\s){{0,3}}{_GIVEN_PART}){{1,5}})(?:,?\s(?P<after>{_SUFFIX}))?{_STOP}"
)
# Glenn, in "Zhu W, Glenn, Gil A"
_MONONYM = re.compile(
    rf"(?P<family>{_L}[\w{_APOSTROPHE}{_HYPHEN}]+)(?P<given>)(?=,\s(?:{_L}[\w{_HYPHEN}]+,\s){{0,3}}{_FAMILY}\s{_CAPITALS}[,.])"
)
# Northern River Survey Network
_BODY_NAME = re.compile(rf"{_WORD}(?:\s(?:{_WORD}|[{LOWER}]{{1,20}})){{1,12}}(?=\s?[.,:;(])")
_LONE = re.compile(rf"(?P<family>{_FAMILY})(?=\s*,)")
_FIRST_WORDS = re.compile(rf"(?P<family>(?:(?:{_PARTICLE}|D[aei])\s)*{_WORD})\s(?P<given>.+)", re.DOTALL)
_LAST_WORDS = re.compile(rf"(?P<given>.*?)\s(?P<particle>(?:{_PARTICLE}\s)*)(?P<family>{_WORD})\Z", re.DOTALL)

# J. Arch: a name may follow the initial of another, if then the names go on or end
_MIDDLE = re.compile(rf"\s{_WORD}(?=[.,:]?\s*\Z|,?\s{_AND}\s[{UPPER}]|,?\s\(|,\s(?:{_WORD}|{_DOT})\s{_WORD}[,.])")
# words that name a body, never a person
_BODY = re.compile(
    r"\b(?:universit|institut|ministe|ministé|associa|asocia|organi[sz]a|comm?iss|committee|comité|council|consejo|conseil|"
    r"department|departa|société|society|sociedad|gesellschaft|verein|verband|bundes|federa|föder|foundation|fundaç|fundaci|"
    r"stiftung|fondation|agenc|bureau|board|bank|banco|banque|group|gruppe|grupo|groupe|team|network|consorti|colla?bora|"
    r"project|programme|parliament|parlament|congress|government|gobierno|governo|office|library|bibliothe|museum|musée|museo|"
    r"archiv|cent(?:er|re|rum|ro)\b|zentrum|academ|akadem|college|school|press|publish|company|corporat|inc\b|ltd\b|gmbh|llc\b|"
    r"union|united|nations|world|international|national|europe|republic|service|secretar|authority|administration|trust|"
    r"survey|laborator|hospital|clinic|church|community|consult|workshop|initiative|alliance|league|party|court|"
    r"институт|университет|академия|министерств|комитет|общество|архив|союз|совет|центр)",
    re.IGNORECASE,
)
# et al. · and others · u. a. · и др. · 等 · i in.
_OTHERS = re.compile(
    r"\s*[,;]?\s*(?:[(\[]\s*)?(?:(?:&|and|und|et|y|e|i|и|та|och|og|a)\s)?(?:et\.?\s?al\b\.?:?|others\b|andere\b|u\.\s?a\.|a\.\s?o\.|"
    r"др\.|другие\b|ін\.|i\sin\.|in\.|otros\b|otras\b|outros\b|outras\b|cols?\.|coll\.|altri\b|autres\b|al\.|kol\.|andra\b|"
    r"m\.\s?fl\.|m\.fl\.|e\.a\.|等|ほか|他|외)(?:\s*[)\]])?"
)
_SEPARATOR = re.compile(
    rf"\s*(?:[,;]\s*(?:…\s*|\.\s?\.\s?\.\s*)?(?:{_AND}(?!\w)\s*)?|/\s*|·\s*|{_AND}(?!\w)\s*(?=\S)|\s[-–—]\s(?=\S)|、\s*|，\s*)"
)


_WORDS_IN = re.compile(r"[^\W\d_]|&")


class NameList(NamedTuple):
    """The names at the start of a text: `end` is where they end, `others` says that more are meant (et al.)."""

    names: tuple[Name, ...]
    end: int
    others: bool = False
    form: Form | None = None


Form = Literal["inverted", "spaced", "initials first", "direct", "literal"]


def leading_names(text: str, at: int = 0, limit: int | None = None, form: Form | None = None) -> NameList:
    """The personal names that stand at `at`, up to `limit` at most; no name gives an empty list.

    With `form` the first name must be written in that way.
    """
    end = len(text) if limit is None else limit
    first = _first(text, at, end, form)
    if first is None:
        return NameList((), at)
    name, at, kind = first
    names = [name]
    only_initials = _is_initials(name.given)
    skipped = closed = False
    while True:
        if found := _OTHERS.match(text, at, end):
            return NameList(tuple(names), found.end(), True, kind)
        separator = _SEPARATOR.match(text, at, end)
        if separator is None or separator.end() >= end:
            break
        linked = bool(_WORDS_IN.search(separator[0])) or ";" in separator[0]
        if closed and not linked:
            break  # Gil and Zhu, then a comma: no name comes after the last one
        closed = linked and ";" not in separator[0] and "with" not in separator[0]
        following = _next(text, separator.end(), end, kind, separator[0], only_initials)
        if following is None:
            break
        name, at = following
        names.append(name)
        skipped = skipped or "…" in separator[0] or "..." in separator[0]
    return NameList(tuple(names), at, skipped, kind)


def parse(text: str) -> tuple[Name, ...]:
    """The names of a text that holds nothing else: `Ana Gil and Wei Zhu`; what is no person is a body of that name."""
    text = " ".join(text.split()).strip(" ,;.")
    found = leading_names(text)
    if found.names and not text[found.end :].strip(" ,;."):
        return found.names
    return (Name(text, literal=True),) if text else ()


def ends_with_others(text: str, at: int) -> int:
    """Where `et al.` in any language ends that stands at `at`; -1 where it does not."""
    found = _OTHERS.match(text, at)
    return found.end() if found else -1


def is_body(text: str) -> bool:
    """Whether words name an institution rather than a person: University, Committee, Verein."""
    return bool(_BODY.search(text))


def _first(text: str, at: int, end: int, form: Form | None) -> tuple[Name, int, Form] | None:
    for kind, pattern in _FORMS:
        if form is not None and kind != form:
            continue
        if found := pattern.match(text, at, end):
            if kind == "direct" and (_BODY.search(found[0]) or _FUNCTION.search(found[0])):
                return None
            if kind == "inverted" and found["given"].endswith(".") and (more := _MIDDLE.match(text, found.end(), end)):
                return Name(_squeeze(found["family"]), _squeeze(found["given"] + more[0])), more.end(), kind
            return _name(found), found.end(), kind
    return None


_FUNCTION = re.compile(r"\b(?:of|for|The|the|zur|für|para|pour|los|las|les|des)\s")
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("initials first", _INITIALS_FIRST),
    ("inverted", _INVERTED_INITIALS),
    ("spaced", _SPACED),
    ("inverted", _INVERTED),
    ("direct", _DIRECT),
)


def _next(text: str, at: int, end: int, kind: Form, separator: str, only_initials: bool) -> tuple[Name, int] | None:
    """The name behind a separator, in a list whose first name is written as `kind`."""
    for pattern in _following(text, at, end, kind, ";" in separator, only_initials):
        found = pattern.match(text, at, end)
        if found and not (pattern is _DIRECT and _BODY.search(found[0])):
            return _name(found), found.end()
    found = _BODY_NAME.match(text, at, end) if kind == "spaced" or ";" in separator else None
    if found and _BODY.search(found[0]):
        return Name(_squeeze(found[0]), literal=True), found.end()
    return None


def _following(
    text: str, at: int, end: int, kind: Form, semicolon: bool, only_initials: bool
) -> Iterable[re.Pattern[str]]:
    if kind == "spaced":
        return (_SPACED, _MONONYM)
    if kind == "initials first":
        return (_INITIALS_FIRST,)
    if kind == "direct":
        return (_INITIALS_FIRST, _DIRECT)
    if semicolon:
        return (_INVERTED_INITIALS, _INVERTED, _INITIALS_FIRST, _DIRECT)
    if only_initials:
        return (_INITIALS_FIRST, _INVERTED_INITIALS, _DIRECT)
    lone = _LONE.match(text, at, end)
    family = lone["family"] if lone else ""
    if family and (len(family.split()) == 1 or family.isupper()):
        return (_INVERTED, _INITIALS_FIRST, _DIRECT)
    return (_INITIALS_FIRST, _DIRECT, _INVERTED)


def _is_initials(given: str) -> bool:
    return all(len(part) <= 3 or part.isupper() for part in re.split(rf"[\s.{_HYPHEN}]+", given) if part)


def _name(found: re.Match[str]) -> Name:
    parts = found.groupdict()
    suffix = parts.get("suffix") or parts.get("after") or ""
    if whole := parts.get("whole"):
        return direct(whole, suffix)
    return Name(_squeeze(parts["family"]), _squeeze(parts["given"]), suffix=suffix)


def direct(whole: str, suffix: str = "") -> Name:
    """A name written given name first: `Dirk van der Berg`."""
    whole = _squeeze(whole)
    if found := _LAST_WORDS.match(whole):
        return Name(found["family"], found["given"], found["particle"].strip(), suffix)
    return Name(whole, suffix=suffix)


def surname_first(whole: str) -> Name:
    """A name written surname first without a comma: `Di Rosa Maria B.`"""
    whole = _squeeze(whole)
    if found := _FIRST_WORDS.match(whole):
        return Name(found["family"], found["given"])
    return Name(whole)


def _squeeze(text: str) -> str:
    return " ".join(text.split())
