"""One linear pass over a manuscript: what every citation refers to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from citecheck.citations import author
from citecheck.model import Bibliography, Block, Citation, Cite, Document, Locator, Manuscript, Problem, Reading, Resolution, Span
from citecheck.resolve import candidates, context, mentions, near, wording
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Index, build
from citecheck.resolve.shapes import Shapes, core_of, gloss, plausible
from citecheck.text import locators
from citecheck.text.scripts import words

# Lee, for instance · Lee for an overview
_ASIDE = re.compile(r"(?:for|among|in\sparticular|especially|respectively|inter\salia)\b")
HABIT = 3  # what a writer does so often is a convention; once or twice it is an oversight
FLOOD_SHARE, FLOOD_LEAST = 0.2, 5  # of distinct works cited that are missing: then the list was not understood


class Place(NamedTuple):
    """A citation where it stands: the number of its block and what each cite says by itself."""

    block: int
    citation: Citation
    found: tuple[Explicit | None, ...]
    narrative: bool = False
    reported: bool = True  # a narrative reference that nothing fits is missing


def resolve_document(manuscript: Manuscript, bibliographies: tuple[Bibliography, ...], *, citation_format: str = "auto") -> Document:
    """The citations of a manuscript, resolved against its bibliographies."""
    index = build(bibliographies)
    printed = [span for b in bibliographies if b.printed and b.path == manuscript.path for span in b.spans]
    citekeys = [_citekey(manuscript, raw, cite, index) for raw in manuscript.citekeys for cite in raw.cites]
    blocks = _searched(manuscript, printed)
    places = _typed(manuscript, blocks, index) if index.entries else []
    problems: tuple[Problem, ...] = ()
    main = _format(places, citekeys, manuscript, blocks, index) if citation_format == "auto" else citation_format
    typed: list[Resolution] = []
    if main == "author":
        typed = Pass(manuscript, blocks, index).run(places)
        typed, problems = _unflooded(typed)
    resolutions = tuple(sorted((*citekeys, *typed), key=lambda r: (r.cite.start, r.cite.end)))
    citations = tuple(dict.fromkeys(r.citation for r in resolutions))
    return Document(manuscript, main, citations, resolutions, bibliographies, problems)


def _citekey(manuscript: Manuscript, raw, cite, index: Index) -> Resolution:
    text = manuscript.text
    citation = Citation(raw.start, raw.end, ())
    made = Cite(cite.start, cite.end, text[cite.start : cite.end], "citekey", citekey=cite.key, prefix=cite.prefix, suffix=cite.suffix, mode=cite.mode, locator=_suffix_locator(cite))
    number = index.by_id.get(cite.key)
    if number is None:
        return Resolution(made, citation, "missing", why=f"no entry has the key {cite.key}")
    return Resolution(made, citation, "resolved", (index.entries[number].reference.id,), why=f"citekey {cite.key}")


def _suffix_locator(cite) -> Locator | None:
    found = locators.tail(cite.suffix) if cite.suffix else None
    if not found or found.starts[0] > 3:
        return None
    text = cite.suffix[found.starts[0] : found.end]
    return Locator(text, cite.end, cite.end, locators.ranges(text))


def _searched(manuscript: Manuscript, printed: list[Span]) -> tuple[Block, ...]:
    """The blocks outside the printed lists."""
    starts = sorted((s.start, s.end) for s in printed)
    keys = [s for s, _ in starts]

    def inside(block: Block) -> bool:
        at = bisect_right(keys, block.start) - 1
        return at >= 0 and block.start < starts[at][1]

    return tuple(b for b in manuscript.blocks if not inside(b))


def _typed(manuscript: Manuscript, blocks: tuple[Block, ...], index: Index) -> list[Place]:
    """All that may be a typed citation in parentheses, with what it says by itself."""
    known: dict[tuple[str, tuple[Reading, ...]], Explicit | None] = {}

    def explicit(cite: Cite) -> Explicit | None:
        key = cite.prose, cite.readings
        if key not in known:
            known[key] = candidates.explicit(cite, index) if cite.readings else None
        return known[key]

    places = []
    for number, block in enumerate(blocks):
        here: list[Place] = []
        for citation in author.extract(block, manuscript.text):
            if gloss(block.prose, citation):
                continue
            place = Place(number, citation, tuple(explicit(c) for c in citation.cites))
            _add(here, _split(place, block, manuscript.text, index, explicit))
        places += here
    return places


def _add(here: list[Place], place: Place) -> None:
    """Of a bracket within a bracket, keep the one that says something; the outer one where both or neither does."""
    for number, other in enumerate(here):
        if other.citation.start < place.citation.end and place.citation.start < other.citation.end:
            if any(place.found) and not any(other.found):
                here[number] = place
            return
    here.append(place)


def _split(place: Place, block: Block, text: str, index: Index, explicit) -> Place:
    """`(Hinman, Smith)`: where an item as a whole fits nothing but its parts do, the comma separates works."""
    cites: list[Cite] = []
    founds: list[Explicit | None] = []
    for cite, found in zip(place.citation.cites, place.found, strict=True):
        parts = [] if found or "," not in cite.prose else _parts(cite, block, text, place.citation.at, explicit)
        cites += [c for c, _ in parts] or [cite]
        founds += [f for _, f in parts] or [found]
    if len(cites) == len(place.found):
        return place
    return place._replace(citation=msgspec.structs.replace(place.citation, cites=tuple(cites)), found=tuple(founds))


def _parts(cite: Cite, block: Block, text: str, at: int, explicit) -> list[tuple[Cite, Explicit]]:
    start = block.prose.find(cite.prose, at)
    cuts = [i for i, c in enumerate(cite.prose) if c == ","][:12]
    edges = [0, *(c + 1 for c in cuts), len(cite.prose) + 1]
    out: list[tuple[Cite, Explicit]] = []
    first = 0
    while first < len(edges) - 1:
        for last in range(min(len(edges) - 1, first + 5), first, -1):
            part = author.cite(block, text, start + edges[first], start + edges[last] - 1)
            found = explicit(part) if part and part.readings else None
            if part and found and (found.kind != "title" or found.reading.styled):
                out.append((part, found))
                first = last
                break
        else:
            return []
    return out if len(out) > 1 else []


def _format(places: Iterable[Place], citekeys: list[Resolution], manuscript: Manuscript, blocks: tuple[Block, ...], index: Index):
    """The citation format that most of a manuscript's citations are of; empty where that cannot be told."""
    dated = paged = 0
    for place in places:
        for cite, found in zip(place.citation.cites, place.found, strict=True):
            if not found:
                continue
            year = cite.locator is not None and any(index.entries[n].year[:4] and cite.locator.text.startswith(index.entries[n].year[:4]) for n in found.entries)
            dated, paged = dated + (found.kind == "names+year" or year), paged + (not year)
    numbered = sum(1 for e in index.entries if e.reference.number)
    if numbered > len(index.entries) / 2:
        return "citekey" if citekeys else ""
    if dated > max(2, paged * 0.4):
        return ""
    if paged:
        return "author"
    return "citekey" if citekeys else "author" if index.entries else ""


class Pass:
    """The state of one pass through a manuscript: what was cited last, declared, and named."""

    def __init__(self, manuscript: Manuscript, blocks: tuple[Block, ...], index: Index) -> None:
        self.manuscript, self.blocks, self.index = manuscript, blocks, index
        self.out: list[Resolution] = []
        self.last: tuple[int, tuple[tuple[int, int], ...]] | None = None
        self.stated: int | None = None
        self.chapters = chapter_level(blocks)
        self.unlisted: tuple[int, Reading] | None = None  # the block and reading of a work in no entry, cited last
        self.cited: dict[int, int] = {}
        self.shapes = Shapes((), index)
        self.prose = ""  # the whole of it, made when first needed
        self.web_pages: list[int] = []  # places in `out`

    def run(self, places: list[Place]) -> list[Resolution]:
        """The verdict on every citation, in order of place."""
        places = self._with_mentions(places)
        judged = [(c, f is not None) for p in places if not p.narrative for c, f in zip(p.citation.cites, p.found, strict=True)]
        self.shapes = Shapes(judged, self.index)
        here = 0
        for number, block in enumerate(self.blocks):
            if block.kind == "heading" and block.level <= self.chapters:
                self.last, self.stated = None, None
            while here < len(places) and places[here].block == number:
                self._citation(places[here])
                here += 1
            stated = context.declared(block, self.last[0] if self.last else None, self.index)
            if stated is not None:
                self.stated = stated
        if len(self.web_pages) >= HABIT:
            for at in self.web_pages:
                self.out[at] = msgspec.structs.replace(self.out[at], verdict="unlisted", why="a web page that only a note gives, as is usual in this manuscript")
        return self.out

    def _with_mentions(self, places: list[Place]) -> list[Place]:
        by_block: dict[int, list[Place]] = {}
        for place in places:
            by_block.setdefault(place.block, []).append(place)
        out: list[Place] = []
        unlisted: set[tuple[str, ...]] = set()
        for number, block in enumerate(self.blocks):
            here = by_block.get(number, [])
            taken = [(p.citation.at - 1, p.citation.at + sum(len(c.prose) for c in p.citation.cites) + 2 * len(p.citation.cites)) for p in here if any(p.found)]
            for m in mentions.mentions(block, self.manuscript.text, self.index, taken, unlisted):
                here = [p for p in here if p.citation.end <= m.citation.start or p.citation.start >= m.citation.end or p.narrative]
                here.append(Place(number, m.citation, (m.found,), narrative=True, reported=not m.bare))
            out += sorted(here, key=lambda p: p.citation.start)
        return out

    def _citation(self, place: Place) -> None:
        cluster: int | None = None
        judged = any(place.found)
        for cite, found in zip(place.citation.cites, place.found, strict=True):
            one = self._back(cite, found, place) if cite.back else self._inherited(cite, found, place, cluster) if cluster is not None else None
            if cite.back:
                pass
            elif one is None and found:
                one = self._explicit(cite, found, place)
            elif one is None and not cite.readings:
                one = self._bare(cite, place, cluster)
            elif one is None:
                one = self._unfit(cite, place, judged)
            if one is None:
                continue
            self.out.append(one)
            if one.verdict == "missing" and place.narrative:
                self.unlisted = place.block, one.reading
            elif one.verdict == "resolved":
                self.unlisted = None
            if one.verdict in ("resolved", "mismatch", "context") and len(one.references) == 1:
                cluster = self.index.by_id[one.references[0]]
                if one.verdict != "context":
                    pages = one.cite.locator.ranges if one.cite.locator else ()
                    self.last = cluster, pages or (self.last[1] if self.last and self.last[0] == cluster else ())
                    self.cited[cluster] = len(self.out)

    def _back(self, cite: Cite, found: Explicit | None, place: Place) -> Resolution | None:
        """`ibid.` means the source of the citation before; `op. cit.` the work of its author that was cited last."""
        if cite.back == "ibid":
            before = next((r for r in reversed(self.out) if r.cite.start < cite.start), None)
            if before is None:
                return self._made(cite, place, "undecided", (), "nothing is cited before it")
            if before.verdict == "missing":
                return self._made(cite, place, "undecided", (), "what is cited before it is not in the bibliography")
            if before.verdict not in ("resolved", "context", "mismatch") or (before.citation != place.citation and self._sources_of(before.citation) > 1):
                return self._made(cite, place, "undecided", (), "the citation before it does not name one source")
            return self._made(cite, place, "context", (self.index.by_id[before.references[0]],), "the source of the citation before it", before.reading)
        known = [n for n in found.entries if n in self.cited] if found else []
        if found and (known or len(found.entries) == 1):
            return self._made(cite, place, "context", (max(known, key=lambda n: self.cited[n]) if known else found.entries[0],), "the work of that author cited before", found.reading)
        return self._made(cite, place, "undecided", (), "no work of that author is cited before", _likeliest(cite))

    def _sources_of(self, citation: Citation) -> int:
        return len({r.references for r in self.out[-12:] if r.citation == citation})

    def _inherited(self, cite: Cite, found: Explicit | None, place: Place, cluster: int) -> Resolution | None:
        """`(Zhukov, Inoi 424-7; Tainy 38)`: a later item leaves the author to the one before."""
        families = self.index.entries[cluster].reference.names
        if (found and found.kind in ("label", "names+title", "names")) or not families or not cite.readings:
            return None
        for reading in cite.readings:
            if reading.title:
                named = msgspec.structs.replace(reading, names=(families[0].family,))
                for one in candidates._by_reading(named, self.index):
                    if len(one.entries) == 1:
                        return self._made(cite, place, "context", one.entries, f"title of a work by {families[0].family}, named before it in the same parenthesis", named)
        return None

    def _explicit(self, cite: Cite, found: Explicit, place: Place) -> Resolution | None:
        entries = found.entries
        if len(entries) > 1 and candidates.same_work(entries, self.index):
            entries = entries[:1]
        if found.locator_at >= 0 and cite.locator:
            cite = _relocated(cite, found.locator_at)
        if len(entries) == 1:
            if found.kind == "names" and cite.locator is None and place.narrative is False and not self._believable(cite):
                return None
            return self._made(cite, place, "resolved", entries, wording.why(found, self.index), found.reading)
        if place.narrative or (found.kind in ("names", "title") and not self.shapes.is_citation(cite) and not cite.locator):
            return None
        what, parts = wording.distinction(entries, self.index)
        by = f"; the {what} tells them apart: {', '.join(f'“{p}”' for p in parts[:4])}" if what else ""
        return self._made(cite, place, "ambiguous", entries, f"{len(entries)} works fit equally{by}", found.reading)

    def _believable(self, cite: Cite) -> bool:
        """A name alone in parentheses: a citation, where it carries no word of prose."""
        return (not cite.suffix or _ASIDE.match(cite.suffix) is not None) and (not cite.prefix or author.SIGNAL.fullmatch(cite.prefix + " ") is not None)

    def _bare(self, cite: Cite, place: Place, cluster: int | None) -> Resolution | None:
        if not _page_like(cite) or (not place.narrative and cluster is None and not self._ends_sentence(place)):
            return None
        named = context.named_in(context.lead_in(self.blocks, place.block, place.citation.at), self.index, self.cited, quoted_source=True)
        if self.unlisted and self.unlisted[0] >= place.block - 1 and cluster is None:
            return self._made(cite, place, "missing", (), "pages of the work named before it, which is not in the bibliography", self.unlisted[1])
        source = context.source_of(cite, cluster=cluster, stated=self.stated, named=named, last=self.last, index=self.index)
        if isinstance(source, str):
            if place.narrative:
                return None
            return self._made(cite, place, "undecided", (), source)
        return self._made(cite, place, "context", (source.number,), source.why)

    def _ends_sentence(self, place: Place) -> bool:
        """Whether a number in parentheses stands where a citation stands: behind a quotation or a sentence, or before its stop."""
        prose = self.blocks[place.block].prose
        before = prose[: place.citation.at - 1].rstrip()
        close = prose.find(")", place.citation.at)
        after = prose[close + 1 : close + 3].lstrip("*_")
        return (not before or before[-1] in ".!?\"”’»…*:]" or after[:1] in ".,;:") or (not after.strip() and len(before) > 40)

    def _unfit(self, cite: Cite, place: Place, judged: bool) -> Resolution | None:
        reading = _likeliest(cite)
        if place.narrative:
            if not place.reported:
                return self._bare(cite, place, None)
            if reading.year:
                return self._made(cite, place, "undecided", (), f"no work of {reading.year} is listed under {reading.names[0]}", reading)
            one = self._missing(cite, place, reading)
            return self._unlisted(one) if one.verdict == "missing" and mentions.is_web_page(cite) else one
        if volumes := candidates.other_volume(cite.prose, self.index):
            return self._missing(cite, place, reading, volumes)
        close = near.near(cite, self.index)
        if close and close[0].sure and (plausible(cite, self.index) or reading.styled):
            entry = self.index.entries[close[0].number]
            fixed = wording.suggestion(cite, close[0].reading, entry.reference)
            one = self._made(cite, place, "mismatch", (close[0].number,), f"the {close[0].differs} differs from {wording.short(entry.reference)}", close[0].reading)
            return msgspec.structs.replace(one, suggestion=fixed)
        if not (self.shapes.is_citation(cite) and self._stands_alone(cite, place) or judged and len(place.found) > 1 and plausible(cite, self.index)):
            return None
        return self._missing(cite, place, reading, tuple(n.number for n in close))

    def _stands_alone(self, cite: Cite, place: Place) -> bool:
        """A name without a page is called a citation only where one stands: before a stop, and if it is no word of the text."""
        if cite.locator is not None or cite.readings[0].styled:
            return True
        prose = self.blocks[place.block].prose
        after = prose[place.citation.at + len(cite.prose) + 1 :].lstrip("*_ )")
        return after[:1] in ("", ".", ",", ";", ":", "\n") and not any(self._is_word(w) for w in core_of(cite).split())

    def _is_word(self, name: str) -> bool:
        """Whether the text uses a name as a common word, or as a place."""
        if not self.prose:
            self.prose = " ".join(b.prose for b in self.blocks).replace("\n", " ")
        return f" {name.lower()} " in self.prose or f" in {name}" in self.prose or f" {name.lower()}s " in self.prose

    def _missing(self, cite: Cite, place: Place, reading: Reading, close: tuple[int, ...] = ()) -> Resolution:
        if self._in_raw(reading, cite):
            return self._made(cite, place, "undecided", (), "its words stand in an entry that could not be read with certainty", reading)
        who = " and ".join(reading.names) or f"“{reading.title}”"
        one = self._made(cite, place, "missing", (), f"nothing in the bibliography fits {who}", reading)
        return msgspec.structs.replace(one, nearest=tuple(self.index.entries[n].reference.id for n in close))

    def _unlisted(self, one: Resolution) -> Resolution:
        """A titled web address that only its note gives; `habit` decides whether that is this writer's way."""
        self.web_pages.append(len(self.out))
        return one

    def _in_raw(self, reading: Reading, cite: Cite) -> bool:
        """Whether the cite's own words stand together in a raw entry that they do not fit."""
        title = set(words(reading.title))
        names = {w for n in reading.names[:1] for w in words(n)[-1:]}
        if not names or not title:
            return False
        return any(names | title <= raw for raw in self.index.raw)

    def _made(self, cite: Cite, place: Place, verdict, entries: tuple[int, ...], why: str, reading: Reading = Reading()) -> Resolution:
        return Resolution(cite, place.citation, verdict, tuple(self.index.entries[n].reference.id for n in entries), why, reading)


def chapter_level(blocks: tuple[Block, ...]) -> int:
    """The level of the headings that part a manuscript: the highest one that occurs more than once."""
    levels = [b.level for b in blocks if b.kind == "heading"]
    return min((level for level in levels if levels.count(level) > 1), default=min(levels, default=0))


def _page_like(cite: Cite) -> bool:
    return cite.locator is not None and (bool(cite.locator.ranges) or cite.mode != "normal") and all(last < 3000 for _, last in cite.locator.ranges)


def _likeliest(cite: Cite) -> Reading:
    """The reading that a message speaks of: a title in its own type, else the name before the comma."""
    titled = [r for r in cite.readings if r.title and r.names]
    return (titled or list(cite.readings) or [Reading()])[0]


def _relocated(cite: Cite, at: int) -> Cite:
    """The cite with the locator that is left when its label took the numbers before."""
    if cite.locator is None:
        return cite
    moved = max(0, at - cite.locator_at)
    text = cite.locator.text[moved:]
    if not text:
        return msgspec.structs.replace(cite, locator=None, locator_at=-1)
    left = Locator(text, cite.locator.start + moved, cite.locator.end, locators.ranges(text))
    return msgspec.structs.replace(cite, locator=left, locator_at=cite.locator_at + moved)


def _unflooded(resolutions: list[Resolution]) -> tuple[list[Resolution], tuple[Problem, ...]]:
    """A list that was not understood is reported once, not as a flood of missing works."""
    missing = {core_of(r.cite).casefold() for r in resolutions if r.verdict == "missing" and r.citation.place in ("parenthesis", "bracket")}
    cited = {r.references for r in resolutions if r.references}
    if len(missing) < FLOOD_LEAST or len(missing) <= FLOOD_SHARE * (len(missing) + len(cited)):
        return resolutions, ()
    first = next(r for r in resolutions if r.verdict == "missing")
    message = f"{len(missing)} of the {len(missing) + len(cited)} works cited are not in the bibliography; it may have been misread or be another manuscript's"
    changed = [msgspec.structs.replace(r, verdict="undecided", why="the bibliography fits too few of the citations") if r.verdict == "missing" else r for r in resolutions]
    return changed, (Problem("DOC906", Span(first.cite.start, first.cite.end), message),)
