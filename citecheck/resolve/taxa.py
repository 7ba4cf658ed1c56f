"""Authors and years that tell who described an animal: `*Apis cerana* (Fabricius, 1793)` (ICZN, article 51)."""

from __future__ import annotations

from collections.abc import Iterable

from citecheck.citations.author_date import Dated
from citecheck.model import Block
from citecheck.text.patterns import pattern

_ABBREVIATED = pattern(r"[A-Z]\.\s[a-z][a-z-]+")  # A. cerana: so no other italics begin
_SPECIES = pattern(
    r"[A-Z](?:[a-z]+|\.)\s(?:\([A-Z][a-z]+\)\s)?[a-z][a-z-]+(?:\s[a-z][a-z-]+)?"
)  # Apis (Megapis) dorsata
_FAMILY = pattern(r"[A-Z][a-z]+(?:idae|inae|oidea)\Z")
_GENUS = pattern(r"(?:(?:sub)?genus|genera|g[êée]nero|genre|Gattung)\s\*?\Z")
_FAR = 20  # characters in which a word that tells of a genus, or the name of a family, stands


def are_named(blocks: Iterable[Block]) -> bool:
    """Whether a manuscript names species: in italics, a genus abbreviated after its first mention."""
    return any(m.kind == "emphasis" and _ABBREVIATED.match(b.prose, m.start, m.end) for b in blocks for m in b.marks)


def describes(one: Dated, block: Block, at: int) -> bool:
    """Whether a bracket that begins `at` (prose) gives the author who described what its name stands before it.

    Author and year are set off by a comma there, whatever the manuscript does (recommendation 22A.2.1).
    """
    prose = block.prose
    end = len(prose[: at - 1].rstrip())
    if not one.readings or one.readings[0].others or not one.text.rstrip().endswith(","):
        return False
    if _FAMILY.search(prose, max(0, end - _FAR), end):
        return True
    begin = next((m.start for m in block.marks if m.kind == "emphasis" and m.start < end == m.end), end)
    if begin == end:
        return False
    genus = _GENUS.search(prose, max(0, begin - _FAR), begin) is not None
    return genus or _SPECIES.fullmatch(prose, begin, end) is not None
