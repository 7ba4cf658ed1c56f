"""What a whole list does at the beginning of its entries: names in italics or bold, labels, bare numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from citecheck.bibliographies.list_edges import YEAR
from citecheck.bibliographies.list_entries import Entry
from citecheck.model import Mark, Name
from citecheck.text import names, scripts, terms
from citecheck.text.patterns import pattern

LEAST, SHARE = 3, 0.5  # entries that show a habit, and their share of the list
NAMED = 0.3  # of the list, entries whose first italics or bold are the names of persons; bodies stand so beside them
COUNTED = 0.7  # of the entries whose bare number is one more than that before it, in a list that has them
_BOLD = pattern(r"\*\*")
_SIGNS = str.maketrans({"،": ",", "؛": ";"})
_COUNT = pattern(r"(?P<number>[1-9]\d{0,3})\s{1,4}(?:[_–-]\s)?(?=[^\W\d_]|[\"“«„‘'*(\[])")
# between two names that are set apart one by one: *Marsh, Ann*/*Reed, Jo*
_JOINT = pattern(rf"[\s,;/&.＝=]*(?:{terms.AND}[\s,]*)?")
_AFTER_NAMES = pattern(rf"[\s,.:;]*(?:[(\[]?(?:{YEAR}[a-z]?|{terms.NO_DATE})[)\]]?)?[\s,.:;]*")
# MARSH 2005 : · MARSH & REED 2010a, on a line of its own
_LABEL = pattern(
    rf"(?P<label>(?:[^\n:;()\[\]\d]|\([^()\d]{{1,60}}\)){{2,80}}\s[(\[]?(?:{YEAR}[a-z]?|{terms.NO_DATE})[)\]]?)(?:\s?\n\s?|\s?:\s|\s=\s|\s[–—]\s|\s(?=[^\W\d_]))(?=\S)"
)
_BOLD_LABEL = pattern(rf"[^\d\n]{{2,80}}[\s(\[](?:{YEAR}[a-z]?|{terms.NO_DATE})[)\]]?[.:]?")
_NAMES_WITHIN = 100  # characters in which the first name of an entry stands
_LABEL_NAME = pattern(rf"(?P<family>[^\d,/&()]{{2,40}}?)\s[(\[]?{YEAR}[a-z]?[)\]]?\Z")  # Marsh 2010b
_LABEL_YEAR = pattern(rf"{YEAR}[a-z]?(?=[)\]]?\Z)")


def plain(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without the italics or bold of their names, where a list sets names so, and without labels."""
    entries = _unlabelled(_counted([_western(_unmarked(e)) for e in entries]))
    runs = [_styled_run(e) for e in entries]
    named = [run > 0 and _is_names(e.text, run) for e, run in zip(entries, runs, strict=True)]
    habit = sum(named) >= max(LEAST, NAMED * len(entries))
    return [
        _without(e, run) if run and (habit or (are_names and _is_bold(e))) else e
        for e, run, are_names in zip(entries, runs, named, strict=True)
    ]


def year_of(entry: Entry, year: str) -> str:
    """The year of an entry, with the letter that its label gives it."""
    found = _LABEL_YEAR.search(entry.label)
    return found[0] if found else year


def names_of(entry: Entry, read: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names of an entry: those that were read, unless they are no persons and its label begins with one."""
    found = _LABEL_NAME.match(entry.label)
    if not found or not read or names.is_body(entry.label):
        return read
    said, family = scripts.words(found["family"]), scripts.words(read[0].family)
    if family == said or (read[0].literal and family[: len(said)] == said):
        return read
    misread = read[0].literal or family[-len(said) :] == said
    return (Name(found["family"]),) if misread else read


def _styled_run(entry: Entry) -> int:
    """Where the italics or bold end that an entry begins with; 0 where it begins plain."""
    end, kind = 0, ""
    for mark in sorted((m for m in entry.marks if m.kind in ("emphasis", "strong")), key=lambda m: m.start):
        if mark.start > end:
            joint = _JOINT.fullmatch(entry.text, end, mark.start) if end else None
            if joint is None or not (joint[0].strip(" .") or (mark.kind == kind and joint[0].isspace())):
                break  # a full stop is between the names and the title
            if _AFTER_NAMES.fullmatch(entry.text, mark.start, mark.end):
                break  # a year, set apart as the names are
        end, kind = max(end, mark.end), mark.kind
    return end


def _is_bold(entry: Entry) -> bool:
    """Whether an entry begins in bold, which no title is set in where a list is not."""
    return any(m.kind == "strong" and m.start == 0 for m in entry.marks)


def _is_names(text: str, end: int) -> bool:
    """Whether a stretch at the beginning of an entry holds names, or names and a year, and nothing else."""
    found = names.leading_names(text, 0, end)
    return found.form not in (None, "direct") and _AFTER_NAMES.fullmatch(text, found.end, end) is not None


def _without(entry: Entry, end: int) -> Entry:
    return replace(entry, marks=tuple(m for m in entry.marks if m.start >= end or m.kind not in ("emphasis", "strong")))


def _unmarked(entry: Entry) -> Entry:
    """An entry without asterisks that were to set it bold and do not: `**Reed, B. (**2003)` (CommonMark 0.31 §6.2)."""
    if "**" not in entry.text:
        return entry
    before = [found.start() for found in _BOLD.finditer(entry.text)]

    def moved(at: int) -> int:
        return at - len("**") * bisect_left(before, at)

    marks = tuple(Mark(m.kind, moved(m.start), moved(m.end), m.target) for m in entry.marks)
    return replace(entry, text=_BOLD.sub("", entry.text), marks=marks)


def _western(entry: Entry) -> Entry:
    """An entry with the commas and semicolons of Arabic script as those of the Latin, one for one."""
    return replace(entry, text=entry.text.translate(_SIGNS)) if "،" in entry.text else entry


def _counted(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries without the bare numbers that they begin with, where these count them: `1 Marsh A.`, `2 Reed B.`"""
    found = [None if e.number or e.label else _COUNT.match(e.text) for e in entries]
    counts = [int(m["number"]) if m else -1 for m in found]
    if sum(b == a + 1 for a, b in pairwise(counts) if a > 0) < max(LEAST - 1, COUNTED * (len(entries) - 1)):
        return entries
    return [replace(_from(e, m.end(), ""), number=m["number"]) if m else e for e, m in zip(entries, found, strict=True)]


def _unlabelled(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without the names and year before them that are their labels: `MARSH 2005 : Ann MARSH, …`."""
    ends = [_label_end(e) for e in entries]
    labelled = [end > 0 and _begins_again(e.text, e.text[:end], end) for e, end in zip(entries, ends, strict=True)]
    if sum(labelled) < LEAST or sum(labelled) < SHARE * len(entries):
        return list(entries)
    return [
        _from(e, end, e.text[:end].strip(" \n\u00a0:=–—")) if end and again else e
        for e, end, again in zip(entries, ends, labelled, strict=True)
    ]


def _label_end(entry: Entry) -> int:
    """Where what may be a label ends: names and year with a sign behind them, or those that stand in bold."""
    if found := _LABEL.match(entry.text):
        return found.end()
    bold = next((m.end for m in entry.marks if m.kind == "strong" and m.start == 0), 0)
    return bold if _BOLD_LABEL.fullmatch(entry.text, 0, bold) else 0


def _begins_again(text: str, label: str, at: int) -> bool:
    """Whether the first name of a label stands behind it again."""
    said = scripts.words(label)
    behind = text[at : at + _NAMES_WITHIN].partition("://")[0]  # an address has the name of who owns it
    return bool(said) and said[0] in scripts.words(behind)


def _from(entry: Entry, at: int, label: str) -> Entry:
    marks = tuple(Mark(m.kind, max(m.start - at, 0), m.end - at, m.target) for m in entry.marks if m.end > at)
    return replace(entry, text=entry.text[at:], marks=marks, label=entry.label or " ".join(label.split()))
