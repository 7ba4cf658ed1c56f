"""Values behind a longer or shorter text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.citations import author, author_date, label, numeric
from citecheck.engine.live.shifting import shifted
from citecheck.manuscripts import citekeys, markdown
from citecheck.model import Mark, Reading
from tests.engine.live_samples import SAMPLES

BEFORE = "A word before all.\n\n"


@pytest.mark.parametrize("name", [n for n, text in SAMPLES.items() if not text.startswith("---") and n != "plain.txt"])
def test_a_manuscript_behind_another_paragraph(name: str) -> None:
    text = SAMPLES[name]
    alone, behind = markdown.read(text, name), markdown.read(BEFORE + text, name)
    size = len(BEFORE)
    assert shifted(alone.blocks, size) == behind.blocks[1:]
    assert shifted(alone.citekeys, size) == behind.citekeys
    assert shifted(alone.comments, size) == behind.comments
    for one, other in zip(alone.blocks, behind.blocks[1:], strict=True):
        assert shifted(author.extract(one, text), size) == author.extract(other, BEFORE + text)
        assert shifted(numeric.extract(one, text), size) == numeric.extract(other, BEFORE + text)
        labels = label.listed(["Mar87", "Hol94"])
        assert shifted(label.extract(one, labels, text), size) == label.extract(other, labels, BEFORE + text)
        dated = [[(d.locator, d.start, d.end) for d in f.cites] for f in shifted(author_date.extract(one), size)]
        assert dated == [[(d.locator, d.start, d.end) for d in f.cites] for f in author_date.extract(other)]


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_there_and_back(one: int, other: int) -> None:
    text = SAMPLES["keyed.md"]
    read = markdown.read(text, "a.md")
    keys = citekeys.find(read.blocks, text)
    assert keys
    assert shifted(shifted(keys, one), other) == shifted(keys, one + other)
    assert shifted(keys, 0) is keys


@pytest.mark.parametrize("value", [Mark("link", 3, 9), Reading(("Marsh",)), (1, 2), "a", None, frozenset([3])])
def test_what_has_no_place_in_the_source(value: object) -> None:
    assert shifted(value, 5) == value
