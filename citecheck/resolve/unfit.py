"""A verdict on what fits no entry: a misprint, a work that is missing, or no citation at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from msgspec.structs import replace

from citecheck.citations.readings import is_name, names_before
from citecheck.model import Block, Cite, Reading, Resolution
from citecheck.resolve import candidates, cites, evidence, full_references, misprints, near, repeated, standing, wording
from citecheck.resolve.index import Entry, Index
from citecheck.resolve.places import Place, made
from citecheck.resolve.shapes import Shapes, core_of, plausible
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import word_tuple

# 2. Ann B. Marsh
_PERSON = pattern(r"(?:\d{1,2}[.)]\s)?(?P<name>(?:[^\W\d_a-z](?:\.|[\w’'-]+)\s){1,3}[^\W\d_a-z][\w’'-]+)")
_LINES = ("paragraph", "item")
_SEVERAL = 3  # lines with a person each: a text of several speakers
_LONGEST_NAMES = 80  # characters before a bracket in which those stand whose pages it gives


class Unfit:
    """How a manuscript cites what it lists, which tells whether something else is a citation, too."""

    def __init__(self, blocks: Sequence[Block], index: Index, look: Look) -> None:
        """Begin with nothing known of those that fit."""
        self.blocks, self.index, self.look = blocks, index, look
        self.plausible = partial(_plausible, index, look)  # no method, or each pass would hold itself
        self.shapes = Shapes((), self.plausible)
        self.brackets: dict[int, tuple[list[int], list[int]]] = {}  # block -> where brackets fit, and might but do not
        self.words: dict[str, bool] = {}  # names -> whether the text uses them as words
        self.repeated: frozenset[repeated.Names] = frozenset()  # of works that other brackets show to be missing
        self._made = partial(made, index)

    def learn(self, places: Sequence[Place]) -> None:
        """See how the manuscript cites in brackets."""
        bracketed = [p for p in places if not p.narrative]
        judged = [(c, f is not None) for p in bracketed for c, f in zip(p.citation.cites, p.found, strict=True)]
        self.shapes = Shapes(judged, self.plausible)
        for place in bracketed:
            fitting, unfitting = self.brackets.setdefault(place.block, ([], []))
            if any(place.found) or any(self._misspelt(c) for c in place.citation.cites):
                fitting.append(place.citation.at)
            elif any(self.plausible(c) for c in place.citation.cites):
                unfitting.append(place.citation.at)
        self.repeated = repeated.cited(bracketed, self.blocks, self.shapes, self.is_word, self._is_missing)

    def _is_missing(self, cite: Cite, place: Place) -> bool:
        one = self.in_brackets(cite, place)
        return one is not None and one.verdict == "missing"

    def in_sentence(self, cite: Cite, place: Place) -> Resolution:
        """The verdict on one that stands in running text."""
        if other := self._other_volume(cite, place):
            return other
        if close := self._misspelt(cite) or self.look.once(near.one_letter, cite.readings, cite, self.index):
            return self._mismatch(cite, place, close)
        reading = cites.likeliest(cite)
        if reading.year and not full_references.is_publication(cite):
            return self._made(
                cite, place, "undecided", (), f"no work of {reading.year} is listed under {reading.names[0]}", reading
            )
        return self._missing(cite, place, reading)

    def _other_volume(self, cite: Cite, place: Place) -> Resolution | None:
        """`HBR 3` where `HBR 1` is listed: another volume of a labelled work."""
        volumes = candidates.other_volume(cite.prose, self.index)
        if not volumes:
            return None
        volume = candidates.volume_cited(cite.prose, len(self.index.entries[volumes[0]].label))
        return self._missing(cite, place, Reading(title=volume), volumes)

    def in_brackets(self, cite: Cite, place: Place) -> Resolution | None:
        """The verdict on one in brackets; None where it is no citation."""
        reading = cites.likeliest(cite)
        if other := self._other_volume(cite, place):
            return other
        close = self.look.once(near.near, cite.readings, cite, self.index)
        if close and close[0].sure and (self.plausible(cite) or reading.styled):
            one = self._mismatch(cite, place, close[0])
            return replace(
                one, certain=len(close) == 1 and misprints.certain(close[0].reading, self._entry(close[0]), self.index)
            )
        if self._is_quoted_authors(place):
            return self._made(cite, place, "unlisted", (), "a source of the text that is quoted here", reading)
        if self._is_speaker(cite, reading):
            return None
        beside = self._is_beside(cite, place)
        stand = standing.Stand(self.blocks[place.block], place.citation.at, *self.brackets.get(place.block, ((), ())))
        again = repeated.names_of(cite) in self.repeated
        if not beside and not again and not standing.is_cited(cite, stand, self.shapes, self._is_word, close):
            return None
        one = self._missing(cite, place, reading, tuple(n.number for n in close))
        return replace(one, suggestion=misprints.nearest(cite, close, self.index)) if one.nearest else one

    def _is_speaker(self, cite: Cite, reading: Reading) -> bool:
        """Whether a name alone is that of somebody who has a line of his own in the text, as who speaks there has."""
        alone = len(reading.names) == 1 and cite.locator is None and not (reading.title or reading.year)
        return alone and word_tuple(reading.names[0])[-1:] in self.presented

    @cached_property
    def presented(self) -> frozenset[tuple[str, ...]]:
        """The last names of the lines that hold a person's name and nothing else, where there are several."""
        names = frozenset(name for name in self.look.each(_person_of, self.blocks, ()) if name)
        return names if len(names) >= _SEVERAL else frozenset()

    def _is_beside(self, cite: Cite, place: Place) -> bool:
        """Whether a cite stands in one bracket with one that fits: `(Reed; Marsh)`; an acronym beside another one."""
        fitting = [f for f in place.found if f is not None]
        if len(place.found) < 2 or not fitting:
            return False
        alone = cite.locator is None and bool(cite.readings) and all(f.kind in ("names", "label") for f in fitting)
        acronyms = any(word.isupper() for f in fitting for word in f.reading.names or (f.reading.title,))
        among = alone and (acronyms or not any(len(w) > 1 and w.isupper() for w in core_of(cite).split()))
        return plausible(cite, self.index, among=True) if among else self.plausible(cite)

    def authors_before(self, place: Place) -> Reading | None:
        """Several authors named right before a bracket with pages, none of whom is listed: `Reed and Marsh (71)`."""
        prose, at = self.blocks[place.block].prose, place.citation.at - 1
        for names, others in names_before(prose, at, _LONGEST_NAMES):
            several = (others or len(names) > 1) and all(is_name(n) and not n.isupper() for n in names)
            if several and not any(evidence.family_of(n, self.index) for n in names):
                return Reading(names=names, others=others)
        return None

    def _mismatch(self, cite: Cite, place: Place, close: near.Near) -> Resolution:
        entry = self._entry(close).reference
        why = f"the {close.differs} differs from {wording.short(entry)}"
        one = self._made(cite, place, "mismatch", (close.number,), why, close.reading)
        return replace(one, suggestion=misprints.suggestion(cite, close.reading, entry))

    def _entry(self, close: near.Near) -> Entry:
        return self.index.entries[close.number]

    def _misspelt(self, cite: Cite) -> near.Near | None:
        return self.look.once(near.misspelt, cite.readings, cite, self.index) if self.plausible(cite) else None

    def _is_quoted_authors(self, place: Place) -> bool:
        """Whether a citation belongs to the text quoted: inside a block quotation whose own source follows it."""
        block = self.blocks[place.block]
        if not (block.quoted or block.kind == "quote"):
            return False
        after = self.blocks[place.block + 1].prose if place.block + 1 < len(self.blocks) else ""
        return len(block.prose) - place.citation.at > 200 or after.startswith("(")

    def _is_word(self, name: str) -> bool:
        if name not in self.words:
            self.words[name] = self.is_word(name)
        return self.words[name]

    def is_word(self, name: str) -> bool:
        """Whether the text uses a name as a common word, or as a place."""
        prose = self.look.prose(self.blocks)
        forms = f" {name.lower()} ", f" {name.lower()}s ", f" in {name}"
        return any(prose.says(form) for form in forms)

    def _missing(self, cite: Cite, place: Place, reading: Reading, close: tuple[int, ...] = ()) -> Resolution:
        if cites.in_raw(reading, self.index):
            return self._made(
                cite,
                place,
                "undecided",
                (),
                "its words stand in an entry that could not be read with certainty",
                reading,
            )
        who = " and ".join(reading.names) or f"“{reading.title}”"
        one = self._made(cite, place, "missing", (), f"nothing in the bibliography fits {who}", reading)
        return replace(one, nearest=tuple(self.index.entries[n].reference.id for n in close))


def _person_of(block: Block) -> tuple[str, ...]:
    """The last name of the person whose name is all that a block says."""
    alone = block.kind in _LINES and len(block.prose) <= _LONGEST_NAMES and _PERSON.fullmatch(block.prose.strip())
    return word_tuple(alone["name"])[-1:] if alone else ()


def _plausible(index: Index, look: Look, cite: Cite) -> bool:
    words = cite.prose, cite.readings, cite.locator and cite.locator.text, cite.locator_at, cite.prefix, cite.suffix
    return look.once(plausible, words, cite, index)
