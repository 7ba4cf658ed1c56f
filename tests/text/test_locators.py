"""Where a locator begins, where it ends, and which pages it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.text import locators

FOUND = [
    ("Lee, Rivers 343", "343", ((343, 343),)),
    ("Lee, 40-42", "40-42", ((40, 42),)),
    ("Lee, Rivers 358–60", "358–60", ((358, 360),)),
    ("Lee, pp.332-3", "pp.332-3", ((332, 333),)),
    ("Lee, Rivers, S. 12 f.", "S. 12 f.", ((12, 12),)),
    ("Lee 12, 15, and 20-21", "12, 15, and 20-21", ((12, 12), (15, 15), (20, 21))),
    ("Lee 340 n. 109", "340 n. 109", ((340, 340),)),
    ("Lee 340n109", "340n109", ((340, 340),)),
    ("Lee, No. 290", "No. 290", ()),
    ("Bridges 232 No.110", "232 No.110", ((232, 232),)),
    ("Lee, Doc. 169, 470-471", "Doc. 169, 470-471", ((470, 471),)),
    ("Lee, Ch. 16, passim", "Ch. 16, passim", ()),
    ("Lee, ch. 3", "ch. 3", ()),
    ("Lee 339 ff.", "339 ff.", ((339, 339),)),
    ("Lee lines 5-8", "lines 5-8", ()),
    ("Lee 3.2.14", "3.2.14", ()),
    ("Lee 2: 45", "2: 45", ((45, 45),)),
    ("Lee, vol. 2, p. 45", "vol. 2, p. 45", ((45, 45),)),
    ("Lee xiv-xvi", "xiv-xvi", ()),
    ("Lee § 4", "§ 4", ()),
    ("River Times 20 Nov. 2002", "20 Nov. 2002", ()),
    ("pp. 519-520 & n. 481 p. 564", "pp. 519-520 & n. 481 p. 564", ((519, 520), (564, 564))),
    ("Lee, 39-40, quoting from a letter", "39-40", ((39, 40),)),
    ("Lee 12 (emphasis added)", "12", ((12, 12),)),
    ("Lee, No. 23, text and Appendix", "No. 23, text and Appendix", ()),
]

NOT_FOUND = ["Lee", "Lee, Rivers", "Boeing 747 aeroplanes flew", "the 3 bridges of the town", "W3C"]


@pytest.mark.parametrize(("text", "locator", "pages"), FOUND)
def test_locator_at_the_end_of_a_cite(text: str, locator: str, pages: tuple[tuple[int, int], ...]) -> None:
    tail = locators.tail(text)
    assert tail is not None
    assert text[tail.starts[0] : tail.end] == locator
    assert locators.ranges(locator) == pages


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_locator(text: str) -> None:
    assert locators.tail(text) is None


def test_numbers_that_may_belong_to_a_title_are_kept_apart() -> None:
    text = "Bridges 1937-1938 232 No.110"
    tail = locators.tail(text)
    assert tail is not None
    assert [text[s : tail.end] for s in tail.starts] == ["1937-1938 232 No.110", "232 No.110", "No.110"]


@pytest.mark.parametrize(
    ("first", "last", "whole"), [("358", "60", "360"), ("131", "6", "136"), ("99", "102", "102"), ("12", "12", "12")]
)
def test_abbreviated_ranges_are_filled_in(first: str, last: str, whole: str) -> None:
    assert locators.fill(first, last) == whole


def test_pages_fit_a_work_without_known_span() -> None:
    assert locators.fits(((70, 70),), ())
    assert locators.fits(((70, 72),), ((66, 84),))
    assert not locators.fits(((70, 90),), ((66, 84),))


@given(st.text(alphabet="pn.S, 0123456789-–ivxch§&;:()fA", max_size=200))
def test_any_text_is_survived(text: str) -> None:
    tail = locators.tail(text)
    if tail:
        assert 0 <= tail.starts[0] < tail.end <= len(text)
        locators.ranges(text[tail.starts[0] : tail.end])
