"""How a manuscript cites: recognised, asked for, not to be told; and what cites without a bibliography."""

from __future__ import annotations

from typing import get_args

import pytest

from citecheck import engine
from citecheck.config import Config
from citecheck.model import CitationFormat
from citecheck.resolve import formats
from tests.engine.samples import LIST, Put, codes, found

OTHERS = "It sank (Abel & Dyer, 1987). It rose (Cooper et al., 1994), and sank (Eames, 1987, p. 3; Fowler, 1994).\n"


def test_a_way_of_citing_that_cannot_be_told_is_a_note(put: Put) -> None:
    put({"paper.md": OTHERS + LIST})
    (one,) = (d for d in engine.run(["paper.md"], Config()).diagnostics if d.code != "BIB201")
    assert (one.code, one.severity) == ("DOC904", "note")
    assert one.message.startswith(
        "“(Abel & Dyer, 1987)” looks like a citation by author and year, but no citation fits"
    )


@pytest.mark.parametrize(
    "text", ["It sank in 1987 (in Aldwick) and again in 1994 [sic].\n", "It was so (see above; p. 3).\n", ""]
)
@pytest.mark.parametrize("asked", ["auto", *get_args(CitationFormat)])
def test_of_what_does_not_cite_no_format_is_told(put: Put, text: str, asked: str) -> None:
    put({"paper.md": text + LIST})
    assert codes(engine.run(["paper.md"], Config(citation_format=asked))) == []


BY_FORMAT = {
    "author": "It sank (Marsh, *Floods* 12). It rose (Holm, *Stone* 3).\n" + LIST,
    "author-date": "It sank (Marsh 1987). It rose (Holm 1994), and sank (Marsh 1987, 12; Holm 1994).\n" + LIST,
    "numeric": "It sank [1]. It rose [2], and sank [1, 2].\n\n# References\n\n"
    "1. Marsh A. Floods of the vale. Lantern Press; 1987.\n2. Holm I. Stone and water. Lantern Press; 1994.\n",
    "label": "It sank [Mar87]. It rose [Hol94], and sank [Mar87].\n\n# References\n\n"
    "[Hol94] Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.\n\n"
    "[Mar87] Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.\n",
    "note": "It sank.[^1] It rose.[^2] It sank.[^3]\n\n[^1]: Ann Marsh, *Floods of the Vale* (Eastmere, 1987), 12.\n"
    "[^2]: Ingrid Holm, *Stone and Water* (Northam, 1994), 3.\n[^3]: Marsh, *Floods of the Vale*, 14.\n" + LIST,
    "citekey": "It sank [@marsh1987]. It rose [@holm1994].\n",
}
BY_KEY = (
    "@book{marsh1987, author = {Marsh, Ann}, title = {Floods}}\n@book{holm1994, author = {Holm, I}, title = {Stone}}\n"
)


@pytest.mark.parametrize("name", get_args(CitationFormat))
@pytest.mark.parametrize("asked", [True, False])
def test_every_format_can_be_asked_for(put: Put, name: str, asked: bool) -> None:
    put({"paper.md": BY_FORMAT[name], **({"references.bib": BY_KEY} if name == "citekey" else {})})
    run = engine.run(["paper.md"], Config(citation_format=name if asked else "auto"))
    (document,) = run.documents
    assert document.citation_format == name
    assert {r.cite.format for r in document.resolutions} == {name}
    assert {r.verdict for r in document.resolutions} == {"resolved"}
    assert [d.code for d in run.diagnostics] == []


SAYS = {
    ("numeric", "author-date"): "but its bibliography has no numbers; nothing was checked (this",
    ("label", "author-date"): "but its bibliography has no labels in square brackets; nothing was checked",
    ("note", "author-date"): "but no citation in notes was found; nothing was checked (this",
    ("note", "numeric"): "but no citation in notes was found; nothing was checked (this",
    ("author-date", "numeric"): "but no citation by author and year was found; nothing was checked (this",
    ("author", "label"): "but no citation by author and page was found",
    ("citekey", "note"): "but no citation by citekey was found",
}


@pytest.mark.parametrize(("asked", "used"), SAYS)
def test_a_format_that_a_manuscript_does_not_use_is_told(put: Put, asked: str, used: str) -> None:
    put({"paper.md": BY_FORMAT[used]})
    (one,) = engine.run(["paper.md"], Config(citation_format=asked)).diagnostics
    assert (one.code, one.severity) == ("DOC904", "warning")
    assert one.message.startswith(f"the citation format is said to be {asked}, ")
    assert SAYS[asked, used] in one.message


def test_there_is_a_pass_for_every_format() -> None:
    assert {*formats.PASSES, "citekey"} == set(get_args(CitationFormat)) == set(formats.WORDS)


# ---- manuscripts without a bibliography


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (OTHERS, "(Abel & Dyer, 1987)"),
        ("So says Abel et al. (1987). It rose (Dyer 1994a), sank (Eames 1990), rose (Fowler & Holm 1991).\n", "Abel"),
        ("It sank [1], as a mill did [2, 3]. It rose [1], fell [4], rose [5] and fell [6]; so they say [7].\n", "[1]"),
    ],
)
def test_other_citations_without_a_bibliography_are_said_once(put: Put, text: str, place: str) -> None:
    put({"paper.md": text})
    (one,) = found(engine.run(["paper.md"], Config()))
    assert one[1] == "DOC902"
    assert one[2].startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "Films: The Weir (Abel, 1987), The Ford (Dyer, 1994), The Toll (Eames, 1990), The Mill (Fowler, 1991).\n",
        "They met in four towns (Aldwick, 2010), (Northam, 2011), (Eastmere, 2012) and (Weirham, 2013).\n",
        "It sank (Abel & Dyer, 1987).\n",
        "Use a[1] and a[2], or [3] with b[4], b[5], b[6] and b[7].\n",
        "[1] Open the gate.\n\n[2] Close it.\n\nAs said in [1], [2], [3], [4], [5], [6] and [7].\n",
        "The tolls [12] of the ford [77] and of the weir [103], the mill [230], the lock [312], the dam [519].\n",
        "(May 2010), (June & July 2011), (March et al. 2012), (Version 1, 2013), (Spring 2014), (June–July 2015).\n",
        'Call (Requirement.parse("Foo==1.0")), then (Requirement.parse("Bar>=2.0")).\n',
        "Tags: [1-3], [4-6] and [7-9] in expressions such as `[1-9]`.\n",
    ],
)
def test_what_looks_a_little_like_citing_needs_no_bibliography(put: Put, text: str) -> None:
    put({"README.md": text})
    assert codes(engine.run(["README.md"], Config())) == []
