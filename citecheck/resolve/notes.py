"""Citations in notes: full, short, ibid., by the number of an earlier note (CSL citation format `note`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct

from citecheck.citations import author, groups
from citecheck.citations.readings import split_names
from citecheck.model import Block, Citation, Cite, Locator, Reading, Resolution, Verdict
from citecheck.resolve import candidates, evidence, misprints, note_titles, wording
from citecheck.resolve.index import Index
from citecheck.resolve.mention import segments
from citecheck.resolve.note_titles import Hit
from citecheck.text import locators, spans, terms
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

LEAST = 3  # titles in notes that show a manuscript to cite there
# ibid. 12 · ebd., S. 12 · tamże (term "ibid" of CSL locales), at the beginning of an item
_IBID = pattern(rf"(?:[*_]*)(?:{terms.IBID})(?![^\W\d_])[.*_]*[,:，]?\s*", re.IGNORECASE)
_AGAIN_TAIL = pattern(r"[书書文][，,。]?.{0,20}$")  # 等书，第 12 页
# (n 12) · op. cit. (n. 12) · see note 12 above · wie Anm. 3 · (fn 4)
_NOTE_NUMBER = pattern(
    r"[(\[]?\s?(?:(?:above|supra|see|wie|siehe|vgl\.|cf\.|ci-dessus|arriba|oben)\s)?"
    r"(?:n\.?|nn\.?|fn\.?|notes?|Anm\.?|Fn\.?|Fußn\.?|N\.?|nota|прим\.?|przyp\.?|pozn\.?|noot|not)\s?(?P<number>\d{1,4})(?:\s(?:above|supra|oben))?\s?[)\]]?"
)
_LEAD = pattern(
    r"[\s;,.]*(?:(?:see|cf|e\.\s?g|also|for|and|vgl|siehe|auch|voir|aussi|véase|zob|por|см|ср)\b[.,]*\s*)*",
    re.IGNORECASE,
)
_SENTENCE_END = pattern(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_a-z])")
_GIVEN = pattern(r"(?:[^\W\d_]{1,3}\.?[\s-]?|[^\W\d_a-z][^\W\d_]+\s){0,4}$")
_YEAR = pattern(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_ACCESSED = pattern(
    r"(?i:access|retriev|abgeruf|zugriff|consult|acces|visit|cited|cit\.|dostęp|дата)[^;]{0,40}?(?:1[4-9]|20)\d\d"
)
_ADDRESS = pattern(r"<?https?://\S+|doi:\s?\S+|10\.\d{4,}/\S+")


class Noted(Struct, frozen=True):
    """A note: the number of its block, its own number, and the titles in it."""

    block: int
    number: str
    hits: tuple[Hit, ...]


class Judged(NamedTuple):
    """A cite with its verdict; `start` and `end` count in the prose of the note."""

    start: int
    end: int
    verdict: Verdict
    entries: tuple[int, ...]
    why: str
    reading: Reading = Reading()


def noted(blocks: tuple[Block, ...], index: Index) -> list[Noted]:
    """The notes of a manuscript in the order of the text."""
    table = note_titles.titles(index)
    return [
        Noted(number, block.marker.lstrip("^"), tuple(note_titles.hits(block.prose, table, index)))
        for number, block in enumerate(blocks)
        if block.kind == "note"
    ]


class Pass:
    """One pass through the notes: what was cited last, and what each note cites."""

    def __init__(self, blocks: tuple[Block, ...], text: str, index: Index) -> None:
        """Begin with nothing cited."""
        self.blocks, self.text, self.index = blocks, text, index
        self.cited: dict[str, list[int]] = {}  # number of a note -> the entries it cites
        self.seen: dict[int, int] = {}  # entry -> when it was cited last
        self.last: tuple[int, ...] = ()  # the entries of the last citation

    def run(self, notes: list[Noted]) -> list[Resolution]:
        """A verdict on each citation in the notes."""
        out: list[Resolution] = []
        for note in notes:
            block = self.blocks[note.block]
            judged = sorted(self._note(note, block), key=lambda j: j.start)
            if judged:
                out += self.resolutions(judged, block)
        return out

    def _note(self, note: Noted, block: Block) -> list[Judged]:
        found: list[Judged] = []
        free = 0
        parts = list(segments(block.prose))
        edges = self._edges(note.hits, block.prose)
        for hit, (left, right) in zip(note.hits, edges, strict=True):
            found += self._between(note, block, parts, free, left)
            one = self._titled(hit, left, right, block.prose)
            found.append(one)
            self._remember(note, one.entries)
            free = right
        found += self._between(note, block, parts, free, len(block.prose))
        return found

    def _remember(self, note: Noted, entries: tuple[int, ...]) -> None:
        if len(entries) == 1:
            self.cited.setdefault(note.number, []).append(entries[0])
            self.seen[entries[0]] = len(self.seen)
        self.last = entries

    # ---- titles

    def _edges(self, hits: tuple[Hit, ...], prose: str) -> list[tuple[int, int]]:
        """Where the citation of each title begins and ends."""
        lefts: list[int] = []
        free = 0
        for hit in hits:
            lefts.append(self._left(hit, free, prose))
            free = hit.end
        rights = [
            self._right(h.end, lefts[n + 1] if n + 1 < len(lefts) else len(prose), prose) for n, h in enumerate(hits)
        ]
        return list(zip(lefts, rights, strict=True))

    def _left(self, hit: Hit, free: int, prose: str) -> int:
        """From the first of its authors on, else from the last boundary before the title."""
        bound = max((m.end() for m in _BOUNDARY.finditer(prose, free, hit.start)), default=free)
        for number in hit.entries:
            for family in self.index.entries[number].reference.names[:1]:
                at = prose.find(family.family, free, hit.start)
                if at >= 0 and not _ADDRESS.search(prose, at, hit.start) and hit.start - at < 400:
                    given = _GIVEN.search(prose, max(free, at - 40), at)
                    return given.start() if given else at
        lead = _LEAD.match(prose, bound, hit.start)
        return lead.end() if lead else bound

    def _right(self, start: int, limit: int, prose: str) -> int:
        """To the next semicolon outside quotation marks and brackets, or to a sentence that is prose."""
        pieces = groups.pieces(prose, start, limit)
        end = pieces[0][1] if pieces else limit
        for cut in _SENTENCE_END.finditer(prose, start, end):
            rest = _ADDRESS.sub("", prose[cut.end() : end])
            small = re.findall(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]+", rest)
            if len(small) > 5 and len(small) * 10 > len(rest.split()) * 6 and not any(c.isdigit() for c in rest):
                end = cut.start()
                break
        return start + len(prose[start:end].rstrip(" \n\t.;,"))

    def _titled(self, hit: Hit, left: int, right: int, prose: str) -> Judged:
        """The work of a title, told from others of that title by author and year."""
        entries = hit.entries
        whole = prose[left:right]
        if len(entries) > 1:
            entries = self._told_apart(entries, fold(prose[left : hit.start]), whole)
        if len(entries) > 1 and (number := _NOTE_NUMBER.search(prose, hit.end, right)):
            entries = tuple(n for n in entries if n in self.cited.get(number["number"], ())) or entries
        title = " ".join(prose[hit.start : hit.end].split())
        first = self.index.entries[entries[0]]
        reading = Reading(names=tuple(n.family for n in first.reference.names[:1]), title=title)
        if len(entries) > 1 and candidates.same_work(entries, self.index):
            entries = entries[:1]
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
        printed = set(_YEAR.findall(_ACCESSED.sub("", _ADDRESS.sub("", after))))
        listed = entry.year[:4]
        if (
            len(printed) == 1
            and listed.isdigit()
            and listed not in printed
            and not set(_YEAR.findall(entry.reference.raw)) & printed
        ):
            return "year"
        return ""

    def _told_apart(self, entries: tuple[int, ...], before: str, whole: str) -> tuple[int, ...]:
        named = tuple(n for n in entries if any(f in before for f in self.index.entries[n].families[:1]))
        entries = named or entries
        dated = tuple(n for n in entries if (y := self.index.entries[n].year[:4]) and y in whole)
        return dated or entries

    # ---- what gives no title

    def _between(self, note: Noted, block: Block, parts: list[tuple[int, int]], start: int, end: int) -> list[Judged]:
        """The citations between two titles; `parts` are the sentences and items of the whole note."""
        found = []
        for low, high in parts[bisect_left(parts, start, key=itemgetter(1)) :]:
            if low >= end:
                break
            low, high = max(low, start), min(high, end)
            one = self._short(note, block, low, groups.trim(block.prose, low, high)[1]) if low < high else None
            if one:
                found.append(one)
                if one.verdict in ("resolved", "context"):
                    self._remember(note, one.entries)
        return found

    def _short(self, note: Noted, block: Block, start: int, end: int) -> Judged | None:
        prose = block.prose
        lead = _LEAD.match(prose, start, end)
        start = lead.end() if lead else start
        end = start + len(prose[start:end].rstrip(" \n\t.;,"))
        if end <= start:
            return None
        if ibid := _IBID.match(prose, start, end):
            return self.again(start, end, prose[ibid.end() : end])
        if number := _NOTE_NUMBER.search(prose, start, end):
            return self._by_number(start, end, prose[start : number.start()], number["number"])
        return self._by_name(block, start, end)

    def again(self, start: int, end: int, rest: str) -> Judged | None:
        """`ibid.` means the one source of the citation before (Chicago 17 §14.34)."""
        if named := self._named_again(rest):
            return Judged(start, end, "context", named, "the work of that author cited before") if self.seen else None
        if rest and not locators.tail(rest) and len(rest.split()) > 4:
            return None
        if len(self.last) == 1:
            return Judged(start, end, "context", self.last, "the source of the citation before it")
        why = "nothing is cited before it" if not self.last else "the citation before it does not name one source"
        return Judged(start, end, "undecided", (), why)

    def _named_again(self, rest: str) -> tuple[int, ...]:
        """The work cited last of the author named behind an `ibid.`: `同前注，Marsh 等书`."""
        said, others = split_names(_AGAIN_TAIL.sub("", rest)) if _AGAIN_TAIL.search(rest) else ((), False)
        fits = evidence.name_fits(said, others, self.index) if said else {}
        known = [n for n in fits if n in self.seen and fits[n] == max(fits.values())]
        return (max(known, key=lambda n: self.seen[n]),) if known else ()

    def _by_number(self, start: int, end: int, names: str, number: str) -> Judged | None:
        """`Marsh (n 3)`: the work that note 3 cites, of these authors."""
        entries = list(dict.fromkeys(self.cited.get(number, ())))
        said, others = split_names(names.strip(" ,;(["))
        fits = evidence.name_fits(said, others, self.index) if said else {}
        named = [n for n in entries if n in fits and fits[n] == max(fits[k] for k in entries if k in fits)]
        if not any(c.isalpha() for c in names.replace("op. cit", "").replace("a. a. O", "")):
            named = entries
        why = f"cited in note {number}"
        if len(named) == 1:
            return Judged(start, end, "context", (named[0],), why)
        if named:
            return Judged(start, end, "undecided", (), f"note {number} cites several works")
        if len(close := [n for n in entries if note_titles.is_misspelt(self.index.entries[n], names)]) == 1:
            why = f"the name differs from {wording.short(self.index.entries[close[0]].reference)}"
            return Judged(start, end, "mismatch", (close[0],), why, Reading(names=said))
        return Judged(start, end, "undecided", (), f"note {number} cites no work of that author") if entries else None

    def _by_name(self, block: Block, start: int, end: int) -> Judged | None:
        """`Marsh, *Floods*, 12` and `Marsh, 12`: names with words of a title, or of the only work cited before."""
        cite = author.cite(block, self.text, start, end)
        if cite is None:
            return None
        found = candidates.explicit(cite, self.index) if cite.readings else None
        if cite.back and found:
            known = [n for n in found.entries if n in self.seen]
            if len(known) > 1 and found.kind == "title":  # of several works of this title that of this volume
                known = [n for n in known if (v := self.index.entries[n].reference.volume) and f" {v}" in cite.prose]
                if len(known) != 1:
                    return Judged(start, end, "undecided", (), "several works of this title are cited before")
            if known:
                last = max(known, key=lambda n: self.seen[n])
                return Judged(start, end, "context", (last,), "the work of that author cited before", found.reading)
        if _IBID.search(cite.prose) and found and found.kind == "names":
            known = [n for n in found.entries if n in self.seen]
            return (
                Judged(start, end, "context", (known[-1],), "the work of that author cited before") if known else None
            )
        if not found or found.kind not in ("names", "names+title", "label", "title"):
            return None
        entries = found.entries
        if len(entries) > 1 and found.kind == "names":
            entries = tuple(n for n in entries if n in self.seen) or entries
        if len(entries) != 1:
            return None
        sure = found.kind in ("label", "names+title") or bool(found.reading.styled)
        if sure or (
            found.kind == "names"
            and (cite.locator or entries[0] in self.seen)
            and found.fit.names == evidence.ALL_NAMES
        ):
            return Judged(start, end, "resolved", entries, wording.why(found, self.index), found.reading)
        return None

    # ---- made into values

    def resolutions(self, judged: list[Judged], block: Block) -> list[Resolution]:
        cites = [self._cite(j, block) for j in judged]
        whole = Citation(
            min(c.start for c in cites), max(c.end for c in cites), tuple(cites), place="note", at=judged[0].start
        )
        return [
            Resolution(
                cite,
                whole,
                j.verdict,
                tuple(self.index.entries[n].reference.id for n in j.entries),
                j.why,
                j.reading,
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
            back="ibid" if _IBID.match(prose) else "op. cit." if judged.why.startswith("note ") else "",
        )

    def _locator(self, prose: str, start: int, block: Block) -> Locator | None:
        found = locators.tail(prose)
        if not found or len(prose) > 120 or _YEAR.search(prose):
            return None
        at = found.starts[0]
        where = spans.to_source(block.map, start + at, start + found.end)
        text = prose[at : found.end]
        return Locator(text, where.start, where.end, locators.ranges(text))


def repeated(blocks: tuple[Block, ...], text: str, index: Index, found: list[Resolution]) -> list[Resolution]:
    """Each `ibid.` in notes and brackets that stands behind citations of another format, which are `found`."""
    out: list[Resolution] = []
    cited = sorted(found, key=lambda r: r.cite.start)
    one = Pass(blocks, text, index)
    at = 0
    for block in blocks:
        judged: list[Judged] = []
        for start, end in _items(block):
            lead = _LEAD.match(block.prose, start, end)
            start = lead.end() if lead else start
            ibid = _IBID.match(block.prose, start, end)
            if not ibid:
                continue
            where = spans.to_source(block.map, start, end)
            while at < len(cited) and cited[at].cite.start < where.start:
                one.last = tuple(index.by_id[i] for i in cited[at].references)
                at += 1
            if again := one.again(start, end, block.prose[ibid.end() : end]):
                judged.append(again)
        if judged:
            out += one.resolutions(judged, block)
    return out


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
