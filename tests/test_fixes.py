from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.fixes import apply, choose, difference
from citecheck.model import Edit, Fix


def fix(*edits: tuple[int, int, str], safe: bool = True) -> Fix:
    return Fix("mend it", tuple(Edit(*e) for e in edits), safe)


@pytest.mark.parametrize(
    ("fixes", "text"),
    [
        ([], "the old bridge"),
        ([fix((4, 7, "new"))], "the new bridge"),
        ([fix((8, 14, "weir")), fix((0, 3, "an"))], "an old weir"),
        ([fix((0, 3, "an"), (8, 14, "weir"))], "an old weir"),
        ([fix((4, 7, "new")), fix((4, 7, "tall"))], "the new bridge"),
        ([fix((4, 14, "weir")), fix((8, 14, "ford"))], "the weir"),
        ([fix((4, 4, "very "))], "the very old bridge"),
        ([fix((14, 14, "s"))], "the old bridges"),
        ([fix((14, 20, "s"))], "the old bridge"),  # beyond the end
        ([fix((7, 4, "x"))], "the old bridge"),  # backwards
        ([fix((0, 5, "x"), (4, 7, "y"))], "the old bridge"),  # against itself
        ([fix((0, 3, "an"), (8, 14, "weir")), fix((4, 7, "new"))], "an new weir"),
        ([fix((4, 7, "new"), safe=False)], "the old bridge"),
    ],
)
def test_apply(fixes: list[Fix], text: str) -> None:
    assert apply("the old bridge", fixes) == text


def test_unsafe_ones_are_applied_on_request() -> None:
    assert apply("the old bridge", [fix((4, 7, "new"), safe=False)], unsafe=True) == "the new bridge"


edits = st.tuples(st.integers(0, 40), st.integers(0, 40), st.text("xyz", max_size=3))


@given(st.lists(st.lists(edits, max_size=3), max_size=12))
def test_those_chosen_never_overlap(raw: list[list[tuple[int, int, str]]]) -> None:
    chosen = choose([fix(*some) for some in raw])
    spans = sorted((e.start, e.end) for f in chosen for e in f.edits)
    assert all(a[1] <= b[0] and a[0] != b[0] for a, b in pairwise(spans))
    text = "a" * 40
    kept = sum(e.end - e.start for f in chosen for e in f.edits)
    assert apply(text, chosen).count("a") == 40 - kept


@given(st.text("ab", max_size=30), st.text("ab", max_size=30))
def test_the_difference_makes_one_text_the_other_and_is_as_small_as_can_be(old: str, new: str) -> None:
    edit = difference(old, new)
    assert old[: edit.start] + edit.text + old[edit.end :] == new
    gone = old[edit.start : edit.end]
    assert not (gone and edit.text) or (gone[0] != edit.text[0] and gone[-1] != edit.text[-1])
