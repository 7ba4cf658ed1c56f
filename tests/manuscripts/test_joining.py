"""Sentences that a page break cut, and neighbours that are none."""

from __future__ import annotations

import pytest

from citecheck.manuscripts import markdown
from citecheck.text.spans import to_source

LONG = (
    "The old bridge over the river was built by people of the valley, who had no stone. "
    "They took wood from the hills and sank piles of oak"
)
CUT = [
    ("The bridge stood for years and the set-", "\n\n", "tlers of the valley used it."),
    ("The bridge stood for years (Marsh, Bridges", "\n\n", "12-14) and fell."),
    ("The bridge stood for years (Marsh, Bridges", "\n\n", "12) and fell."),
    ("The bridge stood for years (see", "\n\n---\n\n<sup>1</sup> A note.\n\n", "Marsh, Bridges 12) and fell."),
    (LONG, "\n\n", "from the banks."),
    (LONG, "\n\n\n\n", "from the banks."),
    (LONG, "\n\n12\n\n", "from the banks."),
    (LONG, "\n\n— 12 —\n\n", "from the banks."),
    (LONG, "\n\n\f\n\n", "from the banks."),
    (LONG, "\n\n---\n\n<sup>3</sup> A note.\n\n<sup>4</sup> Another.\n\n", "from the banks."),
    (LONG, "\n\n![A hive](h.png)\n\n", "from the banks."),
    (LONG, "\n\n\\newpage\n\n", "from the banks."),
    (LONG, "\r\n\r\n\r\n\r\n", "Reed helped them with the work for as long as it took."),
    (LONG + " can be seen at", "\n\n", "http://r.org/bridge today."),
]
WHOLE = [
    ("The bridge stood for years.", "\n\n", "and fell."),
    ("Bridges", "\n\n", "are of wood"),
    (LONG, "\n\n", "# from the banks"),
    (LONG, "\n\n", "- from the banks"),
    (LONG, "\n\n", "> from the banks"),
    (LONG, "\n\n", "a) from the banks"),
    (LONG, "\n\n", "* * *\n\n## Bees\n\nfrom the banks"),
    (LONG, "\n\n", "Reed helped them with the work for as long as it took."),
    (LONG + " they asked:", "\n\n", "who will pay for all of it?"),
    (LONG + " left (Marsh 12)", "\n\n\n\n", "Reed helped them with the work for as long as it took."),
    ("Figure 3. The old bridge over the river, drawn by a child of the town", "\n\n", "and the bees"),
    ("## The old bridge over the river was built by people of the valley and", "\n\n", "from the banks."),
    ("- The old bridge over the river was built by people of the valley and", "\n\n", "from the banks."),
    (LONG, "\n\n", "https://r.org/a-note-that-lost-its-number"),
]


@pytest.mark.parametrize(("first", "between", "second"), CUT)
def test_the_halves_of_a_sentence_are_one_block(first: str, between: str, second: str) -> None:
    source = first + between + second
    block = markdown.read(source, "a.md").blocks[0]
    assert block.prose == f"{first}\n{second}"
    assert source[block.start : block.end] == source
    joint = to_source(block.map, len(first), len(first) + 1)
    assert source[joint.start : joint.end] == between
    word = to_source(block.map, len(first) + 1, len(first) + 6)
    assert source[word.start : word.end] == second[:5]


@pytest.mark.parametrize(("first", "between", "second"), WHOLE)
def test_others_stay_apart(first: str, between: str, second: str) -> None:
    found = markdown.read(first + between + second, "a.md").blocks
    assert len(found) >= 2
    assert all("\n" not in b.prose for b in found)


def test_more_than_one_page_is_joined_and_marks_move_along() -> None:
    source = "\n\n\n\n".join([f"*One* {LONG}", f"*two* {LONG.lower()}", "*three* end."])
    (block,) = markdown.read(source, "a.md").blocks
    assert [block.prose[m.start : m.end] for m in block.marks] == ["One", "two", "three"]


def test_notes_between_the_halves_stay_notes_behind_them() -> None:
    source = f"{LONG}\n\n---\n\n<sup>1</sup> A note.\n\nfrom the banks."
    assert [b.kind for b in markdown.read(source, "a.md").blocks] == ["paragraph", "note"]
