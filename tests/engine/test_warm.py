"""A run that finds what earlier ones have read says what a run without them says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from citecheck import engine, registry
from citecheck.config import Config, Configurations
from citecheck.engine import jobs, keeping
from citecheck.engine.cache import Cache
from citecheck.engine.sharing import Means
from citecheck.model import Run

HOLM = "@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, publisher = {Lantern}, year = 1994}\n"
MARSH = "@book{marsh1987, author = {Marsh, Ann}, title = {Floods of the Vale}, publisher = {Eastmere}, year = 1987}\n"
LIST = "\n# Works Cited\n\nHolm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.\n"
NOTES = (
    "It rose.[^1] It sank.[^2] It stood.[^3] It fell.[^4]\n\n[^1]: Ann Marsh, *Floods* (Eastmere: Heron, 1987), 12.\n"
    "[^2]: Ruth Weir, *Tolls* (Northam: Heron, 2001), 3.\n[^3]: Ina Holm, *Stone* (Northam: Heron, 1994), 3.\n"
    "[^4]: Weir, *Tolls*, 4; Reed, *Weirs*, 5.\n\n"
)
PIECES = st.sampled_from(
    [
        *(
            "The span was old (Holm, *Stone* 30). ",
            "(Marsh, *Floods* 12) ",
            "[@holm1994, 3] ",
            "@x ",
            "ibid. ",
            "(12) ",
        ),
        *("\n\n", LIST, NOTES, "---\nbibliography: a.bib\n---\n\n", "\r\n", "Holm wrote. ", "> quoted\n\n", "“", "é"),
    ]
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)
BIBS = st.lists(st.sampled_from([HOLM, MARSH, "@book{x,", "% note\n", HOLM.replace("Stone", "Stoné")]), max_size=3).map(
    "".join
)
EDITS = st.lists(st.tuples(st.sampled_from(["one.md", "two.txt", "works.md"]), TEXTS), max_size=3)
BIB_EDITS = st.lists(st.tuples(st.sampled_from(["a.bib", "references.bib"]), BIBS), max_size=3)


def written(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).write_bytes(text.encode())


def warm(config: Config | None = None, *, processes: int = 1) -> Run:
    means = Means(Cache(os.path.abspath(".kept")), processes)
    return engine.run(["."], config or Config(select=("ALL",)), means=means)


def cold(config: Config | None = None) -> Run:
    return engine.run(["."], config or Config(select=("ALL",)))


@settings(max_examples=40)
@given(EDITS, BIB_EDITS, st.lists(EDITS | BIB_EDITS, max_size=4), st.booleans())
def test_warm_equals_cold_after_any_edit(
    tmp_path_factory: pytest.TempPathFactory, texts: Any, bibs: Any, edits: Any, listed: bool
) -> None:
    folder = tmp_path_factory.mktemp("warm")
    config = Config(select=("ALL",), bib=("works.md",) if listed else ())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("CITECHECK_DEBUG", "1")
        written({"one.md": "[@holm1994]\n", "references.bib": HOLM, **dict(texts), **dict(bibs)})
        for edit in [[], *edits]:
            written(dict(edit))
            expected = cold(config)
            assert warm(config) == expected
            assert warm(config) == expected


OTHER: dict[str, Any] = {
    "bib": ("a.bib",),
    "bibliography": ("a.bib",),
    "select": ("CIT",),
    "extend_select": ("BIB201",),
    "ignore": ("CIT001",),
    "per_file_ignores": (("one.md", ("CIT001",)),),
    "severity": (("CIT001", "warning"),),
    "include": ("one.md",),
    "exclude": ("one.md",),
    "force_exclude": True,
    "respect_gitignore": False,
    "citation_format": "citekey",
    "list_headings": ("Sources",),
    "abbreviations": (("SW", "holm1994"),),
    "max_size": 10,
    "file": "citecheck.toml",
    "folder": "/nowhere",
    "baseline": "citecheck-baseline.json",
    "ignore_suppressions": True,
}


@pytest.mark.parametrize("name", [f.name for f in fields(Config)])
def test_another_setting_gives_what_it_gives_anew(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new setting needs a row above, with a value that matters here."""
    monkeypatch.chdir(tmp_path)
    entry = "Reed, Amy. *Bees*. Northam: Lantern Press, 1990."
    text = f"Old (Holm, *Stone* 30), (SW 12), and [@reed1].\n\n# Sources\n\n{entry}\n"
    written({"one.md": text, "two.md": "(Marsh, *Floods* 12) and (SW 3)\n", "references.bib": HOLM, "a.bib": MARSH})
    warm(Config())
    changed = replace(Config(), **{name: OTHER[name]})
    assert warm(changed) == cold(changed)


def test_settings_that_do_not_matter_are_real_ones() -> None:
    assert {f.name for f in fields(Config)} >= keeping.NO_MATTER


def test_an_unchanged_manuscript_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written({"one.md": "(Holm, *Stone* 30)\n", "two.md": "(Marsh, *Floods* 12)\n" + LIST, "references.bib": HOLM})
    calls: list[str] = []
    load = registry.load
    monkeypatch.setattr(registry, "load", lambda module, name: calls.append(f"{module}:{name}") or load(module, name))
    reads = ("markdown:read", "bibtex:parse", "works_cited:parse", "document:resolve_document", "index:build")

    def read() -> dict[str, int]:
        calls.clear()
        warm()
        return {r: n for r in reads if (n := sum(c.endswith(r) for c in calls))}

    assert read() == dict(zip(reads, (2, 1, 2, 2, 2), strict=True))
    assert read() == {}
    written({"references.bib": HOLM + MARSH})
    assert read() == {"bibtex:parse": 1, "document:resolve_document": 1, "index:build": 1}
    written({"one.md": "(Holm, *Stone* 31)\n"})
    assert read() == {"markdown:read": 1, "works_cited:parse": 1, "document:resolve_document": 1, "index:build": 1}


def test_one_bibliography_of_many_is_parsed_and_indexed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written({f"{n}.md": f"(Holm, *Stone* {n})\n" for n in range(20)} | {"references.bib": HOLM})
    calls: list[str] = []
    load = registry.load
    monkeypatch.setattr(registry, "load", lambda module, name: calls.append(name) or load(module, name))
    cold()
    assert (calls.count("build"), calls.count("read")) == (1, 20)
    assert sum(name == "parse" for name in calls) == 21  # the printed lists of 20 manuscripts, and the .bib


def test_standard_input_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written({"references.bib": HOLM})
    means = Means(Cache(str(tmp_path / ".kept")))

    def entries() -> int:
        engine.run([], Config(), stdin=("draft.md", b"(Holm, *Stone* 30)\n"), means=means)
        return len(list(tmp_path.glob(".kept/??/*")))

    assert entries() == 1  # the .bib
    written({"draft.md": "(Holm, *Stone* 30)\n"})
    assert (
        warm().documents == engine.run([], Config(), stdin=("draft.md", b"(Holm, *Stone* 30)\n"), means=means).documents
    )


def test_a_name_that_is_no_text_is_checked_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written({os.fsdecode(b"one\xff.md"): "(Holm, *Stone* 30)\n" + LIST})
    assert warm() == warm() == cold()


def test_foreign_entries_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole entries, under the right keys, that hold something else: another program's, or a fault of ours."""
    monkeypatch.chdir(tmp_path)
    written({"one.md": "(Holm, *Stone* 30)\n", "references.bib": HOLM})
    for value in (b"", b"\xc1", b"\x91" * 1000, b"\x93\x01\x02\x03", b"\xa3abc", b"\xdd\xff\xff\xff\xff"):
        cache = Cache(memory=True)
        engine.run(["."], Config(), means=Means(cache))
        for key in tuple(cache._memory):
            cache.put(key, value)
        assert engine.run(["."], Config(), means=Means(cache)) == engine.run(["."], Config())


@pytest.mark.parametrize(("processes", "forks"), [(2, True), (5, True), (2, False)])
def test_more_processes_say_the_same(
    processes: int, forks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(jobs, "forks", lambda: forks)
    written({f"{n}.md": f"(Holm, *Stone* {n}) and (Reed, *Bees* {n})\n" + LIST * (n % 2) for n in range(12)})
    written(
        {"references.bib": HOLM, "bad.md": "(Holm, *Stone* 30)\n", "b.md": "---\nbibliography: no.bib\n---\n[@x]\n"}
    )
    Path("bad.md").write_bytes(b"\0\xff" * 500)
    expected = cold()
    assert engine.run(["."], Config(select=("ALL",)), means=Means(jobs=processes)) == expected
    assert warm(processes=processes) == expected
    assert warm(processes=processes) == expected
    assert warm() == expected


def test_what_is_said_elsewhere_is_not_said_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That there is no bibliography is kept only for the case that nothing else says so."""
    monkeypatch.chdir(tmp_path)
    written({"one.md": "(Holm, *Stone* 30) and (Marsh, *Floods* 12)\n"})
    assert [d.code for d in warm(Config()).diagnostics] == ["DOC902"]
    lost = Config(bibliography=("gone.bib",), folder=str(tmp_path))
    assert (warm(lost).diagnostics, warm(lost).failed) == ((), ("gone.bib: no such file",))
    assert [d.code for d in warm(Config()).diagnostics] == ["DOC902"]


def test_a_complaint_of_one_manuscript_does_not_silence_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("part").mkdir()
    text = "(Holm, *Stone* 30) and (Marsh, *Floods* 12)\n"
    written({"part/one.md": text, "part/citecheck.toml": 'bibliography = ["gone.bib"]\n', "two.md": text})
    run = engine.run(["."], Configurations())
    assert [(d.path, d.code) for d in run.diagnostics] == [("two.md", "DOC902")]
