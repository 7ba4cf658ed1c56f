"""Words compared over accents, alphabets and romanisations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.text.scripts import fold, plain_words, sound, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Žukov", "zukov"),
        ("Samuel’son", "samuelson"),
        ("Œuvres", "oeuvres"),
        ("Жуков", "zhukov"),
        ("Straße", "strasse"),
        ("co\u00adop", "coop"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "spellings",
    [("Jansen", "Iansen"), ("Zhukov", "Žukov", "Жуков"), ("Tchaikovsky", "Чайковский"), ("Biografiia", "Biografia")],
)
def test_one_sound_for_the_romanisations_of_a_name(spellings: tuple[str, ...]) -> None:
    assert len({sound(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Petrov", "Pavlov"), ("Lee", "Leigh"), ("Marin", "Martin"), ("Berg", "Burg")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_words() -> None:
    assert words("Khan & Samuel'son, “Rise of 12-3”") == ["khan", "samuelson", "rise", "of", "12", "3"]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert all(fold(w) == w for w in words(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fußnoten", "FUSSNOTEN"),
        ("Œuvres citées", "oeuvres citees"),
        ("Źródła", "zrodla"),
        ("Список литературы", "СПИСОК ЛИТЕРАТУРЫ"),
        ("L’index", "Lindex"),
    ],
)
def test_words_in_their_own_alphabet(one: str, other: str) -> None:
    assert plain_words(one) == plain_words(other)


def test_alphabets_are_kept() -> None:
    assert plain_words("Источники и Notes") == ["источники", "и", "notes"]
