"""Numbers and labels that a style makes, and that no list prints."""

from __future__ import annotations

import random

import pytest

from citecheck.bibliographies import bibtex
from citecheck.manuscripts import markdown
from citecheck.model import Document
from citecheck.resolve import made_labels
from citecheck.resolve.document import resolve_document
from citecheck.resolve.index import build

TITLES = (
    "Copper mines of the northern hills", "Ferries and their tolls", "Bees in winter orchards",
    "Stone bridges after floods",
    "Salt roads", "Harbour lights", "Weirs and salmon", "Thatched roofs in storms", "Millwheels and millers",
    "Peat cutting", "Lanterns of whale oil", "Hedges along rivers",
)  # fmt: skip
PEOPLE = "Marsh Holm Reed Gil Lee Kemp Dyer Cole Abel Fowler Eames Weir".split()
SAID = [t.lower().split() for t in TITLES]
ORDERS = {"file": list(range(12)), "names": sorted(range(12), key=lambda n: PEOPLE[n])}


def works(order: list[int]) -> str:
    return "\n".join(
        f"@book{{k{n}, author = {{{PEOPLE[n]}, Ann}}, title = {{{TITLES[n]}}}, year = 2001}}" for n in order
    )


def cited(order: list[int]) -> str:
    """A text that says of each work what it is about, in no order of numbers."""
    numbered = [(n, at) for at, n in enumerate(order, start=1)]
    random.Random(7).shuffle(numbered)
    return "\n\n".join(f"Much has been said of {' '.join(SAID[n][:3])} before [{at}]." for n, at in numbered)


def resolved(text: str, bib: str) -> Document:
    return resolve_document(markdown.read(text, "paper.md"), (bibtex.parse(bib, "works.bib"),))


@pytest.mark.parametrize("name", ORDERS)
def test_the_text_shows_the_order_of_the_numbers(name: str) -> None:
    document = resolved(cited(ORDERS[name]), works(ORDERS["file"]))
    assert document.citation_format == "numeric"
    assert {(r.verdict, r.references) for r in document.resolutions} == {("resolved", (f"k{n}",)) for n in range(12)}


def test_a_number_beyond_it_stays_undecided() -> None:
    document = resolved(cited(ORDERS["file"]) + "\n\nSo they say [14].\n", works(ORDERS["file"]))
    assert [r.verdict for r in document.resolutions if r.cite.text == "14"] == ["undecided"]


@pytest.mark.parametrize(
    "order",
    [
        random.Random(3).sample(range(12), 12),  # as they came into the file
        [n for n in range(12) if n != 2],  # one is not in it
    ],
)
def test_another_order_is_not_guessed(order: list[int]) -> None:
    assert resolved(cited(ORDERS["file"]), works(order)).resolutions == ()


def test_a_text_that_does_not_speak_of_its_works_shows_nothing() -> None:
    text = "\n\n".join(f"It was so [{n}]." for n in range(1, 13))
    assert resolved(text, works(ORDERS["file"])).resolutions == ()


PLAIN = "author = {Marsh, Ann}, year = 2010"
LABELS = [  # fields, and the label that BibTeX, BibLaTeX, and a CSL processor make
    (PLAIN, "Mar10", "Mar10", "Mars10"),
    ("author = {van der Berg, Jan}, year = 1999", "vdB99", "Ber99", "Berg99"),
    ("author = {Reed, Bo and Holm, Ida}, year = 2001", "RH01", "RH01", "ReHo01"),
    ("author = {Reed, Bo and Holm, Ida and Lee, Cy}, year = 2001", "RHL01", "RHL01", "ReHoLe01"),
    ("author = {Reed, B and Holm, I and Lee, C and Gil, D}, year = 2001", "RHLG01", "Ree+01", "RHLG01"),
    ("author = {Reed, B and Holm, I and Lee, C and Gil, D and Cole, E}, year = 2001", "RHL+01", "Ree+01", "RHLG01"),
    ("author = {Reed, B and others}, year = 2001", "R+01", "Ree+01", "Reed01"),
    ("author = {{River Office}}, shortauthor = {RO}, year = 2001", "Riv01", "RO01", "Rive01"),
    ("editor = {{\\'E}mery, Ann}, date = {2003-04}", "Éme03", "Éme03", "Émer03"),
    ("author = {Marsh, Ann}, shorthand = {MM}, year = 2010", "MM", "MM", "MM"),
    ("author = {Marsh, Ann}, label = {Ma}, year = 2010", "Ma10", "Ma10", "Ma10"),
]
COMPANY = [
    "author = {Aylward, A}, year = 1991",
    "author = {Bexley, B}, year = 1992",
    "author = {Corley, C}, year = 1993",
]
BESIDE = [("Ayl91", "Bex92", "Cor93")] * 2 + [("Aylw91", "Bexl92", "Corl93")]


@pytest.mark.parametrize("style", [0, 1, 2])
@pytest.mark.parametrize("row", LABELS)
def test_the_labels_of_each_style(row: tuple[str, ...], style: int) -> None:
    fields, label = row[0], row[1 + style]
    bib = "\n".join(f"@book{{k{n}, title = {{T{n}}}, {f}}}" for n, f in enumerate([fields, *COMPANY]))
    if label == "R+01":
        return  # one initial and a sign are no label that could be told from other brackets
    document = resolved(f"It rose [{label}; {'; '.join(BESIDE[style])}].\n", bib)
    assert document.citation_format == "label"
    assert [r.references for r in document.resolutions] == [("k0",), ("k1",), ("k2",), ("k3",)]


@pytest.mark.parametrize("text", ["[Fig12; Tab34; Abb56]", "[Mar10; Foo11; Bar12; Baz13]", "[Mar10; Ree11]", "[12]"])
def test_brackets_that_few_works_explain_are_left_alone(text: str) -> None:
    bib = "@book{a, author = {Marsh, Ann}, year = 2010}\n@book{b, author = {Reed, Bo}, year = 2011}\n"
    assert resolved(f"It rose {text}.\n", bib).resolutions == ()


def test_letters_are_given_only_where_all_of_them_are_cited() -> None:
    books = "\n".join(
        f"@book{{k{n}, author = {{Marsh, Ann}}, title = {{{t}}}, year = 2010}}" for n, t in enumerate("CBA")
    )
    index = build((bibtex.parse(books, "works.bib"),))
    assert made_labels.labels(["Mar10a", "Mar10b", "Mar10c"], index) == {"Mar10a": (2,), "Mar10b": (1,), "Mar10c": (0,)}
    assert made_labels.labels(["Mar10a", "Mar10b", "Mar10d"], index) == {"Mar10a": (), "Mar10b": (), "Mar10d": ()}
