"""What a note cites without a title of the bibliography: ibid., by another note's number, names, short titles."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from citecheck.citations import author
from citecheck.citations.readings import is_name, split_names
from citecheck.model import Block, Cite, Reading, Verdict
from citecheck.resolve import candidates, evidence, near, note_titles, wording
from citecheck.resolve.candidates import Explicit
from citecheck.resolve.full_notes import LEAD, LOCATOR, SAME_AUTHOR
from citecheck.resolve.index import Index
from citecheck.resolve.note_memory import Memory
from citecheck.text import locators, names, terms, years
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, words

# ibid. 12 · ebd., S. 12 · tamże (term "ibid" of CSL locales), at the beginning of an item
IBID = pattern(
    rf"[*_]*(?<![^\W_])(?:{terms.IBID}|{terms.IBID_INITIALS})(?![^\W\d_])[.*_]*[,:，、：]?\s*", re.IGNORECASE
)
_AGAIN_TAIL = pattern(r"[书書文][，,。]?.{0,20}$")  # 等书，第 12 页
# (n 12) · op. cit. (n. 12) · see note 12 above · wie Anm. 3 · (fn 4)
NOTE_NUMBER = pattern(
    r"[(\[]?\s?(?:(?:[Aa]bove|[Ss]upra|[Ss]ee|wie|siehe|vgl\.|cf\.|ci-dessus|arriba|oben|as\sin|voir|selon|въ|см\.)\s)?"
    r"(?:n\.?|nn\.?|fn\.?|notes?|Anm\.?|Fn\.?|Fußn\.?|N\.?|nota|прим\.?|сн\.|сноск[аеу]|przyp\.?|pozn\.?|voetnoot|noot|not|dipnot|lábj\.|注释?|註|nt\.|Note)\s?(?P<number>\d{1,4})(?:\s(?:above|supra|oben|ci-dessus))?\s?[)\]]?"
)
# Marsh, Floods, 45 n. 3 — a note of the work that is cited
_PAGE_BEFORE = pattern(r"\d[f,.]*\s?$")
_BACK = pattern(
    r"[\s,(*_]*(?:op\.?\s?cit|loc\.?\s?cit|art\.?\s?cit|ob\.?\s?cit|a\.\s?a\.\s?O|указ\.\s?соч|dz\.\s?cyt|cit|wie|siehe|as)\b[\s.,;:()*_]*$",
    re.IGNORECASE,
)
# t. 46 · vol. 12 · Bd. 3
_VOLUME = pattern(r"(?<![^\W\d_])(?:vol|tom|t|т|Bd|Jg|[Vv]ol)\.\s?(?P<volume>\d{1,4})")
# *Brücken*, cit., 12
_CIT = pattern(r"[,\s*_](?:[oO]p\.\s?|[aA]rt\.\s?)?cit\b|dz\.\scyt|a\.\s?a\.\s?O|соч\.")
_INITIALS = pattern(r"(?:[^\W\d_]\.[\s-]?){1,3}[^\W\d_a-z][^\s.]+$")
# Ann Marsh, · Marsh’s, before a title
_NAME_BEFORE = pattern(r"(?:[^\W\d_a-z][\w.’'-]*\s){0,2}[^\W\d_a-z][\w’'-]+,?\s[“\"«‘]?$")
OPENERS = '„“"«‘(*_'  # what an item begins with that its lead swallowed
_CLOSE = 60  # characters of names before a title
_ADDRESS = pattern(r"https?://|www\.|\bdoi\b")
_LONGEST_IBID, _LONGEST_SHORT = 4, 250  # words behind an ibid.; characters of a short note
_MOST_TITLE_WORDS = 8


class Judged(NamedTuple):
    """A cite with its verdict; `start` and `end` count in the prose of the note."""

    start: int
    end: int
    verdict: Verdict
    entries: tuple[int, ...]
    why: str
    reading: Reading = Reading()
    back: bool = False  # op. cit., or a note's number
    nearest: tuple[int, ...] = ()
    defines: bool = False  # the first full reference to a work of a manuscript without a list


def judge(block: Block, text: str, start: int, end: int, index: Index, memory: Memory) -> Judged | None:
    """A verdict on an item of a note, None where it cites nothing that can be told."""
    prose = block.prose
    lead = LEAD.match(prose, start, end)
    if lead:
        start = lead.end()
        while start > lead.start() and prose[start - 1] in OPENERS:
            start -= 1
    end = start + len(prose[start:end].rstrip(" \n\t.;,。；，、"))
    if end <= start:
        return None
    number = NOTE_NUMBER.search(prose, start, end)
    if number and not _PAGE_BEFORE.search(prose, start, number.start()):
        return _by_number(block, text, start, end, number, index, memory)
    same = SAME_AUTHOR.match(prose, start, end)
    if same and not locators.is_locator(prose[same.end() : end]) and same.end() < end:
        return _same_author(block, text, start, same.end(), end, index, memory)
    if ibid := IBID.match(prose, start, end):
        return again(start, end, prose[ibid.end() : end], index, memory)
    return _by_name(block, text, start, end, index, memory)


def inside(block: Block, text: str, start: int, end: int, index: Index, memory: Memory) -> list[Judged]:
    """The works that a sentence of a note names on its way: `The miller denied it, and so does Marsh, *Floods*, 20.`"""
    found: list[Judged] = []
    for low, high in author.styled(block, start, end):
        name = _NAME_BEFORE.search(block.prose, max(start, low - _CLOSE), low)
        if not name or (found and name.start() < found[-1].end):
            continue
        page = LOCATOR.match(block.prose, high, end)
        one = _by_name(block, text, name.start(), page.end() if page else high, index, memory)
        if one and one.verdict == "resolved":
            found.append(one)
    return found


def again(start: int, end: int, rest: str, index: Index, memory: Memory) -> Judged | None:
    """`ibid.` means the one source of the citation before (Chicago 17 §14.34)."""
    if named := _named_again(rest, index, memory):
        return Judged(start, end, "context", named, "the work of that author cited before")
    if rest and not locators.tail(rest) and len(rest.split()) > _LONGEST_IBID:
        return None
    meant = memory.antecedents()
    if meant is None:
        return Judged(start, end, "undecided", (), "the citation before it does not name one source")
    if not meant:
        return Judged(start, end, "undecided", (), "nothing is cited before it")
    if len(meant) > 1:
        by = wording.told_apart(*wording.distinction(meant, index))
        return Judged(start, end, "ambiguous", meant, f"the note before it cites {len(meant)} works{by}")
    return Judged(start, end, "context", meant, "the source of the citation before it")


def _named_again(rest: str, index: Index, memory: Memory) -> tuple[int, ...]:
    """The work cited last of the author named behind an `ibid.`: `同前注，Marsh 等书`."""
    said, others = split_names(_AGAIN_TAIL.sub("", rest)) if _AGAIN_TAIL.search(rest) else ((), False)
    fits = evidence.name_fits(said, others, index) if said else {}
    return memory.cited(n for n in fits if fits[n] == max(fits.values()))[:1]


def _by_number(
    block: Block, text: str, start: int, end: int, number: re.Match[str], index: Index, memory: Memory
) -> Judged | None:
    """`Marsh (n 3)`: the work that note 3 cites, of these authors."""
    entries = tuple(dict.fromkeys(memory.by_note.get(number["number"], ())))
    named_as = _BACK.sub("", block.prose[start : number.start()]).strip(" ,;(*_")
    said, others = split_names(named_as)
    why = f"cited in note {number['number']}"
    fits: dict[int, tuple[int, int]] = {}
    if not any(c.isalpha() for c in named_as):
        named = entries
    else:
        fits = evidence.name_fits(said, others, index) if said else {}
        best = max((fits[n] for n in entries if n in fits), default=None)
        named = tuple(n for n in entries if n in fits and fits[n] == best)
        if not named and (titled := _explicit(block, text, start, number.start(), index)):
            named = tuple(n for n in titled.entries if n in entries) or titled.entries
            why = why if set(named) <= set(entries) else wording.why(titled, index)
    if len(named) == 1:
        return Judged(start, end, "context", named, why, Reading(names=said, others=others), back=True)
    if named:
        return Judged(start, end, "undecided", (), f"note {number['number']} cites several works", back=True)
    if len(close := [n for n in entries if note_titles.is_misspelt(index.entries[n], named_as)]) == 1:
        why = f"the name differs from {wording.short(index.entries[close[0]].reference)}"
        return Judged(start, end, "mismatch", (close[0],), why, Reading(names=said), back=True)
    said_there = memory.texts.get(number["number"])
    if said_there is None:
        return None
    why = f"note {number['number']} cites no work of that author"
    if other := next((n for n, found in memory.by_note.items() if any(k in fits for k in found)), ""):
        why += f"; note {other} does"
    elif said and is_name(said[0]) and not fits and not any(fold(w) in said_there for w in said[0].split()[-1:]):
        return Judged(start, end, "missing", (), why, Reading(names=said, others=others), back=True)
    if not entries:
        return None
    return Judged(start, end, "undecided", (), why, back=True)


def _explicit(block: Block, text: str, start: int, end: int, index: Index) -> Explicit | None:
    cite = author.cite(block, text, start, end)
    found = candidates.explicit(cite, index) if cite and cite.readings else None
    return found if found and found.kind in ("names+title", "label") else None


def _same_author(block: Block, text: str, start: int, at: int, end: int, index: Index, memory: Memory) -> Judged | None:
    """`ders., Brücken, S. 12`: a work of whoever was cited last, by words of its title."""
    cite = author.cite(block, text, at, end)
    if cite is None or memory.last is None:
        return None
    first = index.entries[memory.last].families[:1]
    own = [e for e in index.entries if first and e.families[:1] == first]
    for reading in cite.readings:
        fits = {e.number: evidence.title_fit(tuple(words(reading.title)), e) for e in own} if reading.title else {}
        best = max(fits.values(), default=0)
        meant = tuple(n for n, fit in fits.items() if fit == best)
        if best >= evidence.INNER_WORDS and len(meant) == 1:
            what = wording.short(index.entries[meant[0]].reference)
            return Judged(
                start, end, "resolved", meant, f"the author of the citation before, and title: {what}", reading
            )
    return None


def _by_name(block: Block, text: str, start: int, end: int, index: Index, memory: Memory) -> Judged | None:
    """`Marsh, *Floods*, 12` and `Marsh, 12`: names with words of a title, or of the only work cited before."""
    cite = author.cite(block, text, start, end)
    if cite is None:
        return None
    if turned := _surname_first(cite):
        cite = replace(cite, readings=(*cite.readings, turned))
    found = candidates.explicit(cite, index) if cite.readings else None
    if found and (cite.back or (IBID.search(cite.prose) and found.kind == "names")):
        return _cited_before(found, cite, start, end, index, memory)
    if not found:
        return _unfit(cite, start, end, index)
    if found.kind not in ("names", "names+title", "label", "title"):
        return None
    entries = found.entries
    if len(entries) > 1 and found.kind == "names":
        entries = memory.cited(entries) or entries
    if len(entries) > 1 and len({index.entries[n].title for n in entries}) == 1:
        entries = memory.cited(entries)[:1] or entries  # of two editions the one cited last
    if len(entries) > 1 and candidates.same_work(entries, index):
        entries = entries[:1]
    if len(entries) > 1:
        entries = of_volume(entries, cite.prose, index)
    if len(entries) > 1:
        return _equal(found, entries, cite, start, end, index, memory)
    sure = found.kind in ("label", "names+title") or bool(found.reading.styled)
    if sure or (
        found.kind == "names" and (cite.locator or entries[0] in memory.seen) and found.fit.names == evidence.ALL_NAMES
    ):
        return Judged(start, end, "resolved", entries, wording.why(found, index), found.reading)
    return None


def of_volume(entries: tuple[int, ...], prose: str, index: Index) -> tuple[int, ...]:
    """Of works with one title, those in the volume that a cite gives: `Reed, “Floods,” vol. 12, 3`."""
    if len(entries) < 2 or not (given := _VOLUME.search(prose)):
        return entries
    return tuple(n for n in entries if index.entries[n].reference.volume == given["volume"]) or entries


def _surname_first(cite: Cite) -> Reading | None:
    """The reading of `Ветров М. А. Указ. соч.`, `Holm I., op. cit.`"""
    listed = names.leading_names(cite.prose)
    if not cite.back or listed.form not in ("inverted", "spaced"):
        return None
    return Reading(names=tuple(f"{n.given} {n.family}" for n in listed.names), others=listed.others)


def _cited_before(found: Explicit, cite: Cite, start: int, end: int, index: Index, memory: Memory) -> Judged | None:
    """`Marsh, op. cit., 12`: the work of that author that was cited before, and that can have such a page."""
    known = of_volume(memory.cited(found.entries), cite.prose, index)
    if len(known) > 1 and cite.locator and (pages := cite.locator.ranges):
        known = tuple(n for n in known if locators.fits(pages, index.entries[n].reference.pages)) or known
    if not known:
        return None
    if len(known) > 1 and found.kind == "title":
        return Judged(start, end, "undecided", (), "several works of this title are cited before", back=True)
    if len(known) > 1:
        by = wording.told_apart(*wording.distinction(known, index))
        why = f"{len(known)} works of that author were cited before{by}"
        return Judged(start, end, "ambiguous", known, why, found.reading, back=True)
    return Judged(start, end, "context", known, "the work of that author cited before", found.reading, back=True)


def _equal(
    found: Explicit, entries: tuple[int, ...], cite: Cite, start: int, end: int, index: Index, memory: Memory
) -> Judged | None:
    """Several works that fit equally, where the item is a short note beyond doubt."""
    titled = found.kind == "names+title" and found.fit.title >= evidence.LEADING_WORDS
    named = (
        found.kind == "names"
        and cite.locator is not None
        and bool(cite.locator.ranges)
        and not cite.suffix
        and found.fit.names == evidence.ALL_NAMES
        and all(n in memory.seen for n in entries)
    )
    if not (titled or named):
        return None
    by = wording.told_apart(*wording.distinction(entries, index))
    return Judged(start, end, "ambiguous", entries, f"{len(entries)} works fit equally{by}", found.reading)


def _unfit(cite: Cite, start: int, end: int, index: Index) -> Judged | None:
    """What has the form of a short note and fits nothing: a misprint, or a work that is not listed."""
    reading = next((r for r in cite.readings if r.names and (r.title or cite.back)), None)
    if reading is None or len(cite.prose) > _LONGEST_SHORT:
        return None
    if years.ALONE.search(cite.prose) or _ADDRESS.search(cite.prose):
        return None
    back = bool(cite.back or _CIT.search(cite.prose))
    if cite.suffix or not (back or all(len(n.split()) == 1 or _INITIALS.match(n) for n in reading.names)):
        return None
    located = cite.locator is not None and bool(cite.locator.ranges)
    if not (back or located or (reading.styled and cite.locator is None)):
        return None
    if len(reading.title.split()) > _MOST_TITLE_WORDS and not reading.styled:
        return None
    meant = [n for n in near.near(cite, index) if n.differs in ("name", "title")]
    sure = [n for n in meant if n.sure]
    if len(sure) == 1:
        what = wording.short(index.entries[sure[0].number].reference)
        why = f"the {sure[0].differs} differs from {what}"
        return Judged(start, end, "mismatch", (sure[0].number,), why, sure[0].reading)
    nearest = tuple(n.number for n in meant[:3])
    return Judged(start, end, "missing", (), "no note before it cites that work in full", reading, back, nearest)
