"""The HTML report as a page: what it shows, what leads where, and that nothing of a file becomes markup."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck import engine, registry
from citecheck.config import Config
from citecheck.model import Run
from citecheck.reports.look import Look
from tests.reports import samples
from tests.reports.page import Element, checked

ROOT = Path(__file__).parent.parent.parent
BRIDGES = str(ROOT / "examples" / "bridges.md")
BIB = (
    "@book{holm1994stone, author = {Holm, Ingrid and Weir, Ruth}, title = {Stone & Water}, publisher = {Lantern}, "
    "address = {Northam}, year = 1994, url = {javascript:alert(1)}}\n"
    "@article{reed1999weirs, author = {Reed, Jo}, title = {Weirs}, journal = {Rivers}, volume = 3, number = 2, "
    "year = 1999, pages = {12--20}, doi = {10.1000/a<b>}, url = {https://weirs.example/a?b=1&c=2}}\n"
    "@book{lund1963last, author = {Lund, Clara}, title = {Ferrymen}, year = 1963}\n"
)


def report(*paths: str, notes: bool = False) -> str:
    return registry.report("html")(engine.run(paths, Config()), Look(notes=notes))


def written(folder: Path, text: str, bib: str = BIB) -> Element:
    """The report of a manuscript with its .bib."""
    (folder / "works.bib").write_text(bib, encoding="utf-8")
    (folder / "paper.md").write_text("---\nbibliography: works.bib\n---\n\n" + text, encoding="utf-8", newline="")
    return checked(report(str(folder / "paper.md"), notes=True))


@pytest.fixture(scope="module")
def bridges() -> Element:
    return checked(report(BRIDGES))


def test_the_overview_says_what_there_is(bridges: Element) -> None:
    overview = bridges.one("overview")
    assert overview.all("p", "lead")[0].text == (
        "26 citations of 7 works. 22 lead to exactly one entry, 2 to none, 1 to more than one and 1 to an entry that "
        "differs."
    )
    figures = [(d.all("dt")[0].text, d.all("dd")[0].text) for d in overview.all("dl", "figures")[0].all("div")]
    assert figures == [("Citations", "26"), ("Works cited", "7"), ("Errors", "3"), ("Warnings", "3")]
    tables = {
        t.all("caption")[0].text: [[c.text.strip() for c in r.all() if c.tag in ("th", "td")] for r in t.all("tr")[1:]]
        for t in overview.all("table")
    }
    assert list(tables) == ["Citations by verdict", "Findings by kind", "Chapters", "Works by how often they are cited"]
    assert tables["Citations by verdict"][2] == ["Missing", "no work fits", "2"]
    assert tables["Findings by kind"][:2] == [
        ["Missing reference error", "CIT001", "2"],
        ["Ambiguous citation error", "CIT002", "1"],
    ]
    assert tables["Chapters"][:2] == [["1. Before the bridge", "8", "1"], ["2. Who should pay", "8", "1"]]
    assert tables["Works by how often they are cited"][0] == ["Marsh", "", "4"]


def test_the_text_is_there_with_its_emphasis(bridges: Element) -> None:
    text = bridges.one("text")
    assert "For as long as anyone kept accounts, people crossed the Vale" in text.text
    assert [h.text for h in text.all(name="h")][:2] == ["The Crossing at Aldwick", "1. Before the bridge"]
    assert "Account" in [e.text for e in text.all("em")]


def test_every_citation_shows_its_verdict_and_leads_on(bridges: Element) -> None:
    cites = bridges.one("text").all("a", "c")
    assert len(cites) == 26
    by_text = {c.text: c for c in cites}
    resolved, missing, ambiguous = by_text["Holm, Account 14"], by_text["VNP 3, 12"], by_text["Holm 88"]
    assert resolved.classes == ["c", "resolved"]
    assert "The Account Books of the Aldwick Ferry" in bridges.one(resolved.attributes["href"][1:]).text
    assert (missing.classes, missing.attributes["aria-description"]) == (["c", "missing"], "missing")
    card = bridges.one(missing.attributes["href"][1:])
    assert [a.text for a in card.all("a", "w")] == ["VNP 1", "VNP 2"]
    assert "Nearest" in card.text
    assert "Could be" in bridges.one(ambiguous.attributes["href"][1:]).text
    assert card.all("a", "num")[0].attributes["href"] == f"#{missing.attributes['id']}"


def test_a_work_leads_to_all_its_citations(bridges: Element) -> None:
    works = {w.all("p", "entry")[0].text[:12]: w for w in bridges.one("works").all("li", "work")}
    marsh = works["Marsh, Ann. "]
    places = [
        bridges.one(a.attributes["href"][1:]) for a in marsh.all("p", "places")[0].all("a") if "in" not in a.classes
    ]
    assert [p.text for p in places] == ["12-15", "Marsh 40", "Marsh 188-179", "Marsh 201"]
    assert "Nothing cites (Lund)" in works["Lund, Clara."].text
    assert "Perhaps also meant by Holm 88" in works["Holm, Ingrid"].text
    assert "label “Marsh”" in marsh.all("details", "why")[0].text


def test_a_finding_shows_its_fix_and_leads_to_its_rule(bridges: Element) -> None:
    card = next(c for c in bridges.all("div", "card") if "CIT003" in c.text)
    assert (card.all("del")[0].text, card.all("ins")[0].text) == ("Memoire", "Memoir")
    rule = bridges.one(card.all("a", "code")[0].attributes["href"][1:])
    assert registry.rule_page("CIT003").partition("\n")[0] in rule.text
    assert "Good: (Holm, *Stone* 14)" in rule.all("pre")[0].text


def test_several_manuscripts_are_the_chapters() -> None:
    page = checked(report(BRIDGES, str(ROOT / "examples" / "ferry.md")))
    assert [c.attributes["id"] for c in page.all("section", "chapter")] == ["ch1", "ch2"]
    assert [o.text for o in page.one("chapter").all("option")][1:] == ["The Crossing at Aldwick", "The Last Ferry"]


def test_of_a_bib_only_what_is_cited_is_listed(tmp_path: Path) -> None:
    page = written(tmp_path, "See [@holm1994stone, 3] and [@reed1999weirs].\n")
    entries = [e.text for e in page.one("works").all("p", "entry")]
    assert entries == [
        "Holm, Ingrid, and Ruth Weir. Stone & Water. Northam: Lantern, 1994.",
        "Reed, Jo. “Weirs.” Rivers 3.2, 1999, 12–20.",
    ]
    assert "1 other entry of this bibliography is not cited here." in page.one("works").text
    addresses = [a.attributes["href"] for a in page.one("works").all("a", "url")]
    assert addresses == ["https://doi.org/10.1000/a%3Cb%3E", "https://weirs.example/a?b=1&c=2"]


def test_a_note_reference_leads_to_the_next_note_of_its_number(tmp_path: Path) -> None:
    chapter = "# {0}\n\nSo it was.<sup>1</sup>\n\n<sup>1</sup> The note of {0}.\n\n"
    page = written(tmp_path, chapter.format("Fords") + chapter.format("Weirs") + "Late.[^9]\n\n[^9]: The last.\n")
    leads = [page.one(a.attributes["href"][1:]).text.strip() for a in page.all("a", "nr")]
    assert leads == ["1 The note of Fords.", "1 The note of Weirs.", "9 The last."]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("A <script>alert(1)</script> B.", "alert(1)"),
        ('A "quote" & <b onclick="x()">bold</b>.', "bold"),
        ("A [link](javascript:alert(1)) B.", "A link B."),
        ("A [link](data:text/html,x) B.", "A link B."),
        ("A `<img src=x onerror=y>` B.", "`<img src=x onerror=y>`"),
        ("A \x07 bell and \x1b[31m and \u202ereversed\u202c.", r"A \x07 bell and \x1b[31m and reversed."),
        ("A [@nosuch<b>] B (Marsh, *<i>* 12).", "A"),
        ("A {{ 7 * 7 }} {% raw %} B.", "A {{ 7 * 7 }} {% raw %} B."),
        ("A </style></script><!-- B.", "A"),
        ("שלום (Marsh 12) עולם.", "שלום"),
    ],
)
def test_nothing_of_a_file_becomes_markup(markdown: str, shown: str, tmp_path: Path) -> None:
    page = written(tmp_path, f"# {markdown}\n\n{markdown}\n\n> {markdown}\n\n- {markdown}\n")
    assert shown in page.one("text").text
    assert all(a.attributes["href"].startswith(("#", "http")) for a in page.one("text").all("a"))


PIECES = st.sampled_from(
    [
        *(
            "(Holm, *Stone* 30)",
            "(Holm, *Stone* 30; Reed 7)",
            "(12)",
            "[@holm1994stone, 3]",
            "@reed1999weirs says",
            "ibid.",
        ),
        *(
            "*",
            "**",
            "[^1]",
            "\n\n[^1]: See Holm 3.\n\n",
            "\n\n# Weirs\n\n",
            "\n\n> ",
            "\n- ",
            "<https://a.example/b>",
            "`x`",
        ),
        *(
            "[Holm, *Stone* 3](https://a.example)",
            "(Holm 9-3",
            "\n\n# Works Cited\n\n",
            "Holm, Ingrid. *Stone*. 1994.\n\n",
        ),
    ]
)


@settings(max_examples=40)
@given(st.lists(PIECES | st.text(max_size=12), max_size=14).map("".join))
def test_any_manuscript_gives_a_sound_page(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    page = written(tmp_path_factory.mktemp("any"), text.encode("utf-8", "replace").decode())
    cites = int(page.one("overview").all("dd")[0].text.replace(",", ""))
    anchors = [
        e for e in page.walk() if e.attributes.get("id", "").startswith("c") and e.attributes["id"][1:].isdigit()
    ]
    assert len(anchors) == cites, "each citation has its place"


def test_the_same_run_gives_the_same_bytes() -> None:
    code = (
        "from citecheck import engine, registry; from citecheck.config import Config\n"
        f"print(registry.report('html')(engine.run([{BRIDGES!r}], Config()), None))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_notes_are_shown_when_asked_for() -> None:
    render = registry.report("html")
    without, with_notes = (checked(render(samples.run(), Look(notes=notes))) for notes in (False, True))
    assert "1 note not shown" in without.one("findings").text
    assert "Two formats" not in without.text
    assert "Two formats" in with_notes.one("findings").text


def test_a_run_without_text_lists_its_citations() -> None:
    page = checked(registry.report("html")(samples.run(), None))
    assert [c.text for c in page.one("text").all("a", "c")] == ["Marsh, *Floods* 12", "Reed 7", "Holm 3-1"]


def test_what_could_not_be_read_is_said() -> None:
    page = checked(registry.report("html")(Run(failed=("gone.md: no such file",)), None))
    assert "gone.md: no such file" in page.one("overview").text
    assert "Nothing was checked." in page.one("findings").text


def test_a_clean_run_says_so(tmp_path: Path) -> None:
    page = written(tmp_path, "See [@holm1994stone, 3].\n")
    assert "1 citation of 1 work. It leads to exactly one entry." in page.one("overview").text
    assert "There is nothing to mend." in page.one("findings").text
