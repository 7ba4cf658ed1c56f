"""One linear pass over the places of a manuscript: a verdict on every cite."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from citecheck.model import Block, Cite, Manuscript, Reading, Resolution
from citecheck.resolve import (
    candidates,
    cites,
    context,
    full_references,
    ibid,
    mentions,
    misprints,
    near,
    numbers,
    standing,
    wording,
)
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Index
from citecheck.resolve.places import Place, chapter_level, made
from citecheck.resolve.resuming import Walk
from citecheck.resolve.unfit import Unfit
from citecheck.text.looking import Look

_MOST_TOGETHER = 12  # cites of one citation that are looked back at
_NEAREST = 3  # entries that a missing one may have meant
HABIT = 3  # what a writer does so often is a convention; once or twice it is an oversight


class Pass(Walk):
    """The state of one pass through a manuscript: what was cited last, declared, and named."""

    mind = "last", "stated", "unlisted", "cited", "web_pages", "whys"

    def __init__(
        self, manuscript: Manuscript, blocks: tuple[Block, ...], index: Index, look: Look | None = None
    ) -> None:
        """Start at the first block with nothing cited."""
        super().__init__(blocks, look or Look())
        self.manuscript, self.index = manuscript, index
        self.last: tuple[int, tuple[tuple[int, int], ...]] | None = None  # entry and pages cited last, explicitly
        self.stated: int | None = None  # the entry declared for bare pages
        self.unlisted: tuple[int, Reading] | None = None  # block and reading of a work in no entry, cited last
        self.cited: dict[int, int] = {}  # entry -> when it was cited last
        self.web_pages: list[int] = []  # places in `out`
        self.chapters = chapter_level(blocks)
        self.unfit = Unfit(blocks, index, self.look)
        self.words = self.unfit.words
        self.notes: dict[str, list[int]] = {}  # label of a note -> the entries that it declares
        self.declared = list(self.look.each(context.declarations, blocks, (), index))
        for block, declared in zip(blocks, self.declared, strict=True):
            if block.kind == "note" and (found := [n for _, n in declared]):
                self.notes[block.marker] = found
        self.counted: dict[int, frozenset[int]] = {}  # block -> where it counts its points
        self.paged = False  # whether any work is cited with its page
        self.files = False  # whether files are cited by volume and page, (1, 291)
        self.whys: dict[tuple[str, int], str] = {}
        self.here: list[tuple[int, int]] = []  # what the block declares that the pass is in, and where
        self._made = partial(made, index)

    def run(self, places: list[Place]) -> list[Resolution]:
        """The verdict on every citation, in order of place."""
        places = mentions.beside(places, self.blocks, self.manuscript.text, self.index, self.look)
        self.unfit.learn(places)
        self.paged = any(
            f is not None and c.locator is not None and not p.narrative and not numbers.may_be_age(c)
            for p in places
            for c, f in zip(p.citation.cites, p.found, strict=True)
        )
        self.files = any(numbers.is_file(c) and numbers.may_be_file(c) for p in places for c in p.citation.cites)
        return self.run_places(places)

    def run_places(self, places: list[Place]) -> list[Resolution]:
        """The verdict on citations that have been found already, in order of place."""
        self.walk(places)
        return misprints.respelt(self._usual(), self.index)

    def habits(self) -> object:
        """What of the whole manuscript each verdict may depend on."""
        unfit = self.unfit
        stated = unfit.repeated, unfit.presented, self.paged, self.files, self.chapters, self.notes
        return unfit.shapes.fit, unfit.shapes.unfit, *stated

    def is_word(self, name: str) -> bool:
        """Whether the text uses a name as a word."""
        return self.unfit.is_word(name)

    def enter(self, number: int, block: Block) -> None:
        """A heading of a chapter ends what was cited last, and what was declared."""
        if block.kind == "heading" and block.level <= self.chapters:
            self.last, self.stated = None, None
        declared = self.declared[number]
        self.here = [*self._noted(block), *declared] if self.notes else declared

    def meet(self, place: Place) -> None:
        """Judge a citation, with what its block has declared before it."""
        self._state(place.citation.at)
        self._citation(place)

    def leave(self, block: Block) -> None:
        """Know all that a block has declared."""
        self._state(len(block.prose))

    def _usual(self) -> list[Resolution]:
        """The verdicts; a web page that only a note gives is no missing work where the writer does so usually."""
        out = list(self.out)
        for at in self.web_pages if len(self.web_pages) >= HABIT else ():
            why = "a web page that only a note gives, as is usual in this manuscript"
            out[at] = replace(out[at], verdict="unlisted", why=why)
        return out

    def _noted(self, block: Block) -> list[tuple[int, int]]:
        """What the notes declare whose marks stand in a block."""
        return [
            (m.start, number) for m in block.marks if m.kind == "noteref" for number in self.notes.get(m.target, ())
        ]

    def _state(self, at: int) -> None:
        for place, number in self.here:
            if place <= at:
                self.stated = number

    def _citation(self, place: Place) -> None:
        cluster: int | None = None
        sources: set[int] = set()
        for cite, found in zip(place.citation.cites, place.found, strict=True):
            one = self._cite(cite, found, place, cluster)
            if one is None:
                continue
            self.out.append(one)
            if one.verdict == "missing" and place.narrative:
                self.unlisted = place.block, one.reading
            elif one.verdict == "resolved":
                self.unlisted = None
            if one.verdict in ("resolved", "mismatch", "context") and len(one.references) == 1:
                cluster = self.index.by_id[one.references[0]]
                sources.add(cluster)
                if one.verdict != "context":
                    pages = one.cite.locator.ranges if one.cite.locator else ()
                    self.last = cluster, pages or (self.last[1] if self.last and self.last[0] == cluster else ())
                    self.cited[cluster] = len(self.out)
        if len(sources) > 1 and not place.narrative:
            self.last = None

    def _cite(self, cite: Cite, found: Explicit | None, place: Place, cluster: int | None) -> Resolution | None:
        if cite.back == "ibid":
            return self._ibid(cite, place)
        if cite.back:
            return self._op_cit(cite, found, place)
        if cluster is not None and (one := self._inherited(cite, found, place, cluster)):
            return one
        if found and candidates.by_others(found) and not place.narrative:
            one = self.unfit.in_brackets(cite, place)
            nearest = tuple(self.index.entries[n].reference.id for n in found.entries[:_NEAREST])
            return replace(one, nearest=nearest) if one and one.verdict == "missing" and not one.nearest else one
        if found:
            return self._explicit(cite, found, place)
        if not cite.readings or place.bare:
            return self._bare(cite, place, cluster)
        if not place.narrative:
            return self.unfit.in_brackets(cite, place)
        one = self.unfit.in_sentence(cite, place)
        if one.verdict == "missing" and full_references.is_web_page(cite):
            self.web_pages.append(len(self.out))
        return one

    # ---- citations that lean on another

    def _ibid(self, cite: Cite, place: Place) -> Resolution:
        before = [r for r in self.out[-_MOST_TOGETHER:] if r.citation == self.out[-1].citation]
        return ibid.with_source(self._made(cite, place, "undecided", (), ""), before)

    def _op_cit(self, cite: Cite, found: Explicit | None, place: Place) -> Resolution:
        """`op. cit.` means the work of its author that was cited before."""
        entries = found.entries if found else ()
        known = [n for n in entries if n in self.cited] or (entries if len(entries) == 1 else ())
        if not found or not known:
            return self._made(
                cite, place, "undecided", (), "no work of that author is cited before", cites.likeliest(cite)
            )
        last = max(known, key=lambda n: self.cited.get(n, 0))
        return self._made(cite, place, "context", (last,), "the work of that author cited before", found.reading)

    def _inherited(self, cite: Cite, found: Explicit | None, place: Place, cluster: int) -> Resolution | None:
        """`(Marsh, Rivers 424-7; Fords 38)`: a later item leaves the author to the one before."""
        names = self.index.entries[cluster].reference.names
        if not names or (found and found.kind in ("label", "names+title", "names")):
            return None
        for reading in cite.readings:
            if reading.title and not reading.names:
                named = replace(reading, names=(names[0].family,))
                for one in candidates.by_reading(named, self.index):
                    if len(one.entries) == 1:
                        why = f"title of a work by {names[0].family}, named before it in the same parenthesis"
                        return self._made(cite, place, "context", one.entries, why, named)
        return None

    def _bare(self, cite: Cite, place: Place, cluster: int | None) -> Resolution | None:
        block = self.blocks[place.block]
        pages = cite.locator.ranges if cite.locator else ()
        if (
            not numbers.is_page(cite)
            or (self.files and numbers.may_be_file(cite))
            or block.kind == "cell"
            or place.citation.at in self._enumerated(place.block)
            or numbers.counts(block.prose, place.citation.at)
        ):
            return None
        if self.unlisted and self.unlisted[0] >= place.block - 1 and cluster is None:
            why = "pages of the work named before it, which is not in the bibliography"
            return self._made(cite, place, "missing", (), why, self.unlisted[1])
        spanning = any(first < last for first, last in pages)
        goes_on = self.stated is not None or (
            spanning and self.last is not None and context.continues(pages, self.last[1], context.NEXT_PAGES)
        )
        if not (
            place.narrative
            or cluster is not None
            or goes_on
            or numbers.ends_sentence(self.blocks[place.block].prose, place.citation.at)
        ):
            return None
        named = context.named_before(self.blocks, place.block, place.citation.at, self.index, self.look)
        source = context.source_of(
            pages, cluster=cluster, stated=self.stated, named=named, last=self.last, cited=self.cited, index=self.index
        )
        if not isinstance(source, str) and not (
            source.kind == "pages" and numbers.is_age(block.prose, place.citation.at)
        ):
            return self._made(cite, place, "context", (source.number,), source.why)
        if not isinstance(source, str):
            return None
        if not pages or place.narrative or not (self.paged or self.stated is not None):
            return None
        if authors := self.unfit.authors_before(place):
            why = f"nothing in the bibliography fits {wording.joined(authors.names, authors.others)}"
            return self._made(replace(cite, readings=(authors,)), place, "missing", (), why, authors)
        return self._made(cite, place, "undecided", (), source)

    def _enumerated(self, number: int) -> frozenset[int]:
        """Where a block counts its points, (1) … (2) …, rather than citing pages."""
        if number not in self.counted:
            self.counted[number] = numbers.enumeration(self.blocks[number].prose)
        return self.counted[number]

    # ---- citations that name their work

    def _explicit(self, cite: Cite, found: Explicit, place: Place) -> Resolution | None:
        entries = found.entries
        if len(entries) > 1 and candidates.same_work(entries, self.index):
            entries = entries[:1]
        if found.locator_at >= 0:
            cite = cites.relocated(cite, found.locator_at)
        if (
            len(entries) == 1
            and found.kind in ("names", "names+title")
            and near.is_slip(entries[0], found.reading, self.index)
        ):
            entry = self.index.entries[entries[0]].reference
            one = self._made(
                cite, place, "mismatch", entries, f"the name differs from {wording.short(entry)}", found.reading
            )
            return replace(one, suggestion=misprints.suggestion(cite, found.reading, entry))
        if len(entries) == 1:
            if cite.locator is None and not place.narrative and not cites.believable(cite, found.kind):
                return None
            return self._made(cite, place, "resolved", entries, self._why(found, entries[0]), found.reading)
        if place.narrative or (not cite.locator and not self._is_alone(cite, found)):
            return None
        if found.kind == "names" and numbers.may_be_age(cite):
            return self._made(cite, place, "undecided", (), "the number may be an age", found.reading)
        if found.kind == "title":
            named = context.authors_in(self.blocks[place.block], place.citation.at, self.index)
            if len(own := tuple(n for n in entries if n in named)) == 1:
                return self._made(
                    cite, place, "context", own, "title of a work by the author named before it", found.reading
                )
        by = wording.told_apart(*wording.distinction(entries, self.index))
        one = self._made(cite, place, "ambiguous", entries, f"{len(entries)} works fit equally{by}", found.reading)
        return replace(one, suggestion=misprints.as_before(one, self.out, self.blocks[place.block].start))

    def _is_alone(self, cite: Cite, found: Explicit) -> bool:
        """Whether a cite of several works without a page is one: names, where the manuscript cites so, or a title."""
        if found.kind == "names":
            return self.unfit.plausible(cite) and self.unfit.shapes.named(*standing.EVER, but=0)
        return found.kind != "title" or self.unfit.shapes.is_citation(cite)

    def _why(self, found: Explicit, entry: int) -> str:
        if (found.kind, entry) not in self.whys:
            words = found.kind, entry, found.reading.title
            self.whys[found.kind, entry] = self.look.once(wording.why, words, found, self.index)
        return self.whys[found.kind, entry]
