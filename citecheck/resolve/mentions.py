"""Works cited without parentheses: `Marsh pp. 235-238`, full references in notes, titles after `see`.

These can only be found with the index in hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citecheck.citations import author
from citecheck.model import Block, Cite, Locator, Reading
from citecheck.resolve import candidates, evidence, near
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.full_references import full_references
from citecheck.resolve.index import Index
from citecheck.resolve.mention import Mention, is_item, make, segments
from citecheck.resolve.places import Place
from citecheck.resolve.shapes import plausible
from citecheck.text import locators, spans
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.stretches import Stretches

# p. 526 · pp.332-3 · S. 12
_PAGES = pattern(r"(?<![^\W_])(?:pp?\.|pages?|S\.|Seiten?)\s?(?=[\dxvi])")
_PAGE_SIGNS = ("p.", "page", "S.", "Seite")
# Marsh summarizes it on: a name, then up to five words in lower case
_NAMED_BEFORE = pattern(
    r"(?P<name>[^\W\d_a-zà-ÿа-я][^\W\d_]*(?:['’-][^\W\d_]+)*)(?:['’]s)?(?P<between>(?:,?\s[a-zà-ÿа-я][^\W\d_]*){0,6},?\s*)$"
)
# Marsh's 2007 article
_YEAR_WORK = pattern(
    r"['’]s?\s(?P<year>(?:1[5-9]|20)\d\d)\s(?:article|book|essay|study|paper|monograph|review|dissertation|thesis|edition"
    r"|chapter|piece|biography|survey)\b"
)
_NAME_BEFORE = pattern(r"(?<![^\W\d_])[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*$")
_CUE = pattern(
    r"(?<![^\W_])(?:[Ss]ee(?:\salso)?|[Ii]n|[Ff]rom|[Bb]y|[Cc]f\.|[Tt]o|[Aa]t|[Ii]s|[Ss]iehe|[Vv]gl\.|[Vv]oir|[Vv]éase|[Cc]ompare|[Cc]onsult)\s"
)
_VERSION = pattern(r"[A-Z]\d")  # in RVB C4
_ADJOINING = 6  # characters between a title and its bracket
_LONGEST_CUE = 12  # characters
_LONGEST, _QUOTATION = 400, pattern(r":\s[“«„\"]")  # of a citation in a note; what it goes on to quote
_HERE = pattern(r"[\s,.]*(?:above|below|of\sthis|of\sthe\spresent|supra|infra|oben|unten)\b")  # p. 14 above


Titles = frozenset[tuple[str, ...]]
NO_TITLES: Titles = frozenset()


def beside(places: list[Place], blocks: Sequence[Block], text: str, index: Index, look: Look) -> list[Place]:
    """Places in brackets, and those without that name what the index knows, in order."""
    by_block: dict[int, list[Place]] = {}
    for place in places:
        by_block.setdefault(place.block, []).append(place)
    out: list[Place] = []
    unlisted: Titles = frozenset()
    given = text, index
    nothing: tuple[tuple[int, int], ...] = ()
    apart = [n for n, b in enumerate(blocks) if n not in by_block and b.kind != "note"]
    said = zip(apart, look.each(mentions, [blocks[n] for n in apart], (nothing, NO_TITLES), *given), strict=True)
    alone = {number: named for number, named in said if any(named)}
    for number in sorted({*by_block, *alone, *(n for n, b in enumerate(blocks) if b.kind == "note")}):
        block, here = blocks[number], by_block.get(number, [])
        if number in alone:
            found, new = alone[number]
        else:
            before = unlisted if block.kind == "note" else NO_TITLES  # others do not ask
            found, new = look.block(mentions, block, (_taken(here), before), *given)
        unlisted = unlisted | new if new else unlisted
        if found:
            found = [m for m in found if not _cited_behind(m, here, block)]
            named = Stretches((m.citation.start, m.citation.end) for m in found)
            here = [p for p in here if p.narrative or not named.overlaps(p.citation.start, p.citation.end)]
            here += [Place(number, m.citation, (m.found,), narrative=True, bare=m.bare) for m in found]
        out += here if len(here) < 2 else sorted(here, key=lambda p: p.citation.start)
    return out


def _cited_behind(one: Mention, brackets: Iterable[Place], block: Block) -> bool:
    """Whether a bracket right behind a work that is named cites it: `in *The River Ford* (*River Ford*)`."""
    end = one.citation.at + len(one.citation.cites[0].prose)
    return one.found is not None and any(
        not block.prose[end : p.citation.at - 1].strip(" *_")
        and any(f is not None and set(f.entries) & set(one.found.entries) for f in p.found)
        for p in brackets
        if end < p.citation.at <= end + _ADJOINING
    )


def _taken(places: Iterable[Place]) -> tuple[tuple[int, int], ...]:
    """The prose of the places in brackets that are citations."""
    taken: list[tuple[int, int]] = []
    for place in places:
        begin, cites = place.citation.at, place.citation.cites
        for cite, found in zip(cites, place.found, strict=True):
            if found or cite.back or not cite.readings:
                taken.append((begin - 1, begin + sum([len(c.prose) + 2 for c in cites])))
                break
    return tuple(taken)


def mentions(
    block: Block, taken: tuple[tuple[int, int], ...], unlisted: Titles, text: str, index: Index
) -> tuple[list[Mention], Titles]:
    """What a block cites outside of the prose stretches `taken`, each place once.

    `unlisted` holds the titles of full references found so far that are in no entry; new ones are given back.
    """
    if block.kind == "heading":
        return [], frozenset()
    known = set(unlisted)
    return list(_mentions(block, taken, known, text, index)), frozenset(known - unlisted)


def _mentions(
    block: Block, taken: Iterable[tuple[int, int]], unlisted: set[tuple[str, ...]], text: str, index: Index
) -> Iterator[Mention]:
    used = Stretches(taken)
    for one in (
        *_note_items(block, text, index, used),
        *full_references(block, text, index, used, unlisted),
        *_pages(block, text, index),
        *_years(block, text, index),
    ):
        start, end = one.citation.at, one.citation.at + max(1, len(one.citation.cites[0].prose))
        if not used.overlaps(start, end):
            used.add(start, end)
            yield one


# ---- notes and lists: each sentence or item may be a citation


def _note_items(block: Block, text: str, index: Index, taken: Stretches) -> Iterator[Mention]:
    if block.kind != "note" and not (is_item(block) and len(block.prose) < _LONGEST):
        return
    prose = block.prose
    for start, end in segments(prose):
        for begin in (start, *(m.end() for m in _CUE.finditer(prose, start, end))):
            if end - begin > _LONGEST and (quotes := _QUOTATION.search(prose, begin, begin + _LONGEST)):
                end = quotes.start()
            if end - begin > _LONGEST or taken.overlaps(begin, begin + 1):
                continue
            cite = author.cite(block, text, begin, end)
            if cite is None or not cite.readings:
                continue
            found = candidates.explicit(cite, index)
            if not found and begin == start and cite.locator and candidates.other_volume(cite.prose, index):
                yield make(block, text, begin, end, cite, cite.readings[0], None)
                break
            if (
                not found
                and cite.locator
                and plausible(cite, index)
                and (close := _misspelt(cite, prose, begin, index))
            ):
                yield make(block, text, begin, end, cite, close.reading, None)
                break
            if found and len(found.entries) == 1 and _says_enough(found, cite):
                at = prose.find(cite.prose, begin, end)
                yield make(block, text, max(at, begin), end, cite, found.reading, found)
                break


def _misspelt(cite: Cite, prose: str, begin: int, index: Index) -> near.Near | None:
    """The entry that a cite means, of several names or behind `see`."""
    sent = author.sends(prose[max(0, begin - _LONGEST_CUE) : begin].lower())
    return near.misspelt(cite, index) or (near.one_letter(cite, index) if sent else None)


def _says_enough(found: Explicit, cite: Cite) -> bool:
    if found.kind == "names":
        paged = cite.locator is not None and not _VERSION.match(cite.locator.text)
        return paged and found.fit.names == evidence.ALL_NAMES
    if found.kind == "title":
        return bool(found.reading.styled) and (cite.locator is not None or " " in found.reading.title)
    return found.kind in ("label", "names+title") or bool(found.reading.styled)


# ---- names with pages or a year


def _pages(block: Block, text: str, index: Index) -> Iterator[Mention]:
    prose = block.prose
    if not any(sign in prose for sign in _PAGE_SIGNS):
        return
    done = 0
    for mark in _PAGES.finditer(prose):
        if mark.start() < done:
            continue
        run = list(locators.items(prose[: mark.start() + 120], mark.start()))
        if not run or _HERE.match(prose, run[-1].end()):
            continue
        done = end = run[-1].end()
        sentence = prose[max(0, mark.start() - 90) : mark.start()]
        cut = max(sentence.rfind(sign) for sign in ".;()")
        before = _NAMED_BEFORE.search(sentence[cut + 1 :])
        where = spans.to_source(block.map, mark.start(), end)
        locator = Locator(prose[mark.start() : end], where.start, where.end, locators.ranges(prose[mark.start() : end]))
        named = before and evidence.name_fits((before["name"],), False, index)
        start = mark.start() - len(before[0]) if before and named else mark.start()
        reading = Reading(names=(before["name"],)) if before and named else Reading()
        span = spans.widen(text, block.map, start, end)
        cite = Cite(
            span.start,
            span.end,
            text[span.start : span.end],
            "author",
            prose=prose[start:end],
            readings=(reading,) if named else (),
            locator=locator,
            mode="author-in-text" if named else "normal",
        )
        if named:
            top = max(named.values())
            found = Explicit("names", tuple(n for n, q in named.items() if q == top), reading, evidence.Fit(0, *top, 0))
            yield make(block, text, start, end, cite, reading, candidates.narrowed(found, cite, index))
        else:
            yield make(block, text, start, end, cite, reading, None, bare=True)


def _years(block: Block, text: str, index: Index) -> Iterator[Mention]:
    for found in _YEAR_WORK.finditer(block.prose):
        name = _NAME_BEFORE.search(block.prose, max(0, found.start() - 40), found.start())
        named = name and evidence.name_fits((name[0],), False, index)
        if name and named:
            dated = tuple(n for n in named if index.entries[n].year.startswith(found["year"]))
            reading = Reading(names=(name[0],), year=found["year"])
            explicit = Explicit("names+year", dated, reading) if dated else None
            yield make(block, text, name.start(), found.end(), None, reading, explicit)
