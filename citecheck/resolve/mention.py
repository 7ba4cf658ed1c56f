"""A citation in running text, and the sentences of a note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from citecheck.citations import groups
from citecheck.model import Block, Citation, Cite, Reading
from citecheck.resolve.candidates import Explicit
from citecheck.text import spans
from citecheck.text.names import LOWER
from citecheck.text.patterns import pattern

# what begins a sentence, in any script that has capitals
_CAPITAL = rf"[^\W\d_{LOWER}]"
_CITED = r"(?<!\b(?:cit|cyt|соч|раб)\.)"  # op. cit. P. 12 · указ. соч. С. 12: no sentence ends there
SENTENCE = pattern(
    rf"(?<=[^\W\d_]{{3}}[.!?]){_CITED}\s+(?={_CAPITAL}|[“\"«])"
    rf"|(?<=[\d>)\]”\"’*][.!?>])\s+(?={_CAPITAL}|[“\"«*])|(?<=>)\s+(?=[A-Z])"
)
_ADDRESS_END = pattern(rf"(?:https?://|www\.)\S+\s+(?={_CAPITAL})")


class Mention(NamedTuple):
    """A citation in running text and what it fits; without `found` it is a full reference that nothing listed fits."""

    citation: Citation
    found: Explicit | None
    bare: bool = False  # pages whose author stands elsewhere


def is_item(block: Block) -> bool:
    """Whether a block is an item of a list, by its markup or by a bullet that is typed as text."""
    return block.kind == "item" or block.prose[:2] in ("* ", "• ", "· ", "– ")


def make(
    block: Block,
    text: str,
    start: int,
    end: int,
    cite: Cite | None,
    reading: Reading,
    found: Explicit | None,
    bare: bool = False,
) -> Mention:
    """A mention of a stretch of prose; without a cite, the stretch as a whole is one."""
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


def segments(prose: str) -> Iterator[tuple[int, int]]:
    """The sentences and items of a note, each of which may be a citation."""
    for a, b in groups.pieces(prose, 0, len(prose)):
        start = a
        for cut in sorted(
            (*SENTENCE.finditer(prose, a, b), *_ADDRESS_END.finditer(prose, a, b)), key=lambda m: m.start()
        ):
            if cut.start() > start:
                yield groups.trim(prose, start, cut.start())
            start = max(start, cut.end())
        yield groups.trim(prose, start, b)
