"""The bibliography, looked up by name, title, label and year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from citecheck.model import Bibliography, Name, Reference
from citecheck.text import eastern_names
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, romanised, sound, words

JOINERS = frozenset("and und et y e en och og i и".split())
ARTICLES = frozenset(
    "a an the der die das des dem den ein eine le la les un une el los las il lo gli o os as uma um het de een".split()
)
# CSL term "anonymous", long and short
_ANONYMOUS = frozenset("anonymous anon anonym anonymus anonyme anonimo anoniem".split())
K = TypeVar("K")
V = TypeVar("V")
OPENING = 4  # words of a title by which it is looked up in notes
_MOST_SURNAMES = 4  # words of a compound surname
_PARTICLES = pattern(r"\A(?:[^\W\dA-Z_]+(?:\s+|[-’'](?=[^\W\d_a-z])))+(?=[^\W\d_a-z])")
_PARTS = frozenset(
    "article article-journal article-magazine article-newspaper chapter entry paper-conference inbook incollection "
    "inproceedings conference inreference suppbook suppcollection".split()
)
_SUBTITLE = pattern(r"(?<=...)[:?!](?=\s)")  # Floods: A History
_EXPANDED = pattern(
    r"(?P<short>\w*[^\W\d_a-z]\w*)\s[(\[](?P<long>[^()\[\]]+\s[^()\[\]]+)[)\]]"
)  # RfB (Rat für Brücken)
# River Trust e.V. · Bridges Ltd
_LEGAL_FORM = pattern(r"[\s,]+(?:e\.\s?V|(?:g?GmbH|AG|Inc|Ltd|LLC|PLC|Corp|B\.?V|S\.\s?A)(?!\w))\.?\Z")
# River Trust, Task Force on Weirs: a body and the part of it that wrote
_PART_OF_BODY = pattern(r"(?P<body>[^,;()]+\s[^,;()]+),\s(?=[^\W\d_a-z])")
# Deutsches Archiv, im Deutschen Archiv: how German declines the adjective that a body's name begins with
_DECLINED = pattern(r"(?P<stem>[^\W\d_]{4,}?)e[rsnm]?\s(?P<rest>[^\W\d_a-z].*)")
_ENDINGS = ("e", "er", "es", "en", "em")
_ACRONYM = pattern(r"[(\[]([A-Z][A-Za-z&.-]{1,11})[)\]]")


class Entry(Struct, frozen=True):
    """A reference with what it is looked up by, folded."""

    number: int
    reference: Reference
    families: tuple[str, ...]
    givens: tuple[tuple[str, ...], ...]
    cited_as: tuple[str, ...]  # the families of the short form of its names
    others: tuple[str, ...]  # editors and translators beside the names it is filed under
    title: tuple[str, ...]
    short: tuple[str, ...]
    translated: tuple[str, ...]
    label: tuple[str, ...]
    container: tuple[str, ...]
    year: str
    raw: str  # as it is printed, and as it is written
    in_print: bool  # in a list of the manuscript, or described by one
    set_as: str  # how its title is set: quoted for a part of something, italic for a whole (MLA 9 §2.106-109)


class Index(Struct, frozen=True):
    """All entries of a manuscript's bibliographies and the ways to them; values are entry numbers."""

    entries: tuple[Entry, ...]
    by_family: dict[str, tuple[int, ...]]
    by_sound: dict[str, tuple[str, ...]]
    by_romanised: dict[str, tuple[str, ...]]
    by_head: dict[str, tuple[str, ...]]  # leading words of compound surnames: Gil for Gil Ramos
    by_tail: dict[str, tuple[str, ...]]  # their last word: Ramos for Gil Ramos
    by_label: dict[tuple[str, ...], tuple[int, ...]]
    labels: dict[tuple[str, ...], str]  # as they are printed
    by_word: dict[str, tuple[int, ...]]
    by_opening: dict[tuple[str, ...], tuple[int, ...]]  # first words of titles
    by_id: dict[str, int]
    labels_from: dict[str, int]  # first word of a label -> words of the longest label that begins with it
    imprints: frozenset[str]  # words of publishers and places
    by_sign: dict[str, tuple[int, ...]]  # first sign of a first author in Chinese, Japanese or Korean script
    by_joint: dict[
        str, tuple[int, ...]
    ]  # a semicolon between authors: the entries that have one, or were not seen in print


def build(bibliographies: Iterable[Bibliography]) -> Index:
    """An index over all references of the bibliographies, in their order."""
    references = ((r, b.printed or b.noted) for b in bibliographies for r in b.references)
    entries = tuple(_entry(number, r, printed) for number, (r, printed) in enumerate(references))
    family: dict[str, list[int]] = {}
    label: dict[tuple[str, ...], list[int]] = {}
    labels: dict[tuple[str, ...], str] = {}
    word: dict[str, list[int]] = {}
    opening: dict[tuple[str, ...], list[int]] = {}
    for e in entries:
        for key in {*e.families, *e.cited_as, *e.others, *_short_forms(e.reference)}:
            family.setdefault(key, []).append(e.number)
        for text in (e.reference.shorthand, *e.reference.abbreviations):
            if key_words := label_words(text):
                label.setdefault(key_words, []).append(e.number)
                labels.setdefault(key_words, text)
        for key in {*e.title, *e.short, *e.translated}:
            word.setdefault(key, []).append(e.number)
        for title in {significant(e.title), significant(e.short), significant(e.translated)} - {()}:
            opening.setdefault(title[:OPENING], []).append(e.number)
    sounds: dict[str, list[str]] = {}
    romanisations: dict[str, list[str]] = {}
    heads_of: dict[str, list[str]] = {}
    tails_of: dict[str, list[str]] = {}
    for key in family:
        sounds.setdefault(sound(key), []).append(key)
        romanisations.setdefault(romanised(key), []).append(key)
    for e in entries:
        for name in e.reference.names:
            surnames = words(name.family)
            if not name.literal and 1 < len(surnames) <= _MOST_SURNAMES:
                for size in range(1, len(surnames)):
                    heads_of.setdefault(" ".join(surnames[:size]), []).append(" ".join(surnames))
                tails_of.setdefault(surnames[-1], []).append(" ".join(surnames))
    heads: dict[str, int] = {}
    for parts in label:
        heads[parts[0]] = max(heads.get(parts[0], 0), len(parts))
    imprints = {w for e in entries for w in words(f"{e.reference.publisher} {e.reference.place}")}
    return Index(
        entries,
        _frozen(family),
        _frozen(sounds),
        _frozen(romanisations),
        _frozen(heads_of),
        _frozen(tails_of),
        _frozen(label),
        labels,
        _frozen(word),
        _frozen(opening),
        _by_id(entries),
        heads,
        frozenset(imprints - set(family)),
        _by_sign(entries),
        _by_joint(entries),
    )


def _frozen(table: dict[K, list[V]]) -> dict[K, tuple[V, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in table.items()}


def _entry(number: int, r: Reference, printed: bool) -> Entry:
    filed = set(r.names)
    title = tuple(words(r.title))
    short = tuple(words(r.title_short or _main(r.title))) or title
    return Entry(
        number,
        r,
        tuple(family_key(n) for n in r.names),
        tuple(tuple(words(n.given)) for n in r.names),
        tuple(family_key(n) for n in r.names_short),
        tuple(family_key(n) for n in (*r.editors, *r.translators) if n not in filed),
        title,
        short,
        tuple(words(r.translated)),
        label_words(r.shorthand),
        tuple(words(r.container)),
        r.year,
        f"{r.printed} {r.raw}" if r.printed else r.raw,
        printed or bool(r.printed),
        _set_as(r, printed),
    )


def _main(title: str) -> str:
    """A title without its subtitle."""
    found = _SUBTITLE.search(title)
    return title[: found.end()] if found else title


def _set_as(r: Reference, printed: bool) -> str:
    """From the quotation mark before its title, else from lying in something; a .bib has no marks but its own."""
    if not printed:
        return "quoted" if r.container or r.type in _PARTS else "italic"
    first = r.title.split(maxsplit=1)[:1]
    at = r.raw.find(first[0]) if first else -1
    if at > 0 and len(first[0]) > 2:
        return "quoted" if r.raw[at - 1] in '“"„«‘' else "italic"
    return "quoted" if r.container else "italic"


def _by_sign(entries: tuple[Entry, ...]) -> dict[str, tuple[int, ...]]:
    table: dict[str, list[int]] = {}
    for e in entries:
        if e.reference.names and eastern_names.is_eastern(e.reference.names[0].family):
            table.setdefault(e.reference.names[0].family[0], []).append(e.number)
    return _frozen(table)


def _by_joint(entries: tuple[Entry, ...]) -> dict[str, tuple[int, ...]]:
    several = [e for e in entries if len(e.families) > 1]
    joined = [e for e in several if not e.in_print or ";" in e.raw[: e.raw.find(e.reference.names[-1].family) + 1]]
    return {";": tuple(e.number for e in joined)} if joined or not several else {}


def _by_id(entries: tuple[Entry, ...]) -> dict[str, int]:
    """Entry numbers by id and alias; of several with one id the first."""
    table = {alias: e.number for e in reversed(entries) for alias in e.reference.aliases}
    return table | {e.reference.id: e.number for e in reversed(entries)}


@lru_cache(maxsize=16384)
def raw_words(raw: str) -> frozenset[str]:
    """The words of an entry as it is written."""
    return frozenset(words(raw))


def family_key(name: Name) -> str:
    """A family name as one folded key; hyphens and spaces are the same."""
    return " ".join(words(name.family))


def label_words(label: str) -> tuple[str, ...]:
    """The words of a label or of what may be one; `&`, `and`, commas and hyphens between its parts are the same."""
    return tuple(w for w in words(label) if w not in JOINERS)


def _short_forms(r: Reference) -> Iterable[str]:
    """Other keys of its names: with and without the particle, the acronym of a corporate name."""
    for name in (*r.names, *r.names_short, *r.editors):
        if name.particle:
            yield " ".join(words(f"{name.particle} {name.family}"))
        if not name.literal and name.family[:1].islower():  # le Marsh, van der Berg
            yield " ".join(words(_PARTICLES.sub("", name.family)))
        if fold(name.family).strip(".") in _ANONYMOUS:
            yield from _ANONYMOUS
        if name.literal and (bare := significant(tuple(words(name.family)))) != tuple(words(name.family)):
            yield " ".join(bare)
        if name.literal and (legal := _LEGAL_FORM.search(name.family)):
            yield " ".join(words(name.family[: legal.start()]))
        if name.literal and (part := _PART_OF_BODY.match(name.family)):
            yield " ".join(words(part["body"]))
        if name.literal and name.family.isalpha():  # des Wehramts, des Wehramtes
            yield from (fold(name.family) + end for end in ("s", "es"))
        if name.literal and (declined := _DECLINED.fullmatch(name.family)):
            yield from (" ".join(words(f"{declined['stem']}{end} {declined['rest']}")) for end in _ENDINGS)
        if name.literal or " " in name.family:
            whole = f"{name.particle} {name.family}"
            for found in _ACRONYM.finditer(whole):
                yield fold(found[1])
                yield " ".join(words(_ACRONYM.sub("", whole)))
            if len(words(whole)) > 1 and (head := whole.split()[0]).isupper() and len(head) > 2:
                yield fold(head)
            if expanded := _EXPANDED.fullmatch(whole.strip()):
                yield from (fold(expanded["short"]), " ".join(words(expanded["long"])))
            initials = "".join(w[0] for w in re.findall(r"[^\W_]+", _ACRONYM.sub("", whole)) if w[0].isupper())
            if len(initials) > 1:
                yield fold(initials)


def significant(title: tuple[str, ...]) -> tuple[str, ...]:
    """A title without its leading article."""
    return title[1:] if len(title) > 1 and title[0] in ARTICLES else title
