"""Names as reference lists print them: `Zhu, Wei, and Ana Gil`, `Gil A, Zhu W`, `A. Gil y W. Zhu`, `GIL, A.; ZHU, W.`

A list is read from its first name on: how that one is written (surname first with or without a comma, given name first)
says how the next may be. CSL 1.0.2 (`name-as-sort-order`, `delimiter-precedes-last`), MLA 9 §5.3-5.22, NLM, ISO 690.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec.structs import replace

from citecheck.model import Name
from citecheck.text import name_patterns as patterns
from citecheck.text.patterns import pattern

UPPER, LOWER = patterns.UPPER, patterns.LOWER
_LONG_PART = pattern(rf"[{UPPER}][{LOWER}](?:[{LOWER}]|(?![\w.]))")  # Ana, Ji
_MIDDLE_NAME = pattern(rf"(?<=[{UPPER}]\.)\s[{UPPER}][{LOWER}][^\s.]{{0,40}}\Z")
_LONGEST_MIDDLE = 50  # characters of a middle name
_CAPITAL_WORD = pattern(rf"[{UPPER}]{{3}}")
# RUIZ, which has a vowel as initials seldom have, and three consonants in a row seldom follow it: AMFJ
_LONG_CAPITALS = pattern(rf"(?=[{UPPER}]*[AEIOUÀ-ÆÈ-ÏÒ-ÖÙ-Ü])(?![AEIOU][^AEIOU\W]{{3}}\b)[{UPPER}]{{4}}")
_SLASH = pattern(r"\s?/\s?")
_WORDS_IN = pattern(r"[^\W\d_]|&")


class NameList(NamedTuple):
    """The names at the start of a text: `end` is where they end, `others` says that more are meant (et al.)."""

    names: tuple[Name, ...]
    end: int
    others: bool = False
    form: Form | None = None
    before_middle: int = -1  # where the first name ends if the word behind its initial is none of it (Gil, J. Ana)


Form = Literal["inverted", "spaced", "initials first", "direct", "filed", "literal"]


def leading_names(text: str, at: int = 0, limit: int | None = None, form: Form | None = None) -> NameList:
    """The personal names that stand at `at`, up to `limit` at most; no name gives an empty list.

    With `form` the first name must be written in that way.
    """
    end = len(text) if limit is None else limit
    first = _opening(text, at, end, form)
    if first is None:
        return _body_first(text, at, end) or _eastern(text, at, end)
    name, at, kind = first
    middle = _MIDDLE_NAME.search(text, max(0, at - _LONGEST_MIDDLE), at)
    before = middle.start() if middle and kind == "inverted" else -1
    names = [name]
    only_initials = _is_initials(name.given)
    skipped = closed = False
    while True:
        ended = text[at : at + 1] == "." and not text[at + 1 : at + 3].strip()[:1].islower()
        stop = at + (not ended and text[at : at + 1] == ".")  # Gil A. et al.
        if not ended and (found := patterns.OTHERS.match(text, stop, end)):
            return NameList(tuple(names), found.end(), True, kind, before)
        separator = _separator(text, at, end)
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
        if kind == "spaced" and text[at - 1] == "." and name.given.endswith(".") and "." not in names[0].given:
            name, at = replace(name, given=name.given[:-1]), at - 1  # the full stop ends the list
        names.append(name)
        skipped = skipped or "…" in separator[0] or "..." in separator[0]
    return NameList(tuple(names), at, skipped, kind, before)


def _separator(text: str, at: int, end: int) -> re.Match[str] | None:
    sign = text[at : at + 1]
    if sign == ".":
        return patterns.STOPPED.match(text, at, end)
    return None if sign in _NO_SEPARATOR else patterns.SEPARATOR.match(text, at, end)


def _opening(text: str, at: int, end: int, form: Form | None) -> tuple[Name, int, Form] | None:
    """The first name; `Gil Ana / Zhu, Wei` begins surname first, as the name behind the slash does."""
    first = _first(text, at, end, form)
    slash = _SLASH.match(text, first[1], end) if first and first[2] == "direct" else None
    second = patterns.INVERTED.match(text, slash.end(), end) if slash else None
    if first and second and " " not in second["family"]:
        return surname_first(text[at : first[1]].strip()), first[1], "inverted"
    return first


def _body_first(text: str, at: int, end: int) -> NameList | None:
    """A body before persons, parted from them by a semicolon or slash; a surname alone before `et al.`"""
    if alone := patterns.ALONE.match(text, at, end):
        others = patterns.OTHERS.match(text, alone.end(), end)
        stop = others.end() if others else alone.end()
        return NameList((Name(_squeeze(alone["family"])),), stop, True, "inverted")
    found = patterns.BODY_BEFORE.match(text, at, end)
    rest = leading_names(text, found.end(), end) if found else NameList((), at)
    if not found or rest.form in (None, "direct", "literal"):
        return None
    return rest._replace(names=(Name(_squeeze(found["body"]), literal=True), *rest.names))


def parse(text: str) -> tuple[Name, ...]:
    """The names of a text that holds nothing else: `Ana Gil and Wei Zhu`; what is no person is a body of that name."""
    text = " ".join(text.split()).strip(" ,;.")
    found = leading_names(text)
    if found.names and not text[found.end :].strip(" ,;."):
        return found.names
    return (Name(text, literal=True),) if text else ()


def ends_with_others(text: str, at: int) -> int:
    """Where `et al.` in any language ends that stands at `at`; -1 where it does not."""
    found = patterns.OTHERS.match(text, at) if text[at : at + 1] != "." else None
    return found.end() if found else -1


def _eastern(text: str, at: int, end: int) -> NameList:
    """Names in Chinese, Japanese or Korean script, which are cited whole."""
    found: list[Name] = []
    start = at
    while name := patterns.EASTERN.match(text, start, end):
        found.append(Name(name["family"], literal=True))
        at = name.end()
        if others := patterns.OTHERS.match(text, at, end):
            return NameList(tuple(found), others.end(), True, "literal")
        separator = patterns.EASTERN_SEPARATOR.match(text, at, end)
        if not separator:
            break
        start = separator.end()
    return NameList(tuple(found), at, False, "literal" if found else None)


def is_body(text: str) -> bool:
    """Whether words name an institution rather than a person: University, Committee, Verein."""
    return bool(patterns.BODY.search(text))


def _first(text: str, at: int, end: int, form: Form | None) -> tuple[Name, int, Form] | None:
    if form in (None, "initials first") and (bare := _bare_first(text, at, end, form is not None)):
        return bare
    for kind, form_pattern in _FORMS:
        if form is not None and kind != form:
            continue
        if (beginning := _BEGINNINGS.get(id(form_pattern))) and not beginning.match(text, at, end):
            continue
        plain = _PLAIN.match(text, at, end) if form_pattern is patterns.INVERTED else None
        if found := plain or form_pattern.match(text, at, end):
            if kind == "spaced" and found["family"].isupper() and _CAPITAL_WORD.search(found["given"]):
                continue  # GIL RUIZ, Ana: two surnames
            if kind == "spaced" and _LONG_CAPITALS.search(found["given"]):
                continue  # Ana RUIZ
            given = found["given"] if kind == "spaced" else ""
            if len(given) > _MOST_BARE and given.isalpha() and patterns.BODY.search(found["family"]):
                continue  # World River Organisation WRO
            if form_pattern is patterns.BRACKETED and patterns.BODY.search(found[0]):
                continue  # WHO (World Health Organization)
            if kind == "direct" and (patterns.BODY.search(found[0]) or _FUNCTION.search(found[0])):
                return None
            if (
                kind == "inverted"
                and found["given"].endswith(".")
                and (more := patterns.MIDDLE.match(text, found.end(), end))
            ):
                return Name(_squeeze(found["family"]), _squeeze(found["given"] + more[0])), more.end(), kind
            return _name(found), found.end(), kind
    return None


def _bare_first(text: str, at: int, end: int, usual: bool) -> tuple[Name, int, Form] | None:
    """A first name with bare initials before it: where the list is `usual`ly written so, or another comes behind it."""
    found = patterns.BARE_FIRST.match(text, at, end) if _BARE.match(text, at, end) else None
    if found is None or patterns.BODY.search(found[0]):
        return None
    if not usual:
        separator = patterns.SEPARATOR.match(text, found.end(), end)
        if not (separator and patterns.BARE_FIRST.match(text, separator.end(), end)):
            return None
    return _name(found), found.end(), "initials first"


_NO_SEPARATOR = frozenset('.(“"«[')
_MOST_BARE = 2  # initials of a person behind what may be a body's name
_FUNCTION = pattern(r"\b(?:of|for|The|the|zur|für|para|pour|los|las|les|des)\s")
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("initials first", patterns.INITIALS_FIRST),
    ("inverted", patterns.BRACKETED),
    ("inverted", patterns.INVERTED_INITIALS),
    ("spaced", patterns.SPACED),
    ("inverted", patterns.INVERTED),
    ("direct", patterns.DIRECT),
)
# What names of these forms begin with: where it is not there, the patterns above, which take long to compile, can wait.
_BEGINNINGS: dict[int, re.Pattern[str]] = {
    id(patterns.INITIALS_FIRST): pattern(r"\w{1,3}(?:[-‐‑]\w)?\."),
    id(patterns.BRACKETED): pattern(r"[^,(]{1,250}\("),
    id(patterns.INVERTED_INITIALS): pattern(
        rf"[^,]{{1,250}},\s{{0,2}}(?:[{patterns.UPPER}](?![{patterns.LOWER}]{{2}})|Chr\.|Jnr|\d|Filho|Neto|Júnior)"
    ),
    id(patterns.SPACED): pattern(r"[^\s,]{1,250}\s"),
}
# Holm, Ingrid. — most names of most lists, without the pattern for all of them
_PLAIN = pattern(
    r"(?P<family>[A-Z][a-z]{2,40}), (?P<given>[A-Z][a-z]{2,40})(?P<suffix>(?!))?(?P<after>(?!))?"
    r"(?=\.(?:\s[^a-z]|\s?\Z))"
)
_BARE = pattern(rf"[{patterns.UPPER}]{{1,3}}[\s{patterns.HYPHEN}]")  # AB Gil


def _next(text: str, at: int, end: int, kind: Form, separator: str, only_initials: bool) -> tuple[Name, int] | None:
    """The name behind a separator, in a list whose first name is written as `kind`."""
    for following in _following(text, at, end, kind, ";" in separator or "/" in separator, only_initials):
        found = following.match(text, at, end)
        if found and not (following is patterns.DIRECT and patterns.BODY.search(found[0])):
            return _name(found), found.end()
    last = kind == "inverted" and _WORDS_IN.search(separator) is not None  # Marsh, Ann, and River Survey Group
    found = patterns.BODY_NAME.match(text, at, end) if kind == "spaced" or ";" in separator or last else None
    if found and patterns.BODY.search(found[0]):
        return Name(_squeeze(found[0]), literal=True), found.end()
    return None


def _following(
    text: str, at: int, end: int, kind: Form, semicolon: bool, only_initials: bool
) -> Iterable[re.Pattern[str]]:
    initials = (patterns.INITIALS_FIRST, patterns.BARE_FIRST)
    if kind == "spaced":
        return (patterns.SPACED, *initials, patterns.MONONYM, patterns.SMALL_LAST, patterns.INVERTED_INITIALS)
    if kind == "initials first":
        return initials
    if kind == "direct":
        return (*initials, patterns.DIRECT)
    if patterns.BRACKETED.match(text, at, end):
        return (patterns.BRACKETED,)
    if semicolon:
        return (patterns.INVERTED_INITIALS, patterns.INVERTED, patterns.INITIALS_FIRST, patterns.DIRECT)
    if only_initials:
        return (*initials, patterns.INVERTED_INITIALS, patterns.SPACED_DOTTED, patterns.DIRECT)
    lone = patterns.LONE.match(text, at, end)
    family = lone["family"] if lone else ""
    if family and (len(family.split()) == 1 or family.isupper()):
        return (patterns.INVERTED, *initials, patterns.DIRECT)
    return (patterns.INITIALS_FIRST, patterns.DIRECT, patterns.INVERTED)


def _is_initials(given: str) -> bool:
    return not _LONG_PART.search(given)


def _name(found: re.Match[str]) -> Name:
    groups = found.re.groupindex
    suffix = (found["suffix"] if "suffix" in groups else "") or (found["after"] if "after" in groups else "") or ""
    if "whole" in groups:
        return direct(found["whole"], suffix)
    return Name(_squeeze(found["family"]), _squeeze(found["given"]), suffix=suffix)


def direct(whole: str, suffix: str = "") -> Name:
    """A name written given name first: `Dirk van der Berg`."""
    whole = _squeeze(whole)
    if name := _in_capitals(whole, suffix):
        return name
    if found := patterns.LAST_WORDS.match(whole):
        return Name(found["family"], found["given"], found["particle"].strip(), suffix)
    return Name(whole, suffix=suffix)


def _in_capitals(whole: str, suffix: str) -> Name | None:
    """A name whose surname is set apart by capitals, wherever it stands: `DE LA TOUR Anne`, `Anne DE LA TOUR`."""
    parts = whole.split()
    capitals = [len(w) > 1 and w.isupper() and "." not in w for w in parts]
    size = sum(capitals)
    if not size or size == len(parts) or not any(len(w) > 2 for w, high in zip(parts, capitals, strict=True) if high):
        return None
    if all(capitals[:size]):
        return Name(" ".join(parts[:size]), " ".join(parts[size:]), suffix=suffix)
    return Name(" ".join(parts[-size:]), " ".join(parts[:-size]), suffix=suffix) if all(capitals[-size:]) else None


def surname_first(whole: str) -> Name:
    """A name written surname first without a comma: `Di Rosa Maria B.`"""
    whole = _squeeze(whole)
    if found := patterns.FIRST_WORDS.match(whole):
        return Name(found["family"], found["given"])
    return Name(whole)


def _squeeze(text: str) -> str:
    return " ".join(text.split())
