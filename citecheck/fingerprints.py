"""What a finding is known by when text moves: its rule, its own words, and the sentence or entry around them.

Neither lines nor offsets, neither messages nor candidates count, and of the text only letters and digits do: wrapping,
emphasis, other quotation marks and a paragraph in another place make no new finding.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from unicodedata import normalize

from msgspec import Struct

from citecheck.model import Block, Diagnostic, Reference, Run
from citecheck.text.patterns import pattern
from citecheck.text.spans import to_prose

_WORDS = pattern(r"[^\W_]+")
# “. The” · “?” He · 。: where a sentence ends and another begins; an abbreviation may pass for one, which does no harm
_SENTENCE_END = pattern(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-zß-öø-ÿ])|[。！？]")
_LONGEST = 200  # letters of a finding's own words: what swallows the rest of a file begins as it did
_REACH = 2_000  # characters to both sides in which a sentence begins and ends
_MOST_AROUND = 40  # blocks looked at for one that holds a place
_ONE_A_DOCUMENT = pattern(r"STY|DOC(?!903)")  # these speak of the whole file, wherever they point


class Fingerprint(Struct, frozen=True):
    """`finding` holds while the words of the finding stay, `place` while those of its sentence or entry do, too.

    Equal findings have equal fingerprints: count them, or number them with `numbered`.
    """

    finding: str
    place: str


def fingerprints(run: Run) -> tuple[Fingerprint, ...]:
    """The fingerprints of a run's diagnostics, in their order."""
    files = {path: _File(run, path) for path in dict.fromkeys(d.path for d in run.diagnostics)}
    return tuple(files[d.path].of(d) for d in run.diagnostics)


def numbered(found: Iterable[Fingerprint]) -> Iterator[str]:
    """A text for each that no other has: equal places are numbered from the second on, as in `1f0c…-2`."""
    seen: Counter[str] = Counter()
    for fingerprint in found:
        seen[fingerprint.place] += 1
        number = seen[fingerprint.place]
        yield fingerprint.place if number == 1 else f"{fingerprint.place}-{number}"


class _File:
    """A file's blocks and entries, where findings are looked up."""

    def __init__(self, run: Run, path: str) -> None:
        self._path = path
        self._text = run.texts.get(path, "")
        blocks = (b for d in run.documents if d.manuscript.path == path for b in d.manuscript.blocks)
        self._blocks = sorted(blocks, key=lambda b: b.start)
        entries = {(r.start, r.end): r for b in run.bibliographies if b.path == path for r in b.references}
        self._entries = [entries[span] for span in sorted(entries)]
        self._by_id = {r.id: r for r in reversed(self._entries)}
        self._block_starts = [b.start for b in self._blocks]
        self._entry_starts = [r.start for r in self._entries]

    def of(self, found: Diagnostic) -> Fingerprint:
        if _ONE_A_DOCUMENT.match(found.code) or found.start >= found.end or _sums_up(found):
            return _fingerprint([found.code], [os.path.basename(self._path)])
        if found.code.startswith("BIB") and (entry := self._entry(found)):
            return self._of_entry(found, entry)
        own, around = self._said(found)
        return _fingerprint([found.code, _letters(own)[:_LONGEST]], [_letters(around)])

    def _of_entry(self, found: Diagnostic, entry: Reference) -> Fingerprint:
        """An entry is known by its citekey, a printed one by its work; which of two comes later does not matter."""
        entries = [self._by_id[i] for i in found.references if i in self._by_id] or [entry]
        known = sorted(self._identity(r) for r in entries)
        whole = found.start <= entry.start and entry.end <= found.end
        own = "" if whole else _letters(self._text[found.start : found.end])[:_LONGEST]
        raws = {_letters(self._text[r.start : r.end]) for r in (entry, *entries)}
        return _fingerprint([found.code, own, *known], sorted(raws))

    def _identity(self, entry: Reference) -> str:
        if self._text.startswith("@", entry.start):
            return entry.id
        names = "".join(n.family for n in entry.names)
        return _letters(f"{names} {entry.title} {entry.year}") or _letters(self._text[entry.start : entry.end])

    def _entry(self, found: Diagnostic) -> Reference | None:
        at = bisect_right(self._entry_starts, found.start) - 1
        inside = at >= 0 and found.start < self._entries[at].end
        return self._entries[at] if inside else None

    def _said(self, found: Diagnostic) -> tuple[str, str]:
        """The words of a finding, and the sentence around them; where there is no prose, the line."""
        if block := self._block(found):
            start, end = to_prose(block.map, found.start), to_prose(block.map, found.end)
            if start < end:
                return block.prose[start:end], _sentence(block.prose, start, end)
        low, high = max(0, found.start - _REACH), found.end + _REACH
        begin = max(self._text.rfind("\n", low, found.start) + 1, low)
        stop = self._text.find("\n", found.end, high)
        return self._text[found.start : found.end], self._text[begin : stop if stop >= 0 else high]

    def _block(self, found: Diagnostic) -> Block | None:
        """The smallest block that holds a finding: one that a page break cut reaches over the notes in between."""
        at = bisect_right(self._block_starts, found.start)
        holding = [b for b in self._blocks[max(0, at - _MOST_AROUND) : at] if found.end <= b.end]
        return min(holding, key=lambda b: b.end - b.start, default=None)


def _sums_up(found: Diagnostic) -> bool:
    """Whether one finding stands for all uncited works of a list."""
    return found.code == "BIB201" and len(found.references) > 1


def _sentence(prose: str, start: int, end: int) -> str:
    begin, stop = max(0, start - _REACH), end + _REACH
    for mark in _SENTENCE_END.finditer(prose, begin, stop):
        if mark.end() <= start:
            begin = mark.end()
        elif mark.start() >= end:
            return prose[begin : mark.end()]
    return prose[begin:stop]


def _letters(text: str) -> str:
    return "".join(_WORDS.findall(normalize("NFKC", text)))


def _fingerprint(finding: list[str], around: list[str]) -> Fingerprint:
    return Fingerprint(_hash(finding), _hash([*finding, *around]))


def _hash(parts: list[str]) -> str:
    joined = "\0".join(parts).encode("utf-8", "replace")
    return blake2b(joined, digest_size=8).hexdigest()
