"""Works cited without parentheses: `Polianskii pp. 235-238`, full references in notes, titles after `see`.

These can only be found with the index in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citecheck.citations import author, groups
from citecheck.citations.readings import is_name
from citecheck.model import Block, Citation, Cite, Locator, Reading
from citecheck.resolve import candidates, evidence
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Index, significant
from citecheck.text import locators, spans
from citecheck.text.scripts import words

# p. 526 · pp.332-3 · S. 12
_PAGES = re.compile(r"(?<![^\W_])(?:pp?\.|pages?|S\.|Seiten?)\s?(?=[\dxvi])")
# Pavliukov summarizes it on: a name, then up to five words in lower case
_NAMED_BEFORE = re.compile(
    r"(?P<name>[^\W\d_a-zà-ÿа-я][^\W\d_]*(?:['’-][^\W\d_]+)*)(?:['’]s)?(?P<between>(?:,?\s[a-zà-ÿа-я][^\W\d_]*){0,6},?\s*)$"
)
# Wheatcroft's 2007 article
_YEAR_WORK = re.compile(
    r"(?P<name>[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*)['’]s?\s(?P<year>(?:1[5-9]|20)\d\d)\s(?P<work>article|book|essay|study|paper|monograph|review|dissertation|thesis|edition|chapter|piece|biography|survey)\b"
)
_CUE = re.compile(
    r"(?<![^\W_])(?:[Ss]ee(?:\salso)?|[Ii]n|[Ff]rom|[Bb]y|[Cc]f\.|[Tt]o|[Aa]t|[Ii]s|[Ss]iehe|[Vv]gl\.|[Vv]oir|[Vv]éase|[Cc]ompare|[Cc]onsult)\s"
)
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_a-z“\"«])|(?<=[\d>)\]”\"’*][.!?>])\s+(?=[^\W\d_a-z“\"«*])|(?<=>)\s+(?=[A-Z])"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_IMPRINT = re.compile(
    rf"""
    [^\W\d_][\w .'’&,/-]{{1,60}}:\s[\w"“«„][^\n:;]{{1,60}}?,?\s{_YEAR}                  # Lowfield: Weir, 2003
    | \d{{1,4}}(?:[,.:/]\s?(?:no\.\s?)?\d{{1,4}})?\s?\([^()]{{0,20}}{_YEAR}\)              # 56, 5 (July 2004)
    | \([^()]{{3,60}},\s{_YEAR}\)                                                        # (Weir Press, 2016)
    | (?<![^\W_])(?:pp?|S|vol|no|nr|Bd|t)\.\s?\d                                       # pp. 161-4
    | https?://
    | (?:[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},\s|\d{{1,2}}\s[A-Z][a-z]{{2,8}}\.?\s){_YEAR}      # June 4, 1992
    | (?<!\d){_YEAR}(?!\d)[,.]
    """,
    re.VERBOSE,
)
# What a web page lacks: a publisher, a volume, pages
_PRINTED = re.compile(
    rf"""
    [^\W\d_][\w .'’&,/-]{{1,60}}:\s[\w"“«„][^\n:;/]{{1,60}}?,?\s{_YEAR}
    | \d{{1,4}}\s?\([^()]{{0,20}}{_YEAR}\)
    | (?<![^\W_])pp?\.\s?\d
    """,
    re.VERBOSE,
)
# http://weir.example/plan A later plan is in
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S+\s+(?=[^\W\d_a-z])")
_ADDRESS = re.compile(r"https?://|www\.")
_PUBLISHED = re.compile(r"\s?\((?:[^()]{0,60}[,:]\s)?[^()]{3,60},\s(?:1[5-9]|20)\d\d\)")


_HERE = re.compile(r"[\s,.]*(?:above|below|of\sthis|of\sthe\spresent|supra|infra|oben|unten)\b")  # p. 14 above
_PUBLICATION = re.compile(r"\d\s(?:article|book|essay|study|paper|monograph|dissertation|thesis)\b")


class Mention(NamedTuple):
    """A citation in running text and what it fits; without `found` it is a full reference that nothing listed fits."""

    citation: Citation
    found: Explicit | None
    bare: bool = False  # pages whose author stands elsewhere


def mentions(
    block: Block, text: str, index: Index, taken: list[tuple[int, int]], unlisted: set[tuple[str, ...]]
) -> Iterator[Mention]:
    """What a block cites outside of the prose stretches `taken`, each place once.

    `unlisted` holds the titles of full references found so far that are in no entry; new ones are added.
    """
    if block.kind == "heading":
        return
    used = list(taken)
    for one in (
        *_note_items(block, text, index, used),
        *_full(block, text, index, used, unlisted),
        *_pages(block, text, index),
        *_years(block, text, index),
    ):
        start, end = one.citation.at, one.citation.at + max(1, len(one.citation.cites[0].prose))
        if not any(a < end and start < b for a, b in used):
            used.append((start, end))
            yield one


def is_item(block: Block) -> bool:
    """Whether a block is an item of a list, by its markup or by a bullet that is typed as text."""
    return block.kind == "item" or block.prose[:2] in ("* ", "• ", "· ", "– ")


def _mention(
    block: Block,
    text: str,
    start: int,
    end: int,
    cite: Cite | None,
    reading: Reading,
    found: Explicit | None,
    bare: bool = False,
) -> Mention:
    if cite is None:
        where = spans.widen(text, block.map, start, end)
        cite = Cite(
            where.start,
            where.end,
            text[where.start : where.end],
            "author",
            prose=block.prose[start:end],
            readings=(reading,),
            mode="author-in-text",
        )
    return Mention(
        Citation(cite.start, cite.end, (cite,), place="note" if block.kind == "note" else "text", at=start), found, bare
    )


# ---- notes and lists: each sentence or item may be a citation


def _note_items(block: Block, text: str, index: Index, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    if block.kind != "note" and not (is_item(block) and len(block.prose) < 400):
        return
    prose = block.prose
    for start, end in _segments(prose):
        for begin in (start, *(m.end() for m in _CUE.finditer(prose, start, end))):
            if end - begin > 400 or any(a <= begin < b for a, b in taken):
                continue
            cite = author.cite(block, text, begin, end)
            if cite is None or not cite.readings:
                continue
            found = candidates.explicit(cite, index)
            if not found and begin == start and cite.locator and candidates.other_volume(cite.prose, index):
                yield _mention(block, text, begin, end, cite, cite.readings[0], None)
                break
            if found and len(found.entries) == 1 and _says_enough(found, cite):
                at = prose.find(cite.prose, begin, end)
                yield _mention(block, text, max(at, begin), end, cite, found.reading, found)
                break


def _segments(prose: str) -> Iterator[tuple[int, int]]:
    for a, b in groups.pieces(prose, 0, len(prose)):
        start = a
        for cut in sorted(
            (*_SENTENCE.finditer(prose, a, b), *_ADDRESS_END.finditer(prose, a, b)), key=lambda m: m.start()
        ):
            if cut.start() > start:
                yield groups.trim(prose, start, cut.start())
            start = max(start, cut.end())
        yield groups.trim(prose, start, b)


def _says_enough(found: Explicit, cite: Cite) -> bool:
    if found.kind == "names":
        return cite.locator is not None and found.fit.names == evidence.ALL_NAMES
    return found.kind in ("label", "names+title") or bool(found.reading.styled)


# ---- full references, by their title


def _full(
    block: Block, text: str, index: Index, taken: list[tuple[int, int]], unlisted: set[tuple[str, ...]]
) -> Iterator[Mention]:
    """Italic and quoted titles that are listed, or that carry an imprint, a date or pages."""
    prose = block.prose
    stretches = author.styled(block, 0, len(prose))
    after_title = 0
    for start, end in stretches:
        title = prose[start:end].strip(' \t\r\n,.;:*_"“”„‟«»')
        cited = tuple(words(title))
        if not cited or start < after_title or any(a <= start < b for a, b in taken):
            continue
        names, begin, known = _names_before(prose, start, index)
        tail = prose[end : end + 160]
        stop = _segment_end(prose, end)
        found = _listed(cited, title, names if known else (), index)
        if found and len(found.entries) > 1:
            found = found._replace(entries=_likest(found.entries, prose[end : end + 400], index))
        note = block.kind == "note"
        if found:
            if (
                note
                or is_item(block)
                or (known and _IMPRINT.search(tail[:80]))
                or _cued(prose, begin)
                or _PUBLISHED.match(tail)
            ):
                yield _mention(block, text, begin, end, None, Reading(names=names, title=title, styled="italic"), found)
                after_title = stop
        elif (note and begin_of_sentence(prose, begin) and _IMPRINT.search(tail.split("\n\n")[0][:120])) or (
            _PUBLISHED.match(tail) and len(cited) > 1
        ):
            if published := _PUBLISHED.match(tail):
                stop = end + published.end()
            yield _mention(block, text, begin, stop, None, Reading(names=names, title=title, styled="italic"), None)
            unlisted.add(significant(cited))
            after_title = stop
        elif (
            note
            and len(significant(cited)) > 1
            and any(known[: len(significant(cited))] == significant(cited) for known in unlisted)
        ):
            yield _mention(block, text, begin, end, None, Reading(names=names, title=title, styled="italic"), None)


def is_publication(cite: Cite) -> bool:
    """Whether `Lee's 2007 article` names a kind of publication, not an edition or review of something else."""
    return _PUBLICATION.search(cite.prose) is not None


def is_web_page(cite: Cite) -> bool:
    """Whether a full reference has an address, and neither publisher, volume nor pages."""
    return _ADDRESS.search(cite.prose) is not None and _PRINTED.search(cite.prose) is None


def _segment_end(prose: str, at: int) -> int:
    """Where the reference ends that a title belongs to: its semicolon or full stop, 300 characters on at the latest."""
    semicolon = prose.find(";", at, at + 300)
    stop = semicolon if semicolon >= 0 else min(len(prose), at + 300)
    for cut in _SENTENCE.finditer(prose, at, stop):
        if _IMPRINT.search(prose, at - 1, cut.start()):
            stop = cut.start()
            break
    return groups.trim(prose, at, stop)[1] if stop > at else at


def begin_of_sentence(prose: str, at: int) -> bool:
    """Whether a place begins a sentence or an item, a few words before it aside."""
    before = prose[max(0, at - 60) : at]
    start = max(before.rfind(". "), before.rfind("; "), before.rfind(": "))
    lead = before[start + 1 :] if start >= 0 else before if at <= 60 else None
    return lead is not None and len(lead.split()) <= 7


def _cued(prose: str, at: int) -> bool:
    """`see`, or `in … we`: words that send the reader to a work."""
    return re.search(
        r"(?<![^\W_])(?:[Ss]ee(?:\salso)?|[Cc]f\.|[Cc]ompare|[Ss]iehe|[Vv]gl\.|[Vv]oir|[Vv]éase)\s(?:[a-z]+\s){0,3}$",
        prose[max(0, at - 40) : at],
    ) is not None or (
        re.search(r"(?<![^\W_])[Ii]n\s$", prose[max(0, at - 4) : at]) is not None
        and re.match(r"[^.]{0,60}?[*_\"”’]?\s(?:we|I)\s", prose[at : at + 120]) is not None
    )


_NAMES_BEFORE = re.compile(
    r"(?:(?:[^\W\d_a-zà-ÿа-я][\w.'’-]*|&|and|und|et|y|e|de|von|van|der|la)[\s,.]{0,3}){1,9}(?:['’]s)?[\s,.:]*$"
)


def _names_before(prose: str, at: int, index: Index) -> tuple[tuple[str, ...], int, bool]:
    """The author whose name leads up to a title, where the name begins, and whether the author is listed."""
    start = max(0, at - 90)
    tail = _NAMES_BEFORE.search(prose, start, at)
    if not tail:
        return (), at, False
    begin = tail.start()
    if signal := author.SIGNAL.match(prose, begin, at):
        begin = signal.end()
    name = re.sub(r"['’]s$", "", prose[begin:at].strip(" ,.:"))
    parts = [part.strip() for part in re.split(r",|\band\b|&", name) if part.strip()]
    for part in parts:
        if evidence.family_of(part, index):
            return (part,), begin, True
    if (
        prose[:at].rstrip().endswith((",", ".", ":"))
        and parts
        and begin_of_sentence(prose, begin)
        and is_name(parts[0])
    ):
        return (parts[0],), begin, False
    return (), at, False


def _listed(cited: tuple[str, ...], title: str, names: tuple[str, ...], index: Index) -> Explicit | None:
    fits = evidence.title_fits(cited, index)
    named = evidence.name_fits(names, False, index) if names else {}
    if named:
        own = {
            n: fit
            for n in named
            if (fit := evidence.title_fit(cited, index.entries[n]) or evidence.title_fit(cited, index.entries[n], True))
        }
        fits = own or fits
    enough = {
        n: fit
        for n, fit in fits.items()
        if (fit == evidence.WHOLE_TITLE and (len(significant(cited)) > 1 or n in named))
        or (fit >= evidence.LEADING_WORDS and len(significant(cited)) > 1)
    }
    if not enough:
        return None
    top = max(enough.values())
    return Explicit(
        "title",
        tuple(n for n, fit in enough.items() if fit == top),
        Reading(names=names, title=title, styled="italic"),
        evidence.Fit(top, 0, 0, 0),
    )


def _likest(entries: tuple[int, ...], rest: str, index: Index) -> tuple[int, ...]:
    """Of entries with one title, those that share most words with what follows it in a full reference."""
    said = set(words(rest))
    shared = {n: len(said & index.raw[n]) for n in entries}
    return tuple(n for n in entries if shared[n] == max(shared.values()))


# ---- names with pages or a year


def _pages(block: Block, text: str, index: Index) -> Iterator[Mention]:
    prose = block.prose
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
            yield _mention(block, text, start, end, cite, reading, candidates.narrowed(found, cite, index))
        else:
            yield _mention(block, text, start, end, cite, reading, None, bare=True)


def _years(block: Block, text: str, index: Index) -> Iterator[Mention]:
    for found in _YEAR_WORK.finditer(block.prose):
        named = evidence.name_fits((found["name"],), False, index)
        dated = tuple(n for n in named if index.entries[n].year.startswith(found["year"]))
        if named:
            reading = Reading(names=(found["name"],), year=found["year"])
            yield _mention(
                block,
                text,
                found.start(),
                found.end(),
                None,
                reading,
                Explicit("names+year", dated, reading) if dated else None,
            )
