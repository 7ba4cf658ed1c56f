"""The words of a text, looked for one by one and all at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.rules import naming
from citecheck.text.looking import Prose

TEXTS = st.text(alphabet="ab é1_-'’s .", max_size=30)


@given(TEXTS, TEXTS)
def test_one_by_one_as_all_at_once(prose: str, asked: str) -> None:
    every, one_by_one = (naming._Words([Prose(prose)]) for _ in range(2))
    words = naming._WORD.findall(asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(naming, "_FEW", 0)
        expected = [word in every for word in words]
    assert [word in one_by_one for word in words] == expected


@pytest.mark.parametrize(
    ("prose", "word", "stands"),
    [
        ("the weir of Reed", "Reed", True),
        ("Reed’s weir", "Reed", True),
        ("Reeds weir", "Reed", False),
        ("a Reed-like weir", "Reed", False),
        ("a Reed- and bulrush", "Reed", True),
        ("O'Reed's weir", "Reed", False),
    ],
)
def test_words(prose: str, word: str, stands: bool) -> None:
    assert (word in naming._Words([Prose(prose)])) is stands
