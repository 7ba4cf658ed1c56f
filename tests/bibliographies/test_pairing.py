"""Printed entries and the references that they describe."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies import bibtex, works_cited
from citecheck.bibliographies.pairing import paired
from citecheck.bibliographies.pairing_match import pairs
from citecheck.manuscripts import markdown
from citecheck.model import Bibliography, Reference


def listed(*entries: str) -> Bibliography:
    text = "# References\n\n" + "\n\n".join(entries) + "\n"
    found = works_cited.parse(markdown.read(text, "paper.md"))
    assert found is not None
    assert len(found.references) == len(entries)
    return found


def library(*fields: str) -> Bibliography:
    return bibtex.parse("\n".join(f"@misc{{k{n}, {f}}}" for n, f in enumerate(fields)), "works.bib")


MARSH = "author = {Marsh, Ann}, title = {Floods of the Vale}, year = 2001"
REED = "author = {Reed, Bo}, title = {Weirs and Locks}, year = 1998"
PRINTED_MARSH = "[1] Marsh, A. *Floods of the Vale*. Lantern Press, 2001."
PRINTED_REED = "[2] Reed, B. *Weirs and Locks*. Orchard, 1998."


@pytest.mark.parametrize(
    ("fields", "entry"),
    [
        (MARSH, PRINTED_MARSH),
        (
            "title = {1. Marsh A (2001) Floods of the vale. Lantern Press.}",
            "[1] Marsh A (2001) Floods of the vale. Lantern Press.",
        ),
        (
            "author = {M{\\\"u}ller, Zo{\\\"e}}, title = {{F}l{\\\"u}sse}, year = 2001",
            "[1] Müller, Zoë. *Flüsse*. Lantern Press, 2001.",
        ),
        (
            "author = {Marsh, Ann}, title = {Floods: A Long History}, year = 2001",
            "[1] Marsh, A. *Floods*. Lantern Press, 2001.",
        ),
        (
            "author = {Marsh, Ann}, journal = {J. Bridges}, volume = 14, pages = {131--146}, year = 2001",
            "[1] Marsh, A. J Bridges 2001;14:131-46.",
        ),
        ("title = {Floods of the Vale}, doi = {10.1000/182}", "[1] Anon. *Floods of the Vale*. doi:10.1000/182."),
        ("author = {Marsh, Ann}, title = {Floods of the Vale}, year = 2002", PRINTED_MARSH),  # of an online first
        ("author = {Marsh, Ann}, title = {Flodos of the Vale}, year = 2001", PRINTED_MARSH),
        (
            "author = {Marsh, Ann and others}, title = {Floods of the Vale}",
            "[1] Marsh, A., B. Reed, and C. Lee. *Floods of the Vale*. 2001.",
        ),
    ],
)  # fmt: skip
def test_an_entry_and_its_reference(fields: str, entry: str) -> None:
    others = library(REED, fields, "author = {Marsh, Ann}, title = {Bees}, year = 1987")
    assert pairs(listed(entry, PRINTED_REED).references, others.references) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    "entry",
    [
        "[1] Marsh, A. *Bees in Winter*. Lantern Press, 2004.",  # another work of the author
        "[1] Gil, E. *Roads*. Orchard, 1998.",
        "[1] Reed, B. *Tolls*. Orchard, 1999.",
    ],
)
def test_an_entry_of_another_work_has_none(entry: str) -> None:
    assert pairs(listed(entry, "[2] Lee, M. *Wells*. 1950.").references, library(MARSH, REED).references) == {}


def test_titles_of_the_same_words_are_told_by_their_order() -> None:
    works = library(
        "author = {Marsh, Ann}, title = {Men, Bees and Meadows}, year = 2001",
        "author = {Marsh, Ann}, title = {Bees, Men and Meadows}, year = 2001",
    )
    printed = listed("[1] Marsh, A. *Bees, Men and Meadows*. 2001.", "[2] Marsh, A. *Men, Bees and Meadows*. 2001.")
    assert pairs(printed.references, works.references) == {0: 1, 1: 0}


def test_what_cannot_be_told_has_none() -> None:
    alike = library("author = {Marsh, Ann}, year = 2001", "author = {Marsh, Ann}, year = 2001")
    assert pairs(listed("[1] Marsh, A. Lantern Press; 2001.", PRINTED_REED).references, alike.references) == {}


WORDS = "bridge river orchard lantern winter stone copper harvest ferry meadow thicket harbour garden mill".split()
PEOPLE = "Marsh Reed Holm Lee Kemp Gil Dyer Cole Abel Fowler".split()


@given(st.integers(1, 12), st.randoms(use_true_random=False))
def test_the_order_of_a_file_does_not_matter(size: int, chance: random.Random) -> None:
    works = [
        (chance.choice(PEOPLE), " ".join(chance.sample(WORDS, 4)), chance.randint(1950, 2020)) for _ in range(size)
    ]
    works = list(dict.fromkeys(works))
    printed = [Reference("", "p", 0, 0, raw=f"{a}, A. {t}. {y}.", year=str(y)) for a, t, y in works]
    order = list(range(len(works)))
    chance.shuffle(order)
    others = library(
        *(f"author = {{{works[n][0]}, Ann}}, title = {{{works[n][1]}}}, year = {works[n][2]}" for n in order)
    )
    assert pairs(printed, others.references) == {at: order.index(at) for at in range(len(works))}


def test_what_a_printed_list_adds() -> None:
    printed = listed(
        "Marsh, Ann. 2001a. *Floods of the Vale*. Lantern Press.", "Marsh, Ann. 2001b. *Weirs and Locks*. Orchard."
    )
    works = library(
        MARSH, "author = {Marsh, Ann}, title = {Weirs and Locks}", "author = {Lee, Mo}, title = {Roads}, year = 1990"
    )
    (found, stub) = paired((works, Bibliography("paper.md", "", (), printed=True)), printed)
    assert [r.year for r in found.references] == ["2001a", "2001b", "1990"]
    assert [bool(r.printed) for r in found.references] == [True, True, False]
    assert found.references[2] is works.references[2]
    assert stub.listed == ()


def test_a_list_of_other_works_adds_nothing() -> None:
    works = library(MARSH)
    (found,) = paired((works,), listed("[1] Lee, M. *Roads*. 1990.", "[2] Gil, E. *Wells*. 1991."))
    assert found is works
