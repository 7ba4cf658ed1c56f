"""Plain text: what typists and converters leave."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.manuscripts import plain
from citecheck.text.spans import to_source

WRAPPED = (
    "The old bridge over the river was built by the people of\n"
    "the valley, who took the wood for it from the hills and\nsank."
)


def blocks(source: str) -> list[tuple[str, str, str]]:
    return [(b.kind, b.marker, b.prose) for b in plain.read(source, "a.txt").blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One.\n\nTwo.", [("paragraph", "", "One."), ("paragraph", "", "Two.")]),
        (WRAPPED, [("paragraph", "", WRAPPED)]),
        (
            "A " * 70 + "end.\n" + "B " * 70 + "end.",
            [("paragraph", "", "A " * 70 + "end."), ("paragraph", "", "B " * 70 + "end.")],
        ),
        ("  Bees fly.  \n  Far.", [("paragraph", "", "Bees fly.\nFar.")]),
        ("One.\fTwo.", [("paragraph", "", "One."), ("paragraph", "", "Two.")]),
        ("One.\r\n\r\nTwo\r\nthree.", [("paragraph", "", "One."), ("paragraph", "", "Two\nthree.")]),
        ("One.\r\rTwo\rthree.", [("paragraph", "", "One."), ("paragraph", "", "Two\nthree.")]),
        ("BEES AND RIVERS\n\nText.", [("heading", "", "BEES AND RIVERS"), ("paragraph", "", "Text.")]),
        ("Bees\n====\n\nText.", [("heading", "", "Bees"), ("paragraph", "", "Text.")]),
        ("Chapter 3. Bees\n\nText.", [("heading", "", "Chapter 3. Bees"), ("paragraph", "", "Text.")]),
        ("2.1 The hive\n\nText.", [("heading", "", "2.1 The hive"), ("paragraph", "", "Text.")]),
        ("Works Cited\n\nMarsh, Ann. Bees.", [("heading", "", "Works Cited"), ("paragraph", "", "Marsh, Ann. Bees.")]),
        ("## Bees\n\nText.", [("heading", "", "Bees"), ("paragraph", "", "Text.")]),
        ("Dear Ann\n\nText.", [("paragraph", "", "Dear Ann"), ("paragraph", "", "Text.")]),
        ("- one\n- two\n  more", [("item", "-", "one"), ("item", "-", "two\nmore")]),
        ("[1] Marsh.\n[2] Reed.", [("item", "[1]", "Marsh."), ("item", "[2]", "Reed.")]),
        ("1. Marsh.\n\n2. Reed.", [("item", "1.", "Marsh."), ("item", "2.", "Reed.")]),
        ("1914. The war.", [("paragraph", "", "1914. The war.")]),
        ("Text.\n\n-----\n[1] See Marsh.", [("paragraph", "", "Text."), ("note", "1", "See Marsh.")]),
        ("Text.\n\n-----\n12 See Marsh.", [("paragraph", "", "Text."), ("note", "12", "See Marsh.")]),
        (
            "Notes\n\n1. See Marsh.\n2. Reed.",
            [("heading", "", "Notes"), ("note", "1", "See Marsh."), ("note", "2", "Reed.")],
        ),
        ("[^1]: See Marsh.", [("note", "1", "See Marsh.")]),
        (
            "Text.\n\n    He said that the river\n    rose.\n\nText.",
            [("paragraph", "", "Text."), ("quote", "", "He said that the river\nrose."), ("paragraph", "", "Text.")],
        ),
        ("> He said\n> so.", [("quote", "", "He said\nso.")]),
        (
            "Marsh, Ann. Bees. 1990,\n   volume 2.\nReed, Bo. Rivers.",
            [("paragraph", "", "Marsh, Ann. Bees. 1990,\nvolume 2."), ("paragraph", "", "Reed, Bo. Rivers.")],
        ),
        ("", []),
        ("\n \n\f\n", []),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "prose", "marks"),
    [
        ("So _The River_ says", "So The River says", [("emphasis", "The River")]),
        ("So *The\nRiver* says", "So The\nRiver says", [("emphasis", "The\nRiver")]),
        ("So **bold** it is", "So bold it is", [("strong", "bold")]),
        ("(_Bees_ 12)", "(Bees 12)", [("emphasis", "Bees")]),
        ("at http://r.org/_a_b", "at http://r.org/_a_b", [("url", "http://r.org/_a_b")]),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4", []),
        ("a * b * c and _ d _", "a * b * c and _ d _", []),
        ("a lost *asterisk", "a lost *asterisk", []),
    ],
)
def test_typed_emphasis(source: str, prose: str, marks: list[tuple[str, str]]) -> None:
    (block,) = plain.read(source, "a.txt").blocks
    assert block.prose == prose
    assert [(m.kind, prose[m.start : m.end]) for m in block.marks] == marks


def test_pages_are_joined() -> None:
    source = f"{WRAPPED[:-6]}\n\n                12\n\n\fof the town (_Bees_ 3) went there."
    first = plain.read(source, "a.txt").blocks[0]
    assert first.prose.endswith("hills and\nof the town (Bees 3) went there.")


@given(
    st.lists(
        st.sampled_from(
            [*"aB 1_*.\n\r\f\t-=>#[]()é😀\u00ad", "\n\n", "12. ", "[3] ", "http://r.org/a ", "BEES", "Notes", "river "]
        )
    ).map("".join)
)
def test_prose_leads_back_to_the_file(source: str) -> None:
    manuscript = plain.read(source, "a.txt")
    for block in manuscript.blocks:
        assert 0 <= block.start <= block.end <= len(source)
        for at, character in enumerate(block.prose):
            span = to_source(block.map, at, at + 1)
            assert character == "\n" or source[span.start : span.end] == character
        for mark in block.marks:
            assert 0 <= mark.start <= mark.end <= len(block.prose)


@pytest.mark.parametrize(
    "piece",
    [
        "*a* ",
        "_",
        "*",
        "a\n",
        "\n",
        "\f",
        "a\n\n",
        "- ",
        "- a\n",
        "[1] ",
        "--- ",
        "=",
        "A",
        "(",
        "a-\n\n",
        "http://r.org ",
        " \n",
        "1. a\n",
    ],
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        source = piece * times
        began = time.process_time()
        plain.read(source, "a.txt")
        return time.process_time() - began

    small = min(seconds(2_000) for _ in range(2))
    assert seconds(20_000) < 40 * max(small, 0.01)
