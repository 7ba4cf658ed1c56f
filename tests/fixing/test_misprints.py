"""What is suggested in the place of a misprint."""

from __future__ import annotations

import pytest

from citecheck.model import Cite, Name, Reading, Reference
from citecheck.resolve.misprints import listed_title, suggestion
from citecheck.rules.corrections import smallest

HOLM = Reference(
    "holm1994",
    "",
    0,
    0,
    names=(Name("Holm", "Ingrid"), Name("Želev", "Petar")),
    title="The Stone and the Water: Bridges of the Upper Vale",
    container="Journal of Bridges",
    year="1994",
)


@pytest.mark.parametrize(
    ("cited", "listed"),
    [
        ("Stoen and the Watr", "Stone and the Water"),
        ("The Stoen", "The Stone"),
        ("stoen and the water", "Stone and the water"),
        ("Stoen &\n the Water", "Stone &\n the Water"),
        ("Jornal of Bridgse", "Journal of Bridges"),
        ("Stone and the Water", "Stone and the Water"),
        ("Stones", "Stone"),
        ("Stories", "Stories"),  # another word
        ("Stoen the Water", "Stoen the Water"),  # a word is left out: which stands for which?
        ("Harbours", "Harbours"),
        ("", ""),
    ],
)
def test_a_title(cited: str, listed: str) -> None:
    assert listed_title(cited, HOLM) == listed


@pytest.mark.parametrize(
    ("text", "reading", "said"),
    [
        ("Holme, *Stoen* 7", Reading(("Holme",), "Stoen"), "Holm, *Stone* 7"),
        ("Holme and Želev 1993: 7", Reading(("Holme", "Želev"), year="1993"), "Holm and Želev 1994: 7"),
        ("Holm 1993: 7", Reading(("Holm",), year="1993"), "Holm 1994: 7"),
        ("Holm 1993: 1993", Reading(("Holm",), year="1993"), ""),  # which of the two?
        ("Holm 1990: 7", Reading(("Holm",), year="1990"), ""),  # no misprint, but another work
        ("Holm and Zelev 7", Reading(("Holm", "Zelev")), ""),  # accents are a matter of taste
        ("Holm and Желев 7", Reading(("Holm", "Желев")), ""),  # and so are alphabets
        ("Holme, *Stoen*, see Holme 7", Reading(("Holme",), "Stoen"), "Holme, *Stone*, see Holme 7"),
        ("Holm, *Stone* 7", Reading(("Holm",), "Stone"), ""),
    ],
)
def test_a_cite(text: str, reading: Reading, said: str) -> None:
    assert suggestion(Cite(0, len(text), text, "author"), reading, HOLM) == said


def test_what_would_be_markup_is_not_put_in() -> None:
    entry = Reference("x", "", 0, 0, names=(Name("Ho*lm"),), title="Stone_s &amp; Water", year="1994")
    text = "Ho*ml, *Stoen_s & Watr* 7"
    assert suggestion(Cite(0, len(text), text, "author"), Reading(("Ho*ml",), "Stoen_s & Watr"), entry) == ""


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("Holme, *Stone* 7", "Holm, *Stone* 7", [(0, 5, "Holm")]),
        ("Holme, *Stoen* 7", "Holm, *Stone* 7", [(0, 5, "Holm"), (8, 13, "Stone")]),
        ("Holm 9", "Holm, *Stone* 9", [(4, 4, ", *Stone*")]),
        ("O'Brian 9", "O'Brien 9", [(0, 7, "O'Brien")]),
        ("same", "same", []),
    ],
)
def test_the_smallest_edits(old: str, new: str, edits: list[tuple[int, int, str]]) -> None:
    assert [(e.start, e.end, e.text) for e in smallest(0, old, new)] == edits
