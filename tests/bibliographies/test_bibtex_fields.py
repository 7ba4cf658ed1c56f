"""The fields of a .bib file as written, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies import bibtex, bibtex_fields
from citecheck.bibliographies.bibtex_fields import Written

WORKS = """% a comment
@string{jrh = "Journal of River History"}
@article{reed1999,
  author = {Reed, Hannah}, % she
  Title = "Weirs {and "Dams"} of the {N}orth",
  journal = jrh # { (new series)},
  year = 1999,
  pages={21--24}
}
@book(holm1994, title = {Stone}, isbn = {})
"""


def read(text: str) -> tuple[Written, ...]:
    return bibtex_fields.written(bibtex.parse(text, "works.bib"))


def test_the_fields_with_their_places() -> None:
    reed, holm = read(WORKS)
    assert (reed.type, reed.key, WORKS[reed.start : reed.head]) == ("article", "reed1999", "@article{reed1999")
    assert list(reed.fields) == ["author", "title", "journal", "year", "pages"]
    assert list(holm.fields) == ["title", "isbn"]
    assert reed.sound
    assert holm.sound
    for entry in (reed, holm):
        for field in entry.fields.values():
            assert WORKS[field.start : field.end] == field.value
    assert [WORKS[slice(*f.inner)] for f in reed.fields.values()] == [
        "Reed, Hannah",
        'Weirs {and "Dams"} of the {N}orth',
        "jrh # { (new series)}",
        "1999",
        "21--24",
    ]
    assert holm.fields["isbn"].text == ""


def test_the_names_of_strings() -> None:
    reed, _ = read(WORKS)
    words = [w for f in reed.fields.values() for w in bibtex_fields.words(f)]
    assert [w for w, _ in words] == ["jrh", "1999"]
    assert all(WORKS[at : at + len(word)] == word for word, at in words)
    assert bibtex_fields.strings(WORKS) == {"jrh"}


@pytest.mark.parametrize("broken", ["@book{a, title = {Weirs", "@book{a title = {Weirs}}", "@book{a, title {Weirs}}"])
def test_a_broken_entry_is_not_sound(broken: str) -> None:
    assert [e.sound for e in read(broken)] == [False]


def test_other_bibliographies_have_none() -> None:
    assert read("") == ()


@given(
    st.lists(st.sampled_from(["@book{", "a", ",", "x=", "{", "}", '"', "#", "%", "\n", "\\", "(", ")"])).map("".join)
)
def test_any_text_is_survived_and_values_lie_where_they_are_said_to(text: str) -> None:
    for entry in read(text):
        for field in entry.fields.values():
            assert text[field.start : field.end] == field.value
            start, end = field.inner
            assert field.start <= start <= end <= field.end
