"""Names as reference lists print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model import Name
from citecheck.text import names

LISTS = [
    ("Gil Ana / Zhu, Wei / Lee, Bo (2015)", "Gil/Ana Zhu/Wei Lee/Bo", False, " (2015)"),
    ("Ana Gil / Wei Zhu, Orchard, 2010", "Gil/Ana Zhu/Wei", False, ", Orchard, 2010"),
    ("Gil, A. B. /Zhu, Wei (1965)", "Gil/A. B. Zhu/Wei", False, " (1965)"),
    ("Zhu, Ji / Gil Jr., Ana (1965)", "Zhu/Ji Gil Jr./Ana", False, " (1965)"),
    ("Gil, J. Ana / Zhu, Wei B. (1965)", "Gil/J. Ana Zhu/Wei B.", False, " (1965)"),
    ("Gil, Ana, / Wei Zhu (1965)", "Gil/Ana Zhu/Wei", False, " (1965)"),
    # written surname first, with a comma
    ("Gil, Karl-F. und Wei Z. Zhu (1962)", "Gil/Karl-F. Zhu/Wei Z.", False, " (1962)"),
    ("Gil, Ana und Wei A.-B. Zhu. 2023", "Gil/Ana Zhu/Wei A.-B.", False, ". 2023"),
    ("GIL, N. & M-L. ZHU. 2006. X", "GIL/N. ZHU/M-L.", False, ". 2006. X"),
    ("Gil, Ana., und Wei Zhu (2019)", "Gil/Ana Zhu/Wei", False, " (2019)"),
    ("Gil, Ana. and so it rose", "Gil/Ana", False, ". and so it rose"),
    ("Gil, Ana. *Bees*", "Gil/Ana", False, ". *Bees*"),
    ("Gil, Ana, and Wei Zhu. *Bees*", "Gil/Ana Zhu/Wei", False, ". *Bees*"),
    ("Gil, Ana, Wei Zhu, and Eva Larsen. X", "Gil/Ana Zhu/Wei Larsen/Eva", False, ". X"),
    ("Gil, Ana, and Zhu, Wei. X", "Gil/Ana Zhu/Wei", False, ". X"),
    ("Gil, A., Zhu, W. B., & Larsen, E. (2004). X", "Gil/A. Zhu/W. B. Larsen/E.", False, " (2004). X"),
    ("GIL, A. B.; ZHU, W. Pontes e rios. Rio", "GIL/A. B. ZHU/W.", False, " Pontes e rios. Rio"),
    ("GIL RUIZ, Ana, 2004. X", "GIL RUIZ/Ana", False, ", 2004. X"),
    ("Gil, AB; Zhu, W & Larsen, E. (2004)", "Gil/AB Zhu/W Larsen/E.", False, " (2004)"),
    ("Gil, Ana ; Zhu, Wei: Brücken", "Gil/Ana Zhu/Wei", False, ": Brücken"),
    ("Gil, J. Ana. “Bees”", "Gil/J. Ana", False, ". “Bees”"),
    ("Gil, A. O rio e a ponte", "Gil/A.", False, " O rio e a ponte"),
    ("Gil, Iu. and A.B. Zhu, “Bees”", "Gil/Iu. Zhu/A.B.", False, ", “Bees”"),
    # written surname first, without a comma
    ("Gil A, Zhu WB, Larsen E. Bees of the hill", "Gil/A Zhu/WB Larsen/E", False, ". Bees of the hill"),
    ("Gil A, Zhu W ( 2004 ) Bees", "Gil/A Zhu/W", False, " ( 2004 ) Bees"),
    ("GIL A B, ZHU W, 2004. Bees", "GIL/A B ZHU/W", False, ", 2004. Bees"),
    ("Gil A, Zhu W and Larsen E, ‘Bees’", "Gil/A Zhu/W Larsen/E", False, ", ‘Bees’"),
    ("Гил И. И., Жук П. П. Реки", "Гил/И. И. Жук/П. П.", False, " Реки"),
    ("Gil, Ana, and River Survey Group. Bees", "Gil/Ana River Survey Group/*", False, ". Bees"),
    ("Gil, A., Zhu W. y Larsen E. (2004)", "Gil/A. Zhu/W. Larsen/E.", False, " (2004)"),
    ("Gil, A., Zhu W. B., and Eva B. Larsen (2004)", "Gil/A. Zhu/W. B. Larsen/Eva B.", False, " (2004)"),
    ("Gil A. B., Zhu W., Larsen, E. and Lee, B. (2004)", "Gil/A. B. Zhu/W. Larsen/E. Lee/B.", False, " (2004)"),
    ("Gil, A., Berg, W. v. d. (2004)", "Gil/A. Berg/W. v. d.", False, " (2004)"),
    ("Gil A, River Survey Group. Bees", "Gil/A River Survey Group/*", False, ". Bees"),
    # written given name first
    ("A. B. Gil, W. Zhu and E. Larsen, “Bees”", "Gil/A. B. Zhu/W. Larsen/E.", False, ", “Bees”"),
    ("A. Gil y W. Zhu, «Abejas»", "Gil/A. Zhu/W.", False, ", «Abejas»"),
    ("A. Gil - W. Zhu, X", "Gil/A. Zhu/W.", False, ", X"),
    ("A. Gil e W. Zhu, Bees and bridges in", "Gil/A. Zhu/W.", False, ", Bees and bridges in"),
    ("Ana Gil et Wei Zhu, « Abeilles »", "Gil/Ana Zhu/Wei", False, ", « Abeilles »"),
    ("W. Zhu Jr. e A. Gil, Rios", "Zhu/W. Gil/A.", False, ", Rios"),
    # more than are named
    ("Gil, Ana, et al. *Bees*", "Gil/Ana", True, " *Bees*"),
    ("GIL, A. et al. Pontes", "GIL/A.", True, " Pontes"),
    ("Gil A, Zhu W, 等, 2004", "Gil/A Zhu/W", True, ", 2004"),
    ("Gil A. и др. Реки", "Gil/A.", True, " Реки"),
    ("Gil, A. and others, ‘Bees’", "Gil/A.", True, ", ‘Bees’"),
    ("Gil, A; Zhu, W u. a.: Bienen", "Gil/A Zhu/W", True, ": Bienen"),
    ("Gil, A.; Zhu, W.; … Larsen, E. (2004)", "Gil/A. Zhu/W. Larsen/E.", True, " (2004)"),
    # particles, hyphens, apostrophes
    ("van der Berg, Dirk. X", "van der Berg/Dirk", False, ". X"),
    ("de Oliveira FB, Le Gall P. X", "de Oliveira/FB Le Gall/P", False, ". X"),
    ("Gil-Rivas, A., & O’Hara, B. (2004)", "Gil-Rivas/A. O’Hara/B.", False, " (2004)"),
    ("Ol'shan, A. Ie. “Bees”", "Ol'shan/A. Ie.", False, " “Bees”"),
    ("Gil, Ana, and Isabella di Riva. X", "Gil/Ana Riva/Isabella", False, ". X"),
    # in lists of other habits: initials without full stops, a small one, joined in other ways
    ("AB Gil, W Zhu, E Larsen, [et al.], Bees", "Gil/AB Zhu/W Larsen/E", True, ", Bees"),
    ("Gil, AB, W Zhu y E Larsen (2004) Bees", "Gil/AB Zhu/W Larsen/E", False, " (2004) Bees"),
    ("Gil A, W. Zhu et E. Larsen 2004 Bees", "Gil/A Zhu/W. Larsen/E.", False, " 2004 Bees"),
    ("Gil a, Zhu WB, Larsen E. Bees", "Gil/a Zhu/WB Larsen/E", False, ". Bees"),
    ("Gil, A. B, Zhu, W & Larsen, E. F 2004. Bees", "Gil/A. B Zhu/W Larsen/E. F", False, " 2004. Bees"),
    ("Gil, Ana: /Zhu, Wei: Bienen", "Gil/Ana Zhu/Wei", False, ": Bienen"),
    ("GIL (Ana), ZHU (Wei) — Abeilles", "GIL/Ana ZHU/Wei", False, " — Abeilles"),
    ("Gil, A., in Zhu, W. (2004): Čebele", "Gil/A. Zhu/W.", False, " (2004): Čebele"),
    ("Gil, A.Jr. & Zhu, W. 2004. Bees", "Gil/A. Zhu/W.", False, " 2004. Bees"),
    ("Gil, AB, Riva, E di, Zhu, W. 2004", "Gil/AB Riva/E di Zhu/W.", False, " 2004"),
    ("River Survey Network ; Gil, A ; Zhu, W: Bees", "River Survey Network/* Gil/A Zhu/W", False, ": Bees"),
    ("Gil et al., Bees of the hill", "Gil/", True, ", Bees of the hill"),
    ("王伟, 李娜. 河流与桥梁[J]", "王伟/* 李娜/*", False, ". 河流与桥梁[J]"),
    # other orders and scripts: capitals, brackets, family first, dots and dashes between names
    ("GIL (Ana) et ZHU (Wei), *Abeilles*", "GIL/Ana ZHU/Wei", False, ", *Abeilles*"),
    ("GIL Ana, *Abeilles*", "GIL/Ana", False, ", *Abeilles*"),
    ("Ana GIL RUIZ, *Abeilles*", "GIL RUIZ/Ana", False, ", *Abeilles*"),
    ("DE LA TOUR Ana, 2004, *Abeilles*", "DE LA TOUR/Ana", False, ", 2004, *Abeilles*"),
    ("И. И. Гил, П. П. Жук. Реки", "Гил/И. И. Жук/П. П.", False, ". Реки"),
    ("鈴木一郎・高橋健・山田太郎（2015）", "鈴木一郎/* 高橋健/* 山田太郎/*", False, "（2015）"),
    ("佐藤花子ほか（2008）", "佐藤花子/*", True, "（2008）"),
    ("박지훈, 최수진 (2015)", "박지훈/* 최수진/*", False, " (2015)"),
    ("李河清 and 王桥 (2017)", "李河清/* 王桥/*", False, " (2017)"),
]
NO_NAMES = [
    "",
    "The river and its bridges. 2004.",
    "National River Council. Bees.",
    "“Bees.” *Journal*",
    "2004. Bees",
    "bees of the hill, 2004",
    "Bridges of the World, and other stories",
    "WHO (World Health Office) 2004. Bees",
    "RS Council. Bees",
    "Bees in Winter, and other stories",
]


def _shown(listed: tuple[Name, ...]) -> str:
    return " ".join(f"{n.family}/{'*' if n.literal else n.given}" for n in listed)


@pytest.mark.parametrize(("text", "expected", "others", "rest"), LISTS)
def test_leading_names(text: str, expected: str, others: bool, rest: str) -> None:
    limit = min((i for i in (text.find(c) for c in "“«‘*") if i >= 0), default=len(text))
    found = names.leading_names(text, 0, limit)
    assert (_shown(found.names), found.others, text[found.end :]) == (expected, others, rest)


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_names(text: str) -> None:
    assert names.leading_names(text) == names.NameList((), 0)


def test_the_first_name_can_be_held_to_a_form() -> None:
    assert names.leading_names("Gil Ana, Zhu Wei, X", 0, 16, "direct").names[0] == Name("Ana", "Gil")
    assert not names.leading_names("A. Gil, X", 0, 9, "inverted").names


def test_parse_names_that_stand_alone() -> None:
    assert names.parse("Ana Gil and Wei Zhu") == (Name("Gil", "Ana"), Name("Zhu", "Wei"))
    assert names.parse("River Survey Group") == (Name("River Survey Group", literal=True),)
    assert names.parse(" , ") == ()


def test_direct_and_surname_first() -> None:
    assert names.direct("Dirk van der Berg") == Name("Berg", "Dirk", "van der")
    assert names.direct("Gil") == Name("Gil")
    assert names.surname_first("Di Rosa Maria B.") == Name("Di Rosa", "Maria B.")
    assert names.surname_first("Gil") == Name("Gil")


def test_is_body() -> None:
    assert names.is_body("University of the River")
    assert not names.is_body("Ana Gil")


def test_ends_with_others() -> None:
    assert names.ends_with_others("Gil et al. X", 3) == 10
    assert names.ends_with_others("Gil and Zhu", 3) == -1


@given(st.text(alphabet="AGil zhu,.;&-’'()20 étal王", max_size=200))
def test_any_text_is_survived_and_names_lie_inside(text: str) -> None:
    found = names.leading_names(text)
    assert 0 <= found.end <= len(text)
    assert all(n.family for n in found.names)
    names.parse(text)
