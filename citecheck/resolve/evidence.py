"""How well a reading fits a reference: the evidence and its weights, in one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citecheck.resolve.index import Entry, Index, significant
from citecheck.text import eastern_names
from citecheck.text.patterns import pattern
from citecheck.text.scripts import romanised, sound, word_tuple, words

# How names fit. Order counts (Reed & Holm and Holm & Reed are two books); et al. stands for the rest.
ALL_NAMES, FIRST_NAMES, OTHER_NAME = 3, 2, 1
# How a title fits: the whole of it or its short form; its first words; words that follow each other in it; its words
# in order; the title of what contains it.
WHOLE_TITLE, LEADING_WORDS, INNER_WORDS, SCATTERED_WORDS, CONTAINER = 5, 4, 3, 2, 1
SHORTEST_ROMANISED = 3  # letters of a name that one romanisation may write otherwise
_JOINED_PARTICLE = pattern(r"(?:d[aeiou]|de[lnr]|v[ao]n|l[ae])(?=[A-Z][a-z])")  # deMarsh
_HEAD = 120  # characters of an entry in which its authors stand
_JUNIOR = frozenset("jr sr iii".split())
WHOLE_FROM = 4  # words of a listed title that a longer one as cited may go on from (`…, Part One`)


class Fit(NamedTuple):
    """How an entry fits a reading, strongest part first in comparisons between entries."""

    title: int
    names: int
    given: int
    year: int


def name_fits(names: Sequence[str], others: bool, index: Index) -> dict[int, tuple[int, int]]:
    """{entry number: (how the names fit, whether a first name agrees)}; empty where a name is in no entry."""
    fits = _eastern_fits(names, others, index) if names[0][:1] in index.by_sign else {}
    if fits:
        return fits
    first = family_of(names[0], index)
    if first is None:
        return whole_name(names, index)
    key, given = first
    rest = [family_of(n, index) for n in names[1:]]
    if any(r is None for r in rest):
        return {n: (FIRST_NAMES, 0) for n in index.by_family[key] if _are_in_head(names, key, index.entries[n])}
    for number in index.by_family[key]:
        entry = index.entries[number]
        if (fit := _fit(entry, key, given, [r for r in rest if r], others)) is not None:
            fits[number] = fit
    keys = [key, *(r[0] for r in rest if r)]
    in_row = [n for n in fits if len(keys) > 1 and _in_row(index.entries[n].families, keys)]
    return {n: fits[n] for n in in_row} if in_row else fits


def _are_in_head(names: Sequence[str], key: str, entry: Entry) -> bool:
    """Whether an entry is filed under the first name and prints the others before its title, though they were not read.

    `Reed, Stone, Ann, and Bo Holm` has a comma that hides the second author.
    """
    if entry.families[:1] != (key,) or not entry.in_print:
        return False
    title = entry.raw.find(entry.reference.title) if entry.reference.title else -1
    head = set(words(entry.raw[: title if title > 0 else _HEAD]))
    if len(entry.families) >= len(names):  # all authors were read: what is left are their first names
        head -= {w for given in entry.givens for w in given}
    return all(last in head for n in names[1:] for last in words(n)[-1:])


def _in_row(families: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether an entry's first names are those cited, with nobody left out between them."""
    return len(families) >= len(keys) and all(
        family == key or family.endswith(" " + key) or key.endswith(" " + family)
        for family, key in zip(families, keys, strict=False)
    )


def _eastern_fits(names: Sequence[str], others: bool, index: Index) -> dict[int, tuple[int, int]]:
    """As `name_fits`, for names that are cited as they are listed, or by the surname that they begin with."""
    fits: dict[int, tuple[int, int]] = {}
    for number in index.by_sign[names[0][0]]:
        reference = index.entries[number].reference
        agreed = [
            max(eastern_names.agrees(cited, listed.family), eastern_names.agrees(cited, listed.family + listed.given))
            for cited, listed in zip(names, reference.names, strict=False)
        ]
        left = 9 if reference.others else len(reference.names) - len(names)
        if all(agreed) and left >= 0:
            whole = left > (len(names) == 1) if others else not left
            fits[number] = (ALL_NAMES if whole else FIRST_NAMES), min(agreed)
    return fits


def whole_name(names: Sequence[str], index: Index) -> dict[int, tuple[int, int]]:
    """A body whose name was split at its own `and`: Food and Agriculture Organization."""
    if len(names) < 2:
        return {}
    for joined in (" and ".join(names), ", ".join(names), " & ".join(names)):
        key = " ".join(words(joined))
        if key in index.by_family:
            return dict.fromkeys(index.by_family[key], (ALL_NAMES, 0))
    return {}


def family_of(name: str, index: Index) -> tuple[str, list[str]] | None:
    """The family key at the end of a name that the index knows, and the words before it, without a `Jr.` behind it."""
    parts = word_tuple(name)
    if len(parts) > 1 and parts[-1] in _JUNIOR:
        parts = parts[:-1]
    for start in range(len(parts)):
        key = " ".join(parts[start:])
        if key in index.by_family:
            return key, list(parts[:start])
    for start in range(len(parts)):
        whole = index.by_head.get(" ".join(parts[start:]), ())
        if len(whole) == 1:
            return whole[0], list(parts[:start])
    for end in range(1, len(parts)):
        key = " ".join(parts[:end])
        if key in index.by_family:
            return key, list(parts[end:])  # Kovács János, where the family name comes first
    tails = index.by_tail.get(parts[-1], ()) if parts else ()
    if len(tails) == 1:
        return tails[0], list(parts[:-1])
    for start in range(len(parts)):
        same = index.by_romanised.get(romanised(" ".join(parts[start:])), ())
        if len(same) == 1 and len(same[0]) > SHORTEST_ROMANISED:
            return same[0], list(parts[:start])
    joined = _JOINED_PARTICLE.match(name)
    return family_of(name[joined.end() :], index) if joined else None


def _fit(
    entry: Entry, key: str, given: list[str], rest: list[tuple[str, list[str]]], others: bool
) -> tuple[int, int] | None:
    """How names fit those of an entry; by the short form of its names where the first is one of that alone."""
    families, givens, names = entry.families, entry.givens, entry.reference.names
    if key in entry.cited_as and key not in families:
        families, names = entry.cited_as, entry.reference.names_short
        givens = tuple(word_tuple(n.given) for n in names)
    if key in families:
        place = families.index(key)
    elif key in entry.others:
        return None if rest or given else (OTHER_NAME, 0)
    else:  # with its particle or without, or an acronym
        alike = (i for i, family in enumerate(families) if key.endswith(family) or family.endswith(" " + key))
        place = next(alike, 0)
    agreed = 0
    if given and place < len(givens):
        agreed = given_agrees(given, givens[place], names[place].particle)
        if not agreed:
            return None
    at = place
    for other, first in rest:
        at = next(
            (
                i
                for i in range(at + 1, len(families))
                if families[i] == other or families[i].endswith(" " + other) or other.endswith(" " + families[i])
            ),
            -1,
        )
        if at < 0:
            return None
        if first and not given_agrees(first, givens[at], names[at].particle):
            return None
    named = 1 + len(rest)
    if place > 0:
        return None if others else (OTHER_NAME, agreed)  # et al. stands for those after the first
    more = 9 if entry.reference.others else max(len(families) - named, 0)
    whole = more > 1 or (named > 1 and more == 1) if others else not more
    return (ALL_NAMES if whole else FIRST_NAMES), agreed


def given_agrees(cited: Sequence[str], listed: Sequence[str], particle: str = "") -> int:
    """How well first names or initials as cited agree with those listed: 3 the same, 2 as many, 1 some, 0 not.

    `J.` and `J. Arch` agree with `John Arch`, and best with `J.` and `J. Arch`; `J.` better with `John` than `J. A.`
    """
    if list(cited) == list(listed):
        return 3
    if len(cited) > 1 and len(listed) == 1 and "".join(cited) == listed[0][: len(cited)] and max(map(len, cited)) == 1:
        return 2 if len(cited) == len(listed[0]) else 1  # E. V. for EV
    left = [*words(particle), *listed]
    for part in cited:
        hit = next((i for i, word in enumerate(left) if _same_given(part, word)), None)
        if hit is None:
            close = len(part) <= 3 and [w[0] for w in left[: len(part)]] == list(part)  # `DF` for D. F.
            if not close:
                return 0
            hit = len(part) - 1
        left = left[hit + 1 :]
    return 2 if len(cited) == len(listed) else 1


def _same_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or sound(one) == sound(other)


def title_fit(cited: tuple[str, ...], entry: Entry, romanised: bool = False) -> int:
    """How a title as cited fits that of an entry, 0 where it does not; `romanised` compares as transliterations do."""
    title = significant(cited)
    if not title:
        return 0
    listed = [significant(entry.short), significant(entry.title)]
    if entry.translated:
        listed.append(significant(entry.translated))
    if romanised:
        title = tuple(map(sound, title))
        return max(_words_fit(title, tuple(map(sound, one))) for one in listed)
    best = max(_words_fit(title, one) for one in listed)
    if best == WHOLE_TITLE:
        return best
    if entry.label and not title[0].isdigit() and title == entry.label[-len(title) :]:
        return WHOLE_TITLE
    if best < SCATTERED_WORDS and entry.container and significant(entry.container)[: len(title)] == title:
        return CONTAINER
    return best


def _words_fit(title: tuple[str, ...], listed: tuple[str, ...]) -> int:
    size = len(title)
    if title == listed:
        return WHOLE_TITLE
    if size > len(listed):
        return LEADING_WORDS if len(listed) >= WHOLE_FROM and title[: len(listed)] == listed else 0
    if listed[:size] == title:
        return LEADING_WORDS
    if title[0] in listed:
        for at in range(1, len(listed) - size + 1):
            if listed[at : at + size] == title:
                return INNER_WORDS
        rest = iter(listed)
        if all(word in rest for word in title):
            return SCATTERED_WORDS
    return 0


def title_fits(cited: tuple[str, ...], index: Index) -> dict[int, int]:
    """{entry number: how the title fits}, found through its words."""
    title = significant(cited)
    postings = [index.by_word.get(word, ()) for word in title]
    if not all(postings):
        if len(title) < WHOLE_FROM:
            return dict.fromkeys(index.by_label.get(cited, ()), WHOLE_TITLE)
        postings = [postings[0]]
    rarest = min(postings, key=len, default=())
    numbers = set(rarest).intersection(*postings) if len(rarest) > 1 else rarest
    return {n: fit for n in sorted(numbers) if (fit := title_fit(cited, index.entries[n]))}
