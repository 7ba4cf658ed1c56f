"""Brackets, and the items within them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.citations.groups import groups, pieces, trim


def inside(prose: str) -> list[str]:
    return [prose[g.start : g.end] for g in groups(prose)]


def test_brackets_inner_ones_first() -> None:
    assert inside("He came (see Marsh (1990) 12) and [Reed 3] left") == ["1990", "see Marsh (1990) 12", "Reed 3"]


def test_an_unclosed_bracket_ends_with_its_line() -> None:
    (group,) = groups("He came (Marsh 12; Reed 3\nand left")
    assert not group.closed
    assert (group.start, group.end) == (9, 25)


def test_crossed_brackets() -> None:
    assert inside("He (came [so) far") == ["came [so"]


SPLIT = [
    ("Marsh 12; Reed 3", ["Marsh 12", "Reed 3"]),
    ("Marsh, “Rivers; Fords” 12; Reed 3.", ["Marsh, “Rivers; Fords” 12", "Reed 3"]),
    ('Marsh, "Rivers; Fords" 12', ['Marsh, "Rivers; Fords" 12']),
    ("Marsh 12 (with a map; a plan); Reed", ["Marsh 12 (with a map; a plan)", "Reed"]),
    ("Marsh 339 ff.", ["Marsh 339 ff."]),
    ("– Marsh 12", ["Marsh 12"]),
    ("", [""]),
]


@pytest.mark.parametrize(("text", "items"), SPLIT)
def test_items(text: str, items: list[str]) -> None:
    assert [text[a:b] for a, b in pieces(text, 0, len(text))] == items


@given(st.text(alphabet='()[]（；;"“”abc .\n', max_size=300))
def test_any_brackets_are_survived(prose: str) -> None:
    for group in groups(prose):
        assert 0 <= group.start <= group.end <= len(prose)
        for start, end in pieces(prose, group.start, group.end):
            assert group.start <= start <= end <= group.end


@given(st.text(max_size=50))
def test_trimming_stays_inside(text: str) -> None:
    start, end = trim(text, 0, len(text))
    assert 0 <= start <= end <= len(text)
