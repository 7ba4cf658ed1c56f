"""What the rules must and must not find, in small manuscripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from citecheck import engine
from citecheck.config import Config
from citecheck.model import Diagnostic, Document, Manuscript, Problem, Span
from citecheck.rules import reading
from citecheck.rules.project import Project

LIST = """
# {heading}

Holm, Ingrid. *The Account Books of a Ferry*. Northam: Lantern Press, 2001.

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.

Okoro, Daniel, and Ruth Weir. “Who Paid for the Toll House?” *Journal of River History* 12 (2009): 66-84.

Reed, Hannah. “Weirs and Dams.” *Journal of River History* 3 (1999): 21-24, 150-53.
"""
CITED = """The ferry was slow (Holm, *Account* 12). The bridge was not (Holm, *Stone* 30), as all agree (Marsh 12).
The toll was paid in kind (Okoro and Weir 70; Reed 22).
"""
BIB = """@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, publisher = {Lantern}, year = 1994}
@collection{vale1999, editor = {Marsh, Ann}, title = {The Vale}, publisher = {Lantern}, year = 1999}
@incollection{reed1999, author = {Reed, Hannah}, title = {Weirs}, crossref = {vale1999}, pages = {3-9}}
@book{weir2001, author = {Weir, Ruth}, title = {Tolls}, publisher = {Lantern}, year = 2001, ids = {weir2001a}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITECHECK_DEBUG", "1")


def check(text: str, *select: str, heading: str = "Works Cited", listed: str = LIST) -> list[Diagnostic]:
    Path("paper.md").write_text(text + listed.format(heading=heading))
    return list(engine.run(["paper.md"], Config(select=select)).diagnostics)


def keyed(text: str, *select: str) -> list[Diagnostic]:
    Path("paper.md").write_text(text)
    Path("references.bib").write_text(BIB)
    return list(engine.run(["paper.md", "references.bib"], Config(select=select)).diagnostics)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("(Okoro and Weir 91)", ["page 91 lies outside"]),
        ("(Okoro and Weir 81-91)", ["pages 81-91 lie outside"]),
        ("(Okoro and Weir 70, 91)", ["page 91 lies outside"]),
        ("(Okoro and Weir 66-84)", []),
        ("(Okoro and Weir 12)", []),  # its volume
        ("(Reed 151)", []),  # continued there
        ("(Reed 30)", ["page 30 lies outside"]),
        ("(Marsh 9999)", []),  # nobody knows the pages of a book
        ("(Marsh 188-179)", ["pages 188-179 run backwards"]),
        ("(Marsh 188-79)", ["pages 188-179 run backwards"]),
        ("(Marsh 179-88)", []),
        ("(Marsh 131-6; Holm, *Stone* 12-15)", []),
    ],
)
def test_locators(sentence: str, found: list[str]) -> None:
    said = [d.message for d in check(f"{CITED}\nThe dam was rebuilt {sentence}.\n", "LOC")]
    assert len(said) == len(found)
    assert all(part in message for part, message in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("(Carter, *Locks* 7)", "no reference for “Carter”"),
        ("(Holm, *Harbours* 7)", "no work by Holm is called “Harbours”; did you mean (Holm, "),
    ],
)
def test_missing_names_what_is_missing(sentence: str, found: str) -> None:
    (one,) = check(f"{CITED}\nThe dam was rebuilt {sentence}.\n", "CIT001")
    assert found in one.message
    assert one.severity == "error"


def test_ambiguous_names_the_candidates() -> None:
    (one,) = check(f"{CITED}\nThe dam was rebuilt (Holm 7).\n", "CIT002")
    assert "(Holm, The Account Books of a Ferry), (Holm, Stone and Water)" in one.message
    assert len(one.references) == len(one.places) == 2


def test_a_mismatch_has_a_fix() -> None:
    (one,) = check(f"{CITED}\nThe dam was rebuilt (Holme, *Stone* 7).\n", "CIT003")
    assert one.fix is not None
    assert [e.text for e in one.fix.edits] == ["Holm"]
    assert not one.fix.safe


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CITED, []),
        (CITED.replace("; Reed 22", ""), ["reed"]),
        (CITED.replace("; Reed 22", "") + "So says Reed.\n", []),  # cited without a page
        (CITED.replace("; Reed 22", "") + "So says Reed's study.\n", []),
        (CITED.replace("(Holm, *Stone* 30)", "(Marsh 3)"), ["stone"]),
        (CITED.replace("(Holm, *Stone* 30)", "(Holm 30)"), []),  # one of her two works
        (CITED.replace("(Holm, *Stone* 30)", "as Holm (1994) says"), []),
        (CITED.replace("(Holm, *Stone* 30)", "as *Stone and Water* says"), []),
        ("Nothing is cited at all.\n", []),
    ],
)
def test_uncited(text: str, found: list[str]) -> None:
    said = [d.references[0] for d in check(text, heading="Works Cited") if d.code == "BIB201"]
    assert len(said) == len(found)
    assert all(part in key for part, key in zip(found, said, strict=True))


def test_a_list_that_promises_nothing_is_checked_on_request() -> None:
    text = CITED.replace("; Reed 22", "")
    assert check(text, heading="Further Reading") == []
    assert [d.code for d in check(text, "BIB201", heading="Bibliography")] == ["BIB201"]


def test_a_list_that_nobody_cites_is_said_once() -> None:
    more = "".join(f"\nCarter{n}, Jo. *Locks {n}*. Northam: Lantern Press, 1990.\n" for n in "ABCDEFGH")
    (one,) = (d for d in check(CITED, listed=LIST + more) if d.code == "BIB201")
    assert one.message.startswith("8 of the 13 works listed are not cited")


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        ("See [@holm1994; @weir2001; @reed1999].\n", []),  # and with the chapter its book
        ("See [@holm1994; @weir2001a; @reed1999].\n", []),
        ("See [@holm1994; @weir2001].\n", ["vale1999", "reed1999"]),
        ("See [@holm1994].\n\n![A map after @weir2001](map.png)\n", ["vale1999", "reed1999"]),
        ("---\nnocite: '@*'\n---\n\nSee [@holm1994].\n", []),
        ("---\nnocite: '@weir2001, @reed1999'\n---\n\nSee [@holm1994].\n", []),
        ("See [@holm1994], and so says Weir.\n", ["vale1999", "reed1999", "weir2001"]),
    ],
)
def test_uncited_keys(text: str, uncited: list[str]) -> None:
    assert [d.references[0] for d in keyed(text, "BIB201")] == uncited


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [@holm1994] and [@holm1995].\n", ["no entry has the key holm1995; did you mean holm1994?"]),
        ("See [@holm1994] and [@zzz].\n", ["no entry has the key zzz"]),
        ("See [@weir2001a].\n", []),
        ("See @holm1994 and @zzz.\n", ["no entry has the key zzz"]),
        ("Thanks to @zzz.\n", []),  # a person, where nothing else is cited by key
        ("Thanks to [@zzz].\n", ["no entry has the key zzz"]),
        ("---\nbibliography: references.bib\n---\n\nSee @zzz.\n", ["no entry has the key zzz"]),
    ],
)
def test_undefined_citekeys(text: str, found: list[str]) -> None:
    assert [d.message for d in keyed(text, "CIT004")] == found


LATIN = "The caf\xe9 by the river. " + "A road. " * 99


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LATIN.encode("latin-1"), False),
        (LATIN.encode() + b"\xe9", False),
        (
            LATIN.encode("latin-1")
            + b"(Holm, *Stone* 30)\n\n# Works Cited\n\nHolm, Ingrid. *Stone*. Northam: Lantern, 1994.\n",
            True,
        ),
        (LATIN.encode("latin-1") + b"[@holm1994]\n", True),
        (b"---\nbibliography: references.bib\n---\n\n" + LATIN.encode("latin-1"), True),
    ],
)
def test_the_encoding_of_a_file_that_cites_nothing_is_no_matter(data: bytes, said: bool) -> None:
    Path("README.md").write_bytes(data)
    Path("references.bib").write_text("@book{holm1994, author = {Holm, Ingrid}, title = {Stone}, year = 1994}\n")
    found = [d.code for d in engine.run(["README.md"], Config()).diagnostics]
    assert ("DOC901" in found) is said


def test_what_was_left_out_is_said_of_any_file() -> None:
    left_out = Problem("DOC901", Span(4, 8), "what follows was left out")
    document = Document(Manuscript("README.md", "markdown", "one two", (), problems=(left_out,)))
    assert [f.message for f in reading.unreadable(document, Project(), Config())] == ["what follows was left out"]


def test_bad_bytes_are_not_said_one_by_one() -> None:
    Path("paper.md").write_bytes(b"The caf\xe9 by the river was full of people that day, and the road was long. " * 50)
    run = engine.run(["paper.md"], Config(select=("DOC901",)))
    assert run.failed or len(run.diagnostics) <= 6
    Path("paper.md").write_bytes(b"The river. " * 800 + b"A \xe9. " * 20)
    run = engine.run(["paper.md"], Config(select=("DOC901",)))
    assert [d.message for d in run.diagnostics][5:] == ["15 more places like this one could not be read"]
