"""The ways to take a typed cite apart: `Marsh, Rivers` may be author and title, two authors, or a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from citecheck.model import Reading
from citecheck.text import name_chains, terms
from citecheck.text.eastern_names import SIGNS as EASTERN
from citecheck.text.patterns import pattern

# 王和李 · 김민수와 이영희: two names joined without a space
_EASTERN_AND = rf"(?<=[{EASTERN}])(?:{terms.EASTERN_AND}(?=[{EASTERN}])|[와과]\s)"
# et al. in the languages of the CSL locales
OTHERS = pattern(rf"[\s,،，、(\[]*(?:(?<![^\W_])(?:{terms.ET_AL})|{terms.EASTERN_OTHERS})", re.IGNORECASE)
# between two names; the commonest may also be left over at the beginning: `and Marsh`
_WORD_AND = rf"(?:(?<!\S)(?:and|und|et|y|e|i|и|en|och|og)|(?<=\s){terms.AND})(?!\S)"
_AND = pattern(rf"\s*(?:&|/|＝|{_WORD_AND}|{_EASTERN_AND})\s*")
_COMMA_AND = pattern(
    rf"[,，、،]?\s*(?:&|{_WORD_AND}|{_EASTERN_AND})\s*|\s*[,/，、＝・·،]\s*|(?<=[^\W\d_]{{2}})[–—](?=[^\W\d_a-z]{{2}}|[^\W\d_a-z]\w)"
)
# Reed's · Yılmaz’ın · Moore’a: what an apostrophe joins to a name (in Turkish and Slavic tongues)
# Marsh’s · Yılmaz’ın · Linde’go, but for the whole of a short one: Da’u
_POSSESSIVE = pattern(
    r"['’]s?$|(?<=\w{3})['’](?:n?[ıiuüyn]?[nm]?|[yn]?[aeıiuü]|[dt][ae]n?|y?l[ae]|ego|emu|em|owi|iem|ym|om)$"
)
_INITIALS = pattern(rf"(?:[^\W\d_a-zà-ÿа-я{EASTERN}]\.?[\s-]?){{1,4}}|(?:Jr|Sr|II|III|IV)\.?")
_ACRONYM = pattern(r"(?<=[^\W\d_])\s?[(\[][A-Z][A-Za-z&.-]{1,11}[)\]]?$")  # River Board [RB]
_GENERATIONS = frozenset(("Jr", "Sr", "II", "III", "IV"))
_GENERATION = pattern(r"(?<=[^\W\d_]{2})\s(?:Jr|Sr|II|III|IV)\.?$")  # King Jr.
_EDITOR = pattern(r"[\s,]*[(\[]?\b(?:eds?|ed\.\sby|trans|Hrsg|hg|ред)\b\.?[)\]]?\s*$")
_QUOTES = pattern('[“”„«»"]')  # of a title that was not closed
_PAIR = pattern(r"([^\W\d_a-z][^\W\d_]{2,})(?P<dash>[-–—])(?P<second>[^\W\d_a-z][^\W\d_]{2,})")  # Lee–Ray, two authors
# “The Ford”, in Lee: a work within the work that is listed
_INSIDE = pattern(r"[\s,.*_”\"]*(?:in|In|bei|dans|en|em)\s(?=[^\W\d_a-z])")
# Conan Marsh · J. Arch Reed · van der Berg · d'Alembert · TEI Consortium · 王
_NAME = pattern(
    r"(?:(?:[A-Z]\.[\s-]?){0,4})(?:(?:al|el|bin|ibn|de|del|della|di|da|dos|das|du|la|le|von|vom|van|der|den|ter|ten|zu|zum|af|av|y|do|d['’]|l['’])[\s-]?){0,3}"
    r"(?:[^\W\d_a-zà-ÿа-я]|['’][^\W\d_a-z])"
)
_SMALL = frozenset(
    "a an and as at by for from in into nor of on or the to with over under der die das des dem den ein eine "
    "und von vom zu zur im la le les du de et un une en el los las y del il lo gli i o os da do das dos e no "
    "na para por con sobre der het van op v na ob o iz za".split()
)


@lru_cache(maxsize=16384)
def split_names(text: str, commas: bool = True) -> tuple[tuple[str, ...], bool]:
    """The names of a list as cited, and whether et al. ends it: `Reed & Holm` gives two."""
    if text.isascii() and text.isalpha():
        return (text,), False  # Marsh
    others = False
    if found := OTHERS.search(text):
        others = True
        text = text[: found.start()]
    text = _EDITOR.sub("", text).strip(" \t\r\n,.:;*_")
    names: list[str] = []
    for part in (_COMMA_AND if commas else _AND).split(text):
        part = _ACRONYM.sub("", _POSSESSIVE.sub("", part.strip(" \t\r\n,*_")))
        part = _GENERATION.sub("", part)
        if not part:
            continue
        if names and _INITIALS.fullmatch(part) and ("." in part or len(part) < 3 or part in _GENERATIONS):
            names[-1] = names[-1] if part in _GENERATIONS else f"{part} {names[-1]}"
        else:
            names.append(part)
    return tuple(names), others


def names_before(prose: str, at: int, longest: int) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The names that end at a place, the longest stretch first, and whether et al. follows them."""
    for start in name_chains.starts(prose, max(0, at - longest), at):
        yield split_names(prose[start:at])


@lru_cache(maxsize=16384)
def is_name(text: str) -> bool:
    """Whether a text has the shape of a name: few words, the first and the last capitalised."""
    parts = text.split()
    return (
        bool(parts)
        and len(parts) <= 6
        and _NAME.match(text) is not None
        and not parts[-1].islower()
        and "\ufffc" not in text
    )


def is_title(text: str) -> bool:
    """Whether plain text has the shape of a short title: few words, a capital or a digit first."""
    parts = text.split()
    return (
        bool(parts)
        and len(parts) <= 14
        and not text.replace(" ", "").isdigit()
        and (text[0].isupper() or text[0].isdigit() or text[0] in "'’.…")
    )


def capitalised(text: str) -> bool:
    """Whether every word of some length carries a capital or a digit, as in a title set in headline style."""
    return all(not w[0].islower() or w.lower() in _SMALL for w in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text))


def readings(core: str, styled: Iterable[tuple[int, int]] = ()) -> tuple[Reading, ...]:
    """The readings of a cite without its locator, likeliest first; `styled` are its italic and quoted stretches."""
    return _readings(core, next(iter(styled), None))


@lru_cache(maxsize=16384)
def _readings(core: str, styled: tuple[int, int] | None) -> tuple[Reading, ...]:
    if styled is not None:
        return _styled(core, *styled)
    return tuple(dict.fromkeys(_plain(core.strip(" \t\r\n,.:;*_"))))


def _styled(core: str, start: int, end: int) -> tuple[Reading, ...]:
    title = core[start:end].strip(" \t\r\n,.;:*_\"“”„‟«»‘’'")
    before = core[:start].strip(' \t\r\n,.;“”"‘(*_')
    if not title or before.endswith(":"):
        return ()
    names, others = split_names(before)
    if before and not (names and all(is_name(n) for n in names)):
        return ()
    how: Literal["italic", "quoted"] = (
        "quoted" if core[start] in '"“„‟«‘「『《' or core[start - 1 : start] in ("“", '"') else "italic"
    )
    out = [Reading(names=names, title=title, others=others, styled=how)]
    if inside := _INSIDE.match(core, end):
        names, others = split_names(core[inside.end() :])
        if names and all(is_name(n) for n in names):
            out.append(Reading(names=names, others=others))
    return tuple(out)


def _plain(core: str) -> Iterator[Reading]:
    core = _QUOTES.sub("", core).strip()
    if not core:
        return
    pair = _PAIR.fullmatch(core)
    if pair and pair["dash"] != "-":
        yield Reading(names=(pair[1], pair["second"]))
    names, others = split_names(core)
    if names and all(is_name(n) for n in names):
        yield Reading(names=names, others=others)
        if len(names) > 1 and "," in core and not others:
            yield from _names_then_title(core)
    else:
        yield from _names_then_title(core)
    yield from _no_comma(core)
    if pair and pair["dash"] == "-":  # likelier one name
        yield Reading(names=(pair[1], pair["second"]))
    if is_title(core) and not others:
        yield Reading(title=core)


def _names_then_title(core: str) -> Iterator[Reading]:
    """`Lee, Rivers`; `Lee, Ray, and Ghosh, Rivers`: each comma may end the names; `Lee, Ann, Rivers` has one name."""
    commas = [m.start() for m in re.finditer(",", core)][:5]
    if len(commas) > 1 and is_name(family := core[: commas[0]].strip()) and " and " not in core:
        given, title = core[commas[0] + 1 : commas[1]].strip(), core[commas[1] + 1 :].strip(" \t\r\n.*_")
        if is_name(given) and is_title(title):
            yield Reading(names=(f"{given} {family}",), title=title)
    for comma in commas:
        names, others = split_names(core[:comma])
        title = core[comma + 1 :].strip(" \t\r\n.*_")
        if names and all(is_name(n) for n in names) and is_title(title):
            yield Reading(names=names, title=title, others=others)


def _no_comma(core: str) -> Iterator[Reading]:
    """`Reed Origins`: the comma was forgotten, or the title stands first."""
    if "," in core:
        return
    parts = core.split()
    for size in (1, 2, 3):
        if size >= len(parts) or (size > 1 and parts[size - 1] in ("&", "and")):
            continue
        names, others = split_names(" ".join(parts[:size]))
        title = " ".join(parts[size:])
        if names and all(is_name(n) for n in names) and is_title(title):
            yield Reading(names=names, title=title, others=others)
    if len(parts) > 3 and parts[1] in ("&", "and", "und", "et"):
        yield Reading(names=(parts[0], parts[2]), title=" ".join(parts[3:]))
