"""Citations in notes: full, short, ibid., by the number of an earlier note (CSL citation format `note`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from citecheck.citations import groups
from citecheck.model import Block, Citation, Cite, Locator, Reading, Resolution
from citecheck.resolve import candidates, misprints, note_certain, note_memory, note_short, note_titles, wording
from citecheck.resolve.full_notes import LEAD
from citecheck.resolve.index import Index
from citecheck.resolve.mention import SENTENCE, segments
from citecheck.resolve.note_memory import Memory
from citecheck.resolve.note_short import IBID, OPENERS, Judged
from citecheck.resolve.note_titles import Hit
from citecheck.text import eastern_names, locators, spans, years
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

LEAST = 3  # titles in notes that show a manuscript to cite there
_REFERRED = pattern(r"[をも]?(?:参照|見よ)[。.]?\s*\Z")  # … 20頁を参照
_GIVEN = pattern(
    r"(?:[^\W\d_a-z][^\W\d_]{0,2}\.?[\s-]?|[^\W\d_a-z][^\W\d_]+\s"
    r"|(?:[dl]['’]|(?:d[aeiou]s?|del|della|la|le|van|von|vom|der|den|te[nr]|al|el|a[fv]|zu[mr]?|bin|ibn)\s)){0,5}$"
)
_ACCESSED = pattern(
    rf"(?i:access|retriev|abgeruf|zugriff|consult|acces|visit|cited|cit\.|dostęp|дата)[^;]{{0,40}}?{years.DIGITS}"
)
_ADDRESS = pattern(r"<?https?://\S+|doi:\s?\S+|10\.\d{4,}/\S+")


class Noted(Struct, frozen=True):
    """A note: the number of its block, its own number, and the titles in it."""

    block: int
    number: str
    hits: tuple[Hit, ...]


def _place(prose: str, family: str, low: int, high: int) -> int:
    """Where a name stands; that of a Chinese, Japanese or Korean author may be cut to its surname."""
    sizes = range(len(family), 1, -1) if eastern_names.is_eastern(family) else (len(family),)
    return next((at for size in sizes if (at := prose.find(family[:size], low, high)) >= 0), -1)


def noted(blocks: tuple[Block, ...], index: Index, *, defined: bool = False, look: Look | None = None) -> list[Noted]:
    """The notes of a manuscript in order; `defined` where the bibliography is what they cite in full."""
    look = look or Look()
    numbered = [(number, block) for number, block in enumerate(blocks) if block.kind == "note"]
    printed = note_memory.numbers(block for _, block in numbered)
    works = note_titles.definitions([b for _, b in numbered], index) if defined else {}
    return [
        Noted(number, own, look.block(note_titles.hits, block, (tuple(works.get(place, ())),), index))
        for place, ((number, block), own) in enumerate(zip(numbered, printed, strict=True))
    ]


class Pass:
    """One pass through the notes: what was cited last, and what each note cites."""

    def __init__(self, blocks: tuple[Block, ...], text: str, index: Index) -> None:
        """Begin with nothing cited."""
        self.blocks, self.text, self.index = blocks, text, index
        self.memory = Memory()

    def run(self, notes: list[Noted]) -> list[Resolution]:
        """A verdict on each citation in the notes."""
        found: list[tuple[Block, list[Judged]]] = []
        before: Block | None = None
        for note in notes:
            block = self.blocks[note.block]
            self.memory.begin(note.number, block, before)
            found.append((block, sorted(self._note(note, block), key=lambda j: j.start)))
            before = block
        found = note_certain.kept(found, self.blocks, self.index)
        return [one for block, judged in found if judged for one in self.resolutions(judged, block)]

    def _note(self, note: Noted, block: Block) -> list[Judged]:
        found: list[Judged] = []
        free = 0
        parts = list(segments(block.prose))
        edges = self._edges(note.hits, block.prose)
        for hit, (left, right) in zip(note.hits, edges, strict=True):
            found += self._between(block, parts, free, left)
            one = self._titled(hit, left, right, block.prose)
            found.append(one)
            self.memory.remember(one.entries)
            free = right
        found += self._between(block, parts, free, len(block.prose))
        return found

    # ---- titles

    def _edges(self, hits: tuple[Hit, ...], prose: str) -> list[tuple[int, int]]:
        """Where the citation of each title begins and ends."""
        lefts: list[int] = []
        free = 0
        for hit in hits:
            lefts.append(hit.whole[0] if hit.whole else self._left(hit, free, prose))
            free = hit.whole[1] if hit.whole else hit.end
        limits = [*lefts[1:], len(prose)]
        rights = [h.whole[1] if h.whole else self._right(h.end, limits[n], prose) for n, h in enumerate(hits)]
        return list(zip(lefts, rights, strict=True))

    def _left(self, hit: Hit, free: int, prose: str) -> int:
        """From the first of its authors on, else from the last boundary before the title."""
        bound = max((m.end() for m in _BOUNDARY.finditer(prose, free, hit.start)), default=free)
        for number in hit.entries:
            for name in self.index.entries[number].reference.names[:1]:
                at = _place(prose, name.family, free, hit.start)
                if at >= 0 and not _ADDRESS.search(prose, at, hit.start) and hit.start - at < 400:
                    given = _GIVEN.search(prose, max(free, at - 40), at)
                    start = given.start() if given else at
                    lead = LEAD.match(prose, start, at)
                    return lead.end() if lead else start
        lead = LEAD.match(prose, bound, hit.start)
        start = lead.end() if lead else bound
        while start > bound and prose[start - 1] in OPENERS:
            start -= 1
        return start

    def _right(self, start: int, limit: int, prose: str) -> int:
        """To the next semicolon outside quotation marks and brackets, or to a sentence that is prose."""
        pieces = groups.pieces(prose, start, limit)
        end = pieces[0][1] if pieces else limit
        for cut in SENTENCE.finditer(prose, start, end):
            rest = _ADDRESS.sub("", prose[cut.end() : end])
            small = re.findall(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]+", rest)
            if len(small) > 5 and len(small) * 10 > len(rest.split()) * 6 and not any(c.isdigit() for c in rest):
                end = cut.start()
                break
        return start + len(_REFERRED.sub("", prose[start:end]).rstrip(" \n\t.;,。；，、"))

    def _titled(self, hit: Hit, left: int, right: int, prose: str) -> Judged:
        """The work of a title, told from others of that title by author and year."""
        entries = hit.entries
        whole = prose[left:right]
        if len(entries) > 1:
            entries = self._told_apart(entries, fold(prose[left : hit.start]), whole)
        if len(entries) > 1 and (number := note_short.NOTE_NUMBER.search(prose, hit.end, right)):
            entries = tuple(n for n in entries if n in self.memory.by_note.get(number["number"], ())) or entries
        title = " ".join(prose[hit.start : hit.end].split())
        first = self.index.entries[entries[0]]
        if hit.whole:
            reading = Reading(names=tuple(n.family for n in first.reference.names), title=first.reference.title)
            why = "cited here in full for the first time"
            return Judged(left, right, "resolved", entries, why, reading, defines=True)
        reading = Reading(names=tuple(n.family for n in first.reference.names[:1]), title=title)
        if len(entries) > 1 and candidates.same_work(entries, self.index):
            entries = entries[:1]
        entries = note_short.of_volume(entries, whole, self.index)
        if len(entries) > 1:
            by = wording.told_apart(*wording.distinction(entries, self.index))
            return Judged(left, right, "ambiguous", entries, f"{len(entries)} works fit equally{by}", reading)
        before = prose[left : hit.start]
        named = any(family in fold(before) for family in first.families[:1])
        if (hit.words >= note_titles.TELLING or named or note_titles.is_misspelt(first, before)) and (
            differs := self._differs(entries[0], before, prose[hit.end : right])
        ):
            what = (wording.short_dated if differs == "year" else wording.short)(first.reference)
            return Judged(left, right, "mismatch", entries, f"the {differs} differs from {what}", reading)
        return Judged(left, right, "resolved", entries, f"title: {wording.short(first.reference)}", reading)

    def _differs(self, number: int, before: str, after: str) -> str:
        """What a citation has otherwise than the entry whose title it gives: the first name, misspelt, or the year."""
        entry = self.index.entries[number]
        if note_titles.is_misspelt(entry, before):
            return "name"
        printed = set(years.ALONE.findall(_ACCESSED.sub("", _ADDRESS.sub("", after))))
        listed = entry.year[:4]
        if (
            len(printed) == 1
            and listed.isdigit()
            and listed not in printed
            and not set(years.ALONE.findall(entry.raw)) & printed
        ):
            return "year"
        return ""

    def _told_apart(self, entries: tuple[int, ...], before: str, whole: str) -> tuple[int, ...]:
        named = tuple(n for n in entries if any(f in before for f in self.index.entries[n].families[:1]))
        entries = named or entries
        dated = tuple(n for n in entries if (y := self.index.entries[n].year[:4]) and y in whole)
        if not dated and len({self.index.entries[n].title for n in entries}) == 1:
            return self.memory.cited(entries)[:1] or entries  # of two editions the one cited last
        return dated or entries

    # ---- what gives no title

    def _between(self, block: Block, parts: list[tuple[int, int]], start: int, end: int) -> list[Judged]:
        """The citations between two titles; `parts` are the sentences and items of the whole note."""
        found = []
        for low, high in parts[bisect_left(parts, start, key=itemgetter(1)) :]:
            if low >= end:
                break
            low, high = max(low, start), min(high, end)
            if low >= high:
                continue
            high = groups.trim(block.prose, low, high)[1]
            one = note_short.judge(block, self.text, low, high, self.index, self.memory)
            ones = [one] if one else note_short.inside(block, self.text, low, high, self.index, self.memory)
            for one in ones:
                found.append(one)
                self.memory.remember(one.entries if one.verdict in ("resolved", "context", "mismatch") else ())
        return found

    # ---- made into values

    def resolutions(self, judged: list[Judged], block: Block) -> list[Resolution]:
        """The cites of a note as values."""
        cites = [self._cite(j, block) for j in judged]
        start, end = min(c.start for c in cites), max(c.end for c in cites)
        place: Literal["note", "parenthesis"] = "note" if block.kind == "note" else "parenthesis"
        whole = Citation(start, end, tuple(cites), place=place, at=judged[0].start)
        return [
            Resolution(
                cite,
                whole,
                j.verdict,
                tuple(self.index.entries[n].reference.id for n in j.entries),
                j.why,
                j.reading,
                tuple(self.index.entries[n].reference.id for n in j.nearest),
                suggestion=misprints.mended(cite, self.index.entries[j.entries[0]].reference)
                if j.verdict == "mismatch"
                else "",
            )
            for cite, j in zip(cites, judged, strict=True)
        ]

    def _cite(self, judged: Judged, block: Block) -> Cite:
        where = spans.widen(self.text, block.map, judged.start, judged.end)
        prose = block.prose[judged.start : judged.end]
        return Cite(
            where.start,
            where.end,
            self.text[where.start : where.end],
            "note",
            prose=prose,
            readings=(judged.reading,) if judged.reading != Reading() else (),
            locator=self._locator(prose, judged.start, block),
            back="op. cit." if judged.back else "ibid" if IBID.match(prose) else "",
        )

    def _locator(self, prose: str, start: int, block: Block) -> Locator | None:
        found = locators.tail(prose)
        if not found or len(prose) > 120 or years.ALONE.search(prose):
            return None
        at = found.starts[0]
        where = spans.to_source(block.map, start + at, start + found.end)
        text = prose[at : found.end]
        return Locator(text, where.start, where.end, locators.ranges(text))


def ibids(blocks: tuple[Block, ...], text: str, index: Index, look: Look | None = None) -> list[Resolution]:
    """Each `ibid.` in notes and brackets of a manuscript that cites in another format; what it means is left open."""
    out: list[Resolution] = []
    notes = Pass(blocks, text, index)
    look = look or Look()
    for block, items in zip(blocks, look.each(_ibids, blocks, ()), strict=True):
        judged: list[Judged] = []
        for start, end, rest in items:
            if one := note_short.again(start, end, rest, index, notes.memory):
                judged.append(one)
        if judged:
            out += notes.resolutions(judged, block)
    return out


def _ibids(block: Block) -> list[tuple[int, int, str]]:
    """Where each `ibid.` of a block begins and its item ends, and what it says behind that."""
    found = []
    for start, end in _items(block):
        lead = LEAD.match(block.prose, start, end)
        start = lead.end() if lead else start
        if ibid := IBID.match(block.prose, start, end):
            found.append((start, end, block.prose[ibid.end() : end]))
    return found


def _items(block: Block) -> Iterator[tuple[int, int]]:
    """The stretches of a block that may be citations: the items of a note, or of each bracket."""
    if block.kind == "note":
        yield from segments(block.prose)
    elif block.kind != "heading":
        for group in sorted(groups.groups(block.prose), key=lambda g: g.start):
            if group.closed:
                yield from groups.pieces(block.prose, group.start, group.end)


# what ends one citation and begins the next: semicolons, ends of sentences, addresses
_BOUNDARY = pattern(
    r";\s+|[；。]\s*|(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_a-z“\"«‘*])|(?<=[\d>)\]”\"’*][.!?>])\s+(?=[^\W\d_a-z“\"«‘*])|(?:https?://\S+)\s+"
)
