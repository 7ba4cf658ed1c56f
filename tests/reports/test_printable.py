from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.reports.printable import clip, one_line, printable, shown_path, width

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Žukov, 橋", "Žukov, 橋"),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x9b2J\x7f", r"\x9b2J\x7f"),
        ("left\u202eright", r"left\u202eright"),
        ("caf\udce9.md", r"caf\xe9.md"),
        ("\ud800", r"\ud800"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters()))
def test_nothing_printable_acts_on_a_terminal(text: str) -> None:
    assert not CONTROL.search(printable(text))
    assert not CONTROL.search(one_line(text, 50))
    assert len(one_line(text, 50)) <= 50


def test_one_line_joins_breaks_before_it_escapes() -> None:
    assert one_line("two\n  lines\tand\x00one") == r"two lines and\x00one"


@pytest.mark.parametrize(
    ("text", "longest", "clipped"), [("bridge", 6, "bridge"), ("bridges", 6, "bridg…"), ("a b c", 3, "a…")]
)
def test_clip(text: str, longest: int, clipped: str) -> None:
    assert clip(text, longest) == clipped


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a/b.md", "a/b.md"), ("caf\udce9.md", r"caf\xe9.md"), ("река.md", "река.md"), ("a\nb.md", "a\nb.md")],
)
def test_shown_path(path: str, shown: str) -> None:
    assert shown_path(path) == shown


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("橋", 2), ("e\u0301", 1), ("é", 1), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
