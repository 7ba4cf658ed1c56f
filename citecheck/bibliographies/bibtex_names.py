"""Names in a .bib file, by BibTeX's rules: `von Last, Jr, First`, `First von Last`, {Corporate Body}, `family=…`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citecheck.bibliographies.bibtex_latex import decode, decode_accents
from citecheck.model import Name
from citecheck.text.patterns import pattern

_AND = pattern(" and ", re.IGNORECASE)
_BRACE = pattern(r"(?<!\\)[{}]")
# Jr  ·  Sr.  ·  III
_SUFFIX = pattern(r"(?:[JS]r\.?|I{2,3}|IV)\Z")
_INITIALS = pattern(r"(?:[^\W\d_]\.?[ -]?){1,4}\Z")
# family=Rivers, given=Ann (BibLaTeX 3.19 §3.4)
_EXTENDED = pattern(r"\s?\"?(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s?=", re.IGNORECASE)
# What braces protect is hidden behind private characters while a name is taken apart.
_HIDE = str.maketrans({" ": "\ue000", ",": "\ue001", ";": "\ue002", "=": "\ue003", "~": "\ue000"})
_SHOW = str.maketrans({"\ue000": " ", "\ue001": ",", "\ue002": ";", "\ue003": "=", "~": " "})
# Words that no personal name holds, but names of bodies do: prepositions, and what kind of body it is.
_PREPOSITIONS = frozenset("of the for on in at and & für pour sur para por".split())
_BODIES = frozenset(
    "institute institution university universität université universidad universidade università college department "
    "departamento ministry ministère ministerio ministério ministerium organization organisation society sociedad "
    "sociedade société gesellschaft association associação asociación committee commission council agency agence "
    "agencia agência foundation fundação fundación stiftung zentrum academy akademie library museum federation "
    "consortium collaboration network team group government corporation company inc inc. ltd ltd. llc gmbh".split()
)
_MOST_WORDS = 40  # in one name; what is longer is no name


def parse(text: str) -> tuple[tuple[Name, ...], bool]:
    """The names of a list, and whether it ends in `and others`."""
    text = " ".join(text.split())
    if not text:
        return (), False
    if "{" in text or "\\" in text:
        text = _protect(decode_accents(text))
    names: list[Name] = []
    others = False
    for one in _people(text):
        if one.casefold() == "others":
            others = True
        elif one and (name := _name(one)):
            names.append(name)
    return tuple(names), others


def _people(text: str) -> Iterable[str]:
    parts = _AND.split(f" {text} ".replace(" and and ", " and "))
    if len(parts) == 1 and ";" in text:  # never within a name
        parts = text.split(";")
    for part in parts:
        part = part.strip(" ;")
        yield from _paired(part) if part.count(",") > 2 and not _EXTENDED.match(part) else (part,)


def _paired(text: str) -> Iterable[str]:
    """`Rivers, A., Bridge, B. C.`: people whom commas part, if every other part is initials."""
    parts = [p.strip() for p in text.split(",") if p.strip()]
    if len(parts) % 2 == 0 and all(_INITIALS.match(p) for p in parts[1::2]):
        return [f"{a}, {b}" for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return [f"{parts[0]}, {' '.join(parts[1:])}"] if parts else []


def _protect(text: str) -> str:
    """Hide blanks and commas in braces; the outermost braces stay as \ue004 and \ue005."""
    found: list[str] = []
    depth = at = 0
    for brace in _BRACE.finditer(text):
        piece = text[at : brace.start()]
        found.append(piece.translate(_HIDE) if depth else piece)
        at = brace.end()
        if brace[0] == "{":
            found.append("" if depth else "\ue004")
            depth += 1
        elif depth:
            depth -= 1
            found.append("" if depth else "\ue005")
    found.append(text[at:].translate(_HIDE) if depth else text[at:])
    return "".join(found)


def _name(text: str) -> Name | None:
    if text[0] == "\ue004" and text.find("\ue005") in (-1, len(text) - 1) and len(text) > 3:
        whole = _shown(text)
        return Name(whole, literal=True) if whole else None
    if "=" in text and _EXTENDED.match(text):
        return _extended(text)
    parts = [p.strip() for p in text.split(",")]
    if len(parts) == 1:
        return _in_order(parts[0].replace("~", " ").split()[:_MOST_WORDS])
    if len(parts) > 2 and _SUFFIX.match(parts[2]) and not _SUFFIX.match(parts[1]):
        parts[1], parts[2] = parts[2], parts[1]
    if len(parts) == 2 and _SUFFIX.match(parts[1]):  # John Rivers, Jr.
        name = _in_order(parts[0].split()[:_MOST_WORDS])
        return name and Name(name.family, name.given, name.particle, parts[1])
    given, suffix = (parts[2], parts[1]) if len(parts) > 2 else (parts[1], "")
    return _filed(parts[0].replace("~", " ").split()[:_MOST_WORDS], given, suffix)


def _in_order(words: list[str]) -> Name | None:
    """`First von Last`: the particle runs from the first to the last word in lower case, the last of all aside."""
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if not words or _is_body(words):
        whole = _shown(" ".join(words))
        return Name(whole, literal=True) if whole else None
    low = [n for n, word in enumerate(words[:-1]) if _is_low(word)]
    if not low:
        return _filed(words[-1:], " ".join(words[:-1]), suffix)
    return _filed(words[low[0] :], " ".join(words[: low[0]]), suffix)


def _is_body(words: list[str]) -> bool:
    return not (_PREPOSITIONS.isdisjoint(words) and _BODIES.isdisjoint(map(str.casefold, words)))


def _filed(words: list[str], given: str, suffix: str) -> Name | None:
    """`von Last`, with the rest of the name."""
    if len(words) > 1 and not suffix and _SUFFIX.match(words[-1]):
        suffix = words.pop()
    low = [n for n, word in enumerate(words[:-1]) if _is_low(word)]
    cut = low[-1] + 1 if low and _is_low(words[0]) else 0
    particle, family = _shown(" ".join(words[:cut])), _shown(" ".join(words[cut:]))
    given = _shown(given)
    if not family:
        family, given = given, ""
    return Name(family, given, particle, _shown(suffix)) if family else None


def _is_low(word: str) -> bool:
    return word[0].islower()


def _extended(text: str) -> Name | None:
    parts: dict[str, str] = {}
    for part in text.split(","):
        key, _, value = part.partition("=")
        parts[key.strip(' "').lower()] = _shown(value.strip(' "'))
    family = parts.get("family", "")
    if not family:
        return Name(parts["given"]) if parts.get("given") else None
    return Name(family, parts.get("given", ""), parts.get("prefix", ""), parts.get("suffix", ""))


def _shown(text: str) -> str:
    if text.isalnum():
        return text
    return decode(text.replace("\ue004", "").replace("\ue005", "").translate(_SHOW))
