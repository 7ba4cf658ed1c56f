"""Pandoc citekeys."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.model import Block, RawCitation


def find(blocks: Sequence[Block], text: str) -> tuple[RawCitation, ...]:
    """The citations by citekey in the order of the text."""
    return ()
