"""Positions: lines, maps, and the markup around a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.manuscripts import markdown
from citecheck.model import OffsetMap, Span
from citecheck.text.spans import (
    Prose,
    chain,
    cut,
    line_column,
    line_starts,
    line_starts_edited,
    to_prose,
    to_source,
    widen,
)

LINES = st.text(alphabet="ab\r\n\u2028é😀")


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("river", [0]),
        ("a\nb\r\nc\rd", [0, 2, 5, 7]),
        ("a\n\r\n", [0, 2, 4]),
        ("a\u2028b\x0bc\x0cd\x85e", [0]),
    ],
)
def test_only_three_signs_end_a_line(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts


@given(LINES, st.integers(0, 12), st.integers(0, 12), LINES)
def test_lines_of_an_edited_text(text: str, one: int, other: int, new: str) -> None:
    start, end = sorted(min(at, len(text)) for at in (one, other))
    edited = text[:start] + new + text[end:]
    assert line_starts_edited(line_starts(text), edited, start, end, len(edited) - len(text)) == line_starts(edited)


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (2, 1)), (3, (2, 2)), (4, (2, 3)), (5, (3, 1)), (9, (3, 5))]
)
def test_lines_and_columns_count_from_one(offset: int, place: tuple[int, int]) -> None:
    assert line_column(line_starts("a\nb\r\nc"), offset) == place


@given(LINES)
def test_every_offset_has_a_line(text: str) -> None:
    starts = line_starts(text)
    for offset in range(len(text) + 1):
        line, column = line_column(starts, offset)
        assert starts[line - 1] + column - 1 == offset


def written(*pieces: tuple[str, int, int]) -> tuple[str, OffsetMap]:
    prose = Prose()
    for text, source, size in pieces:
        prose.add_whole(text, source, size)
    return prose.done()


BRIDGE = written(("The ", 0, 4), ("Bridge", 5, 6), ("&", 12, 5), ("\n", 17, 2), ("stands", 19, 6))
# source: The *Bridge*&amp;\r\nstands


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (0, 3, Span(0, 3)),
        (0, 4, Span(0, 4)),
        (4, 10, Span(5, 11)),
        (2, 6, Span(2, 7)),
        (10, 11, Span(12, 17)),
        (11, 12, Span(17, 19)),
        (9, 13, Span(10, 20)),
        (12, 18, Span(19, 25)),
        (4, 4, Span(5, 5)),
        (18, 18, Span(25, 25)),
        (17, 99, Span(24, 25)),
    ],
)
def test_prose_leads_to_its_source(start: int, end: int, span: Span) -> None:
    assert to_source(BRIDGE[1], start, end) == span


@pytest.mark.parametrize(("source", "prose"), [(0, 0), (3, 3), (4, 4), (5, 4), (11, 10), (13, 10), (17, 11), (24, 17)])
def test_a_source_offset_leads_to_prose(source: int, prose: int) -> None:
    assert to_prose(BRIDGE[1], source) == prose


def test_neighbouring_pieces_are_one_run() -> None:
    assert written(("riv", 3, 3), ("er", 6, 2))[1] == OffsetMap((0, 5), (3, 8), (5, 0))


def test_a_map_written_by_hand_needs_no_end_mark() -> None:
    assert to_source(OffsetMap((0,), (7,), (5,)), 1, 5) == Span(8, 12)
    assert to_source(OffsetMap((), (), ()), 0, 0) == Span(0, 0)


@given(st.data())
def test_a_cut_map_leads_where_the_whole_does(data: st.DataObject) -> None:
    prose, offsets = BRIDGE
    start = data.draw(st.integers(0, len(prose) - 1))
    end = data.draw(st.integers(start + 1, len(prose)))
    low = data.draw(st.integers(0, end - start - 1))
    high = data.draw(st.integers(low + 1, end - start))
    assert to_source(cut(offsets, start, end), low, high) == to_source(offsets, start + low, start + high)


@pytest.mark.parametrize("joint", ["\n", ""])
def test_a_chain_leads_to_all_its_pieces(joint: str) -> None:
    second = written(("river", 40, 5), ("–", 45, 7))
    prose, offsets = chain([BRIDGE, second], joint=joint)
    assert prose == BRIDGE[0] + joint + second[0]
    shift = len(BRIDGE[0]) + len(joint)
    assert to_source(offsets, 4, 10) == Span(5, 11)
    assert to_source(offsets, shift, shift + 5) == Span(40, 45)
    assert to_source(offsets, shift + 5, shift + 6) == Span(45, 52)
    assert to_source(offsets, 17, shift + 1) == Span(24, 41)


def test_the_joint_is_all_that_lies_between() -> None:
    _, offsets = chain([BRIDGE, written(("river", 40, 5))])
    assert to_source(offsets, 18, 19) == Span(25, 40)


@pytest.mark.parametrize(
    ("source", "stretch", "span"),
    [
        ("see *Bridges* 345.", "Bridges 345", "*Bridges* 345"),
        ("see *Bridges* 345.", "Bridges", "*Bridges*"),
        ("see *Bridges 345*.", "Bridges 345", "*Bridges 345*"),
        ("(Marsh, *Bridges* 345)", "Marsh, Bridges 345", "Marsh, *Bridges* 345"),
        ("(Marsh, *Bridges 345*)", "Marsh, Bridges 345", "Marsh, *Bridges 345*"),
        ("(*Marsh, Bridges* 345)", "Marsh, Bridges 345", "*Marsh, Bridges* 345"),
        ("(_Bridges_ 345)", "Bridges 345", "_Bridges_ 345"),
        ("(***Bridges*** 345)", "Bridges 345", "***Bridges*** 345"),
        ("(**_Bridges_** 345)", "Bridges 345", "**_Bridges_** 345"),
        ("(<em>Bridges</em> 345)", "Bridges 345", "<em>Bridges</em> 345"),
        ('(<i class="t">Bridges</i> 345)', "Bridges 345", '<i class="t">Bridges</i> 345'),
        ("*a* Bridges *b*", "Bridges", "Bridges"),
        ("**The river rose (Marsh, Bridges 345).**", "Marsh, Bridges 345", "Marsh, Bridges 345"),
        ("**Bridges 345 (see there)**", "Bridges 345", "Bridges 345"),
        ("**(Marsh *Bridges* 345) and**", "Marsh Bridges 345", "Marsh *Bridges* 345"),
        ("(*Marsh*, *Bridges* 345)", "Marsh, Bridges 345", "*Marsh*, *Bridges* 345"),
        ("(*Marsh*, *Bridges*)", "Marsh, Bridges", "*Marsh*, *Bridges*"),
        ("Bridges 345", "Bridges 345", "Bridges 345"),
        ("* Bridges 345", "Bridges 345", "Bridges 345"),
        ("Caf&eacute; *Bridges* 3", "Café Bridges 3", "Caf&eacute; *Bridges* 3"),
    ],
)
def test_a_stretch_keeps_the_markup_that_it_needs(source: str, stretch: str, span: str) -> None:
    block = markdown.read(source, "a.md").blocks[0]
    at = block.prose.index(stretch)
    found = widen(source, block.map, at, at + len(stretch))
    assert source[found.start : found.end] == span


@given(st.text(alphabet="ab *_()<>em/\n"), st.data())
def test_a_widened_span_lies_in_the_text_and_holds_the_stretch(source: str, data: st.DataObject) -> None:
    for block in markdown.read(source, "a.md").blocks:
        start = data.draw(st.integers(0, len(block.prose)))
        end = data.draw(st.integers(start, len(block.prose)))
        inner, outer = to_source(block.map, start, end), widen(source, block.map, start, end)
        assert 0 <= outer.start <= inner.start <= inner.end <= outer.end <= len(source)
