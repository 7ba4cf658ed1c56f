"""Years and pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies.bibtex_dates import pages, year


@pytest.mark.parametrize(
    ("date", "printed", "found"),
    [
        ("2003", "", "2003"),
        ("2003-04-05", "", "2003"),
        ("2003-04-05T10:00:00Z", "", "2003"),
        ("2003-22", "", "2003"),
        ("1850/1890", "", "1850-1890"),
        ("2003-04/2003-06", "", "2003"),
        ("1850~", "", "1850"),
        ("1850?", "", "1850"),
        ("1850%", "", "1850"),
        ("1850/", "", "1850-"),
        ("1850/..", "", "1850-"),
        ("/1850", "", "1850"),
        ("../1850", "", "1850"),
        ("185X", "", "1850-1859"),
        ("18XX", "", "1800-1899"),
        ("1850-XX-XX", "", "1850"),
        ("-0043", "", "44 BCE"),
        ("0033", "", "33"),
        ("March 2003", "", "2003"),
        ("05/12/2003", "", "2003"),
        ("undated", "", "undated"),
        ("", "2003", "2003"),
        ("", "2003a", "2003a"),
        ("2003", "2003b", "2003b"),
        ("2003", "1999", "2003"),
        ("", "forthcoming", "forthcoming"),
        ("", "1933–37", "1933-37"),
        ("", "1827/28b", "1827/28b"),
        ("", "ca. 1850", "1850"),
        ("", "[1850]", "1850"),
        ("", "c1850", "1850"),
        ("", "n.d.", "n.d."),
        ("", "", ""),
    ],
)
def test_year(date: str, printed: str, found: str) -> None:
    assert year(date, printed) == found


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("131–146", ((131, 146),)),
        ("131-46", ((131, 146),)),
        ("131--6", ((131, 136),)),
        ("pp. 7-9", ((7, 9),)),
        ("1-4, 9, 12-14", ((1, 4), (9, 9), (12, 14))),
        ("v–x, 1–20", ((1, 20),)),
        ("S. 3-5", ((3, 5),)),
        ("S. 3-5; 8-9", ((3, 5), (8, 9))),
    ],
)
def test_pages(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert pages(text, whole=False) == spans


@pytest.mark.parametrize(
    "text", ["", "e123", "014501", "345", "345ff", "345+", "12-", "358-349", "A1-A9", "1-20, passim", "343 p."]
)
def test_pages_that_are_not_surely_known(text: str) -> None:
    assert pages(text, whole=False) == ()


def test_the_pages_of_a_whole_are_counted_not_named() -> None:
    assert pages("343", whole=True) == ()
    assert pages("12, 343", whole=True) == ()
    assert pages("1-343", whole=True) == ((1, 343),)


@given(st.text(alphabet="0123456789-–/.,~?%X T:aivx ", max_size=40))
def test_any_text_is_survived(text: str) -> None:
    year(text, text)
    assert all(first <= last for first, last in pages(text, whole=False))
