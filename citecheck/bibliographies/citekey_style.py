"""Citekeys in the style of a file: marsh1987floods, Marsh1987, marsh:floods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import NamedTuple

from citecheck.model import Reference
from citecheck.text import scripts
from citecheck.text.patterns import pattern

_SAMPLE = 100  # entries that are looked at
_DULL = frozenset(
    "a an the of on in at to for from and or by with as is der die das ein eine und von zu zum zur im le la "
    "les l un une du des de d et en sur el los las y il lo gli o os e da do dos".split()
)
_PLAIN = pattern(r"[^a-z0-9]+")
_LONGEST = 80
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class _Style(NamedTuple):
    """How a key is made: parts (author, year, title) in their order, what joins them, and how each is written."""

    parts: str
    joint: str
    author: Callable[[str], str]
    title: Callable[[str], str]
    digits: int
    everyone: bool  # all authors and not only the first
    skips: bool  # articles and prepositions before the title's first word


_STYLES = tuple(
    _Style(*choice)
    for choice in product(
        ("ayt", "ay", "aty", "at"),
        ("", ":", "_", "-", "."),
        (str.lower, str.capitalize),
        (str.lower, str.capitalize),
        (4, 2),
        (False, True),
        (True, False),
    )
)


def key_for(reference: Reference, others: Sequence[Reference]) -> str:
    """A key that none of the others has, made as most of theirs are; without a custom, author, year, title word."""
    style = _custom(others[-_SAMPLE:])
    key = _key(reference, style)[:_LONGEST] or "entry"
    taken = {scripts.fold(k) for o in others for k in (o.id, *o.aliases)}
    if key.lower() not in taken:
        return key
    letters = (first + second for first in ("", *_LETTERS) for second in _LETTERS)
    return next((key + a for a in letters if (key + a).lower() not in taken), f"{key}-{len(others)}")


def _custom(others: Sequence[Reference]) -> _Style:
    """The style that explains most keys, if it explains half of them."""
    told = [o for o in others if o.id and o.names and o.title]
    best, most = _STYLES[0], 0
    for style in _STYLES:
        count = sum(_explains(_key(o, style), o.id) for o in told)
        if count > most:
            best, most = style, count
    return best if most * 2 >= len(told) else _STYLES[0]


def _explains(made: str, key: str) -> bool:
    """Whether a key is the one made, or that with a letter for a second work: holm1994a."""
    return key == made or (len(key) == len(made) + 1 and key.startswith(made) and key[-1] in _LETTERS)


def _key(reference: Reference, style: _Style) -> str:
    people = reference.names[:3] if style.everyone else reference.names[:1]
    words = scripts.words(reference.title)
    telling = [w for w in words if w not in _DULL] if style.skips else words
    year = reference.year[:4]
    found = {
        "a": "".join(style.author(_plain(n.family)) for n in people),
        "y": year[-style.digits :] if year.isdigit() else "",
        "t": style.title(_plain(telling[0])) if telling else "",
    }
    return style.joint.join(part for name in style.parts if (part := found[name]))


def _plain(text: str) -> str:
    return _PLAIN.sub("", scripts.fold(text))
