"""What to print in the place of a misprint, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from citecheck.model import Cite, Reading, Reference, Resolution
from citecheck.resolve import evidence, wording
from citecheck.resolve.evidence import LEADING_WORDS
from citecheck.resolve.index import ARTICLES, JOINERS, Entry, Index, family_key
from citecheck.resolve.near import Near, alike
from citecheck.text import years
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, romanised, word_tuple, words

# How alike a title as cited and the listed one must be to be one, misprinted (0-100): *Stories* is not *Stone*.
TITLE_LIKE = 70.0
WORD_LIKE = 0.5  # how alike each of its words must be to the listed one: Wtr, Water
# Signs that a manuscript or a .bib may take for markup: words with one are not put into a text.
_MARKUP = pattern(r"[\\*_\[\]<>`~^$@{}|#]|&#?\w+;|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WORD = pattern(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_SPACE = pattern(r"(\s+)")
_TRAIL = ",.:;!?“”\"‘’'()"
_JOINED = JOINERS | {"&"}


def suggestion(cite: Cite, reading: Reading, reference: Reference) -> str:
    """The cite with its misspelt name or title, or its year off by one, set right; empty where that cannot be told."""
    text = cite.text
    for cited, listed in zip(reading.names, reference.names, strict=False):
        family = cited.split()[-1]
        if _differ(family, listed.family) and alike(family, listed.family):
            text = _once(text, family, _set_as(family, listed.family))
    if reading.title:
        printed = re.search(
            r"\s+".join(map(re.escape, reading.title.split())), text
        )  # its line breaks are the source's
        title = printed[0] if printed else reading.title
        text = _once(text, title, listed_title(title, reference))
    if reading.year.isdigit() and reference.year.isdigit() and abs(int(reading.year) - int(reference.year)) == 1:
        text = _once(text, reading.year, reference.year)
    return text if text != cite.text else ""


def mended(cite: Cite, reference: Reference) -> str:
    """A note with the one misspelt author or the one other year set right; empty where that cannot be told."""
    text = cite.text
    families = [n.family for n in reference.names]
    for family in families:
        if family not in text:
            wrong = [w for w in _WORD.findall(text) if w not in families and alike(fold(w), fold(family))]
            if len(wrong) == 1 and text.count(wrong[0]) == 1:
                return text.replace(wrong[0], _set_as(wrong[0], family))
    found = years.ALONE.findall(text)
    if len(found) == 1 and reference.year[:4].isdigit() and reference.year[:4] != found[0]:
        return text.replace(found[0], reference.year[:4])
    return ""


def _set_as(cited: str, listed: str) -> str:
    """A listed name in the letters of a cited one: lists and citations may set names in capitals."""
    if cited.isupper() and len(cited) > 1:
        return listed.upper()
    return listed.title() if listed.isupper() and len(listed) > 1 else listed


def listed_title(cited: str, reference: Reference) -> str:
    """The title with its misprinted words as listed; as cited where its words do not stand for the listed ones."""
    from rapidfuzz import fuzz

    best, score = cited, TITLE_LIKE
    parts = _SPACE.split(cited)
    for whole in (reference.title_short, reference.title, reference.container):
        listed = whole.split()
        if len(listed) > 1 and fold(listed[0]) in ARTICLES and fold(parts[0]) not in ARTICLES:
            listed = listed[1:]
        likeness = fuzz.ratio(" ".join(words(cited)), " ".join(words(" ".join(listed[: len(parts[::2])]))))
        if likeness >= score and (text := _in_place(parts, listed)):
            best, score = text, likeness
    return best


def _in_place(parts: list[str], listed: list[str]) -> str:
    """The listed words, with what agrees and the spaces as cited; empty where one is unlike."""
    from rapidfuzz.distance import OSA

    cited = parts[::2]
    if len(listed) < len(cited):
        return ""
    new = [old if _same(old, word) else word.strip(_TRAIL) for old, word in zip(cited, listed, strict=False)]
    if any(OSA.normalized_similarity(fold(a), fold(b)) < WORD_LIKE for a, b in zip(cited, new, strict=True)):
        return ""
    return "".join(word + space for word, space in zip(new, [*parts[1::2], ""], strict=True))


def _same(one: str, other: str) -> bool:
    one, other = (fold(w).strip(_TRAIL) for w in (one, other))
    return one == other or (one in _JOINED and other in _JOINED)


def _once(text: str, old: str, new: str) -> str:
    """The text with a word or phrase replaced, where it stands once and what comes in is no markup."""
    if old == new or _MARKUP.search(new) or text.count(old) != 1:
        return text
    return text.replace(old, new)


def _differ(one: str, other: str) -> bool:
    """Whether two spellings differ in more than case and accents, and in one alphabet."""
    return fold(one) != fold(other) and _latin(one) == _latin(other)


def _latin(text: str) -> bool:
    """Whether a name is written in the letters of western Europe."""
    return all(c < "\u0250" or not c.isalpha() for c in text)


def certain(reading: Reading, entry: Entry, index: Index) -> bool:
    """Whether one letter of the only name is wrong, and title or year lead to one entry and to no other."""
    from rapidfuzz.distance import OSA

    if len(reading.names) != 1 or not (reading.title or reading.year) or not entry.families:
        return False
    name = " ".join(words(reading.names[0]))
    if OSA.distance(name, entry.families[0]) != 1 or name in index.by_family:
        return False
    if reading.year and reading.year != entry.year:
        return False
    cited = tuple(words(reading.title))
    if not cited:
        return sum(e.year == reading.year and e.families[:1] == entry.families[:1] for e in index.entries) == 1
    return evidence.title_fit(cited, entry) >= LEADING_WORDS and len(evidence.title_fits(cited, index)) == 1


def nearest(cite: Cite, close: Iterable[Near], index: Index) -> str:
    """What a missing cite may be a misprint of: the suggestion of the only entry that looks like it, else nothing."""
    texts = {
        n.number: text
        for n in close
        if n.differs != "author" and (text := suggestion(cite, n.reading, index.entries[n.number].reference))
    }
    return next(iter(texts.values())) if len(texts) == 1 else ""


def respelt(resolutions: list[Resolution], index: Index) -> list[Resolution]:
    """The resolutions; a name romanised in another way than in the list is a mismatch if others print it as listed."""
    as_listed: set[str] = set()
    other: list[tuple[int, str]] = []
    for at, one in enumerate(resolutions):
        if one.verdict == "resolved" and one.reading.names and len(one.references) == 1:
            entry = index.entries[index.by_id[one.references[0]]]
            cited = " ".join(word_tuple(one.reading.names[0]))
            if any(cited.endswith(family) for family in entry.families):
                as_listed.update(entry.families[:1])
            elif one.citation.place != "text" and _romanised(one.reading, entry.reference):
                other.append((at, entry.families[0]))
    out = list(resolutions)
    for at, family in other:
        if family in as_listed:
            out[at] = _as_mismatch(out[at], index)
    return out


def _romanised(reading: Reading, reference: Reference) -> bool:
    """Whether the first name is another romanisation of the listed one, while title or year is the entry's, too."""
    if not reference.names or not (reading.title or reading.year):
        return False
    family, listed = reading.names[0].split()[-1], reference.names[0]
    return _differ(family, listed.family) and romanised(family) == romanised(family_key(listed))


def _as_mismatch(one: Resolution, index: Index) -> Resolution:
    entry = index.entries[index.by_id[one.references[0]]]
    why = f"the name is spelt otherwise than in {wording.short(entry.reference)}, and elsewhere here"
    return replace(
        one,
        verdict="mismatch",
        why=why,
        suggestion=suggestion(one.cite, one.reading, entry.reference),
        certain=certain(one.reading, entry, index),
    )


_MOST_BEFORE = 50  # cites looked back at in one paragraph


def as_before(one: Resolution, earlier: list[Resolution], start: int) -> str:
    """An ambiguous cite as the paragraph, begun at `start`, prints the only candidate that it cites before; else empty.

    `(Holm, *Stone* 30) … (Holm 40)` gives `Holm, *Stone* 40`.
    """
    wanted = set(one.references)
    found: dict[str, Resolution] = {}
    for before in earlier[: -_MOST_BEFORE - 1 : -1]:
        if before.cite.start < start:
            break
        if before.verdict == "resolved" and wanted.intersection(before.references):
            found.setdefault(before.references[0], before)
    if len(found) != 1:
        return ""
    return _with_locator(next(iter(found.values())), one)


def _with_locator(before: Resolution, one: Resolution) -> str:
    """The words of one cite with the locator of another by the same names."""
    old, cite = before.cite, one.cite
    same = [fold(n) for n in before.reading.names] == [fold(n) for n in one.reading.names] != []
    if not same or before.citation.place not in ("parenthesis", "bracket") or old.locator is None or old.suffix:
        return ""
    head = old.text[: old.locator.start - old.start]
    if cite.locator is None:
        head = head.rstrip(" ,")
    tail = cite.text[cite.locator.start - cite.start :] if cite.locator else ""
    balanced = all((head.count(sign) + tail.count(sign)) % 2 == 0 for sign in "*_")
    return head + tail if balanced and "\n" not in head and head + tail != cite.text else ""
