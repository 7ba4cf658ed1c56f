"""The ways to take a cite apart; which of them is meant, the bibliography decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.citations.readings import capitalised, is_name, readings, split_names

NAMES = [
    ("Marsh", ("Marsh",), False),
    ("Marsh & Reed", ("Marsh", "Reed"), False),
    ("Marsh, Reed, and Holm", ("Marsh", "Reed", "Holm"), False),
    ("Marsh und Reed", ("Marsh", "Reed"), False),
    ("Marsh et al.", ("Marsh",), True),
    ("Marsh, Reed, et al.", ("Marsh", "Reed"), True),
    ("Marsh u. a.", ("Marsh",), True),
    ("Марш и др.", ("Марш",), True),
    ("J. Marsh", ("J. Marsh",), False),
    ("Marsh, J.", ("J Marsh",), False),
    ("van der Berg", ("van der Berg",), False),
    ("Marsh's", ("Marsh",), False),
    ("Marsh, eds.", ("Marsh",), False),
]


@pytest.mark.parametrize(("text", "names", "others"), NAMES)
def test_names(text: str, names: tuple[str, ...], others: bool) -> None:
    assert split_names(text) == (names, others)


@pytest.mark.parametrize("text", ["Marsh", "Conan Marsh", "de la Cruz", "d'Alembert", "Le-Khac", "River Board"])
def test_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["", "the river", "which they crossed at night", "Marsh writes", "a", "12"])
def test_no_name(text: str) -> None:
    assert not is_name(text)


def ways(core: str, styled: tuple[tuple[int, int], ...] = ()) -> set[tuple[tuple[str, ...], str]]:
    return {(r.names, r.title) for r in readings(core, styled)}


def test_a_comma_may_end_the_names_or_join_them() -> None:
    assert {(("Marsh",), "Rivers"), (("Marsh", "Rivers"), ""), ((), "Marsh, Rivers")} <= ways("Marsh, Rivers")


def test_a_forgotten_comma() -> None:
    assert (("Marsh",), "Rivers") in ways("Marsh Rivers")


def test_a_first_name_behind_a_comma() -> None:
    assert (("Ann Marsh",), "Rivers of the North") in ways("Marsh, Ann, Rivers of the North")


def test_an_italic_title_leaves_one_reading() -> None:
    assert ways("Marsh, Rivers", ((7, 13),)) == {(("Marsh",), "Rivers")}


def test_a_work_within_a_work() -> None:
    assert (("Holm",), "") in ways("“The Ford”, in Holm", ((0, 10),))


@pytest.mark.parametrize("core", ["which was the longest “span”", "Note: “span”"])
def test_prose_before_a_title_is_no_author(core: str) -> None:
    at = core.index("“")
    assert not readings(core, ((at, len(core)),))


@pytest.mark.parametrize("title", ["Rivers of the North", "The Old Bridge"])
def test_capitalised(title: str) -> None:
    assert capitalised(title)


def test_prose_is_not_capitalised() -> None:
    assert not capitalised("Rivers that were crossed")


@given(st.text(max_size=120))
def test_any_text_is_survived(text: str) -> None:
    for reading in readings(text):
        assert reading.names or reading.title
