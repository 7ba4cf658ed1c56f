"""Terms of the locales: et al., and, no date, in lists and in citations."""

from __future__ import annotations

import re

import pytest

from citecheck.citations.readings import split_names
from citecheck.text import name_chains, names, terms, years

# one and more a language, as CSL 1.0.2 and the styles of that language print it
OTHERS = (
    "et al. · et alii · et autres · et coll. · e outros · e altri · y otros · y cols. · "
    "y colaboradores · i altres · eta beste · u. a. · und andere · e.a. · en anderen · m.fl. · m. fl. · "
    "mfl. · med flere · och andra · og andre · o.fl. · ym. · ja muut · jt · ir kt. · u.c. · i in. · "
    "i wsp. · a kol. · a další · in sod. · idr. · i sur. · és mtsai. · și alții · vd. · ve ark. · "
    "ve diğerleri · dkk. · dan lainnya · và cộng sự · и др. · и соавт. · та ін. · и остали · και άλλοι · "
    "و همکاران · 等 · ほか · 외"
).split(" · ")
ANDS = (
    "and · und · et · y · e · i · en · och · og · a · ja · és · ve · și · ir · un · dan · và · и · і · та · και · & · و"
).split(" · ")
UNDATED = (
    "n.d. · o. J. · s. f. · s.d. · s/f · б. г. · b.r. · u.å. · z.j. · t.y. · é. n. · no date · "
    "ohne Datum · sans date · sin fecha · sem data · brak daty · uten år · utan årtal · bez datuma · "
    "без даты · tarih yok · 不详"
).split(" · ")


@pytest.mark.parametrize("term", OTHERS)
def test_et_al_ends_the_names(term: str) -> None:
    assert split_names(f"Marsh {term}") == (("Marsh",), True)
    assert list(name_chains.starts(f"the flood (Marsh {term} ", 0, len(f"the flood (Marsh {term} "))) == [11]
    listed = names.leading_names(f"Marsh, A. B., {term} Floods")
    assert (len(listed.names), listed.others) == (1, True)


@pytest.mark.parametrize("word", ANDS)
def test_and_joins_two_names(word: str) -> None:
    assert split_names(f"Marsh {word} Reed") == (("Marsh", "Reed"), False)
    assert len(names.leading_names(f"Marsh, A. {word} Reed, B. 2010").names) == 2


@pytest.mark.parametrize("text", ["a Heron", "Marsh Isle", "Idris", "Mette", "Dana", "Una", "Irma"])
def test_what_only_looks_like_a_term(text: str) -> None:
    assert split_names(text) == ((text,), False)


@pytest.mark.parametrize("term", UNDATED)
def test_no_date(term: str) -> None:
    found = years.first_in(f"(Marsh, {term})", 0, 100)
    assert found is not None
    assert found["undated"]


@pytest.mark.parametrize("text", ["(B. T. Marsh)", "(T. Y. Reed)", "the data", "in the year of the flood"])
def test_what_is_no_missing_date(text: str) -> None:
    found = years.first_in(text, 0, len(text))
    assert found is None or not found["undated"]


def test_letters_of_undated_works() -> None:
    cited = years.first_in("(Marsh, n.d. b)", 0, 15)
    assert cited is not None
    assert [years.agrees(cited, listed, "") for listed in ("n.d.-b", "", "n.d.-a", "2010")] == [3, 2, 0, 0]
    assert years.is_dated("2010")
    assert not years.is_dated("n.d.-a")


IBIDS = (
    "ibid. · Ibidem · Ebd. · ebenda · ivi · там же · tamże · uo. · mt. · turpat · ten pat · Sama rit · "
    "στο ίδιο · 同上 · a. a. O."
).split(" · ")


@pytest.mark.parametrize("term", IBIDS)
def test_ibid(term: str) -> None:
    assert re.match(terms.IBID, term, re.IGNORECASE)


@pytest.mark.parametrize("text", ["Mtsyri", "Isto é", "Idiom", "Ibis", "Uomo"])
def test_no_ibid(text: str) -> None:
    found = re.match(rf"(?:{terms.IBID})(?![^\W\d_])", text, re.IGNORECASE)
    assert found is None
