"""What the rules on ways of citing, forms of names, order of numbers and letters must and must not find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.bib import check

LIST = """

# References

Abel, M., & Reed, H. (2010). *Weirs and dams*. Lantern Press.

Holm, I., Dyer, J., & Eames, P. (1994). *Stone and water*. Lantern Press.

Marsh, A. (1987). *Floods of the vale*. Eastmere University Press.

Okoro, D., & Weir, R. (2009). Who paid for the toll house? *Journal of River History*, 12, 66-84.

*Toll map*. County Record Society.

Weir, R. (2005a). *Tolls and fords*. Lantern Press.

Weir, R. (2005b). *Keepers of the weir*. Lantern Press.
"""
DATED = "It was so (Abel & Reed, 2010; Marsh, 1987; Okoro & Weir, 2009). " * 5
NUMBERED = "\n\n# References\n\n" + "".join(
    f"[{n}] {name} A. Floods {n}. Lantern Press; 19{80 + n}.\n\n"
    for n, name in enumerate("Abel Becket Cooper Dyer Eames Fowler Gardner Holm Ives Jones Kemp Lund".split(), 1)
)
COUNTED = "".join(f"It rose [{n}]. " for n in range(1, 13))


def said(code: str, folder: Path, text: str) -> list[str]:
    """What a rule says of a text."""
    return [d.message for d in check(code, folder, paper_md=text)]


# ---- ways of citing


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            f"{DATED}(Marsh, *Floods* 12){LIST}",
            "1 citation is in another way than the other 15, which are by author and",
        ),
        (f"{DATED}(Marsh, *Floods* 12; Holm, *Stone* 3){LIST}", "2 citations are in another way"),
        (f"{COUNTED}(Eames, 1985){NUMBERED}", "“Eames, 1985” by author and year"),
    ],
)
def test_another_way(text: str, says: str, tmp_path: Path) -> None:
    (message,) = said("STY301", tmp_path, text)
    assert says in message


@pytest.mark.parametrize(
    "text",
    [
        DATED + LIST,
        f"{DATED}As Marsh (1987) says, (1987, p. 12); ibid., p. 13.{LIST}",
        f"{DATED}So it is drawn (*Toll Map*).{LIST}",  # which has no year
        f"{DATED}So says Holm.[^1]\n\n[^1]: Holm, *Stone and Water*, 12.{LIST}",
        f"So (Abel & Reed, 2010; Marsh, 1987; Okoro & Weir, 2009). (Marsh, *Floods* 12){LIST}",  # too few for a habit
        f"{COUNTED}So says Eames (1985) [5].{NUMBERED}",
        COUNTED + NUMBERED,
    ],
)
def test_one_way(text: str, tmp_path: Path) -> None:
    assert said("STY301", tmp_path, text) == []


# ---- names

ET_AL = "It was so (Holm et al., 1994). " * 6


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{DATED}(Abel and Reed, 2010)", "“and” in parentheses (10 times “&” in parentheses)"),
        (f"{DATED.replace('&', 'and')}(Abel & Reed, 2010)", "“&” in parentheses (10 times “and” in parentheses)"),
        (
            f"{DATED}{'As Okoro and Weir (2009) say. ' * 5}As Abel & Reed (2010) say.",
            "“&” in the sentence (5 times “and”",
        ),
        (f"{ET_AL}(Holm et al, 1994)", "“et al” (6 times “et al.”)"),
        (f"{ET_AL}(Holm *et al.*, 1994)", "“et al.” in italics (6 times “et al.” upright)"),
        (f"{ET_AL.replace('et al.', '*et al.*')}(Holm et al., 1994)", "“et al.” upright (6 times “*et al.*”"),
        (f"{ET_AL}(Holm, Dyer, & Eames, 1994)", "“Holm, Dyer, & Eames” with all names (6 times et al.)"),
        (f"{'(Holm, Dyer, & Eames, 1994) ' * 4}(Holm et al., 1994)", "“Holm et al.” with et al. (4 times all names)"),
    ],
)
def test_another_form_of_names(text: str, says: str, tmp_path: Path) -> None:
    (message,) = said("STY304", tmp_path, text + LIST)
    assert message.startswith("1 citation prints names in another form than the rest: ")
    assert says.replace("“*et al.*”", "“et al.” in italics") in message


@pytest.mark.parametrize(
    "text",
    [
        DATED,
        ET_AL,
        f"{DATED}{'As Okoro and Weir (2009) say. ' * 5}",  # APA 7 §8.17
        f"(Holm, Dyer, & Eames, 1994). {ET_AL}",  # the first citation gives all names
        "(Abel & Reed, 2010; Okoro and Weir, 2009; Marsh, 1987). (Abel & Reed, 2010; Okoro and Weir, 2009)",  # no habit
        "(Abel & Reed, 2010; Okoro & Weir, 2009; Marsh, 1987). (Abel and Reed, 2010)",  # too few
    ],
)
def test_one_form_of_names(text: str, tmp_path: Path) -> None:
    assert said("STY304", tmp_path, text + LIST) == []


# ---- the order of numbers


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (COUNTED.replace("[3]", "[5]", 1).replace("[5]. It rose [6]", "[3]. It rose [6]"), "5 is first cited before 3"),
        ("It fell [12]. " + COUNTED, "12 is first cited before 1"),
        (COUNTED.replace("It rose [1]. ", "") + "It fell [1].", "1 is first cited after 12"),
    ],
)
def test_out_of_order(text: str, says: str, tmp_path: Path) -> None:
    (message,) = said("STY306", tmp_path, text + NUMBERED)
    assert says in message


@pytest.mark.parametrize(
    "text",
    [
        COUNTED,
        "It fell [1–3, 4]. It rose [2, 1]. " + COUNTED + "It rose [7, 3].",
        "| weir | work |\n| --- | --- |\n| Northam | [9] |\n\n" + COUNTED,  # tables stand where there is room
        "".join(f"It rose [{n}]. " for n in (9, 4, 12, 1, 7, 3, 11, 2, 10, 5, 8, 6)),  # by the alphabet
        "It rose [3], [1], [2].",
        DATED,
    ],
)
def test_in_order(text: str, tmp_path: Path) -> None:
    assert said("STY306", tmp_path, text + (LIST if text == DATED else NUMBERED)) == []


# ---- letters behind years


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{DATED}(Weir, 2005c){LIST}", ["no work by Weir has the year 2005c; the list has 2005a and 2005b"]),
        (f"{DATED}(Weir, 2005a, c){LIST}", ["no work by Weir has the year 2005c; the list has 2005a and 2005b"]),
        (f"{DATED}(Marsh, 1987a){LIST}", ["no work by Marsh has the year 1987a; the list has 1987"]),
        (DATED + LIST.replace("2005a", "2004a"), ["has the letter a, but no other", "has the letter b, but no other"]),
        (f"{DATED}(Weir, 2005a, 2005b; Weir, 2005){LIST}", []),  # which fits both, as another rule says
        (f"{DATED}(Weir, 2006c){LIST}", []),  # another year: missing
        (COUNTED + NUMBERED.replace("1985", "1985a"), []),  # numbers need no letters
    ],
)
def test_letters(text: str, says: list[str], tmp_path: Path) -> None:
    found = said("CIT008", tmp_path, text)
    assert len(found) == len(says)
    assert all(part in message for part, message in zip(says, found, strict=True))


def test_a_letter_that_is_not_listed_is_said_once(tmp_path: Path) -> None:
    (one,) = check("CIT", tmp_path, paper_md=f"{DATED}(Weir, 2005c){LIST}")
    assert one.code == "CIT008"
    assert len(one.references) == len(one.places) == 2


# ---- entries that nothing cites, by format


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        (f"{DATED}(Holm et al., 1994; Weir, 2005a, 2005b). See the *Toll map*.{LIST}", []),
        (f"{DATED}(Weir, 2005a, 2005b). Holm, Dyer, and Eames agree. See the *Toll map*.{LIST}", ["Holm"]),
        (f"{DATED}(Holm et al., 1994; Weir, 2005b). See the *Toll map*.{LIST}", ["Weir, Tolls"]),
        (f"{COUNTED}{NUMBERED}", []),
        (COUNTED.replace("[4]", "[3]") + NUMBERED, ["Dyer"]),
        ("It rose [1-3], [5–12]." + NUMBERED, ["Dyer"]),
    ],
)
def test_uncited(text: str, uncited: list[str], tmp_path: Path) -> None:
    found = [d.message for d in check("BIB201", tmp_path, paper_md=text)]
    assert len(found) == len(uncited)
    assert all(name in message for name, message in zip(uncited, found, strict=True))
