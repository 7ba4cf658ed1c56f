from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.rules.ranges import _CUSTOMS
from tests.rules.bib import check, fixed

LIST = """

# Works Cited

Holm, Ingrid. *The Account Books of a Ferry*. Northam: Lantern Press, 2001.

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.

Okoro, Daniel. “Who Paid for the Toll House?” *Journal of River History* 12 (2009): 66-484.
"""
HABIT = "It was so (Holm, *Stone* 30; Holm, *Stone* 31; Holm, *Stone* 32). "
SET = "So it was (" + "; ".join(f"Holm, *{t}* {n}" for n in range(20, 25) for t in ("Stone", "Account")) + "). "


def forms(folder: Path, text: str) -> list[tuple[str, str]]:
    """What the finding points at, and what it says."""
    return [((text + LIST)[d.start : d.end], d.message) for d in check("STY302", folder, paper_md=text + LIST)]


@pytest.mark.parametrize(
    ("cites", "place", "says"),
    [
        ("(Holm, *Stone and Water* 40)", "Holm, *Stone and Water* 40", "“Stone and Water” (3 times “Stone”)"),
        ("(Holm, *Water* 40)", "Holm, *Water* 40", "“Water” (3 times “Stone”)"),
        ("(Holm, Stone 40)", "Holm, Stone 40", "“Stone” plain (3 times in italics)"),
        ("(Holm, “Stone” 40)", "Holm, “Stone” 40", "“Stone” in quotation marks (3 times in italics)"),
        (f"{SET} (Okoro, Who Paid 70)", "Okoro, Who Paid 70", "other titles are in italics"),
    ],
)
def test_another_form(cites: str, place: str, says: str, tmp_path: Path) -> None:
    ((found, message),) = forms(tmp_path, HABIT + cites)
    assert found == place
    assert says in message
    assert message.startswith("1 citation names its work in another form")


@pytest.mark.parametrize(
    "text",
    [
        HABIT,
        "At first (Holm, *Stone and Water* 4). " + HABIT,
        HABIT + "(Holm, *Account* 3; Holm, *Account Books* 4; Holm, *The Account Books* 5)",  # no habit
        "(Holm, *Stone* 30; Holm, *Stone* 31; Holm, “Stone” 32; Holm, “Stone” 33)",
        HABIT + "(Holm, *Stone* 40) and (Holm, *stone* 41)",
        HABIT + "(Marsh, Floods 40)",  # too few titles to show that all are set
        HABIT + "It was so.[^1]\n\n[^1]: Ingrid Holm, *Stone and Water* (Northam: Lantern Press, 1994), 5.",
        SET + "(Okoro, Who Paid)",  # without a page it may as well be names
        HABIT + "(Holm, *Stove* 40)",  # a misprint, which another rule reports
    ],
)
def test_one_form(text: str, tmp_path: Path) -> None:
    assert forms(tmp_path, text) == []


def test_one_finding_for_all(tmp_path: Path) -> None:
    more = HABIT * 4 + "(Holm, *Water* 40). (Holm, *Stone and Water* 41). (Holm, *Stone and* 42). (Holm, “Stone” 43)."
    ((found, message),) = forms(tmp_path, more)
    assert found == "Holm, *Water* 40"
    assert message.startswith("4 citations name their work in another form")
    assert message.endswith("; and 1 more")
    (whole,) = check("STY302", tmp_path, paper_md=more + LIST)
    assert len(whole.places) == 4


# ---- ranges


def cited(*ranges: str) -> str:
    return "It was so (" + "; ".join(f"Okoro {r}" for r in ranges) + ")." + LIST


@pytest.mark.parametrize(
    ("usual", "other", "instead"),
    [
        ("70-72 80-82 81-83 84-86 91-99", "95–97", "95-97"),
        ("70–72 80–82 81–83 84–86 91–99", "95-97", "95–97"),
        ("70–72 80–82 81–83 84–86 91–99", "95 – 97", "95–97"),
        ("170-172 180-182 181-183 184-186 191-199", "195-97", "195-197"),
        ("170-72 180-82 181-83 184-86 191-99", "195-197", "195-97"),
        ("103-04 180-82 181-83 184-86 191-99", "205-7", "205-07"),
        ("103-4 180-82 181-83 184-86 201-9", "205-07", "205-7"),
        ("103-4 180-2 181-3 184-6 191-9", "195-97", "195-7"),
        ("170–72 180–82 181–83 184–86 191–99", "195-197", "195–97"),
    ],
)
def test_another_range(usual: str, other: str, instead: str, tmp_path: Path) -> None:
    text = cited(*usual.split(), other)
    (found,) = check("STY303", tmp_path, paper_md=text)
    assert text[found.start : found.end] == other
    assert found.message == f"1 of 6 page ranges is printed in another form than the rest: {other} (for {instead})"
    mended = fixed("STY303", tmp_path, "paper_md", text)
    assert mended == cited(*usual.split(), instead)
    assert check("STY303", tmp_path, paper_md=mended) == []


@pytest.mark.parametrize(
    "ranges",
    [
        "70-72 80-82 81-83 84-86 91-99",
        "70-72 80–82 81-83 84–86 91-99",  # no habit
        "70-72 80-82 95–97",  # too few
        "170-172 180-182 181-83 184-86 191-199 192-99",
        "170-172 180-182 181-183 184-186 191-199 98-102",
        "170-172 180-182 181-183 184-186 191-199 10-3",  # perhaps a volume and its issue
        "70-72 80-82 81-83 84-86 91-99 1937–1938",  # years
        "70-72 80-82 81-83 84-86 91-99 97–95",  # runs backwards
    ],
)
def test_ranges_of_one_form(ranges: str, tmp_path: Path) -> None:
    assert check("STY303", tmp_path, paper_md=cited(*ranges.split())) == []


def test_citekeys_have_ranges_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "So [@a, pp. 70-72; @a, 80-82]. And [@a, 81-83] [@a, 84-86] [@a, 91-99] @a [94-96] and [@a, p. 95--97].\n"
    bib = "@book{a, author = {Holm, Ingrid}, title = {Stone}, year = 1994}\n"
    (found,) = check("STY303", tmp_path, references_bib=bib, paper_md=text)
    assert text[found.start : found.end] == "95--97"


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        # MLA 9 §6.18 and Chicago 17 §9.61
        ("10", "12", ("12", "12", "2")),
        ("3", "10", ("10", "10", "10")),
        ("95", "137", ("137", "137", "137")),
        ("100", "104", ("04", "104", "4")),
        ("103", "104", ("04", "4", "4")),
        ("349", "358", ("58", "58", "58")),
        ("321", "328", ("28", "28", "8")),
        ("395", "401", ("401", "401", "401")),
        ("808", "833", ("33", "33", "33")),
        ("1003", "1005", ("05", "5", "5")),
        ("1496", "1504", ("504", "504", "504")),
        ("112", "115", ("15", "15", "15")),
    ],
)
def test_customs(first: str, last: str, printed: tuple[str, str, str]) -> None:
    two, chicago, shortest = (_CUSTOMS[c](first, last) for c in ("to two digits", "Chicago", "shortest"))
    assert (two, chicago, shortest) == printed or (first, last) == ("10", "12")
