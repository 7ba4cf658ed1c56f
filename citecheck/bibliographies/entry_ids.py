"""Ids for printed entries, and which entry another one lies in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace

from citecheck.model import Reference
from citecheck.text import scripts, years
from citecheck.text.patterns import pattern

_DULL = frozenset(
    "a an the of on in at to for from and or by with as der die das ein eine und zur zum im am von uber le la les l "
    "un une des du de d et en sur el los las y e o do da dos das os as um uma il lo gli i una del della dei di su per "
    "na o v i s k ob ve".split()
)
_SPAN = pattern(r"-\d+")  # 1986-2007
_ACRONYM = pattern(r"\s[(\[]")  # River Board [RB]
_NOT_A_LETTER = pattern(r"[^a-z0-9]+")
_LINKS = frozenset(["ed", "eds", "hrsg", "hg", "and", "und", "et", "y", "e", "i"])
_LONGEST = 300  # characters of a cross-reference
_MOST_BOOKS = 40  # of one surname, among which a cross-reference is looked for
_PAGES = pattern(r"[\s,.:;]*(?:pp?\.|S\.|с\.|С\.)?\s?\d[\d\s,–—-]*\.?\s*\Z")


def assign(references: Sequence[Reference]) -> list[str]:
    """An id for each reference: family or first title word, year, title word; equal ones get a, b, … in order.

    They depend on what the entries say and on nothing else, so they stay when a list is moved.
    """
    keys = [_key(r) for r in references]
    places: dict[str, list[int]] = defaultdict(list)
    for n, key in enumerate(keys):
        places[key].append(n)
    taken = {key for key, where in places.items() if len(where) == 1}
    for key, where in places.items():
        if len(where) == 1:
            continue
        letters = (_letters(n) for n in count())
        for n in where:
            keys[n] = next(key + letter for letter in letters if key + letter not in taken)
            taken.add(keys[n])
    return keys


def _letters(n: int) -> str:
    """a … z, aa, ab …"""
    text = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        text = chr(97 + rest) + text
    return text


def _key(reference: Reference) -> str:
    telling = [w for w in scripts.words(reference.title[:70]) if w not in _DULL]
    if reference.names:
        first = scripts.fold(_ACRONYM.split(reference.names[0].family)[0][:60])
    else:
        first = telling.pop(0) if telling else ""
    word = next((w for w in telling if not w.isdigit()), "")
    year = scripts.fold(_SPAN.sub("", reference.year)) if years.is_dated(reference.year) else ""
    return (_plain(first) + year + _plain(word))[:80] or "entry"


def _plain(text: str) -> str:
    return _NOT_A_LETTER.sub("", text)


def with_parents(references: Sequence[Reference], within: Sequence[str]) -> list[Reference]:
    """The references, each with the entry that it says it lies in: `In Gil and Zhu 21-39`, `In Gil, Bridges, 3-9`.

    `within` holds what each entry prints behind its `In`. Year, place and publisher come from that entry.
    """
    by_name: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.names and not reference.container:
            by_name[scripts.fold(reference.names[0].family)].append(reference)
    return [_with_parent(r, text, by_name) if text else r for r, text in zip(references, within, strict=True)]


def _with_parent(child: Reference, text: str, by_name: dict[str, list[Reference]]) -> Reference:
    text = text[:_LONGEST].split("(", 1)[0].split("http", 1)[0]
    pages = _PAGES.search(text)
    said = [w for w in scripts.words(text[: pages.start()] if pages else text) if w not in _LINKS]
    found = {
        book.id: book
        for word in said[:4]
        for book in by_name.get(word, ())[:_MOST_BOOKS]
        if book.id != child.id and _says(book, said)
    }
    if len(found) != 1:
        return child
    book = next(iter(found.values()))
    return replace(
        child,
        parent=book.id,
        year=child.year or book.year,
        place=child.place or book.place,
        publisher=child.publisher or book.publisher,
    )


def _says(book: Reference, said: list[str]) -> bool:
    """Whether words name a book and nothing else: its people, and words of its title or label."""
    people = {w for n in book.names for w in scripts.words(f"{n.family} {n.given}")}
    known = people | set(scripts.words(f"{book.title} {book.shorthand}"))
    return scripts.fold(book.names[0].family) in said and all(w in known for w in said)
