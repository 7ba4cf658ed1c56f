"""Names by BibTeX's rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies.bibtex_names import parse
from citecheck.model import Name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rivers, Ann", Name("Rivers", "Ann")),
        ("Ann Rivers", Name("Rivers", "Ann")),
        ("Ann B. Rivers", Name("Rivers", "Ann B.")),
        ("Aristides", Name("Aristides")),
        ("van der Brug, Jan", Name("Brug", "Jan", "van der")),
        ("Jan van der Brug", Name("Brug", "Jan", "van der")),
        ("de la Puente, Mar{\\'\\i}a", Name("Puente", "María", "de la")),
        ("María de la Puente Río", Name("Puente Río", "María", "de la")),
        ("Puente de Oliveira, Ana", Name("Puente de Oliveira", "Ana")),
        ("Van Brug, Jan", Name("Van Brug", "Jan")),
        ("Jean d'Aqueduc", Name("d'Aqueduc", "Jean")),
        ("Rivers, Jr, Ann", Name("Rivers", "Ann", suffix="Jr")),
        ("Rivers, Ann, Jr.", Name("Rivers", "Ann", suffix="Jr.")),
        ("Ann Rivers, Jr.", Name("Rivers", "Ann", suffix="Jr.")),
        ("Ann Rivers III", Name("Rivers", "Ann", suffix="III")),
        ("Rivers III, Ann", Name("Rivers", "Ann", suffix="III")),
        ("von Rivers, Sr., Ann", Name("Rivers", "Ann", "von", "Sr.")),
        ("{River Society}", Name("River Society", literal=True)),
        ("{Rivers, Bridges and Co.}", Name("Rivers, Bridges and Co.", literal=True)),
        ("{\\'E}cole {des Ponts}", Name("des Ponts", "École")),
        ("{van Brug}, Jan", Name("van Brug", "Jan")),
        ("{\\O}stergaard", Name("Østergaard")),
        ("Department of Rivers and Canals", Name("Department of Rivers", literal=True)),
        ("World River Organization", Name("World River Organization", literal=True)),
        ("Per Brug", Name("Brug", "Per")),
        ("family=Brug, given=Jan, prefix=van der", Name("Brug", "Jan", "van der")),
        ('family=Brug, given="Jan", suffix=Jr., given-i={J}', Name("Brug", "Jan", suffix="Jr.")),
        ("family={Brug, Rivers}, given={Jan Piet}", Name("Brug, Rivers", "Jan Piet")),
        ("Brug,~J.~P.", Name("Brug", "J. P.")),
        ("Мостов, Иван", Name("Мостов", "Иван")),
        ("桥本", Name("桥本")),
    ],
)
def test_one_name(text: str, name: Name) -> None:
    names, others = parse(text)
    assert names[0] == name
    assert not others


@pytest.mark.parametrize(
    ("text", "families", "others"),
    [
        ("Ann Rivers and Bo Bridge and Cy Bee", ["Rivers", "Bridge", "Bee"], False),
        ("Rivers, Ann AND Bridge, Bo", ["Rivers", "Bridge"], False),
        ("Rivers, Ann\n   and\tBridge, Bo and others", ["Rivers", "Bridge"], True),
        ("{Rivers and Sons} and Bo Bridge", ["Rivers and Sons", "Bridge"], False),
        ("Ferdinand Anders", ["Anders"], False),
        ("Rivers, A.; Bridge, B.", ["Rivers", "Bridge"], False),
        ("Rivers, A., Bridge, B. C., Bee, D.", ["Rivers", "Bridge", "Bee"], False),
        ("Rivers, Ann and  and Bridge, Bo", ["Rivers", "Bridge"], False),
        ("and Rivers, Ann and", ["Rivers"], False),
        ("others", [], True),
        ("", [], False),
        (" , ", [], False),
        (",,,", [], False),
        ("{}", [], False),
        ("family=", [], False),
    ],
)
def test_lists(text: str, families: list[str], others: bool) -> None:
    names, more = parse(text)
    assert [n.family for n in names] == families
    assert more is others


@given(st.text(alphabet="ABab ,{}\\'\"~=;.and", max_size=60))
def test_any_text_gives_names_with_a_family(text: str) -> None:
    names, _ = parse(text)
    assert all(n.family and n.family.strip() == n.family for n in names)
    assert not any("\ue000" <= c <= "\ue005" for n in names for c in f"{n.family}{n.given}{n.particle}")
