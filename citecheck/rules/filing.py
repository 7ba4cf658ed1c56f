"""Customs of filing: the keys by which lists are sorted (MLA 9 §5.123-130, Chicago 17 §15.11-20 and §16.58-93)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from citecheck.model import Reference
from citecheck.text.scripts import fold

Key = tuple[str, ...]
File = Callable[[Reference], Key]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
# Letter by letter; word by word, where a hyphen or an apostrophe may part words or join them; by the first word alone.
_LETTERS = re.compile(r"[^\W_]+")
_PARTS = (None, _WORD, _LETTERS, re.compile(r"[^\W_]+(?:['’ʼ‐-][^\W_]+)*"), re.compile(r"\A\W*[^\W_]+"))
_DASHES = re.compile(r"\s*(?:[—–―‒⸺⸻_]|-{2})")
_ARTICLES = frozenset(
    "a an the der die das ein eine le la les l un une des el los las uno una il lo gli i o os as um uma".split()
)
_PARTICLE = re.compile(
    r"(?:(?:van|von|vom|zu|zur|de|del|della|dela|den|der|des|di|da|das|do|dos|du|la|le|les|los|ten|ter|af|av|el|al)\s"
    r"|(?:d|l|al|el)['’ʼ-])+(?=[^\W\d_])",
    re.IGNORECASE,
)
_MC = re.compile(r"\bM[cC](?=[A-Z])")
# ä as ae, as in German; å ä ö and æ ø å behind z, as in the North; any accented letter behind its plain one
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_NORTHERN = str.maketrans({c: f"zz{n}" for n, letters in enumerate(("åÅ", "äÄæÆ", "öÖøØ")) for c in letters})
_DANISH = str.maketrans({c: f"zz{n}" for n, letters in enumerate(("äÄæÆ", "öÖøØ", "åÅ")) for c in letters})
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def is_fileable(reference: Reference) -> bool:
    """Whether an entry's place can be told.

    Figures may be filed as they are said, other scripts by sound; dashes stand where the entry before them does.
    """
    head = _head(reference)
    return script(reference) != "" and not head[:1].isdigit() and not _DASHES.match(reference.raw)


def script(reference: Reference) -> str:
    """The alphabet of the word that an entry is filed under; empty for any without upper and lower case."""
    letter = next((c for c in _head(reference) if c.isalpha()), "")
    name = unicodedata.name(letter, "") if letter else ""
    return next((s for s in _SCRIPTS if name.startswith(s)), "")


def _head(reference: Reference) -> str:
    return reference.names[0].family if reference.names else _unquoted(reference.title or reference.raw)


def _unquoted(text: str) -> str:
    return text.lstrip(" \"'“”„«»‘’*_([¿¡")


def conventions(entries: Sequence[Reference]) -> Iterator[File]:
    """The customs worth trying on a list: what a name or title is filed as, word by word and letter by letter."""
    heads = "".join(_head(r) for r in entries)
    letters: list[Callable[[str], str]] = [fold]
    if not heads.isascii():
        letters += [lambda t: fold(t.translate(_GERMAN)), _behind, str.casefold]
        letters += [lambda t: fold(t.translate(_NORTHERN)), lambda t: fold(t.translate(_DANISH))]
    filed: list[Callable[[Reference], str]] = [_by_name, _as_printed]
    if any(r.names and (r.names[0].particle or _PARTICLE.match(r.names[0].family)) for r in entries):
        filed += [_with_particle, _without_particle]
    if any(map(_in_full, entries)):
        filed.append(_by_last_words)
    if _MC.search("\n".join(r.names[0].family for r in entries if r.names)):
        filed.append(lambda r: _MC.sub("Mac", _by_name(r)))
    if sum(1 for r in entries if r.shorthand) * 2 > len(entries):
        filed.append(_by_label)
    for what in filed:
        for alphabet in letters:
            for part in _PARTS:
                yield partial(_filed, what=what, alphabet=alphabet, part=part)


def _filed(
    reference: Reference, what: Callable[[Reference], str], alphabet: Callable[[str], str], part: re.Pattern[str] | None
) -> Key:
    text = what(reference)
    words = part.findall(text) if part else ["".join(_LETTERS.findall(text))]
    return tuple(alphabet(w).replace("-", "") for w in words)


def _by_name(reference: Reference) -> str:
    return reference.names[0].family if reference.names else _without_article(reference.title or reference.raw)


def _with_particle(reference: Reference) -> str:
    particle = reference.names[0].particle if reference.names else ""
    return f"{particle} {_by_name(reference)}"


def _without_particle(reference: Reference) -> str:
    return _PARTICLE.sub("", reference.names[0].family) if reference.names else _by_name(reference)


def _by_last_words(reference: Reference) -> str:
    """Of a name printed given name first the last two words: both may be surnames."""
    given = reference.names[0].given.split()[-1:] if _in_full(reference) else []
    return " ".join([*given, _by_name(reference)])


def _in_full(reference: Reference) -> bool:
    """Whether an entry prints the given name first."""
    if not reference.names or reference.names[0].literal:
        return False
    return not _unquoted(reference.raw).startswith(reference.names[0].family)


def _by_label(reference: Reference) -> str:
    return reference.shorthand or _by_name(reference)


def _as_printed(reference: Reference) -> str:
    """The first words as they stand."""
    family = reference.names[0].family if reference.names else ""
    if family and reference.raw.startswith(family):
        return family
    return _unquoted(reference.raw)[:40]


def _without_article(title: str) -> str:
    words = _WORD.findall(title)
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in _ARTICLES else words)


def _behind(text: str) -> str:
    """Accented letters as letters of their own, each behind its plain one: ñ behind n, č behind c."""
    parts = (unicodedata.normalize("NFD", c) for c in text)
    return fold("".join(p if len(p) == 1 else p[0] + "zz" for p in parts))
