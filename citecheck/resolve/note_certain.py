"""Which short notes surely have no full one: those of a manuscript that otherwise cites each work in full first."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.model import Block
from citecheck.resolve.index import Index
from citecheck.resolve.note_short import Judged
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, words
from citecheck.text.years import DIGITS

LEAST_FITTING = 1  # works cited by a short note that fits, beside each that does not
MOST = 200  # works, beyond which nobody looks for each in all of a text
MOST_MISSING = 0.25  # the share of works cited by short notes that have no full one where the others have
_DATED = pattern(rf"(?<!\d){DIGITS}(?!\d)|https?://")
_LONG_WORD = 4
_LONGEST = 250  # characters of a short note

Notes = list[tuple[Block, list[Judged]]]


def kept(notes: Notes, blocks: Sequence[Block], index: Index) -> Notes:
    """The verdicts on the notes of a manuscript; a work is missing only where that is certain, else undecided."""
    missing = {_work(j) for _, judged in notes for j in judged if j.verdict == "missing"}
    if not missing:
        return notes
    fitting = [
        (j, block)
        for block, judged in notes
        for j in judged
        if j.verdict in ("resolved", "context") and j.reading.names and j.end - j.start < _LONGEST and not j.defines
    ]
    short = {j.entries[0] for j, _ in fitting}
    forms = {_form(j, block) for j, block in fitting}
    certain = (
        len(missing) <= MOST
        and len(short) >= LEAST_FITTING
        and len(missing) <= max(1, MOST_MISSING * (len(missing) + len(short)))
    )
    said = [(b, fold(b.prose)) for b in blocks if _DATED.search(b.prose) or any(m.kind == "emphasis" for m in b.marks)]
    return [
        (
            block,
            [
                j._replace(verdict="undecided", why="no full reference was found")
                if j.verdict == "missing"
                and not (
                    certain
                    and (j.back or _form(j, block) in forms)
                    and (not j.reading.title or not _said(j, block, said))
                )
                else j
                for j in judged
            ],
        )
        for block, judged in notes
    ]


def _work(judged: Judged) -> tuple[object, ...]:
    return tuple(map(fold, judged.reading.names)), fold(judged.reading.title)


def _form(judged: Judged, note: Block) -> tuple[bool, bool]:
    """Whether a short note gives a page, and whether it gives initials."""
    located = any(c.isdigit() for c in note.prose[judged.start : judged.end])
    return located, any(" " in name for name in judged.reading.names)


def _said(judged: Judged, note: Block, said: Sequence[tuple[Block, str]]) -> bool:
    """Whether the text or another note gives author and title together: what was not read as a full reference."""
    names = [fold(n.split()[-1]) for n in judged.reading.names]
    title = [w for w in words(judged.reading.title) if len(w) >= _LONG_WORD]
    return any(
        block is not note
        and all(w in prose for w in (*names, *title))
        and (block.kind != "note" or _DATED.search(block.prose) is not None)
        for block, prose in said
    )
