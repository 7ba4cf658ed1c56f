"""The HTML report as people use it, in a real browser: mouse, keys, no script, phone, dark, print, screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citecheck import engine, registry
from citecheck.config import Config
from citecheck.reports.look import Look
from tests.chromium import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BRIDGES = Path(__file__).parent.parent.parent / "examples" / "bridges.md"
MARSH = "Marsh, Ann. Nine Floods: A River and Its Banks."
TAKEN = "document.title='taken'"
HOSTILE = f"""
# </style><script>{TAKEN}</script> *Weirs*

See <img src=x onerror="{TAKEN}"> and [this](javascript:{TAKEN}) (Marsh, *<b>Floods</b>* 3). The [good](https://a.example/)
one; <https://a.example/"onmouseover="{TAKEN}>, `<script>`, \u202eolleh\u202c (Reed, *Weirs* 4).

> Quoted (Marsh, *Floods* 7; Reed, *Fords* 7)[^1] “<i onclick={TAKEN}>so</i>”.

[^1]: A note (Marsh, *Floods* 3-1).

## Works Cited

Marsh, Ann. *Floods & </script><script>{TAKEN}</script>*. Eastmere: Lantern Press, 1987.

Holm, Ingrid. *Stone*. Northam: Lantern Press, 1994.
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of reports: of the example, and of a hostile manuscript with notes."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    addresses = {}
    for name, path in (("bridges", BRIDGES), ("hostile", folder / "hostile.md")):
        run = engine.run([str(path)], Config())
        (folder / f"{name}.html").write_text(registry.report("html")(run, Look(notes=True)), encoding="utf-8")
        addresses[name] = (folder / f"{name}.html").as_uri()
    return addresses


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, reports: dict[str, str]) -> Iterator[Open]:
    """Opens a report; at the end, nothing was asked of the network and the console is empty."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_report(name: str = "bridges", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(reports[name])
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert said == []
    assert {a.partition(":")[0] for a in asked} <= {"file", "data"}


def shown(page: Page, selector: str) -> list[str]:
    """The texts of the elements that can be seen."""
    return [(e.text_content() or "").strip() for e in page.locator(selector).all() if e.is_visible()]


def test_pointing_at_a_citation_shows_its_reference(opened: Open) -> None:
    page = opened()
    box = page.locator("#pop")
    page.hover("a.c:text('Marsh 40')")
    box.wait_for(state="visible")
    assert MARSH in box.inner_text()
    assert "label “Marsh”" in box.inner_text()
    box.hover()
    page.wait_for_timeout(400)
    assert box.is_visible(), "it stays while one reads it"
    page.hover("h1")
    box.wait_for(state="hidden")


def test_a_click_holds_the_reference_until_escape(opened: Open) -> None:
    page = opened()
    page.click("a.c:text('Marsh 40')")
    page.hover("h2:text('Text')")
    page.wait_for_timeout(400)
    assert page.locator("#pop").is_visible()
    assert page.evaluate("document.activeElement.id") == "pop"
    page.keyboard.press("Escape")
    assert page.locator("#pop").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Marsh 40"
    page.click("a.c:text('Marsh 40')")
    page.click("h2:text('Text')")
    assert page.locator("#pop").is_hidden(), "a click elsewhere closes it, too"


def test_the_keyboard_reaches_each_citation(opened: Open) -> None:
    page = opened()
    page.focus("#ch1")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Holm, Account 19"
    assert "The Account Books" in page.locator("#pop").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#pop') !== null"), "its links come next"


def test_a_finding_is_shown_where_its_citation_is(opened: Open) -> None:
    page = opened()
    page.click("a.c.missing:text('VNP 3')")
    text = page.locator("#pop").inner_text()
    assert "did you mean (VNP 1) or (VNP 2)?" in text
    assert "Vale Navigation Papers. Vol. 2" in text
    page.keyboard.press("Escape")
    page.click("a.c.ambiguous")
    assert shown(page, "#pop a.w") == ["Holm, Account", "Holm, Stone"]


def test_from_a_work_to_its_citations_and_back(opened: Open) -> None:
    page = opened()
    page.click("a.c:text('Marsh 40')")
    page.click("#pop a:text('cited 4 times')")
    work = page.locator(".work:target")
    assert MARSH in work.inner_text()
    assert shown(page, ".work:target .at a:not(.in)") == ["12-15", "40", "188-179", "201"]
    page.click(".work:target .at a:text('201')")
    assert page.locator(".c:target").inner_text() == "Marsh 201"
    page.keyboard.press("b")
    work.wait_for()
    page.click(".work:target .at a:text('188-179')")
    page.click("a.c:text('Marsh 188-179')")
    page.click("#pop a:text('next')")
    assert page.locator(".c:target").inner_text() == "Marsh 201"


def test_search_narrows_text_findings_and_works(opened: Open) -> None:
    page = opened()
    page.fill("#query", "MÁRSH")
    page.locator("#count:not(:empty)").wait_for()
    assert page.locator("#count").inner_text() == "3 passages, 0 findings, 1 work"
    assert len(shown(page, "#text .b")) == 3
    assert all("Marsh" in text for text in shown(page, "#text .b"))
    assert len(shown(page, ".work")) == 1
    page.fill("#query", "marsh")
    page.wait_for_function("CSS.highlights.get('search')?.size === 6")
    page.click("#clear")
    assert len(shown(page, ".work")) == 8
    assert page.locator("#count").inner_text() == ""


def test_filters_by_verdict_rule_and_chapter(opened: Open) -> None:
    page = opened()
    page.select_option("#kind", "missing")
    assert shown(page, "#text .c.missing") == ["Reed, Patrons 112", "VNP 3, 12"]
    assert len(shown(page, "#text .b")) == 2
    assert page.locator("#step").inner_text() == "2 findings"
    page.select_option("#chapter", label="4. What the bridge changed")
    assert shown(page, "#text .c.missing") == ["VNP 3, 12"]
    page.select_option("#kind", "CIT003")
    assert shown(page, "#text .b") == []
    page.select_option("#chapter", "")
    assert shown(page, ".rows .kind") == ["Mismatched citation"]
    assert shown(page, "#text .card .code") == ["CIT003"]
    page.select_option("#kind", "BIB201")
    assert [t.split(".")[0] for t in shown(page, ".work")] == ["Lund, Clara"]
    page.keyboard.press("Escape")
    assert len(shown(page, "#text .chapter")) == 5


def test_a_link_to_what_a_filter_hides_lifts_the_filter(opened: Open) -> None:
    page = opened()
    page.select_option("#kind", "missing")
    page.click(".work .at a:text('40')")
    assert page.locator("#kind").input_value() == ""
    assert page.locator(".c:target").is_visible()


def test_keys_lead_from_finding_to_finding(opened: Open) -> None:
    page = opened()
    for key, number in (("n", "1"), ("n", "2"), ("p", "1"), ("p", "6"), ("n", "1")):
        page.keyboard.press(key)
        assert page.locator("#step").inner_text() == f"{number} of 6"
        assert page.evaluate("document.activeElement.id") == f"f{number}"
    assert page.locator(".c.current").inner_text() == "Reed, Patrons 112"
    box = page.locator(".c.current").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 800


def test_other_keys(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("n")
    assert page.locator("#query").input_value() == "n", "in a field a letter is a letter"
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    assert page.evaluate("location.hash") == "#works"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.click("#single")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.locator("#step").inner_text() == "6 findings", "single letters can be turned off"


def test_without_script_all_is_there_and_linked(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator(".tools").is_hidden()
    page.click(".rows a >> nth=4")
    assert "VNP 3" in page.locator(".card:target").inner_text()
    page.click(".card:target .cands a >> nth=0")
    assert "Vale Navigation Papers. Vol. 1" in page.locator(".work:target").inner_text()
    page.click(".work:target .at a:text('60-118')")
    assert page.locator(".c:target").inner_text() == "VNP 1, 60-118"
    page.click(".c:target")
    assert "Vol. 1" in page.locator(".work:target").inner_text()
    page.click(".card .code >> nth=0")
    assert "A reader cannot find the work." in page.locator(".rule:target").inner_text()


@pytest.mark.parametrize("name", ["bridges", "hostile"])
def test_nothing_is_wider_than_the_screen(name: str, opened: Open) -> None:
    page = opened(name)
    for width in (320, 390, 768, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.click("a.c >> nth=0")
        box = page.locator("#pop").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


def test_a_phone_shows_the_reference_at_its_foot(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.tap("a.c:text('Marsh 40')")
    box = page.locator("#pop").bounding_box()
    assert box is not None
    assert (box["x"], box["y"] + box["height"]) == (0, 800)
    page.tap("h1")
    assert page.locator("#pop").is_hidden()


def test_dark_is_dark(opened: Open) -> None:
    colours = [
        opened(color_scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        )
        for scheme in ("light", "dark")
    ]
    assert min(colours[0]) > 230
    assert max(colours[1]) < 40


def test_on_paper_the_findings_stand_beside_the_text(opened: Open) -> None:
    page = opened(viewport={"width": 680, "height": 800})
    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="print")
    assert not shown(page, ".tools, .side, #pop")
    text, card = page.locator("#ch1 .b >> nth=4").bounding_box(), page.locator("#f1").bounding_box()
    assert text is not None
    assert card is not None
    assert card["x"] >= text["x"] + text["width"]
    assert abs(card["y"] - text["y"]) < 20


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("bridges", {}),
        ("bridges", {"color_scheme": "dark"}),
        ("bridges", {"viewport": {"width": 390, "height": 800}}),
        ("hostile", {}),
    ],
)
def test_axe_finds_nothing(name: str, options: dict[str, Any], opened: Open) -> None:
    page = opened(name, **options)
    page.click("a.c.missing >> nth=0")
    page.locator("#pop").wait_for()
    assert_axe_finds_nothing(page)


def test_axe_finds_nothing_in_the_help(opened: Open) -> None:
    page = opened()
    page.keyboard.press("?")
    page.locator("#keys").wait_for()
    assert_axe_finds_nothing(page)


def assert_axe_finds_nothing(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_nothing_of_a_manuscript_runs(opened: Open) -> None:
    page = opened("hostile")
    assert page.title().startswith("Citations in ")
    page.click("a.c.missing >> nth=0")
    page.locator("#text").hover()
    assert page.title() != "taken"
    links = page.eval_on_selector_all("a", "all => all.map(a => a.protocol).filter(p => p != location.protocol)")
    assert set(links) == {"https:"}


def test_no_other_script_would_run(browser: Browser, reports: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(reports["bridges"])
    page.evaluate("s => document.body.append(Object.assign(document.createElement('script'), {textContent: s}))", TAKEN)
    assert page.title() == "Citations in The Crossing at Aldwick"
    page.close()
