"""Names before a year in brackets that stand in another case than in the list: `у Иванова (2010)`."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.citations.author_date import Dated
from citecheck.model import Block, Reading
from citecheck.resolve import dated, evidence
from citecheck.resolve.dated import Fit
from citecheck.resolve.dated_near import Guess
from citecheck.resolve.index import Entry, Index
from citecheck.text import inflections, languages, years
from citecheck.text.patterns import pattern
from citecheck.text.scripts import words

_CYRILLIC = pattern(r"[\u0400-\u04ff]")
_NEAREST = 3


class Inflections:
    """What the language of a manuscript does to names; looked up once."""

    def __init__(self, blocks: tuple[Block, ...], index: Index) -> None:
        """Begin with nothing looked up."""
        self._blocks, self._index = blocks, index
        self._language: str | None = None

    @property
    def language(self) -> str:
        """The language of the prose."""
        if self._language is None:
            self._language = languages.language(languages.sample(b.prose for b in self._blocks))
        return self._language

    def apply(self, one: Dated) -> bool:
        """Whether the names of a cite may be inflected: in the sentence, in a language that does so."""
        return (
            one.narrative
            and bool(one.readings)
            and (_CYRILLIC.search(one.text) is not None or self.language in inflections.LANGUAGES)
        )

    def fit(self, one: Dated) -> Fit | None:
        """The entries of this year whose names, inflected, are those cited."""
        year = dated.year_of(one)
        for reading, start in self._readings(one):
            found = {
                e.number: (evidence.FIRST_NAMES, agreed, fit, 0)
                for e, fit in self._named(reading)
                if (agreed := dated.agreement(one, year, e.number, self._index))
            }
            if found:
                top = max(found.values())
                names = Reading(names=reading.names, year=year, others=reading.others)
                return Fit(tuple(n for n, q in found.items() if q == top), names, start, top)
        return None

    def guess(self, one: Dated) -> Guess | None:
        """The works of these names in other years."""
        for reading, start in self._readings(one):
            if found := [(e, fit) for e, fit in self._named(reading)]:
                best = max(fit for _, fit in found)
                entries = [e for e, fit in found if fit == best]
                listed = entries[0].reference.names[: len(reading.names)]
                names = Reading(tuple(n.family for n in listed), year=dated.year_of(one), others=reading.others)
                return Guess(tuple(self._nearest(entries, one)), names, start, False, "year")
        return None

    def differs_in_ending(self, cited: str, entry: int) -> bool:
        """Whether a name that seems misspelt may be a case of the listed one that no rule here knows."""
        names = self._index.entries[entry].reference.names
        if self.language in inflections.GENITIVE_S and not _CYRILLIC.search(cited):
            return False
        return bool(names) and inflections.may_be_form(cited.split()[-1], names[0].family)

    def _readings(self, one: Dated) -> Iterator[tuple[Reading, int]]:
        for reading, start in zip(one.readings, one.starts, strict=False):
            if not (start > one.starts[0] and dated.is_joined(one, start, self._index)):
                yield reading, start

    def _named(self, reading: Reading) -> Iterator[tuple[Entry, int]]:
        """The entries whose names may be those of a reading, and how they fit."""
        for entry in self._index.entries:
            listed = entry.reference.names
            left = 9 if entry.reference.others else len(listed) - len(reading.names)
            if not listed or left < 0 or listed[0].literal:
                continue
            if all(
                self._is_form(cited, n.family, given)
                for cited, n, given in zip(reading.names, listed, entry.givens, strict=False)
            ):
                whole = left > (len(reading.names) == 1) if reading.others else not left
                yield entry, evidence.ALL_NAMES if whole else evidence.FIRST_NAMES

    def _is_form(self, cited: str, family: str, given: tuple[str, ...]) -> bool:
        """Whether a name as cited is a family name, inflected, behind first names or initials that agree."""
        parts = cited.split()
        size = len(family.split())
        before = [w for part in parts[:-size] for w in words(part)]
        return inflections.is_form(" ".join(parts[-size:]), family, self.language) and (
            not before or (bool(given) and before[0][0] == given[0][0])
        )

    def _nearest(self, entries: list[Entry], one: Dated) -> list[int]:
        year = years.plain(years.printed(one.year))
        entries = sorted(entries, key=lambda e: abs(int(years.plain(e.year) or 0) - int(year or 0)))
        return [e.number for e in entries[:_NEAREST]]
