"""Full references in notes, lists and running text, found by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.citations import author, groups
from citecheck.citations.readings import is_name
from citecheck.model import Block, Cite, Reading
from citecheck.resolve import evidence
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.index import Index, raw_words, significant
from citecheck.resolve.mention import SENTENCE, Mention, is_item, make
from citecheck.text.patterns import pattern
from citecheck.text.scripts import word_tuple, words
from citecheck.text.stretches import Stretches

_YEAR = r"(?:1[5-9]|20)\d\d"
_IMPRINT = pattern(
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
_PRINTED = pattern(
    rf"""
    [^\W\d_][\w .'’&,/-]{{1,60}}:\s[\w"“«„][^\n:;/]{{1,60}}?,?\s{_YEAR}
    | \d{{1,4}}\s?\([^()]{{0,20}}{_YEAR}\)
    | (?<![^\W_])pp?\.\s?\d
    """,
    re.VERBOSE,
)
_ADDRESS = pattern(r"https?://|www\.")
_DAY = rf"(?:[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},\s|\d{{1,2}}\.?\s[A-Z][a-z]{{2,8}}\.?\s){_YEAR}"
_LOOKED_AT = pattern(rf"[aA]ccessed\s(?:on\s)?{_DAY}")
_FULL = pattern(rf"{_DAY}|[^\W\d_][\w .'’&,/-]{{1,60}}:\s[\w\"“«„][^\n:;/]{{1,60}}?,?\s{_YEAR}|https?://")
# (Weir Press, 2016); not: (oil on oak, 1650), (dir. Ann Lee, 1951), (Regie: Ann Lee, 1951)
_PUBLISHED = pattern(
    r"\s?\((?![a-zà-ÿ]|(?:[A-Z][a-z]+\s)?(?:[Dd]ir|Regie|Réal|[Rr]egia|[Pp]rod|[Oo]il|Öl|[Óó]leo)[\s.:])"
    r"(?:[^()]{0,60}[,:]\s)?[^()]{3,60},\s(?:1[5-9]|20)\d\d\)"
)


_QUOTES = '“„«"‘'  # of a part of something: a song, “Low Water” (Reed Records, 1936)
_PLACE_BEFORE = pattern(r"\s(?:[a-z]{1,4}\.\s)?\d[\d.–-]*,\s$")
_PUBLICATION = pattern(r"\d\s(?:article|book|essay|study|paper|monograph|dissertation|thesis)\b")


def full_references(
    block: Block, text: str, index: Index, taken: Stretches, unlisted: set[tuple[str, ...]]
) -> Iterator[Mention]:
    """Italic and quoted titles that are listed, or that carry an imprint, a date or pages."""
    prose = block.prose
    stretches = author.styled(block, 0, len(prose))
    after_title = 0
    for start, end in stretches:
        title = prose[start:end].strip(' \t\r\n,.;:*_"“”„‟«»')
        cited = word_tuple(title)
        if not cited or start < after_title or taken.overlaps(start, start + 1):
            continue
        names, begin, known = _names_before(prose, start, index)
        tail = prose[end : end + 160]
        stop = _segment_end(prose, end)
        found = _listed(cited, title, names if known else (), index)
        if found and not known and title[0].islower() and not _begins_small(found, index):
            continue  # *weir*, a word and no title
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
                yield make(block, text, begin, end, None, Reading(names=names, title=title, styled="italic"), found)
                after_title = stop
        elif _is_of_a_part(prose, begin, index):
            continue
        elif (note and begin_of_sentence(prose, begin) and _IMPRINT.search(tail.split("\n\n")[0][:120])) or (
            _PUBLISHED.match(tail) and len(cited) > 1 and (note or prose[start] not in _QUOTES)
        ):
            if published := _PUBLISHED.match(tail):
                stop = end + published.end()
            yield make(block, text, begin, stop, None, Reading(names=names, title=title, styled="italic"), None)
            unlisted.add(significant(cited))
            after_title = stop
        elif (
            note
            and len(significant(cited)) > 1
            and any(known[: len(significant(cited))] == significant(cited) for known in unlisted)
        ):
            yield make(block, text, begin, end, None, Reading(names=names, title=title, styled="italic"), None)


def is_publication(cite: Cite) -> bool:
    """Whether `Lee's 2007 article` names a kind of publication, not an edition or review of something else."""
    return _PUBLICATION.search(cite.prose) is not None


def is_web_page(cite: Cite) -> bool:
    """Whether a full reference has an address, and no publisher, volume or pages, or says when it was looked at."""
    if not _ADDRESS.search(cite.prose):
        return False
    return _PRINTED.search(cite.prose) is None or _LOOKED_AT.search(cite.prose) is not None


def is_full(cite: Cite) -> bool:
    """Whether a cite that gives author and title gives the day or the imprint as well, as a list would."""
    return bool(cite.readings and cite.readings[0].styled) and _FULL.search(cite.prose) is not None


def _segment_end(prose: str, at: int) -> int:
    """Where the reference ends that a title belongs to: its semicolon or full stop, 300 characters on at the latest."""
    semicolon = prose.find(";", at, at + 300)
    stop = semicolon if semicolon >= 0 else min(len(prose), at + 300)
    for cut in SENTENCE.finditer(prose, at, stop):
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


_NAMES_BEFORE = pattern(
    r"(?:(?:[^\W\d_a-zà-ÿа-я][\w.'’-]*+|&|and|und|et|y|e|de|von|van|der|la)[\s,.]{0,3}+){1,9}+(?:['’]s)?[\s,.:]*$"
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


def _is_of_a_part(prose: str, at: int, index: Index) -> bool:
    """Whether a title says what stands at the place cited before it: `Weir Board 23.3, “Of Locks”`."""
    place = _PLACE_BEFORE.search(prose, max(0, at - 20), at)
    return place is not None and _names_before(prose, place.start(), index)[2]


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


def _begins_small(found: Explicit, index: Index) -> bool:
    return any(index.entries[n].reference.title[:1].islower() for n in found.entries)


def _likest(entries: tuple[int, ...], rest: str, index: Index) -> tuple[int, ...]:
    """Of entries with one title, those that share most words with what follows it in a full reference."""
    said = set(words(rest))
    shared = {n: len(said & raw_words(index.entries[n].reference.raw)) for n in entries}
    return tuple(n for n in entries if shared[n] == max(shared.values()))
