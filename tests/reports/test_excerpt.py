from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.reports.excerpt import excerpt
from citecheck.reports.printable import width


@pytest.mark.parametrize(
    ("text", "place", "line", "marks"),
    [
        ("one (Reed 7) two", "Reed 7", "one (Reed 7) two", "     ^^^^^^"),
        ("first\nsecond line\nthird", "second", "second line", "^^^^^^"),
        ("first\r\n  an item\r\n", "an item", "an item", "^^^^^^^"),
        ("first\rsecond\rthird", "second", "second", "^^^^^^"),
        ("a\tb (Reed)", "Reed", "a    b (Reed)", "        ^^^^"),
        ("橋は (Reed)", "Reed", "橋は (Reed)", "      ^^^^"),
        ("e\u0301e\u0301 (Reed)", "Reed", "e\u0301e\u0301 (Reed)", "    ^^^^"),
        ("a\x1bb (Reed)", "Reed", r"a\x1bb (Reed)", "        ^^^^"),
        ("goes on (Reed\nand Marsh)", "Reed\nand", "goes on (Reed", "         ^^^^"),
        ("(橋梁 7)", "橋梁", "(橋梁 7)", " ^^^^"),
    ],
)
def test_excerpt(text: str, place: str, line: str, marks: str) -> None:
    at = text.index(place)
    assert excerpt(text, at, at + len(place), 60) == (line, marks)


def test_an_empty_place_has_one_mark() -> None:
    assert excerpt("", 0, 0, 40) == ("", "^")
    assert excerpt("abc\n", 4, 4, 40) == ("", "^")


def test_a_long_line_is_clipped_around_the_place() -> None:
    text = "before " * 50 + "(Reed 7)" + " after" * 50
    at = text.index("Reed")
    line, marks = excerpt(text, at, at + 6, 60)
    assert width(line) <= 60
    assert line.startswith("…")
    assert line.endswith("…")
    assert line[len(marks) - 6 : len(marks)] == "Reed 7"


def test_a_long_place_is_clipped() -> None:
    text = "(" + "Reed and " * 40 + "Marsh 7) went"
    line, marks = excerpt(text, 1, text.index(")"), 60)
    assert width(line) <= 60
    assert len(marks) <= 60
    assert "^" in marks


@given(st.text(st.characters(), max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(1, 120))
def test_marks_stay_below_the_line(text: str, one: int, other: int, columns: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    line, marks = excerpt(text, start, end, columns)
    assert width(line) <= max(columns, 24)
    assert "\n" not in line
    assert len(marks) <= width(line) + 1
    assert marks.strip("^").strip() == ""
    assert "^" in marks


def test_a_huge_line_costs_no_more_than_a_short_one() -> None:
    text = "(Reed 7) " * 2_000_000
    began = time.perf_counter()
    for at in range(0, len(text), len(text) // 500):
        excerpt(text, at, at + 6, 80)
    assert time.perf_counter() - began < 1
