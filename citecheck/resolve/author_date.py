"""Citations by author and year: a verdict on every cite, in one pass (CSL citation format `author-date`)."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations import author, author_date
from citecheck.citations.author_date import Dated, Found
from citecheck.model import Block, Citation, Cite, Reading, Resolution
from citecheck.resolve import (
    dated,
    dated_near,
    dated_several,
    dated_verdicts,
    events,
    evidence,
    misprints,
    near,
    taxa,
    wording,
)
from citecheck.resolve.dated import Fit
from citecheck.resolve.dated_verdicts import LETTERS, Judged
from citecheck.resolve.index import Index
from citecheck.resolve.inflected import Inflections
from citecheck.resolve.sentence_names import HABIT, Names
from citecheck.text import spans, years
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, words

_CLOSE = 30  # characters before names that may send the reader to them
# see Marsh 2012 and · Marsh 2012, 14; before names that go on
_WORK_BEFORE = pattern(
    r"[^\W\d_]{2},?\s\d{4}[a-z]?(?:[,:]\s[\d–-]+)?(?:[;,]\s(?:(?:and|und|et|y|e)\s)?|\s(?:and|und|et|y|e)\s)$"
)
_PERSONAL = "a letter or talk, which no list has to give"


class Place(Struct, frozen=True):
    """A citation, the number of its block, and what each cite fits by itself."""

    block: int
    found: Found
    fits: tuple[Fit | None, ...]


def places(blocks: tuple[Block, ...], index: Index, look: Look | None = None) -> list[Place]:
    """All that may be a citation by author and year, in the order of the text."""
    look = look or Look()
    forms = Inflections(blocks, index)

    def inflected(found: Found, fits: tuple[Fit | None, ...]) -> tuple[Fit | None, ...]:
        if None not in fits or not found.bracketed:
            return fits
        return tuple(
            forms.fit(d) if f is None and forms.apply(d) else f for d, f in zip(found.cites, fits, strict=True)
        )

    return [
        Place(number, found, inflected(found, fits))
        for number, every in enumerate(look.each(_in_block, blocks, (), index, look))
        for found, fits in every
    ]


def _in_block(block: Block, index: Index, look: Look) -> list[tuple[Found, tuple[Fit | None, ...]]]:
    return [(found, tuple(dated.fit(d, index, look) for d in found.cites)) for found in author_date.extract(block)]


class Pass:
    """One pass through the citations of a manuscript."""

    def __init__(self, blocks: tuple[Block, ...], text: str, index: Index) -> None:
        """Begin with nothing judged."""
        self.blocks, self.text, self.index = blocks, text, index
        self.noted = self.plain = 0  # those without brackets that fit: in notes, and in the text
        self.noting: frozenset[int] = frozenset()  # the notes with one that fits
        self.forms = Inflections(blocks, index)
        self.names = Names(blocks, index, self.forms)

    def run(self, found: list[Place]) -> list[Resolution]:
        """The verdicts, in order of place."""
        self.names.narrative = sum(
            f is not None and d.narrative
            for p in found
            if p.found.bracketed
            for d, f in zip(p.found.cites, p.fits, strict=True)
        )
        plain = [p.block for p in found if not p.found.bracketed and any(p.fits)]
        noted = [n for n in plain if self.blocks[n].kind == "note"]
        self.noted, self.plain, self.noting = len(noted), len(plain) - len(noted), frozenset(noted)
        self.names.unfit = {
            (fold(d.whole), years.printed(d.year))
            for p in found
            if p.found.bracketed
            for d, f in zip(p.found.cites, p.fits, strict=True)
            if f is None and not d.narrative and len(d.readings) == 1
        }
        out: list[Resolution] = []
        for place in found:
            out += self._citation(place)
        return out

    def _citation(self, place: Place) -> list[Resolution]:
        block = self.blocks[place.block]
        kept = [
            (self._cite(d, v.start if v.start >= 0 or f is None else f.start, block), v)
            for d, f in zip(place.found.cites, place.fits, strict=True)
            if (v := self._verdict(d, f, place))
        ]
        if not kept:
            return []
        bounds = spans.to_source(
            block.map, max(place.found.start - place.found.bracketed, 0), place.found.end + place.found.bracketed
        )
        start = min(bounds.start, kept[0][0].start)
        where: Literal["note", "parenthesis", "text"] = (
            "note" if block.kind == "note" else "parenthesis" if place.found.bracketed else "text"
        )
        citation = Citation(start, bounds.end, tuple(c for c, _ in kept), place=where, at=place.found.start)
        return [self._resolution(c, citation, v) for c, v in kept]

    def _resolution(self, cite: Cite, citation: Citation, judged: Judged) -> Resolution:
        ids, nearest = (
            tuple(self.index.entries[n].reference.id for n in numbers) for numbers in (judged.entries, judged.nearest)
        )
        suggestion = ""
        if judged.verdict == "mismatch":
            suggestion = misprints.suggestion(cite, judged.reading, self.index.entries[judged.entries[0]].reference)
        return Resolution(cite, citation, judged.verdict, ids, judged.why, judged.reading, nearest, suggestion)

    def _cite(self, one: Dated, start: int, block: Block) -> Cite:
        """The cite whose names begin at `start`, where that is known."""
        start = one.start if one.follows or start < 0 else start
        where = spans.widen(self.text, block.map, start, one.end)
        return Cite(
            where.start,
            where.end,
            self.text[where.start : where.end],
            "author-date",
            prose=block.prose[start : one.end],
            readings=one.readings,
            locator=one.locator,
            mode="author-in-text" if one.narrative else "normal",
        )

    def _verdict(self, one: Dated, fit: Fit | None, place: Place) -> Judged | None:
        if fit:
            entries = dated_several.apart(one, fit.entries, self.index)
            if len(entries) == 1 and near.is_slip(entries[0], fit.reading, self.index):
                return self._mismatch(one, entries[0], fit.reading, fit.start)
            if fit.quality[0] < evidence.FIRST_NAMES and not place.found.bracketed:
                return None
            if self._by_others(one, fit, place):
                meant = dated_near.guess(one, self.index)
                own = meant.entries if meant and meant.differs == "year" else ()
                every = tuple(dict.fromkeys((*own[:2], *fit.entries)))[:3]
                return self._missing(one, place, dated_near.Guess(every, fit.reading, fit.start, sure=False))
            if len(entries) == 1:
                what = wording.short(self.index.entries[entries[0]].reference)
                return Judged("resolved", entries, f"author and year: {what}", fit.reading)
            if dated_several.are_all_meant(one, entries, self.index):
                return Judged("resolved", entries, "author and years", fit.reading)
            if dated_several.unlettered(entries, fit.reading.year, self.index):
                return Judged("undecided", entries, LETTERS, fit.reading)
            return dated_verdicts.ambiguous(entries, fit.reading, self.index)
        if one.follows and (not place.found.bracketed or dated_several.is_page(one, self.index)):
            return None  # a page, or another year
        if not place.found.firm:
            return self._in_text(one, place) if one.readings else None
        if not one.readings and one.narrative:
            return self._context(one, place)
        return self._unfit(one, place)

    def _by_others(self, one: Dated, fit: Fit, place: Place) -> bool:
        """Whether a fit is by names that a work has, but not first, and no name before them goes with them."""
        before = self.blocks[place.block].prose[: fit.start].rstrip()[-1:]
        joined = one.narrative and before in tuple(",;&")
        return bool(fit.reading.names) and fit.quality[0] < evidence.FIRST_NAMES and not joined

    def _in_text(self, one: Dated, place: Place) -> Judged | None:
        """Names and a year in running text: several, one of them misspelt; in a note those of another year."""
        meant = dated_near.guess(one, self.index)
        noted, prose = self.blocks[place.block].kind == "note", one.year.string
        before = prose[max(0, meant.start - _CLOSE) : meant.start] if meant else ""
        leads = noted and author.introduces(before)
        if meant and meant.sure and self._surely_cites(meant, leads):
            return self._mismatch(one, meant.entries[0], meant.reading, meant.start)
        if not noted:
            cites = self._fills_cell(one, place, meant) or self._surely_missing(one, meant)
            return self._missing(one, place, meant) if cites else None
        if meant:
            cites = meant.differs == "year" and (leads or self.noted >= HABIT or place.block in self.noting)
            return self._missing(one, place, meant) if cites else None
        sent = [
            (r, s)
            for r, s in zip(one.readings, one.starts, strict=False)
            if author.sends(prose[max(0, s - _CLOSE) : s]) or _WORK_BEFORE.search(prose, max(0, s - _CLOSE), s)
        ]
        if sent and len(sent[0][0].names) > 1:  # see Lark, Weir, and Field 2013
            names = replace(sent[0][0], year=dated.year_of(one))
            return self._missing(one, place, dated_near.Guess((), names, sent[0][1], sure=False))
        return self._missing(one, place, None) if sent and self.names.reading(one, prose) else None

    def _surely_cites(self, meant: dated_near.Guess, leads: bool) -> bool:
        """Whether misspelt names without brackets cite: several, or one with one slip, where others or words do so."""
        name, entry = meant.reading.names[0], meant.entries[0]
        slip = near.is_one_letter(name, self.index.entries[entry]) or near.is_slip(entry, meant.reading, self.index)
        several = len(meant.reading.names) > 1 or meant.reading.others
        return several or (slip and (leads or self.noted + self.plain >= HABIT))

    def _surely_missing(self, one: Dated, meant: dated_near.Guess | None) -> bool:
        """Whether names with et al. and a year in running text, `Reed et al. 2010`, cite: where others do so."""
        others = next((r for r in one.readings if r.others), None)
        return others is not None and self.plain >= HABIT and (meant is None or meant.differs == "year")

    def _fills_cell(self, one: Dated, place: Place, meant: dated_near.Guess | None) -> bool:
        """Whether a listed name and another year are all that a cell of a table says, where others cite so."""
        block = self.blocks[place.block]
        whole = one.start == 0 and not block.prose[one.end :].strip(" .,;*")
        return block.kind == "cell" and whole and meant is not None and meant.differs == "year" and self.plain >= HABIT

    def _mismatch(self, one: Dated, entry: int, reading: Reading, start: int) -> Judged:
        what, families = wording.short(self.index.entries[entry].reference), self.index.entries[entry].families
        if one.follows:  # 2015, of Reid 2014, 2015; ders. 2015: what is wrong is told of the names themselves
            return Judged("resolved", (entry,), f"author and year: {what}", reading)
        turned = len(reading.names) > 1 and sorted(" ".join(words(n)) for n in reading.names) == sorted(families)
        differs = "order of the names" if turned else "name"
        return Judged("mismatch", (entry,), f"the {differs} differs from {what}", reading, start=start)

    def _context(self, one: Dated, place: Place) -> Judged | None:
        """A year alone: of the work of that year whose author is named last before it."""
        entries = dated.named_before(one, self.blocks[place.block].prose, self.index)
        if len(entries) != 1:
            return None
        year = years.printed(one.year)
        why = f"the work of {year} by {self.index.entries[entries[0]].reference.names[0].family}, named before it"
        return Judged("context", entries, why, Reading(year=year))

    def _unfit(self, one: Dated, place: Place) -> Judged | None:
        """A cite that fits nothing: misspelt, of another year, missing, or none."""
        if one.quoted or dated_near.is_personal(one):
            why = "quoted at second hand: the work that quotes it is cited" if one.quoted else _PERSONAL
            return Judged("unlisted", (), why, Reading()) if one.readings else None
        meant = dated_near.guess(one, self.index)
        if self.forms.apply(one) and (meant is None or meant.differs == "name") and place.found.bracketed:
            if other := self.forms.guess(one):
                meant = other
            elif meant and meant.sure and self.forms.differs_in_ending(meant.reading.names[0], meant.entries[0]):
                why = "a name in another case than the list has it, or misspelt"
                return Judged("undecided", (), why, meant.reading)
        list_misspelt = meant is not None and meant.sure and len(meant.reading.names) > 1
        if one.narrative and not list_misspelt and (split := dated.split_fit(one, self.index)):
            return self._verdict(one, split, place)
        if meant and meant.sure:
            return self._mismatch(one, meant.entries[0], meant.reading, meant.start)
        if meant and meant.alike and place.found.bracketed:
            return dated_verdicts.ambiguous(meant.entries, meant.reading, self.index, meant.start)
        prose = self.blocks[place.block].prose
        if meant is None and one.narrative and dated.belongs_to_another(one) and (its := self._context(one, place)):
            return its._replace(start=one.year.start())
        if meant is None and not dated_near.plausible(one, self.index) and not self.names.reading(one, prose):
            return None
        if events.dates_one(one, meant, self.names, self.index):
            return None
        if taxa.describes(one, self.blocks[place.block], place.found.start) and self._names_species:
            return None
        after = prose[one.year.end() :].lstrip()
        cited_behind = after.startswith("(")  # what is an event then: … Congress 2020 (Reed 2021)
        if cited_behind and not one.narrative and not meant:
            return None
        if meant is None and events.names_another_thing(one, self.blocks[place.block]):
            return None
        lived = one.year["open"] or (one.year["last"] and "/" not in one.year[0])
        if one.narrative and (one.year["undated"] or lived or (one.whole and not meant)):
            return None  # a life, a film
        if one.year["undated"] and not dated_near.is_awaited(one):
            return None
        return self._missing(one, place, meant)

    @cached_property
    def _names_species(self) -> bool:
        return taxa.are_named(self.blocks)

    def _missing(self, one: Dated, place: Place, meant: dated_near.Guess | None) -> Judged:
        prose = self.blocks[place.block].prose
        last = self.names.reading(one, prose) or self.names.longest(one, prose)
        return dated_verdicts.missing(one, last, meant, self.index)
