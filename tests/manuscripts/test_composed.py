"""Letters whose accents are characters of their own, as some systems keep them."""

from __future__ import annotations

import unicodedata

from citecheck.manuscripts import markdown, plain
from citecheck.text import spans

SOURCE = unicodedata.normalize("NFD", "Er kam (Böhm, *Brücken* 12).\n")


def test_they_are_composed_and_lead_back_to_both_characters() -> None:
    for read in (markdown.read, plain.read):
        (block,) = read(SOURCE, "paper.md").blocks
        assert "Böhm" in block.prose
        at = block.prose.index("Böhm")
        place = spans.to_source(block.map, at, at + 4)
        assert SOURCE[place.start : place.end] == unicodedata.normalize("NFD", "Böhm")
        after = spans.to_source(block.map, block.prose.index("12"), block.prose.index("12") + 2)
        assert SOURCE[after.start : after.end] == "12"
