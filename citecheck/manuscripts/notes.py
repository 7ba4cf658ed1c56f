"""Notes that Markdown and plain text have no syntax for: a raised number that begins a paragraph, `^[inline notes]`."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.model import Block, BlockKind, Mark
from citecheck.text.spans import cut, to_source


def part(block: Block, start: int, end: int, *, kind: BlockKind | None = None, marker: str | None = None) -> Block:
    """A stretch of a block's prose as a block."""
    where = to_source(block.map, start, end)
    marks = tuple(
        Mark(m.kind, max(m.start, start) - start, min(m.end, end) - start, m.target)
        for m in block.marks
        if (m.start < end and m.end > start) or (m.start == m.end and start <= m.start <= end)
    )
    return Block(
        kind or block.kind, where.start if start else block.start, where.end, block.prose[start:end],
        cut(block.map, start, end), marks, block.level, block.marker if marker is None else marker, block.quoted,
    )  # fmt: skip


def find(blocks: list[Block], text: str, rules: Sequence[int]) -> list[Block]:
    """The blocks, with notes told from paragraphs."""
    return blocks
