"""What a whole list does at the beginning of its entries."""

from __future__ import annotations

import pytest

from citecheck.bibliographies import works_cited
from citecheck.manuscripts import markdown
from citecheck.model import Reference


def _references(*entries: str, tight: bool = False) -> tuple[Reference, ...]:
    listed = ("\n" if tight else "\n\n").join(entries)
    found = works_cited.parse(markdown.read(f"# Bees\n\nText.\n\n## References\n\n{listed}\n", "paper.md"))
    return found.references if found else ()


def _shown(references: tuple[Reference, ...]) -> list[str]:
    return [" ".join([*(f"{n.family}/{n.given}" for n in r.names), r.year, f"“{r.title}”"]) for r in references]


GIL, ZHU, LARSEN = (
    "Gil/A. 2004 “Bees of the hill”",
    "Zhu/W. 2005 “Bridges of stone”",
    "Larsen/E. 2006 “Roads of the vale”",
)
LISTS: dict[str, tuple[list[str], list[str]]] = {
    "names in bold": (
        [
            "**Gil, A.** 2004. Bees of the hill.",
            "**Zhu, W.** 2005. Bridges of stone.",
            "**Larsen, E.** 2006. Roads of the vale.",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "names in italics, one by one": (
        [
            "*Gil, A.*/*Reed, B.* (2004): Bees of the hill.",
            "*Zhu, W.* (2005): Bridges of stone.",
            "*Larsen, E.* (2006): Roads of the vale.",
        ],
        [GIL.replace("A. ", "A. Reed/B. "), ZHU, LARSEN],
    ),
    "labels with a sign": (
        [
            "Gil 2004 = A. Gil, *Bees of the hill*.",
            "Zhu 2005 = W. Zhu, *Bridges of stone*.",
            "Larsen 2006 = E. Larsen, *Roads of the vale*.",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "labels with a year in brackets": (
        [
            "**Gil (2004):** Gil, A.: Bees of the hill, Northam 2004",
            "**Zhu (2005):** Zhu, W.: Bridges of stone, Northam 2005",
            "**Larsen (2006):** Larsen, E.: Roads of the vale, Northam 2006",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "labels in bold": (
        [
            "**Gil 2004** GIL A., *Bees of the hill*.",
            "**Zhu 2005** ZHU W., *Bridges of stone*.",
            "**Larsen 2006** LARSEN E., *Roads of the vale*.",
        ],
        [line.replace(line.split("/")[0], line.split("/")[0].upper()) for line in (GIL, ZHU, LARSEN)],
    ),
    "bare numbers": (
        [
            "1 Gil A. Bees of the hill. 2004.",
            "2 Zhu W. Bridges of stone. 2005.",
            "3 Larsen E. Roads of the vale. 2006.",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "raised numbers": (
        [
            "^1^ Gil A. Bees of the hill. 2004.",
            "^2^ Zhu W. Bridges of stone. 2005.",
            "^3^ Larsen E. Roads of the vale. 2006.",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "numbers before a dash": (
        [
            "1. - Gil A. Bees of the hill. 2004.",
            "2. - Zhu W. Bridges of stone. 2005.",
            "3. - Larsen E. Roads of the vale. 2006.",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "numbers in other brackets": (
        [
            "〔1〕 Gil A. Bees of the hill. 2004.",
            "〔2〕 Zhu W. Bridges of stone. 2005.",
            "〔3〕 Larsen E. Roads of the vale. 2006.",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "surnames first without a comma": (
        [
            "Gil Ana et Zhu Wei, 2004, « Bees of the hill ».",
            "Larsen Eva, Marsh Ann et Reed Bea, 2006, « Roads of the vale ».",
            "Reed Bea et Gil Ana, 2003, « Tolls ».",
            "Zhu Wei, 2005, « Bridges of stone ».",
        ],
        [
            "Gil/Ana Zhu/Wei 2004 “Bees of the hill”",
            "Larsen/Eva Marsh/Ann Reed/Bea 2006 “Roads of the vale”",
            "Reed/Bea Gil/Ana 2003 “Tolls”",
            "Zhu/Wei 2005 “Bridges of stone”",
        ],
    ),
    "commas of Arabic script": (
        [
            "Gil، A. 2004. «Bees of the hill».",
            "Zhu، W. 2005. «Bridges of stone».",
            "Larsen، E. 2006. «Roads of the vale».",
        ],
        [GIL, ZHU, LARSEN],
    ),
    "a year right before the title": (
        [
            "Gil, A. 2004 *Bees of the hill*.",
            "River Survey 2005 *Bridges of stone*.",
            "Larsen, E. 2006 “Roads of the vale”.",
        ],
        [GIL, "River Survey/ 2005 “Bridges of stone”", LARSEN],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_habits(name: str) -> None:
    entries, expected = LISTS[name]
    assert _shown(_references(*entries)) == expected


def test_bare_and_raised_numbers_count_the_entries() -> None:
    for name in ("bare numbers", "raised numbers", "numbers before a dash", "numbers in other brackets"):
        assert [r.number for r in _references(*LISTS[name][0])] == ["1", "2", "3"]


def test_numbers_that_count_nothing() -> None:
    found = _references("3 Rivers Council. *Bees*. 2004.", "7 Bridges Press. *Roads*. 2005.", "Zhu, W. *Tolls*. 2006.")
    assert [r.number for r in found] == ["", "", ""]


def test_the_label_gives_the_letter_of_the_year() -> None:
    found = _references(
        "Gil 2004a = A. Gil, *Bees*, Northam 2004.",
        "Gil 2004b = A. Gil, *Roads*, Northam 2004.",
        "Zhu 2005 = W. Zhu, *Tolls*, Northam 2005.",
    )
    assert [(r.shorthand, r.year) for r in found] == [
        ("Gil 2004a", "2004a"),
        ("Gil 2004b", "2004b"),
        ("Zhu 2005", "2005"),
    ]


def test_letters_of_undated_entries() -> None:
    found = _references(
        "River Museum n.d. a. *Bees*. Northam.",
        "River Museum (n.d.-b). *Roads*. Northam.",
        "Gil, A. n.d. A river. Northam.",
    )
    assert [r.year for r in found] == ["n.d.-a", "n.d.-b", ""]
    assert found[2].title == "A river"


def test_an_entry_that_breaks_off_does_not_swallow_the_next() -> None:
    found = _references(
        "Abel, M. (1999): *Locks and gates on the upper river, from the first charter to the last toll*. Northam.",
        "Gil, A. (2004): Bees of the hill. *Journal of Rivers* 8:",
        "Larsen, E. (2006): *Roads of the vale*. Northam.",
        "Marsh, A. (1987): *Floods*.",
        "Zhu, W. (2005): *Bridges of stone*. Northam.",
        tight=True,
    )
    assert [r.names[0].family for r in found] == ["Abel", "Gil", "Larsen", "Marsh", "Zhu"]


def test_a_number_at_the_head_of_a_wrapped_line_is_none() -> None:
    found = _references(
        "1. Gil A. Bees of the hill. 2004.",
        "2. River Council. Aims:\n16. Peace on the river. 2005.",
        "3. Zhu W. Tolls. 2006.",
    )
    assert [r.number for r in found] == ["1", "2", "3"]


def test_numbers_that_a_list_leaves_out() -> None:
    found = _references("[1] Gil A. Bees. 2004.", "[2] Zhu W. Tolls. 2005.", "[4] Larsen E. Roads. 2006.", tight=True)
    assert [r.number for r in found] == ["1", "2", "4"]


def test_pages_that_look_like_years() -> None:
    (one,) = _references("Gil, A. et al. Bees of the hill. *Rivers*. 2003, roč. 72, str. 1565-1570.")
    assert (one.year, one.pages) == ("2003", ((1565, 1570),))


def test_empty_brackets() -> None:
    assert len(_references("Gil, A. ( ), *Bees of the hill*, 2004.", "Zhu, W. ( ), *Bridges of stone*, 2005.")) == 2
