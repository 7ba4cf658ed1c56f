from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.bib import check, in_bib


@pytest.mark.parametrize(
    ("field", "place", "says"),
    [
        ("date = {1999-13}", "1999-13", "no month 13"),
        ("date = {1999-02-30}", "1999-02-30", "no day 30 in month 02 of 1999"),
        ("date = {1900-02-29}", "1900-02-29", "no day 29 in month 02"),
        ("date = {1999-21-05}", "1999-21-05", "no month 21"),
        ("date = {June 1999}", "June 1999", "no date that BibLaTeX reads"),
        ("date = {7.3.1999}", "7.3.1999", "no date that BibLaTeX reads"),
        ("date = {2999}", "2999", "far ahead"),
        ("date = {1999/1989}", "1999/1989", "ends before it begins"),
        ("date = {1999-06/1999-05}", "1999-06/1999-05", "ends before it begins"),
        ("date = {1999-06-07/1999-06-05}", "1999-06-07/1999-06-05", "ends before it begins"),
        ("urldate = {2020-00-01}", "2020-00-01", "no month 00"),
        ("date = {1999-01-01T25:00:00}", "1999-01-01T25:00:00", "no time 25:00"),
        ("year = 2999", "2999", "far ahead"),
        ("year = {19995}", "19995", "far ahead"),
        ("month = 13", "13", "no month 13"),
        ("year = 1999, month = 2, day = 30", "30", "no day 30 in month 2"),
        ("day = {32}", "32", "no day 32"),
        ("pages = {358--349}", "358--349", "358-349 run backwards"),
        ("pages = {1--4, 358-49}", "1--4, 358-49", "358-49 run backwards"),
    ],
)
def test_impossible(field: str, place: str, says: str, tmp_path: Path) -> None:
    ((found, message),) = in_bib("BIB210", tmp_path, f"@article{{a, title = {{Weirs}}, {field}}}")
    assert found == place
    assert says in message


@pytest.mark.parametrize(
    "field",
    [
        # BibLaTeX 3.19 §2.3.8, one of each kind
        *(
            f"date = {{{d}}}"
            for d in (
                "1850",
                "1997/",
                "/1997",
                "1997/..",
                "../1997",
                "1967-02",
                "2009-01-31",
                "1988/1992",
                "2002-01/2002-02",
                "1995-03-30/1995-04-05",
                "2004-04-05T14:34:00",
                "2004-04-05T14:34:05+05:00",
                "199X",
                "19XX",
                "1999-XX",
                "1999-07-XX",
                "1999-XX-XX",
                "0000",
                "-0876",
                "-0877/-0866",
                "1723~",
                "1723?",
                "1723%",
                "2004-22",
                "Y-17000",
                "2000-02-29",
                "1999-05/1999",
                "199X/1994",
            )
        ),
        "date = {}",
        "date = {\\today}",
        "year = {in press}",
        "year = {1999a}",
        "year = 98",
        "month = nov",
        "month = {June}",
        "month = 2, day = 29",
        "pages = {358--360}",
        "pages = {358-60}",
        "pages = {23--4}",
        "pages = {23--4, 30}",
        "pages = {R12--R3}",
        "pages = {12:3--12:1}",
        "pages = {e1004--5}",
        "pages = {00027-2}",
        "pages = {2-3-1}",
        "pages = {xii--iv}",
        "pages = {1087--1100}",
    ],
)
def test_possible(field: str, tmp_path: Path) -> None:
    assert in_bib("BIB210", tmp_path, f"@article{{a, title = {{Weirs}}, {field}}}") == []


def test_printed_lists(tmp_path: Path) -> None:
    text = """So it was (Holm 3; Reed 853; Marsh 5).

# Works Cited

Holm, Ingrid. “Stone.” *Rivers*, vol. 12, no. 4, 1994, pp. 171–60.

Marsh, Ann. “Floods.” *Rivers* 29 (1987-88): 12-14.

Okoro, Daniel. *Tolls*. Northam: Lantern Press, 2009, tel. 5512-321.

Reed, Hannah. “Weirs.” *Rivers* 43(5): 853-845, 1999.
"""
    found = check("BIB210", tmp_path, paper_md=text)
    assert [text[d.start : d.end] for d in found] == ["171–60", "853-845"]
