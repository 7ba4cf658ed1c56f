"""Where bibliographies come from, what is read, and what is not."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from citecheck import engine
from citecheck.config import Config, load
from tests.engine.samples import DECLARED, HOLM, KEYED, LIST, MARSH, TYPED, Put, codes, found

# ---- where the bibliography comes from


@pytest.mark.parametrize(
    ("files", "config", "used"),
    [
        ({"paper.md": KEYED, "references.bib": HOLM}, {}, ["references.bib"]),
        ({"paper.md": DECLARED.format("works.bib"), "works.bib": HOLM, "references.bib": MARSH}, {}, ["works.bib"]),
        ({"paper.md": DECLARED.format("[a.bib, b.bib]"), "a.bib": HOLM, "b.bib": MARSH}, {}, ["a.bib", "b.bib"]),
        ({"paper.md": DECLARED.format("works"), "works.bib": HOLM}, {}, ["works.bib"]),
        ({"paper.md": TYPED + LIST, "references.bib": HOLM}, {}, ["paper.md"]),
        (
            {"paper.md": TYPED, "works.bib": HOLM, "references.bib": MARSH},
            {"bibliography": ("works.bib",)},
            ["works.bib"],
        ),
        ({"paper.md": DECLARED.format("a.bib"), "a.bib": MARSH, "b.bib": HOLM}, {"bib": ("b.bib",)}, ["b.bib"]),
        ({"paper.md": TYPED + LIST, "b.bib": HOLM}, {"bib": ("b.bib", "./b.bib")}, ["b.bib"]),
        ({"paper.md": TYPED, "works.md": LIST}, {"bib": ("works.md",)}, ["works.md"]),
        ({"paper.md": "Nothing is cited here.\n"}, {}, []),
    ],
)
def test_the_first_place_that_has_a_bibliography_is_used(
    put: Put, files: dict[str, str | bytes], config: dict[str, tuple[str, ...]], used: list[str]
) -> None:
    folder = put(files)
    run = engine.run(["paper.md"], Config(**config, folder=str(folder)))
    assert [b.path for b in run.documents[0].bibliographies if b.references] == used
    assert "DOC902" not in codes(run)
    assert run.failed == ()


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("part/references.bib", "part/one/paper.md"),
        ("references.bib", "part/one/paper.md"),
        ("part/one/references.bib", "part/one/paper.md"),
    ],
)
def test_references_bib_is_found_above_in_the_repository(put: Put, where: str, path: str) -> None:
    put({path: KEYED, where: HOLM})
    run = engine.run([path], Config())
    assert [b.path for b in run.bibliographies] == [where]


def test_references_bib_above_the_repository_is_none(put: Put) -> None:
    folder = put({"paper.md": KEYED})
    (folder.parent / "references.bib").write_text(HOLM)
    assert codes(engine.run(["paper.md"], Config())) == ["DOC902"]


def test_a_printed_list_that_gives_way_is_not_searched(put: Put) -> None:
    put({"paper.md": TYPED + LIST, "b.bib": HOLM + MARSH})
    run = engine.run(["paper.md"], Config(bib=("b.bib",)))
    assert [r.verdict for r in run.documents[0].resolutions] == ["resolved", "resolved"]
    assert run.diagnostics == ()


def test_citekeys_beside_a_printed_list_use_the_bib(put: Put) -> None:
    put({"paper.md": TYPED + KEYED + LIST, "references.bib": HOLM})
    assert [f[1:] for f in found(engine.run(["paper.md"], Config()))] == [("CIT004", "@reed1972")]


def test_citekeys_without_a_bib_are_said_once(put: Put) -> None:
    put({"paper.md": TYPED + KEYED + LIST})
    assert found(engine.run(["paper.md"], Config())) == [("paper.md", "DOC902", "[@holm1994, 12]")]


@pytest.mark.parametrize(
    "text", ["Thanks to @marsh and @holm.\n", "See (Holm 3) or (May 12).\n", "Write (a, b 3).\n", ""]
)
def test_what_does_not_cite_needs_no_bibliography(put: Put, text: str) -> None:
    put({"paper.md": text})
    assert codes(engine.run(["paper.md"], Config())) == []


def test_typed_citations_without_a_bibliography_are_said_once(put: Put) -> None:
    put({"paper.md": TYPED})
    assert found(engine.run(["paper.md"], Config())) == [("paper.md", "DOC902", "(Marsh, *Floods* 12)")]


def test_headings_of_ones_own(put: Put) -> None:
    put({"paper.md": TYPED + LIST.replace("Works Cited", "Books by the Ferry")})
    assert codes(engine.run(["paper.md"], Config())) == ["DOC902"]
    assert codes(engine.run(["paper.md"], Config(list_headings=("Books by the Ferry",)))) == []


# ---- what is never read


@pytest.mark.parametrize(
    "name", ["../outside/secret.bib", "../outside/secret.txt", "/etc/passwd", "link.bib", "ring.bib"]
)
def test_a_manuscript_never_leads_out_of_the_project(put: Put, name: str) -> None:
    folder = put({"paper.md": DECLARED.format(name)})
    outside = folder.parent / "outside"
    outside.mkdir()
    for secret in ("secret.bib", "secret.txt"):
        (outside / secret).write_text("@book{SECRET, title = {SECRET}}")
    (folder / "link.bib").symlink_to(outside / "secret.bib")
    (folder / "ring.bib").symlink_to("ring.bib")
    run = engine.run(["paper.md"], Config())
    assert [(d.code, "SECRET" in d.message) for d in run.diagnostics] == [("DOC902", False)]
    assert list(run.texts) == ["paper.md"]


def test_the_command_line_and_the_configuration_may_lead_out(put: Put) -> None:
    folder = put({"paper.md": KEYED, "citecheck.toml": 'bib = "../library.bib"\n'})
    (folder.parent / "library.bib").write_text(HOLM)
    for config in (Config(bib=("../library.bib",)), load(folder)):
        assert [f[1] for f in found(engine.run(["paper.md"], config))] == ["CIT004"]


def test_links_out_of_a_folder_are_not_followed(put: Put) -> None:
    folder = put({"paper.md": TYPED + LIST})
    (folder.parent / "other.md").write_text(TYPED)
    (folder / "out.md").symlink_to(folder.parent / "other.md")
    (folder / "loop").symlink_to(".")
    (folder / "self.md").symlink_to("self.md")
    run = engine.run(["."], Config())
    assert [d.manuscript.path for d in run.documents] == ["paper.md"]


# ---- files that cannot be read


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("gone.md", "no such file"),
        ("gone", "no such file"),
        ("thesis.docx", r"\.docx files cannot be read yet; citecheck reads \.md"),
        ("LICENCE", "a file without a suffix"),
        ("pipe.md", "a named pipe, not a file"),
        ("self.md", "[Ll]ink"),
        ("dead.md", "a link that leads nowhere"),
        ("picture.md", "binary"),
        ("large.md", r"refused, it has 3,000 bytes and the limit is 2,000 bytes \(--max-size\)"),
        ("folder.bib", "no manuscript in this folder"),
        ("/dev/null.md", "no such file|[Nn]ot a directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(put: Put, path: str, says: str) -> None:
    folder = put({"paper.md": KEYED, "references.bib": HOLM, "thesis.docx": b"PK", "LICENCE": "free"})
    put({"picture.md": b"\x89PNG\r\n\x1a\n\0\0\1\2\3\4\5\6\7\xfe\xff" * 50, "large.md": "a" * 3000})
    os.mkfifo(folder / "pipe.md")
    (folder / "self.md").symlink_to("self.md")
    (folder / "dead.md").symlink_to("nowhere.md")
    (folder / "folder.bib").mkdir()
    run = engine.run([path, "paper.md"], Config(max_size=2000))
    assert len(run.failed) == 1
    assert run.failed[0].startswith(f"{path}: ")
    assert re.search(says, run.failed[0])
    assert codes(run) == ["CIT004"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nowhere.bib", "DOC902"),
        ("works.enl", "DOC904"),
        ("folder.bib", "DOC902"),
        ("pipe.bib", "DOC902"),
        (".", "DOC902"),
    ],
)
def test_a_declared_bibliography_that_cannot_be_read(put: Put, name: str, code: str) -> None:
    folder = put({"paper.md": DECLARED.format(name), "works.enl": "x", "references.bib": HOLM})
    (folder / "folder.bib").mkdir()
    os.mkfifo(folder / "pipe.bib")
    run = engine.run(["paper.md"], Config())
    assert found(run) == [("paper.md", code, name)]
    assert run.failed == ()


def test_a_bibliography_asked_for_that_cannot_be_read_fails(put: Put) -> None:
    put({"paper.md": KEYED, "other.md": KEYED})
    run = engine.run(["paper.md", "other.md"], Config(bib=("nowhere.bib",)))
    assert run.failed == ("nowhere.bib: no such file",)
    assert codes(run) == []


def test_an_unknown_rule_ends_the_run(put: Put) -> None:
    with pytest.raises(engine.CannotRun, match="there is no rule 'CIT01X'; did you mean CIT001"):
        engine.run([], Config(select=("CIT01X",)))


# ---- folders


def test_folders_stand_for_their_manuscripts(put: Put) -> None:
    put(
        {
            "b.md": "b",
            "a/one.md": "1",
            "a/two.txt": "2",
            "a/picture.png": b"",
            ".hidden/x.md": "x",
            "a/.x.md": "x",
            "node_modules/x.md": "x",
            "drafts/x.md": "x",
            "a/old-x.md": "x",
        },
    )
    config = Config(exclude=("drafts", "a/old-*"), folder=str(Path.cwd()))
    run = engine.run([".", "b.md", "a/../b.md"], config)
    assert [d.manuscript.path for d in run.documents] == ["a/one.md", "a/two.txt", "b.md"]
    assert engine.run(["./"], config).documents[-1].manuscript.path == "b.md"
    assert [d.manuscript.path for d in engine.run(["a"], config).documents] == ["a/one.md", "a/two.txt"]
    assert len(engine.run(["drafts/x.md"], config).documents) == 1, "a file that is named is checked"


def test_standard_input_stands_for_a_file(put: Put) -> None:
    put({"part/references.bib": HOLM, "part/paper.md": "old"})
    run = engine.run(["part/paper.md"], Config(), stdin=("part/paper.md", KEYED.encode()))
    assert found(run) == [("part/paper.md", "CIT004", "@reed1972")]
    refused = engine.run([], Config(max_size=10), stdin=("part/paper.md", b"x" * 11))
    assert refused.failed[0].startswith("part/paper.md: refused")


def test_more_findings_than_anyone_reads(put: Put) -> None:
    put({"references.bib": HOLM, "paper.md": "[@reed1; @reed2; @holm1994] " * 6000})
    run = engine.run(["paper.md"], Config())
    assert len(run.diagnostics) == 10_001
    assert run.diagnostics[-1].code == "DOC905"
    assert run.diagnostics[-1].message == "2,000 more findings in this file are left out"
    assert run.left_out == {"paper.md": 2000}


def test_a_fault_of_ours_costs_one_file(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    from citecheck.engine import documents

    put({"references.bib": HOLM, "one.md": KEYED, "two.md": KEYED})
    monkeypatch.delenv("CITECHECK_DEBUG")
    document = documents.document

    def faulty(path: str, *rest: object) -> object:
        if path == "one.md":
            raise IndexError("oops")
        return document(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "document", faulty)
    run = engine.run(["one.md", "two.md"], Config())
    assert run.failed == ("one.md: internal error: IndexError: oops; please report it",)
    assert codes(run) == ["CIT004"]
