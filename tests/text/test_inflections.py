"""Names in the cases of a language are those of the list; other names are not."""

from __future__ import annotations

import pytest

from citecheck.text.inflections import is_form, may_be_form

FORMS = """
ru Иванова Иванов · ru Ивановым Иванов · ru Смирновой Смирнова · ru Достоевским Достоевский · ru Толстого Толстой ·
ru Кравцу Кравец · ru Новиковой-Петровой Новикова-Петрова · uk Шевченкові Шевченко · pl Kowalskiego Kowalski ·
pl Wiśniewskiej Wiśniewska · pl Lisa Lis · pl Dudka Dudek · pl Krawca Krawiec · pl Nowakowi Nowak ·
pl Zaręby Zaręba · cs Nováka Novák · cs Dvořákové Dvořáková · cs Čapka Čapek · cs Novákova Novák · cs Černým Černý ·
hu Szabónak Szabó · hu Kováccsal Kovács · hu Vargát Varga · fi Virtasen Virtanen · fi Mäen Mäe · de Müllers Müller ·
sv Anderssons Andersson · tr Yılmazın Yılmaz
"""
OTHERS = """
ru Ивонов Иванов · ru Иванченко Иванов · ru Петров Иванов · pl Kowalczyk Kowalski · pl Nowacki Nowak ·
cs Novotný Novák · hu Kovácsik Kovács · de Müllerin Müller · de Mullers Möller · en Marshs Marsh · en Marsha Marsh ·
ru Лиса Ли
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(row.split()) for row in " ".join(table.split()).split(" · ")]


@pytest.mark.parametrize(("language", "cited", "listed"), rows(FORMS))
def test_forms(language: str, cited: str, listed: str) -> None:
    assert is_form(cited, listed, language)


@pytest.mark.parametrize(("language", "cited", "listed"), rows(OTHERS))
def test_other_names(language: str, cited: str, listed: str) -> None:
    assert not is_form(cited, listed, language)


def test_ends_that_no_rule_knows() -> None:
    assert may_be_form("Jonaičio", "Jonaitis")
    assert not may_be_form("Jonaitis", "Jonaitis")
    assert not may_be_form("Petraitis", "Jonaitis")
