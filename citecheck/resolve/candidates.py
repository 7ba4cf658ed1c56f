"""The references that a cite may mean by what it says itself: label, names, title, year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from citecheck.model import Cite, Reading
from citecheck.resolve import evidence
from citecheck.resolve.index import JOINERS, Entry, Index, significant
from citecheck.text import locators, years
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, word_tuple

_WORD = pattern(r"[^\W_]+(?:['’‘ʼʹ`´][^\W_]+)*['’ʼʹ]?")
_YEAR_FIRST = pattern(rf"{years.DIGITS}(?![\w–-])")
# what may stand between a label and its locator
_GAP = pattern(r"[\s,.:;*_\"”’)]*")
_PLAIN_REMARK = pattern(r"\s*[,;:–—(\[]\s*[a-zà-ÿа-я]")


class Explicit(NamedTuple):
    """The entries that fit a cite best and equally, and what fits of them."""

    kind: str  # label, names+title, names+year, names, title
    entries: tuple[int, ...]
    reading: Reading
    fit: evidence.Fit = evidence.Fit(0, 0, 0, 0)
    locator_at: int = -1  # where the locator begins in the cite's prose, if a label or title decided it


# Strongest first; a weaker kind is looked at only if no stronger one found anything.
STRENGTH = ("label", "names+title", "names+year", "names", "title")


def explicit(cite: Cite, index: Index, look: Look | None = None) -> Explicit | None:
    """What a cite says by itself, or None where nothing of it fits the bibliography."""
    labelled = by_label(cite.prose, index)
    if labelled and not _contradicted(labelled, index):
        return labelled
    told = cite.readings, cite.locator is not None
    best = look.once(_strongest, told, *told, index) if look else _strongest(*told, index)
    if labelled and not (best and best.kind == "names+title"):
        return labelled
    return best and narrowed(best, cite, index)


def _strongest(readings: tuple[Reading, ...], located: bool, index: Index) -> Explicit | None:
    """The strongest evidence of the readings of a cite, which names a place of the work or does not."""
    found: dict[str, Explicit] = {}
    for reading in readings:
        for one in by_reading(reading, index):
            if one.kind == "title" and not located and not reading.styled and not _full_enough(one, reading):
                continue
            if one.kind not in found or found[one.kind].fit < one.fit:
                found[one.kind] = one
    return next((found[kind] for kind in STRENGTH if kind in found), None)


def _full_enough(found: Explicit, reading: Reading) -> bool:
    """Whether plain words without a page are a title: the whole of it, or its first words in headline capitals."""
    title = reading.title.split()
    leading = found.fit.title == evidence.LEADING_WORDS and len(title) > 1 and all(w[0].isupper() for w in title)
    return leading or found.fit.title == evidence.WHOLE_TITLE


def _contradicted(found: Explicit, index: Index) -> bool:
    """Whether a label begins with a name that is not its entry's but another's: the list gave it to the wrong entry."""
    entry = index.entries[found.entries[0]]
    if found.reading.title in entry.reference.abbreviations:
        return False
    head = entry.label[0]
    return bool(entry.families) and head in index.by_family and found.entries[0] not in index.by_family[head]


def by_label(prose: str, index: Index) -> Explicit | None:
    """The longest label that begins the cite; only a locator or a remark may follow it."""
    first = _WORD.search(prose)
    if not first or fold(first[0]) not in index.labels_from:
        return None
    longest = index.labels_from[fold(first[0])]
    seen: list[str] = []
    ends: list[int] = []
    for found in _WORD.finditer(prose):
        word = fold(found[0])
        if word in JOINERS:
            continue
        seen.append(word)
        ends.append(found.end())
        if len(seen) == longest:
            break
    for size in range(len(seen), 0, -1):
        entries = index.by_label.get(tuple(seen[:size]))
        label = index.labels.get(tuple(seen[:size]), "")
        if entries and _only_locator(prose, ends[size - 1]) and _same_case(prose, label):
            gap = _GAP.match(prose, ends[size - 1])
            at = gap.end() if gap else ends[size - 1]
            return Explicit("label", entries, Reading(title=label), locator_at=at)
    return None


def other_volume(prose: str, index: Index) -> tuple[int, ...]:
    """The entries whose label differs from what is cited by its number only: `RKEB 3` where `RKEB 1` is listed."""
    first = _WORD.search(prose)
    if not first or fold(first[0]) not in index.labels_from:
        return ()
    cited = [fold(m[0]) for m in _WORD.finditer(prose)][:8]
    return tuple(
        n
        for label, numbers in index.by_label.items()
        if len(label) > 1
        and label[-1].isdigit()
        and len(cited) >= len(label)
        and list(label[:-1]) == cited[: len(label) - 1]
        and cited[len(label) - 1].isdigit()
        for n in numbers
    )


def volume_cited(prose: str, size: int) -> str:
    """The first words of a cite, as many as a label has: `HBR 3` of `HBR 3, 12`."""
    ends = [m.end() for m in _WORD.finditer(prose)][:size]
    return prose[: ends[-1]] if ends else prose


def _only_locator(prose: str, at: int) -> bool:
    rest = prose[at:]
    return (
        not rest.strip(' \t\r\n,.;:*_"”’)')
        or locators.is_locator(rest.lstrip(' ,.:*_"”’)'))
        or _PLAIN_REMARK.match(rest) is not None
    )


def _same_case(prose: str, label: str) -> bool:
    """An acronym is not the word that it looks like; a label that is a name is not a word in lower case."""
    cited, listed = _WORD.search(prose), _WORD.search(label)
    if not cited or not listed:
        return False
    if listed[0].isupper() and len(listed[0]) > 1 and listed[0].isalpha():
        return cited[0] == listed[0]
    return cited[0][:1].isupper() or not listed[0][:1].isupper()


def by_reading(reading: Reading, index: Index) -> Iterator[Explicit]:
    """The explicit evidence of one reading, at most one result a kind."""
    if not reading.names:
        yield from _by_title(reading, index)
        return
    named = evidence.name_fits(reading.names, reading.others, index)
    if not named:
        return
    if reading.title:
        cited = word_tuple(reading.title)
        fits = _titled(cited, named, index) or _titled(cited, named, index, romanised=True)
        if fits:
            yield _best("names+title", fits, reading)
        return
    fits = {n: evidence.Fit(0, q, g, 0) for n, (q, g) in named.items()}
    if reading.year:
        fits = {n: fit for n, fit in fits.items() if index.entries[n].year.startswith(reading.year)}
        if fits:
            yield _best("names+year", fits, reading)
        return
    yield _best("names", fits, reading)


def _titled(
    cited: tuple[str, ...], named: dict[int, tuple[int, int]], index: Index, romanised: bool = False
) -> dict[int, evidence.Fit]:
    """The entries of the names that the title fits as well."""
    fits = {n: evidence.title_fit(cited, index.entries[n], romanised) for n in named}
    return {n: evidence.Fit(fit, *named[n], 0) for n, fit in fits.items() if fit}


def _by_title(reading: Reading, index: Index) -> Iterator[Explicit]:
    cited = word_tuple(reading.title)
    fits = {
        n: evidence.Fit(t, 0, 0, 0)
        for n, t in evidence.title_fits(cited, index).items()
        if _title_alone(t, cited, reading, n, index)
    }
    if not fits and reading.styled and (inside := _only_one_inside(cited, index)) is not None:
        fits = {inside: evidence.Fit(evidence.CONTAINER, 0, 0, 0)}
    if fits:
        yield _best("title", fits, reading)


def _only_one_inside(cited: tuple[str, ...], index: Index) -> int | None:
    """The only entry that lies in a book of this title: writers cite a chapter by its book."""
    title = significant(cited)
    inside = [
        e.number
        for e in index.entries
        if e.container and significant(e.container)[: len(title)] == title and _is_in_book(e)
    ]
    return inside[0] if len(inside) == 1 and title else None


def _is_in_book(entry: Entry) -> bool:
    """Whether what an entry lies in has a publisher, and no volume or number as journals have."""
    work = entry.reference
    return bool(work.publisher) and not (work.volume or work.issue)


def _title_alone(fit: int, cited: tuple[str, ...], reading: Reading, number: int, index: Index) -> bool:
    """Whether a title without its author says enough: the whole of it, its first words, or some telling ones."""
    if fit >= evidence.LEADING_WORDS:
        return (
            bool(reading.styled)
            or len(cited) > 1
            or not index.entries[number].families
            or len(index.by_word.get(cited[0], ())) <= 2
        )
    if fit == evidence.INNER_WORDS and len(cited) == 1:
        return bool(reading.styled) and not index.entries[number].families and len(index.by_word[cited[0]]) == 1
    return fit == evidence.INNER_WORDS and (bool(reading.styled) or len(cited) > 2)


def _best(kind: str, fits: dict[int, evidence.Fit], reading: Reading) -> Explicit:
    top = max(fits.values())
    return Explicit(kind, tuple(n for n, fit in fits.items() if fit == top), reading, top)


def narrowed(found: Explicit, cite: Cite, index: Index) -> Explicit:
    """Fewer candidates, where the year cited is that of one only, or the pages lie within the span of some only."""
    if len(found.entries) > 1 and cite.locator and found.kind == "names":
        year = _YEAR_FIRST.match(cite.locator.text)  # (Marsh 1987 10)
        dated = tuple(n for n in found.entries if year and index.entries[n].year[:4] == year[0])
        if len(dated) == 1:
            return found._replace(kind="names+year", entries=dated)
    if len(found.entries) > 1 and cite.locator and cite.locator.ranges:
        holding = tuple(
            n
            for n in found.entries
            if (spans := index.entries[n].reference.pages) and locators.fits(cite.locator.ranges, spans)
        )
        without = [n for n in found.entries if not index.entries[n].reference.pages]
        if len(holding) == 1 and not without:
            return found._replace(entries=holding)
    if len(found.entries) > 1 and found.reading.styled:
        alike = tuple(n for n in found.entries if index.entries[n].set_as == found.reading.styled)
        if len(alike) == 1:
            return found._replace(entries=alike)
    return found


def by_others(found: Explicit) -> bool:
    """Whether several entries fit by nobody they are filed under: a translator, an editor, a later author."""
    return found.kind == "names" and len(found.entries) > 1 and found.fit.names == evidence.OTHER_NAME


def same_work(numbers: tuple[int, ...], index: Index) -> bool:
    """Whether entries list one work twice: not what an author published twice in a year under one title."""
    first, *rest = (index.entries[n] for n in numbers)
    return all(
        (bool(e.raw) and word_tuple(e.raw) == word_tuple(first.raw))
        or (
            e.title == first.title
            and e.year[:4] == first.year[:4]
            and e.families == first.families
            and _same_container(e.container, first.container)
        )
        for e in rest
    )


def _same_container(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two journals or books may be one, shortened or not: a word of one begins as a word of the other."""
    one, other = significant(one), significant(other)
    return not one or not other or any(a.startswith(b) or b.startswith(a) for a in one for b in other)
