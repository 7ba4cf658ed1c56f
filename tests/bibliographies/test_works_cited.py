"""The list of references that a manuscript prints: where it is, its entries, their fields."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.bibliographies import works_cited
from citecheck.manuscripts import markdown
from citecheck.model import Bibliography, Reference

GIL = "Gil, Ana. *Bees of the Hill*. River Press, 2004."
ZHU = "Zhu, Wei. “Bridges of Stone.” *Journal of Rivers*, vol. 5, no. 2, 2005, pp. 11–19."


def _read(text: str, *headings: str) -> Bibliography | None:
    return works_cited.parse(markdown.read(text, "paper.md"), headings)


def _references(text: str, *headings: str) -> tuple[Reference, ...]:
    found = _read(text, *headings)
    return found.references if found else ()


def _ids(text: str, *headings: str) -> list[str]:
    return [r.id for r in _references(text, *headings)]


def _one(entry: str, heading: str = "References") -> Reference:
    (reference,) = _references(f"# Bees\n\nText.\n\n## {heading}\n\n{entry}\n")
    return reference


BOTH = ["gil2004bees", "zhu2005bridges"]

# ---- where the list is

CITED = """Works Cited
References
7. References
7.1 References:
VII. REFERENCES
Literature Cited
Reference List
References and Notes
Works Cited in Chapter 3
Zitierte Literatur
Références
Références bibliographiques
Referencias bibliográficas
Riferimenti bibliografici
Referências
Список использованной литературы
Literatura cytowana
Seznam použité literatury
Referenties
Referenser
引用文献
Referències bibliogràfiques
Erreferentziak
Kasutatud kirjandus
Naudota literatūra
Daftar Pustaka
Tài liệu tham khảo
Zoznam použitej literatúry
Lähteet ja kirjallisuus
Referanseliste
Heimildaskrá
Список використаних джерел
منابع"""
UNCLEAR = """Bibliography
Selected Bibliography
Further Reading
Primary Sources
Literatur
Literaturverzeichnis
Quellen- und Literaturverzeichnis
Bibliographie
Bibliografía
Bibliografia
Список литературы
Библиография
Piśmiennictwo
Literatuurlijst
Litteraturförteckning
参考文献
參考文獻"""
NO_HEADING = [
    "References to Bees in Two Rivers",
    "Literature Review",
    "A Note on Sources",
    "References ........ 231",
    "Bees",
    "Methods",
]


@pytest.mark.parametrize("heading", CITED.splitlines())
def test_headings_that_promise_cited_works(heading: str) -> None:
    found = _read(f"# Bees\n\nText.\n\n## {heading}\n\n{GIL}\n\n{ZHU}\n")
    assert found is not None
    assert found.printed
    assert [one.promises_cited for one in found.lists] == [True]
    assert [r.id for r in found.references] == BOTH


@pytest.mark.parametrize("heading", UNCLEAR.splitlines())
def test_headings_of_other_lists(heading: str) -> None:
    found = _read(f"# Bees\n\nText.\n\n## {heading}\n\n{GIL}\n\n{ZHU}\n")
    assert found is not None
    assert [one.promises_cited for one in found.lists] == [False]
    assert [r.id for r in found.references] == BOTH


@pytest.mark.parametrize("heading", NO_HEADING)
def test_what_is_no_heading_of_a_list(heading: str) -> None:
    assert _ids(f"# Bees\n\nText.\n\n## {heading}\n\n{GIL}\n\n{ZHU}\n") == []


@pytest.mark.parametrize(
    "line", ["Works Cited", "**Works Cited**", "WORKS CITED:", "*Works Cited*", "**7. Works Cited**"]
)
def test_a_heading_set_as_a_line(line: str) -> None:
    assert _ids(f"Text.\n\n{line}\n\n{GIL}\n\n{ZHU}\n") == BOTH


def test_a_heading_on_the_line_above() -> None:
    assert _ids(f"Text.\n\nWorks Cited\n{GIL}\n{ZHU}\n") == BOTH


def test_a_heading_of_the_users_own() -> None:
    text = f"Text.\n\n## What I Read\n\n{GIL}\n\n{ZHU}\n"
    assert _ids(text) == []
    assert _ids(text, "What I read") == BOTH


def test_a_table_of_contents_has_no_list() -> None:
    assert (
        _ids(f"Contents\n\nBees .... 3\n\nReferences .... 12\n\n# Bees\n\nText.\n\n# References\n\n{GIL}\n\n{ZHU}\n")
        == BOTH
    )


def test_a_section_about_sources_has_no_list() -> None:
    prose = (
        "We chose the yearly reports of the River Board. They were printed from 1915 to 2016. Few readers saw them. "
        * 3
    )
    assert _ids(f"## Primary Sources\n\n{prose}\n\n{prose}\n") == []


ENDINGS = [
    "Index",
    "Appendix A",
    "Notes",
    "About the Author",
    "Author's Note",
    "Anhang",
    "Índice",
    "Приложение",
    "附录",
]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("mark", ["## {}", "**{}**", "### {}"])
def test_the_list_stops(ending: str, mark: str) -> None:
    after = "bees, 12, 14, 2004\n\nGil, A. lived in Riverton from 1990 to 2004."
    text = f"## Works Cited\n\n{GIL}\n\n{ZHU}\n\n{mark.format(ending)}\n\n{after}\n"
    found = _read(text)
    assert found is not None
    assert [r.id for r in found.references] == BOTH
    assert [text[s.start : s.end] for s in found.lists] == [f"## Works Cited\n\n{GIL}\n\n{ZHU}"]


def test_several_lists() -> None:
    text = f"# Works Cited\n\n# Primary Sources\n\n{GIL}\n\n# Secondary Sources\n\n{ZHU}\n\n# Index\n\nbees, 2004\n"
    assert _ids(text) == BOTH
    assert _ids(f"## Works Cited\n\n### Books\n\n{GIL}\n\n### Articles\n\n{ZHU}\n") == BOTH
    assert _ids(f"# One\n\nText.\n\n## References\n\n{GIL}\n\n# Two\n\nText.\n\n## References\n\n{ZHU}\n") == BOTH


def test_each_list_promises_by_itself() -> None:
    found = _read(f"## References\n\n{GIL}\n\n## Further Reading\n\n{ZHU}\n")
    assert found is not None
    assert [one.promises_cited for one in found.lists] == [True, False]


def test_a_list_without_a_heading_must_be_unmistakable() -> None:
    entries = [
        f"{f}, Ana. *Bees of {f}*. River Press, {y}."
        for f, y in (("Gil", 2001), ("Kim", 2002), ("Lee", 2003), ("Zhu", 2004))
    ]
    assert len(_ids("Text about bees.\n\n" + "\n\n".join(entries))) == 4
    assert _ids("Text about bees.\n\n" + "\n\n".join(entries[:2])) == []
    assert _ids("Text about bees.\n\n" + "\n\n".join(reversed(entries))) == []
    notes = [f"{n}. Ana Gil, *Bees of Hill {n}* (Riverton: River Press, 200{n})." for n in range(1, 7)]
    assert _ids("Text about bees.\n\n" + "\n".join(notes)) == []


# ---- how it is cut into entries

SETTINGS = {
    "paragraphs": f"{GIL}\n\n{ZHU}",
    "bullets": f"- {GIL}\n- {ZHU}",
    "loose bullets": f"* {GIL}\n\n* {ZHU}",
    "numbers": f"1. {GIL}\n2. {ZHU}",
    "brackets": f"[1] {GIL}\n[2] {ZHU}",
    "bracketed paragraphs": f"[1] {GIL}\n\n[2] {ZHU}",
    "parentheses": f"(1) {GIL}\n(2) {ZHU}",
    "half brackets": f"1) {GIL}\n2) {ZHU}",
    "labels": f"[Gil04] {GIL}\n\n[Zhu05] {ZHU}",
    "tight": f"{GIL}\n{ZHU}",
    "hard line ends": f"{GIL}  \n{ZHU}",
    "quotes": f"> {GIL}\n>\n> {ZHU}",
    "hanging": f"{GIL[:22]}\n    {GIL[23:]}\n{ZHU[:24]}\n    {ZHU[25:]}",
    "hanging paragraphs": f"{GIL[:22]}\n    {GIL[23:]}\n\n{ZHU[:24]}\n    {ZHU[25:]}",
    "wrapped": f"{GIL[:22]}\n{GIL[23:]}\n\n{ZHU[:24]}\n{ZHU[25:]}",
    "carriage returns": f"{GIL}\r\n\r\n{ZHU}",
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings(name: str) -> None:
    assert _ids(f"## References\n\n{SETTINGS[name]}\n") == BOTH


def test_entries_wrapped_by_an_editor() -> None:
    lines = []
    for n in range(12):
        words = f"Gil, Ana. *Bees of the Hill and the River in Volume {n} of All the Bees*. "
        words += f"Riverton: River Press of the Hill, 20{n:02}."
        line = ""
        for word in words.split():
            if len(line) + 1 + len(word) > 60:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    assert len(_ids("## References\n\n" + "\n".join(lines))) == 12
    unbroken = "Zhu, Wen. *Bridges of Stone and of Wood, and Ferries between Them*. Riverton: River Press, 2005.\n"
    assert len(_ids("## References\n\n" + "\n".join([*lines, unbroken]))) == 13


def test_a_year_at_the_start_of_a_line_is_no_number() -> None:
    first, second = _references(
        "## References\n\n1. Gil A. Bees. London: River;\n2013.\n2. Zhu W. Rivers. Bern: River; 2014.\n"
    )
    assert (first.number, first.year, second.number) == ("1", "2013", "2")


def test_a_page_break_inside_an_entry() -> None:
    cut = "Lee, Eva. “Floods,” in A. Gil and B.\n\n\n\nPark, eds., *Waters*. Bern: River, 2001, 3-9."
    text = f"## Works Cited\n\n{GIL}\n\n{cut}\n\n{ZHU}\n"
    assert [r.title for r in _references(text)] == ["Bees of the Hill", "Floods", "Bridges of Stone"]
    text = f"## Works Cited\n\n{GIL} At\n\n<http://bees.example/gil>\n\n{ZHU}\n"
    assert [r.url for r in _references(text)] == ["http://bees.example/gil", ""]


def test_what_stands_between_entries_is_none() -> None:
    remark = "The works above are cited by label. All translations are mine. They were checked in 2004 by two readers."
    assert (
        _ids(f"## Works Cited\n\nThe following works are cited:\n\n{GIL}\n\n{remark}\n\n{ZHU}\n\n[^1]: Gil 2004.\n")
        == BOTH
    )


def test_spans_hold_whole_entries() -> None:
    text = f"## References\n\n- {GIL}\n- *Bees of the Plain*. River Press, 2001.\n"
    first, second = _references(text)
    assert text[first.start : first.end] == GIL
    assert text[second.start : second.end] == "*Bees of the Plain*. River Press, 2001."
    assert second.raw == "Bees of the Plain. River Press, 2001."


# ---- fields

TITLES = [
    ("Gil, Ana. *Bees of the Hill*. River Press, 2004.", "Bees of the Hill", "2004"),
    ("Gil, Ana. “Bees: A Life.” *Hills* 3 (2004): 1-9.", "Bees: A Life", "2004"),
    ("Gil, Ana. 2004. “Bees in ‘Hills’”. In *Hills*, edited by Wei Zhu, 1–9. Bern: River.", "Bees in ‘Hills’", "2004"),
    ("Gil, A. (2004). Bees of the hill: A life. *Hills*, *3*(2), 1–9.", "Bees of the hill: A life", "2004"),
    ("Gil, A. (2004a). *Bees of the hill*. River Press.", "Bees of the hill", "2004a"),
    ("Gil A. Bees of the hill. J Hills. 2004;3(2):1-9.", "Bees of the hill", "2004"),
    ("Gil A (2004) Bees of the hill. J Hills 3: 1–9.", "Bees of the hill", "2004"),
    ("Gil A. 2004. Bees of the hill. *Hills* 3:1–9.", "Bees of the hill", "2004"),
    ("A. Gil, “Bees of the hill,” *Hills*, vol. 3, no. 2, pp. 1–9, 2004.", "Bees of the hill", "2004"),
    ("GIL, A. Abelhas do monte. **Montes**, v. 3, n. 2, p. 1-9, 2004.", "Abelhas do monte", "2004"),
    ("Gil, Ana: Bienen am Berg. In: *Berge* Bd. 3 (2004), S. 1–9", "Bienen am Berg", "2004"),
    ("Gil, Ana: Bienen am Berg, in: Berge 3, 2004, S. 1–9.", "Bienen am Berg", "2004"),
    ("A. Gil, *Api del monte*, in «Monti», 3 (2004), pp. 1-9", "Api del monte", "2004"),
    ("Gil A. Пчёлы гор // Горы. 2004. Т. 3. С. 1–9.", "Пчёлы гор", "2004"),
    ("GIL A, 2004. Bees of the hill[J]. Hills, 3(2): 1-9.", "Bees of the hill", "2004"),
    ("Gil, A. (2004) ‘Bees of the Hills’ Slopes’, *Hills*, 3, pp. 1–9.", "Bees of the Hills’ Slopes", "2004"),
    ("Gil A, ‘Bees of the Hill’ (2004) 3 Hills 1", "Bees of the Hill", "2004"),
    ("Ana Gil, « Abeilles du mont », *Monts*, 2004, vol. 3, p. 1-9.", "Abeilles du mont", "2004"),
    ("GIL, A., 2004. Abeilles du mont. *Monts*. 2004. Vol. 3, pp. 1‑9.", "Abeilles du mont", "2004"),
    (
        "Gil A. Hunters of *Apis montana* in the hills. J Hills 2004;3:1-9.",
        "Hunters of Apis montana in the hills",
        "2004",
    ),
    ("Gil A (2004) *Apis montana* flies far. J Hills 3: 1–9.", "Apis montana flies far", "2004"),
    (
        "Gil A (2004) The hill bees, *Apis montana*: a life. J Hills 3: 1–9.",
        "The hill bees, Apis montana: a life",
        "2004",
    ),
    (
        "Gil A. Bees of hills. A short review of them. J Hills. 2004;3:1-9.",
        "Bees of hills. A short review of them",
        "2004",
    ),
    ('Gil, Ana. *"Wild" Bees – A Life*. Bern: River, 2004.', '"Wild" Bees – A Life', "2004"),
    ('Gil, Ana. "Bees of the "Hill"." *Hills* 3 (2004) 1-9.', 'Bees of the "Hill"', "2004"),
    ("Gil, A. Bees of the hill, Riverton 2004. Online: <https://bees.example>.", "Bees of the hill", "2004"),
    ("*Bees of the Hill*. River Press, 2004.", "Bees of the Hill", "2004"),
    ("“Bees of the Hill.” *Hills*, 2004, hills.example/bees.", "Bees of the Hill", "2004"),
    ("The smallest hill bee. 2004. *Hills*.", "The smallest hill bee", "2004"),
    ("Gil, Ana. *Bees*. n.d., bees.example. Accessed 3 May 2019.", "Bees", ""),
    (
        "Gil, A. Abelhas. *Montes*, v. 3, 2004. Disponível em: http://a.example. Acesso em: 9 jan. 2023.",
        "Abelhas",
        "2004",
    ),
    ("Gil, Ana, ed. 1986–2007. *Bees of the Hill*. Bern: River.", "Bees of the Hill", "1986-2007"),
    ("Gil A. Bees. Hills. 1999;1920:7.", "Bees", "1999"),
    ("山田太郎『川と橋』蜂書房、2001年。", "川と橋", "2001"),
]


@pytest.mark.parametrize(("entry", "title", "year"), TITLES)
def test_title_and_year(entry: str, title: str, year: str) -> None:
    found = _one(entry)
    assert (found.title, found.year) == (title, year)


FIELDS = [
    (
        ZHU,
        {
            "container": "Journal of Rivers",
            "volume": "5",
            "issue": "2",
            "pages": ((11, 19),),
            "type": "article-journal",
        },
    ),
    ("Gil, Ana. “Bees.” *Hills* 3 (2004): 131-9.", {"volume": "3", "pages": ((131, 139),)}),
    ("Gil, A. (2004). Bees. *Hills*, *63*(8), 2209–2213.", {"volume": "63", "issue": "8", "pages": ((2209, 2213),)}),
    ("Gil A. Bees. J Hills. 2004;24:799.", {"container": "J Hills", "volume": "24", "pages": ((799, 799),)}),
    (GIL, {"publisher": "River Press", "type": "book", "container": ""}),
    ("Gil, Ana. *Bees*. Bern: River, 2004.", {"place": "Bern", "publisher": "River", "type": "book"}),
    (
        "Gil, Ana. *Bees*. Riverton, OH: River & Hill, LLC, 2004.",
        {"place": "Riverton, OH", "publisher": "River & Hill, LLC"},
    ),
    ("Гил И. И. Пчёлы. М.: Река, 1999. 200 с.", {"place": "М", "publisher": "Река", "title": "Пчёлы"}),
    (
        "Gil, A. (2004). Bees. *Hills*, 3. https://doi.org/10.1000/bees.1",
        {"doi": "10.1000/bees.1", "url": "https://doi.org/10.1000/bees.1"},
    ),
    ("Gil, Ana. *Bees*. River, 2004. ISBN 978-0-00-000000-2.", {"isbn": "9780000000002"}),
    ("Gil, Ana. *Bees of the Hill*. Diss. Hill University, 2004.", {"type": "thesis"}),
    ("Gil, Ana. “Bees.” <http://bees.example/a>.", {"type": "webpage", "url": "http://bees.example/a"}),
    ("Gil, Ana. “Bees.” *Daily Hill*, May 5, 6, 12-14, 2004.", {"pages": (), "year": "2004"}),
    (
        "Gil, Ana: Bienen. In: Zhu, Wei (Hrsg.): *Berge*. Bern: River, 2004, S. 3–9.",
        {"container": "Berge", "type": "chapter", "pages": ((3, 9),)},
    ),
]


@pytest.mark.parametrize(("entry", "fields"), FIELDS)
def test_fields(entry: str, fields: dict[str, object]) -> None:
    found = _one(entry)
    assert {f: getattr(found, f) for f in fields} == fields


def _families(reference: Reference) -> list[str]:
    return [n.family for n in reference.names]


def test_editors_and_translators() -> None:
    found = _one("Gil, Ana, and Wei Zhu, eds. *Bees*. Bern: River, 2004.")
    assert _families(found) == ["Gil", "Zhu"]
    assert found.editors == found.names
    for role in ("(Hrsg.)", "(Eds.)", "(éd.)", "(coord.)", "(a cura di)", "ed.", "editor"):
        assert _one(f"Gil, Ana, {role}. *Bees*. Bern: River, 2004.").editors != ()
    found = _one("*Bees*. Edited by Ana Gil, translated by Wei Zhu, River, 2004.")
    assert [n.family for n in found.names] == ["Gil"]
    assert [n.family for n in found.translators] == ["Zhu"]


def test_bodies() -> None:
    for body in ("National River Council", "ISO (International Hill Organization)", "TEI", "River Board of the Hill"):
        (name,) = _one(f"{body}. *Bees*. River, 2004.").names
        assert (name.family, name.literal) == (body, True)
    assert _one("UN Hill Fund. (2004). *Bees and hills*. River Press.").title == "Bees and hills"


@pytest.mark.parametrize("mark", ["———.", "---.", "---,", "______.", "Ders.:", "–––."])
def test_the_author_repeated(mark: str) -> None:
    first, second = _references(f"## Works Cited\n\nGil, Ana. *Bees*. River, 2001.\n\n{mark} *Wasps*. River, 2004.\n")
    assert second.names == first.names
    assert second.title == "Wasps"
    assert second.id == "gil2004wasps"


@pytest.mark.parametrize("family", ["Ead", "Ders", "Dies", "Id"])
def test_a_name_that_looks_like_the_author_repeated(family: str) -> None:
    _, second = _references(
        f"## Works Cited\n\nGil, Ana. *Bees*. River, 2001.\n\n{family}, Ann. *Wasps*. River, 2004.\n"
    )
    assert _families(second) == [family]


def test_et_al_in_the_list() -> None:
    found = _one("Gil, Ana, *et al.* *Bees*. River, 2004.")
    assert (_families(found), found.others, found.title) == (["Gil"], True, "Bees")


def test_names_without_commas_are_filed_by_their_first_word() -> None:
    people = ["Arno Eva", "Berg Ana", "Cole Wei", "Dorn Ida", "Egli Bea", "Fink Ada"]
    text = "\n\n".join(f"{p}, *Bees of {n}*, River, Bern 200{n}." for n, p in enumerate(people))
    assert [_families(r) for r in _references(f"## Bibliografia\n\n{text}\n")] == [[p.split()[0]] for p in people]


# ---- labels, cross-references, ids

LABELLED = """## Works Cited

Gil, Ana. *Bees of the Hill*. River Press, 2004. (Gil, Bees)

Zhu, Wei. “Two Bridges.” In Gil, *Bees* 21-39. (Zhu, Two). Also online at <http://zhu.example/two>

Lee, Eva. “Floods of 1999” („High Waters”). *Rivers* 3 (2005) 1-9. („High Waters”)

Eva Stein, Ida Brook. *Hills*. Bern: River, 2008 (Stein & Brook)

*Report of the River Board 1937-1938*. Bern: River Board, 1940. (Report 1937-1938)

*Report of the Hill Board*. Bern: Hill Board, 2000. (RHB 1)

Kim, Jo. *Plains*. Bern: River (2001).
"""


def test_labels() -> None:
    found = _references(LABELLED)
    labels = ["Gil, Bees", "Zhu, Two", "", "Stein & Brook", "Report 1937-1938", "RHB 1", ""]
    assert [r.shorthand for r in found] == labels
    assert found[4].year == "1940"
    assert [(n.family, n.given) for n in found[3].names] == [("Stein", "Eva"), ("Brook", "Ida")]


def test_most_entries_must_have_a_label() -> None:
    assert [r.shorthand for r in _references(f"## Works Cited\n\n{GIL} (Hardcover)\n\n{ZHU}\n\n{ZHU}\n")] == [
        "",
        "",
        "",
    ]
    assert _one("[Gil04] Gil, Ana: *Bienen*. Bern: River, 2004.").shorthand == "Gil04"


def test_an_entry_lies_in_another() -> None:
    found = _references(LABELLED)
    assert (found[1].parent, found[1].year, found[1].pages) == (found[0].id, "2004", ((21, 39),))
    assert not any(r.parent for r in found if r is not found[1])


def test_ids_are_unique_and_do_not_move() -> None:
    entries = [GIL, "Gil, Ana. *The Bees Again*. River, 2004.", ZHU]
    assert (
        _ids("## References\n\n" + "\n\n".join(entries)) == ["gil2004beesa", "gil2004beesb", "zhu2005bridges"] or True
    )
    first = _ids("## References\n\n" + "\n\n".join(entries))
    assert first == ["gil2004beesa", "gil2004beesb", "zhu2005bridges"]
    assert _ids("# Bees\n\nMore text.\n\n## Works Cited\n\n" + "\n".join(f"- {e}" for e in entries)) == first


def test_numbers() -> None:
    assert [r.number for r in _references(f"## References\n\n[14] {GIL}\n[15] {ZHU}\n")] == ["14", "15"]


# ---- hostile input


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='Gil, A.z&“”"‘’*_()[]<>/:;-—0124 \n\tépp王«»|#`\u00a0', max_size=400))
def test_any_list_is_survived_and_spans_lie_inside(text: str) -> None:
    source = "## References\n\n" + text
    found = _read(source)
    if found:
        assert len({r.id for r in found.references}) == len(found.references)
        for reference in found.references:
            assert 0 <= reference.start <= reference.end <= len(source)


RUNS = (
    'Gil, A., |Gil A, |Ab-|A. |A|Gil Zhu |bees fly |1|12-34, |(2004) |(|(a) |“a” |" |‘|*a* |*a*. |/|http://a |'
    "last aaaa |. |Ab. |: |; |et al. |10.1000/<1:|[| \u00a0|(()|In Gil, "
).split("|")


@pytest.mark.parametrize("run", RUNS)
def test_time_grows_no_faster_than_the_text(run: str) -> None:
    def seconds(count: int) -> float:
        manuscript = markdown.read(f"## References\n\nGil, A. 2004. {run * count} 2005.\n", "paper.md")
        start = time.process_time()
        works_cited.parse(manuscript)
        return time.process_time() - start

    assert seconds(4000) < 0.5


def test_a_line_that_begins_with_a_body_goes_on() -> None:
    """A comma at the end of a line leads to the place where a paper was read."""
    text = (
        "## Works Cited\n\nGil, Ana, and Wei Zhu. “Hives on the Weir: A Survey of Keepers in Winter Orchards”.\n"
        "Full paper for the Bees of 2012 International Conference,\n"
        "Eastmere University, Northam, Vale, December 6–9, 2012. Accessed February 7 2014.\n\n"
        "Marsh, Ann. “Floods of the Vale, and of the Hills Beside It, from Spring to Winter”.\n"
        "River Letters 12, 2004.\n"
    )
    assert [r.names[0].family for r in _references(text)] == ["Gil", "Marsh"]
