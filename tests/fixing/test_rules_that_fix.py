"""What each rule's fix makes of a text: before, after, and whether it is safe. And what is never fixed."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citecheck import engine, fixes, registry
from citecheck.config import Config, Configurations
from citecheck.engine import fixing
from citecheck.model import Diagnostic

LIST = """
# Works Cited

Holm, Ingrid. *The Account Books of a Ferry*. Northam: Lantern Press, 2001.

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.

Zhelev, Petar. *Barzhi po rekata*. Varna: Mayak, 1988.
"""
CITED = """The ferry was slow (Holm, *Account* 12-14). The bridge was not (Holm, *Stone* 30-31), as all agree
(Marsh 12-13; Marsh 41-42; Zhelev, *Barzhi* 7).

"""
BIB = "@book{reed1999weirs, author = {Reed, Hannah}, title = {Weirs and Dams}, publisher = {Lantern}, year = 1999}\n"
TWIN = (
    BIB + "\n" + BIB + "\n@book{weir2001, author = {Weir, Ruth}, title = {Tolls}, publisher = {Lantern}, year = 2001}\n"
)
MARSH = "Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITECHECK_DEBUG", "1")


def world(text: str) -> dict[str, str]:
    """The files of a sample: a .bib, a manuscript with keys, or one with a printed list."""
    if text.startswith("@"):
        return {"works.bib": text}
    if "@" in text:
        return {"paper.md": text, "references.bib": BIB}
    return {"paper.md": text if "# Works Cited" in text else f"{CITED}{text}\n{LIST}"}


def check(files: dict[str, str], code: str = "") -> list[Diagnostic]:
    for name, content in files.items():
        Path(name).write_text(content, encoding="utf-8", newline="")
    run = engine.run(list(files)[:1], Config(extend_select=(code,) if code else ()))
    assert run.failed == ()
    return [d for d in run.diagnostics if d.path == next(iter(files))]


DOI = "@misc{{reed1999, title = {{Weirs}}, doi = {{{}}}}}\n"
RANGES = "It sank (Marsh 112-14; Marsh 220-22; Marsh 331-33; Marsh 440-44; Marsh 551-53; Marsh 661-65)."
SAFE, UNSAFE = True, False
FIXED = [
    # the name or title of the only entry that looks like it
    ("CIT001", UNSAFE, "It broke (Holm, *Stome und Wetr* 7).", "It broke (Holm, *Stone und Water* 7)."),
    # the work that the paragraph cites before
    (
        "CIT002",
        UNSAFE,
        "It broke (Holm, *Stone* 7) and sank (Holm 9).",
        "It broke (Holm, *Stone* 7) and sank (Holm, *Stone* 9).",
    ),
    # a name one letter off
    ("CIT003", SAFE, "It broke (Holme, *Stone* 7).", "It broke (Holm, *Stone* 7)."),
    ("CIT003", SAFE, "It broke (Zhelew, *Barzhi* 7).", "It broke (Zhelev, *Barzhi* 7)."),
    (
        "CIT003",
        SAFE,
        "It broke (Holme, “Stone” 7; Holme, *Account* 8).",
        "It broke (Holm, “Stone” 7; Holm, *Account* 8).",
    ),
    ("CIT003", SAFE, "It broke (see Hlom,\n*Stone and Water* 7).", "It broke (see Holm,\n*Stone and Water* 7)."),
    # … which somebody else in the text bears
    (
        "CIT003",
        UNSAFE,
        "It broke (Holme, *Stone* 7), as Mayor Holme saw.",
        "It broke (Holm, *Stone* 7), as Mayor Holme saw.",
    ),
    # a title
    ("CIT003", UNSAFE, "It broke (Holm, *Stone and Watr* 7).", "It broke (Holm, *Stone and Water* 7)."),
    (
        "CIT003",
        UNSAFE,
        "It broke (Holm, *Accuont Books of a Ferry* 7).",
        "It broke (Holm, *Account Books of a Ferry* 7).",
    ),
    ("CIT003", UNSAFE, "It broke (Marsh, *Floods of teh\nVale* 7).", "It broke (Marsh, *Floods of the\nVale* 7)."),
    ("CIT004", UNSAFE, "It broke [@reed1999wiers, 7].", "It broke [@reed1999weirs, 7]."),
    ("CIT004", UNSAFE, "It broke [see -@Reed1999Weirs].", "It broke [see -@reed1999weirs]."),
    ("CIT006", SAFE, "It broke (Marsh 12.", "It broke (Marsh 12)."),
    ("CIT006", SAFE, "It broke (Holm, *Stone* 12; Marsh 14", "It broke (Holm, *Stone* 12; Marsh 14)"),
    ("CIT006", SAFE, "It broke. (Marsh, *Floods of the Vale*, 12–14", "It broke. (Marsh, *Floods of the Vale*, 12–14)"),
    ("CIT006", UNSAFE, "It broke (Marsh 12\nand sank", "It broke (Marsh 12)\nand sank"),
    ("CIT006", UNSAFE, "It broke (Marsh 12,\nand sank", "It broke (Marsh 12),\nand sank"),
    ("CIT006", UNSAFE, "It broke (Marsh 12 ff.", "It broke (Marsh 12 ff.)"),
    (
        "CIT006",
        UNSAFE,
        "He left early (so it is told). Marsh, *Floods of the Vale* 14).",
        "He left early (so it is told). (Marsh, *Floods of the Vale* 14).",
    ),
    ("LOC101", UNSAFE, "It broke (Marsh 295-14).", "It broke (Marsh 295-314)."),
    ("LOC101", UNSAFE, "It broke (Marsh 358–49, 400).", "It broke (Marsh 349–58, 400)."),
    ("LOC103", SAFE, "It broke (Marsh 343 -45).", "It broke (Marsh 343-45)."),
    ("LOC103", SAFE, "It broke (Marsh 343– 45; Marsh 7).", "It broke (Marsh 343–45; Marsh 7)."),
    ("LOC103", SAFE, "It broke (Marsh 343 - 45).", "It broke (Marsh 343-45)."),
    ("LOC103", SAFE, "It broke (Marsh 343--45).", "It broke (Marsh 343-45)."),
    ("LOC103", SAFE, "It (Marsh 1, 2, 5, 7, 9) broke (Marsh 12,14).", "It (Marsh 1, 2, 5, 7, 9) broke (Marsh 12, 14)."),
    ("BIB202", SAFE, CITED + LIST + "\n" + MARSH, CITED + LIST),
    ("BIB202", SAFE, CITED + LIST.replace("Zhelev,", MARSH + "\nZhelev,"), CITED + LIST),
    ("BIB202", SAFE, CITED + LIST + "\n" + MARSH + "\n# Notes\n\nNone.\n", CITED + LIST + "\n# Notes\n\nNone.\n"),
    ("BIB203", SAFE, TWIN, TWIN.replace(BIB + "\n", "", 1)),
    ("BIB206", SAFE, DOI.format("https://doi.org/10.1000/182"), DOI.format("10.1000/182")),
    ("BIB206", UNSAFE, DOI.format("10.1000/182."), DOI.format("10.1000/182")),
    (
        "STY303",
        SAFE,
        RANGES + " It broke (Marsh 349–58; Marsh 358-360).",
        RANGES + " It broke (Marsh 349-58; Marsh 358-60).",
    ),
    # the comment, with the space before it
    ("DOC903", SAFE, "It broke (Holm, *Stone* 7). <!-- citecheck: ignore CIT001 -->", "It broke (Holm, *Stone* 7)."),
]


@pytest.mark.parametrize(("code", "safe", "before", "after"), FIXED)
def test_a_fix_makes_of_it(code: str, safe: bool, before: str, after: str) -> None:
    files = world(before)
    name = next(iter(files))
    found = [d for d in check(files, code) if d.code == code]
    assert found
    assert {bool(d.fix and d.fix.safe) for d in found} == {safe}
    every = [d.fix for d in found if d.fix]
    assert fixes.apply(files[name], every) == (world(after)[name] if safe else files[name])
    new = fixes.apply(files[name], every, unsafe=True)
    assert new == world(after)[name]
    assert [d.message for d in check({**files, name: new}, code) if d.code == code] == []


def test_every_rule_that_fixes_is_in_the_table() -> None:
    """Told by a rule's text: whoever lets a rule fix adds a row above and one to docs/fixes.md."""
    fixing_rules = set()
    for rule in registry.RULES:
        function = registry.rule_function(rule)
        called = {name for name in function.__code__.co_names if callable(function.__globals__.get(name))}
        helpers = [
            function.__globals__[n]
            for n in called
            if getattr(function.__globals__[n], "__module__", "") == function.__module__
        ]
        if any("fix" in inspect.getsource(f).replace("prefix", "").replace("suffix", "") for f in (function, *helpers)):
            fixing_rules.add(rule.code)
    assert fixing_rules == {code for code, *_ in FIXED}


@pytest.mark.parametrize("code", sorted({code for code, *_ in FIXED}))
def test_the_page_of_fixes_names_each_rule_that_fixes(code: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "fixes.md").read_text(encoding="utf-8")
    said = {line.split("|")[3].strip() for line in page.splitlines() if line.startswith(f"| {code} ")}
    assert said == {"yes" if safe else "no" for other, safe, *_ in FIXED if other == code}


NOT_FIXED = [
    ("CIT001", "It broke (Holm, *Harbours* 7)."),  # no title is like it
    ("CIT001", "It broke (Reed, *Patrons* 7)."),
    ("CIT002", "It broke (Holm 9)."),  # nothing favours one
    ("CIT002", "It (Holm, *Stone* 7) broke (Holm, *Account* 8) and sank (Holm 9)."),
    ("CIT002", "It broke (Holm, *Stone* 7).\n\nIt sank (Holm 9)."),  # another paragraph
    ("CIT004", "It broke [@reed1998weirs, 7]."),  # another year is another work
    ("CIT004", "It broke [@okoro2009toll]."),
    ("LOC101", "It broke (Marsh 188-179)."),  # 179-188, 188-189, 178-179?
    ("LOC101", "It broke (Marsh 1963-57)."),  # years
    ("LOC101", "It broke (Marsh 188-3)."),  # 183-8, 188-93?
    ("BIB202", CITED + LIST + "\n" + MARSH.replace(": Eastmere", ": East Mere")),  # not word for word
    ("BIB203", BIB + BIB.replace("Dams", "Mills")),
]


@pytest.mark.parametrize(("code", "text"), NOT_FIXED)
def test_no_fix(code: str, text: str) -> None:
    found = [d for d in check(world(text), code) if d.code == code]
    assert found
    assert [d.fix for d in found] == [None] * len(found)


QUIET = [
    "It broke (Marsh 343-45, 350; Marsh 12–13).",
    "It broke (Marsh 1,343).",  # one page of a thick book
    "It broke (Marsh 343 -\n45).",
    "It broke (Marsh vi-ix, 12, 14).",
    "It broke (Marsh 12, 14; Marsh\n15).",
    "It broke (Marsh 343  45).",  # seen by nobody who reads the printed page
]


@pytest.mark.parametrize("text", QUIET)
def test_spacing_that_nobody_minds(text: str) -> None:
    assert [d.message for d in check(world(text)) if d.code == "LOC103"] == []


def test_a_habit_is_no_oversight() -> None:
    text = "It broke (Marsh 343 - 45; Marsh 2 - 3; Marsh 5 - 6; Marsh 12,14; Marsh 13,15), and (Holm, *Stone* 7 - 8)."
    assert [d.message for d in check(world(f"{text}\n{LIST}")) if d.code == "LOC103"] == []


# ---- properties, over texts made of the samples

SENTENCES = [
    before
    for _, _, before, _ in [*FIXED, ("", True, "It stood (Marsh 12).", "")]
    if len(before) < 90 and before[0] == "I" and "@" not in before
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_fixing(sentences: list[str], line_end: str, unsafe: bool) -> None:
    """Only what the edits name changes, what was fixed is found no more, and a second time changes nothing."""
    text = (CITED + "\n\n".join(sentences) + "\n" + LIST).replace("\n", line_end)
    before = check({"paper.md": text})
    proposal = fixing.propose(["paper.md"], Configurations(Config()), unsafe=unsafe)
    assert proposal.kept == proposal.run.failed == ()
    wanted = [d for d in before if d.fix and (d.fix.safe or unsafe)]
    assert bool(wanted) is bool(proposal.changes)
    for change in proposal.changes:
        first = fixes.choose([d.fix for d in wanted if d.fix], unsafe=unsafe)
        spans = sorted((e.start, e.end) for f in first for e in f.edits)
        edges = [0, *(edge for span in spans for edge in span), len(text)]
        rest = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        at = 0
        for part in rest:  # what no edit names stands there in its order
            at = change.new.index(part, at) + len(part)
        Path("paper.md").write_bytes(change.after)
    again = fixing.propose(["paper.md"], Configurations(Config()), unsafe=unsafe)
    assert again.changes == ()
    assert [d.code for d in again.run.diagnostics if d.fix and (d.fix.safe or unsafe)] == []
