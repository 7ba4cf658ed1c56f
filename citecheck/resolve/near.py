"""What a cite that fits nothing may have meant: misspelt names, misprinted titles, other works of the author."""

from __future__ import annotations

from typing import NamedTuple

from citecheck.model import Cite, Reading
from citecheck.resolve import evidence
from citecheck.resolve.index import Entry, Index, significant
from citecheck.text.scripts import fold, sound, words

# How alike two spellings of one name are (one letter left out, doubled, swapped or changed in every four), and two of
# one title (of 100).
NAME_ALIKE, TITLE_ALIKE = 0.75, 86.0
_DIGRAPHS = ("sh", "th", "ae", "oe", "ue")  # of which one letter is left out
SHORTEST_NAME = 4  # letters; shorter names are alike by chance
ONE_LETTER = 80.0  # how alike a name of five letters and more is to itself with one letter wrong (of 100)


class Near(NamedTuple):
    """An entry that a cite nearly fits; `sure` where two independent parts of the cite agree on it."""

    number: int
    reading: Reading
    sure: bool
    differs: str  # name, title, author
    score: float


def near(cite: Cite, index: Index) -> list[Near]:
    """Up to three entries that a cite may mean, best first."""
    found: dict[int, Near] = {}
    for reading in cite.readings:
        for one in (*_other_title(reading, index), *_other_name(reading, index), *_other_author(reading, index)):
            if one.number not in found or found[one.number][2:3] + found[one.number][4:] < one[2:3] + one[4:]:
                found[one.number] = one
    return sorted(found.values(), key=lambda n: (not n.sure, -n.score, n.number))[:3]


def misspelt(cite: Cite, index: Index) -> Near | None:
    """The entry that a cite of several names means, one of them misspelt."""
    if not any(len(r.names) > 1 for r in cite.readings):
        return None
    close = near(cite, index)
    if not close or not close[0].sure or close[0].differs != "name":
        return None
    cited, listed = words(close[0].reading.names[0]), index.entries[close[0].number].families[0].split()
    return close[0] if cited[-1:] != listed[-1:] else None


def one_letter(cite: Cite, index: Index) -> Near | None:
    """The entry that a cite of one name and nothing else but a locator means, one letter of it wrong."""
    first = cite.readings[0]
    if first.title or first.year or first.others or len(first.names) != 1:
        return None
    close = near(cite, index)
    name = close[0].reading.names[0] if close and close[0].differs == "name" else ""
    return close[0] if name and is_one_letter(name, index.entries[close[0].number]) else None


def _other_title(reading: Reading, index: Index) -> list[Near]:
    """The names fit, the title is misprinted, or no work of theirs is called so."""
    if not reading.names or not reading.title:
        return []
    named = evidence.name_fits(reading.names, reading.others, index)
    cited = tuple(words(reading.title))
    out = []
    for number, (quality, _) in named.items():
        score = title_likeness(cited, index.entries[number])
        sure = score >= TITLE_ALIKE and quality >= evidence.FIRST_NAMES
        out.append(Near(number, reading, sure, "title", score if quality > evidence.OTHER_NAME else score / 2))
    return out


def _other_name(reading: Reading, index: Index) -> list[Near]:
    """The first name is misspelt; a title that fits as well makes it sure."""
    if not reading.names:
        return []
    out = []
    cited = tuple(words(reading.title))
    for key, score in families_like(reading.names[0], index):
        for number in index.by_family[key]:
            entry = index.entries[number]
            if not cited and entry.families[:1] != (key,):
                continue  # a work is cited by its first author
            if len(reading.names) > 1 and not _others_fit(reading.names[1:], entry):
                continue
            fit = evidence.title_fit(cited, entry) if cited else 0
            if cited and not fit:
                continue
            together = reading.others and (len(entry.families) > 1 or entry.reference.others)
            sure = fit >= evidence.INNER_WORDS or len(reading.names) > 1 or together
            year = bool(reading.year) and entry.year.startswith(reading.year)
            printed_so = reading.others and entry.reference.others
            out.append(Near(number, reading, sure or year, "name", score + fit + printed_so))
    return out


def _others_fit(names: tuple[str, ...], entry: Entry) -> bool:
    """Whether the names after the first are those of the entry, in its order."""
    rest = iter(entry.families[1:])
    return all(any(may_be_one(" ".join(words(name)), family) for family in rest) for name in names)


def may_be_one(cited: str, family: str) -> bool:
    """Whether two names may be one, of which either may leave out its particle."""
    return cited.endswith(" " + family) or family.endswith(" " + cited) or alike(cited, family)


def _other_author(reading: Reading, index: Index) -> list[Near]:
    """The whole title, of three words or more, stands under other names."""
    cited = significant(tuple(words(reading.title)))
    if not reading.styled or len(cited) < 3:
        return []
    fits = evidence.title_fits(cited, index)
    return [
        Near(n, reading, fit >= evidence.LEADING_WORDS and bool(reading.names), "author", 90.0 + fit)
        for n, fit in fits.items()
        if fit >= evidence.INNER_WORDS
    ]


def families_like(name: str, index: Index) -> list[tuple[str, float]]:
    """Family keys spelt or romanised nearly like a name, with how alike they are (0-100)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    parts = words(name)
    found: dict[str, float] = {}
    for start in range(len(parts)):
        key = " ".join(parts[start:])
        if len(key) < SHORTEST_NAME:
            continue
        for same in index.by_sound.get(sound(key), ()):
            found[same] = 100.0
        for like, score, _ in process.extract(
            key, index.by_family.keys(), scorer=OSA.normalized_similarity, score_cutoff=NAME_ALIKE, limit=5
        ):
            if min(len(like), len(key)) >= SHORTEST_NAME:
                found[like] = max(found.get(like, 0.0), 100 * score)
    return sorted(found.items(), key=lambda item: -item[1])


def title_likeness(cited: tuple[str, ...], entry: Entry) -> float:
    """How alike a title as cited and the same number of words of the listed one are (0-100)."""
    from rapidfuzz import fuzz

    cited = significant(cited)
    best = 0.0
    for listed in (entry.short, entry.title, entry.container):
        listed = significant(listed)
        for part in (listed[: len(cited)], listed):
            best = max(best, fuzz.ratio(" ".join(cited), " ".join(part)))
    return best


def alike(one: str, other: str) -> bool:
    """Whether two names may be one, misspelt or romanised otherwise."""
    from rapidfuzz.distance import OSA

    return sound(one) == sound(other) or OSA.normalized_similarity(fold(one), fold(other)) >= NAME_ALIKE


def is_one_letter(name: str, entry: Entry) -> bool:
    """Whether one letter tells a name from the first of an entry, of five letters and more."""
    from rapidfuzz.distance import OSA

    cited, listed = " ".join(words(name)), entry.families[0]
    return min(len(cited), len(listed)) > SHORTEST_NAME and OSA.distance(cited, listed) == 1


def is_slip(number: int, reading: Reading, index: Index) -> bool:
    """Whether the first name cited is an entry's but for a slip that no other romanisation explains.

    That is a letter written twice, or two that changed places, and, between names with the same diacritics, `ck` for k,
    `sh` for s, `th` for t, `oe` for o, and `ch` for c within a name.
    """
    entry = index.entries[number]
    spoken = reading.names[0].split()[-1] if reading.names else ""
    cited, listed = fold(spoken), "".join(entry.families[:1]).rpartition(" ")[2]
    if cited == listed or cited in index.by_family:
        return False
    if len(cited) == len(listed):
        return _are_swapped(cited, listed)
    if abs(len(cited) - len(listed)) != 1:
        return False
    longer, shorter = sorted((cited, listed), key=len, reverse=True)
    at = next((i for i in range(len(longer) - 1) if longer[i] != shorter[i : i + 1]), len(longer) - 1)
    if longer[:at] + longer[at + 1 :] != shorter:
        return False
    written = entry.reference.names[0].family.rpartition(" ")[2] if entry.reference.names else ""
    plain = bool(written) and [c for c in spoken if not c.isascii()] == [c for c in written if not c.isascii()]
    said = longer[max(0, at - 1) : at + 1]
    inner = said == "ch" and 1 < at < len(longer) - 1  # Milosevic and Milosevich, Cekhov and Chekhov are one
    lone = said == "ji" and longer[at + 1 : at + 2] not in tuple("aeou")  # Fujmoto, where no vowel follows
    digraph = lone or longer[at : at + 2] == "ck" or said in _DIGRAPHS or inner
    return longer[at] == longer[at - 1 : at] or (plain and digraph)


def _are_swapped(one: str, other: str) -> bool:
    """Whether nothing but two neighbouring letters changed places."""
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(one) == sorted(other)
