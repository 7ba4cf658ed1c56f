"""Short names that a manuscript gives the bodies of its list: `River Watch of the Vale (RIWA)`, `…, hereafter RIWA`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from citecheck.model import Block
from citecheck.resolve.index import Index
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, words

_REACH, _MOST_WORDS, _LEAST_WORDS = 160, 14, 2  # characters before a short name, words of a body's name
# [WHO] · (WHO) · (WHO, 2019) · (hereafter “the Watch”) · , hereafter WHO
_INTRODUCED = pattern(
    r"(?:[\[(]|(?:[\[(]|,\s)(?P<said>hereafter|hereinafter|henceforth|im\sFolgenden|nachfolgend|ci-après|en\sadelante)[,:]?\s)"
    r"[“\"‘«„]?(?:the\s)?(?P<short>[^\W\d_a-z][\w&.-]{1,18})[”\"’»“]?(?=[\]),;])"
)


def learned(blocks: Sequence[Block], index: Index, look: Look) -> Index:
    """The index with the short names that the blocks introduce behind the names of bodies."""
    if not any(n.literal or " " in n.family for e in index.entries for n in e.reference.names[:1]):
        return index
    found: dict[str, tuple[int, ...]] = {}
    for here in look.each(_introduced, blocks, (), index):
        for short, entries in here:
            found.setdefault(short, entries)
    return replace(index, by_family=index.by_family | found) if found else index


def _introduced(block: Block, index: Index) -> list[tuple[str, tuple[int, ...]]]:
    """The short names that a block introduces, each with the works of its body."""
    if "(" not in block.prose and "[" not in block.prose:
        return []
    found = []
    for match in _INTRODUCED.finditer(block.prose):
        short = fold(match["short"])
        if short not in index.by_family:
            entries = _named_before(block.prose, match.start(), index)
            if entries and (match["said"] or _is_short_for(match["short"], index.entries[entries[0]].families[0])):
                found.append((short, entries))
    return found


def _is_short_for(short: str, name: str) -> bool:
    """Whether a word is written as a short name: with two capitals, or as a word of the name; others are authors."""
    return sum(c.isupper() for c in short) > 1 or all(w in name.split() for w in words(short))


def _named_before(prose: str, at: int, index: Index) -> tuple[int, ...]:
    """The works of the body whose name ends at a place; those of the longest name."""
    before = words(prose[max(0, at - _REACH) : at])[-_MOST_WORDS:]
    for start in range(max(0, len(before) - _LEAST_WORDS + 1)):
        key = " ".join(before[start:])
        entries = tuple(n for n in index.by_family.get(key, ()) if index.entries[n].families[:1] == (key,))
        entries = entries or tuple(n for n in index.by_family.get(key, ()) if _is_body(n, key, index))
        if entries and all(index.entries[n].reference.names[0].literal or len(key.split()) > 2 for n in entries):
            return entries
    return ()


def _is_body(number: int, key: str, index: Index) -> bool:
    """Whether an entry is filed under a body of this name, an article left out."""
    names = index.entries[number].reference.names
    return bool(names) and names[0].literal and index.entries[number].families[0].endswith(f" {key}")
