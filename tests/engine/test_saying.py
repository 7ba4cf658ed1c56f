"""The prose of a manuscript, put together anew only where it has changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citecheck.engine.live.saying import Spoken
from citecheck.manuscripts import markdown
from citecheck.text.looking import Prose
from citecheck.text.looking import spoken as said

PARAGRAPHS = ("The river rose.", "Stones,\nand a weir.", "A toll of stone", "")
WORDS = ("river", "ton", "rose. Stones", "weir. A", "toll of stone", "stone The", "mill")


@given(st.lists(st.lists(st.sampled_from(PARAGRAPHS), max_size=6), min_size=1, max_size=6))
def test_it_says_what_the_blocks_say(texts: list[list[str]]) -> None:
    cells = {text: {text: 1} for text in PARAGRAPHS}
    spoken = Spoken()
    for text in texts:
        blocks = markdown.read("\n\n".join(text), "a.md").blocks
        spoken.follow(blocks, [cells[b.prose] for b in blocks])
        fresh = Prose(said(blocks))
        assert spoken.text == fresh.text
        assert [spoken.says(w) for w in WORDS] == [fresh.says(w) for w in WORDS]
        assert [spoken.has(w) for w in WORDS] == [fresh.has(w) for w in WORDS]
