from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.rules.bib import check

# Every list begins and ends with these, so that it has an order to speak of.
BEFORE = ["Aske, Ann", "Boat, Ann", "Cove, Ann", "Dale, Ann", "Elms, Ann"]
BEHIND = ["Reed, Ann", "Sand, Ann", "Teal, Ann", "Weir, Ann", "Yarn, Ann"]


def listed(works: Iterable[str]) -> str:
    entries = (w if "." in w else f"{w}. *Rivers of Old*. Northam: Lantern Press, 1999." for w in works)
    return "\n\n".join(("As said (Aske 3).", "# Works Cited", *entries)) + "\n"


def moved(folder: Path, works: Iterable[str]) -> list[str]:
    """The first words of the entries that are out of order."""
    text = listed(works)
    return [text[d.start : d.end].partition(",")[0].partition(".")[0] for d in check("BIB207", folder, paper_md=text)]


@pytest.mark.parametrize(
    ("between", "found"),
    [
        (["Marsh, Ann", "Holm, Ann", "Okoro, Ann"], ["Marsh"]),
        (["Holm, Ann", "Zhu, Ann", "Marsh, Ann"], ["Zhu"]),
        (["Holm, Ann", "Marsh, Ann", "Gil, Ann", "Okoro, Ann", "Hull, Ann"], ["Gil", "Hull"]),
        (["Holm, Ann", "“The Alder.” *Rivers* 3 (1999): 2-9.", "Marsh, Ann"], ["“The Alder"]),
    ],
)
def test_out_of_order(between: list[str], found: list[str], tmp_path: Path) -> None:
    assert moved(tmp_path, [*BEFORE, *between, *BEHIND]) == found


@pytest.mark.parametrize(
    "between",
    [
        ["Holm, Ann", "Marsh, Ann", "Okoro, Ann"],
        # letter by letter, and word by word
        ["Gil, Ann", "Gilbert, Ann", "Gil Ruiz, Ann"],
        ["Gil, Ann", "Gil Ruiz, Ann", "Gilbert, Ann"],
        ["Gómez Redondo, Ann", "Gómez-Bravo, Ann"],
        ["Gómez-Bravo, Ann", "Gómez Redondo, Ann"],
        # particles, Mc, apostrophes
        ["Hall, Ann", "van der Holm, Dirk", "Marsh, Ann"],
        ["Lake, Ann", "Le Guin, Ann", "Lee, Ann"],
        ["Gogh, Ann", "Van Gil, Dirk", "Hall, Ann"][1:],
        ["Dirk, Ann", "Okoro, Ann"][1:],
        ["MacAdam, Ann", "McBride, Ann", "MacCall, Ann"],
        ["L’Aigle, Ann", "Lachs, Ann"],
        ["Obi, Ann", "O’Brien, Ann", "Och, Ann"],
        ["Obi, Ann", "Och, Ann", "Oder, Ann"],
        # accents: as the plain letter, as ae, behind z, behind the plain letter
        ["Müller, Ann", "Munk, Ann"],
        ["Munk, Ann", "Müller, Ann"],
        ["Mud, Ann", "Müller, Ann", "Mufti, Ann"],
        ["Núñez, Ann", "Nunn, Ann"],
        ["Nunn, Ann", "Núñez, Ann"],
        # works of one author: by title, by year, alone before together
        ["Holm, Ann", "———. *Stone*. Northam: Lantern Press, 1994.", "---. *Bridges*. Northam: Lantern Press, 2001."],
        ["Holm, Ann", "Holm, Ann, and Jo Abel", "Holm, Ann"],
        # titles without their article; figures as they are said
        ["Lee, Ann", "“The Mill.” *Rivers* 3 (1999): 2-9.", "Okoro, Ann"],
        ["Nile, Ann", "*1938 Trial*. Northam: Lantern Press, 1999.", "Okoro, Ann"],
        ["Lee, Ann", "*Mills of the Vale*. Northam: Lantern Press, 1999.", "---. Lantern Press, 1989.", "Okoro, Ann"],
        # a list of its own, and one in another script
        ["Aden, Jo", "Becker, Jo", "Carr, Jo"],
        ["Жуков, Юрий", "Holm, Jo"],
    ],
    ids=lambda between: between[-1][:20],
)
def test_in_order(between: list[str], tmp_path: Path) -> None:
    assert moved(tmp_path, [*BEFORE, *between, *BEHIND]) == []


def test_a_list_of_its_own_at_the_end(tmp_path: Path) -> None:
    assert moved(tmp_path, [*BEFORE, *BEHIND, "Bart, Jo", "Gil, Jo", "Yarn, Jo"]) == []
    assert moved(tmp_path, [*BEFORE, *BEHIND, "Bart, Jo", "Yarn, Jo"]) == ["Bart"]


def test_names_in_full_may_have_two_surnames(tmp_path: Path) -> None:
    works = [
        "Ann Aske",
        "Ann Boat",
        "Ann Cove",
        "Jo Dale Unger",
        "Ann Elms",
        "Ann Hall",
        "Ann Lee",
        "Ann Marsh",
        "Ann Reed",
    ]
    assert moved(tmp_path, works) == []
    assert moved(tmp_path, [*works[:3], "Jo Unger", *works[4:]]) == ["Jo Unger"]


def test_letters_behind_z(tmp_path: Path) -> None:
    assert moved(tmp_path, [*BEFORE, *BEHIND, "Zorn, Ann", "Åkerman, Ann", "Ärlig, Ann", "Öberg, Ann"]) == []


def test_a_list_in_another_order_has_none_to_keep(tmp_path: Path) -> None:
    assert moved(tmp_path, [*BEFORE[::-1], *BEHIND[::-1]]) == []
    assert moved(tmp_path, ["Reed, Ann", "Aske, Ann", "Marsh, Ann"]) == [], "too short to tell"


def test_numbered_lists(tmp_path: Path) -> None:
    works = [*BEHIND, *BEFORE]

    def numbers(*given: int) -> list[str]:
        entries = (
            f"[{n}] {w}. *Rivers of Old*. Northam: Lantern Press, 1999." for n, w in zip(given, works, strict=True)
        )
        return [d.message for d in check("BIB207", tmp_path, paper_md=listed(entries))]

    assert numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == []
    assert numbers(1, 2, 3, 4, 5, 6, 7, 8, 8, 9) == ["the number 8 stands for two entries"]
    assert numbers(1, 2, 3, 14, 4, 5, 6, 7, 8, 9) == ["the number 14 is out of sequence"]
    assert numbers(1, 1, 1, 1, 1, 1, 1, 1, 1, 1) == []


def test_it_says_where_the_entry_belongs(tmp_path: Path) -> None:
    text = listed([*BEFORE, "Marsh, Ann", "Holm, Ann", "Okoro, Ann", *BEHIND])
    (found,) = check("BIB207", tmp_path, paper_md=text)
    assert found.message == (
        "(Marsh, Rivers of Old) is out of alphabetical order; "
        "it belongs between (Holm, Rivers of Old) and (Okoro, Rivers of Old)"
    )
    assert [text[p.start : p.end][:4] for p in found.places] == ["Holm", "Okor"]
