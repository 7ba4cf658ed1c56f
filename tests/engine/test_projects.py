"""Findings are about the files given, knowledge is about the whole project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citecheck import engine
from citecheck.config import Config, Configurations
from tests.engine.samples import HOLM, KEYED, LIST, MARSH, TYPED, Put, codes, found

# ---- bibliographies and projects


def test_findings_in_a_bibliography(put: Put) -> None:
    bib = HOLM + HOLM.replace("Stone", "Bone")
    put({"references.bib": bib, "one.md": "A [@holm1994].\n", "two.md": "B [@holm1994].\n"})
    assert codes(engine.run(["one.md"], Config())) == [], "another chapter uses it, too"
    assert codes(engine.run(["one.md", "two.md"], Config())) == ["BIB203"]
    assert codes(engine.run(["one.md", "references.bib"], Config())) == ["BIB203"]
    assert codes(engine.run(["references.bib"], Config())) == ["BIB203"]
    assert codes(engine.run(["."], Config())) == ["BIB203"]
    Path("two.md").write_text("Nothing.\n")
    assert codes(engine.run(["one.md"], Config())) == ["BIB203"]


def test_a_shared_bibliography_is_read_once(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    from citecheck.bibliographies import bibtex

    put({"references.bib": HOLM, **{f"{n}.md": KEYED for n in range(5)}})
    seen: list[str] = []
    parse = bibtex.parse
    monkeypatch.setattr(bibtex, "parse", lambda text, path: seen.append(path) or parse(text, path))
    run = engine.run(["."], Config())
    assert seen == ["references.bib"]
    assert run.cited == {("references.bib", "holm1994"): 5}
    assert codes(run) == ["CIT004"] * 5


def test_a_work_that_another_chapter_cites_is_cited(put: Put) -> None:
    put({"references.bib": HOLM + MARSH, "one.md": "A [@holm1994].\n", "part/two.md": "B [@marsh1987].\n"})
    asked = Config(select=("BIB201",))
    assert codes(engine.run(["one.md", "references.bib"], asked)) == []
    assert engine.run(["one.md", "references.bib"], asked).cited[("references.bib", "marsh1987")] == 1
    Path("part/two.md").unlink()
    assert [d.references for d in engine.run(["one.md", "references.bib"], asked).diagnostics] == [("marsh1987",)]


def test_findings_come_in_the_order_of_the_paths_and_their_texts(put: Put) -> None:
    put({"references.bib": HOLM + HOLM, "b.md": KEYED * 2, "a.md": KEYED, "z.md": KEYED})
    run = engine.run(["b.md", "z.md", "a.md"], Config())
    assert [(d.path, d.code) for d in run.diagnostics] == [
        ("a.md", "CIT004"),
        ("b.md", "CIT004"),
        ("b.md", "CIT004"),
        ("references.bib", "BIB203"),
        ("z.md", "CIT004"),
    ]
    assert engine.run(["a.md", "b.md", "z.md"], Config()) == run
    for given in (["z.md", "./a.md", "gone.md", "a.md"], ["none.md", ".", "./b.md", "references.bib"]):
        assert engine.run(given, Config()) == engine.run(reversed(given), Config())


def test_a_bibliography_given_alone_stands_for_the_manuscripts_that_use_it(put: Put) -> None:
    put({"references.bib": MARSH, "one.md": KEYED, "part/two.md": KEYED, "part/plain.md": TYPED + LIST})
    run = engine.run(["references.bib"], Config())
    assert found(run) == [
        ("one.md", "CIT004", "@holm1994"),
        ("one.md", "CIT004", "@reed1972"),
        ("part/two.md", "CIT004", "@holm1994"),
        ("part/two.md", "CIT004", "@reed1972"),
    ]
    assert [f[0] for f in found(engine.run(["references.bib", "one.md"], Config()))] == ["one.md"] * 2


def test_each_manuscript_is_checked_as_its_nearest_configuration_says(put: Put) -> None:
    put({"references.bib": HOLM, "one.md": KEYED, "letters/two.md": KEYED, "letters/three.md": KEYED})
    put({"citecheck.toml": '[severity]\nCIT004 = "warning"\n', "letters/citecheck.toml": 'ignore = ["CIT"]\n'})
    run = engine.run(["."], Configurations())
    assert [(d.path, d.code, d.severity) for d in run.diagnostics] == [("one.md", "CIT004", "warning")]
    put({"letters/citecheck.toml": '[per-file-ignores]\n"thr*" = ["undefined-citekey"]\n'})
    assert [d.path for d in engine.run(["."], Configurations()).diagnostics] == ["letters/two.md", "one.md"]


def test_a_severity_never_raises_what_a_rule_plays_down(put: Put) -> None:
    put({"paper.md": TYPED + "Why?[^1]\n\n[^1]: Reed, *Weirs and Dams* (Northam: Lantern, 1999), 7.\n" + LIST})
    for severity in ("error", "warning", "note"):
        run = engine.run(["paper.md"], Config(severity=(("missing-reference", severity),)))
        assert {d.severity for d in run.diagnostics if d.code == "CIT001"} == {"note"}


@pytest.mark.parametrize("option", [{"severity": (("CIT9", "note"),)}, {"per_file_ignores": (("a", ("CIT9",)),)}])
def test_rules_that_do_not_exist_are_told_wherever_they_are_named(put: Put, option: dict[str, Any]) -> None:
    put({"paper.md": ""})
    with pytest.raises(engine.CannotRun, match="there is no rule 'CIT9'"):
        engine.run(["paper.md"], Config(**option))


@pytest.mark.parametrize("name", ["works-cited.md", "99_Literaturverzeichnis.txt", "Bibliography.md"])
def test_a_list_in_a_file_of_its_own(put: Put, name: str) -> None:
    put({name: LIST.replace("*", "") if name.endswith("txt") else LIST, "one.md": TYPED, "part/two.md": TYPED})
    for path in ("one.md", "part/two.md"):
        run = engine.run([path], Config())
        assert [b.path for b in run.bibliographies] == [name]
        assert codes(run) == []


def test_a_list_that_chapters_share_is_cited_by_all_of_them(put: Put) -> None:
    put({"one.md": TYPED.partition(",")[0] + " 12).\n", "part/two.md": TYPED, "works-cited.md": LIST})
    assert codes(engine.run(["one.md", "works-cited.md"], Config())) == []
    assert codes(engine.run(["works-cited.md"], Config())) == []
    Path("part/two.md").write_text("Nothing.\n")
    assert codes(engine.run(["one.md", "works-cited.md"], Config())) == ["BIB201"]
    put({"shared/sources.md": LIST, "one.md": TYPED.partition(",")[0] + " 12).\n", "part/two.md": TYPED})
    Path("works-cited.md").unlink()
    config = Config(bibliography=("shared/sources.md",), folder=str(Path.cwd()))
    assert codes(engine.run(["one.md", "shared/sources.md"], config)) == []


def test_a_project_too_large_to_know_calls_nothing_uncited(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    from citecheck.engine import beside

    put({"references.bib": HOLM + MARSH, **{f"{n}.md": "A [@holm1994].\n" for n in range(4)}})
    asked = Config(select=("BIB201",))
    assert codes(engine.run(["1.md", "references.bib"], asked)) == ["BIB201"]
    monkeypatch.setattr(beside, "_MOST_FILES", 3)
    assert codes(engine.run(["1.md", "references.bib"], asked)) == []


ABBREVIATED = "The ferry was slow (NF 12), and the bridge was not (SW 30). Later it was (NF 14; SW, 31).\n"


@pytest.mark.parametrize(
    ("files", "works"),
    [
        ({"references.bib": HOLM + MARSH}, ("marsh1987", "holm1994")),
        ({"works-cited.md": LIST}, ("Marsh, Ann", "Holm, Ingrid. Stone")),
    ],
)
def test_short_forms_of_the_configuration(put: Put, files: dict[str, str | bytes], works: tuple[str, str]) -> None:
    put({"paper.md": ABBREVIATED, **files})
    config = Config(abbreviations=tuple(zip(("NF", "SW"), works, strict=True)))
    run = engine.run(["paper.md"], config)
    assert [r.verdict for r in run.documents[0].resolutions] == ["resolved"] * 4
    assert run.documents[0].resolutions[0].why == "label “NF”"
    assert run.diagnostics == ()
    other = engine.run(["paper.md"], Config(abbreviations=(("NF", "nobody"),)))
    assert not any(r.verdict == "resolved" for r in other.documents[0].resolutions)
