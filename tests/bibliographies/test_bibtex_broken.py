"""Broken .bib files: one bad entry costs no other, and the writer is told which and where."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies.bibtex import parse

SOUND = "@book{sound, title = {Sound Bridges}, year = {2001}}\n"

# text before the sound entry; ids and titles that are read from it; where the problem is, and a word of its message
BROKEN = [
    ("@book{a, title = {Arches}, year = 2000\n", "a", "Arches", "2000", "@book{a", "not closed"),
    ("@book{a,\n  title = {Arches,\n  year = {2000},\n}\n", "a", "Arches", "2000", "@book{a", "not closed"),
    (
        "@book{a,\n  title = {Arches {of stone},\n  year = {2000}\n}\n",
        "a",
        "Arches of stone",
        "2000",
        "@book{a",
        "closed",
    ),
    ('@book{a,\n  title = "Arches,\n  year = 2000\n}\n', "a", "Arches", "2000", "@book{a", "not closed"),
    ("@book{a, title = {Arches}}, year = {2000}}\n", "a", "Arches", "2000", "}", "one too many"),
    ("@book{a,\n  title = {Arches}},\n  year = {2000},\n}\n", "a", "Arches", "2000", "}", "one too many"),
    ("@book{a\n  title = {Arches},\n  year = 2000\n}\n", "a", "Arches", "2000", "@book{a", "comma is missing"),
    ("@book{\n  title = {Arches},\n  year = 2000\n}\n", "", "Arches", "2000", "@book{\n  title", "no key"),
    ("@book{a, title {Arches}, year = {2000}}\n", "a", "", "2000", "{", "cannot be read here"),
    ("@book{a, title = {Arches}, year = {2000}, stone}\n", "a", "Arches", "2000", "}", "cannot be read here"),
    ("@book{a, title = {Arches} year = {2000}}\n", "a", "Arches", "2000", None, ""),
]


@pytest.mark.parametrize(("text", "key", "title", "year", "place", "message"), BROKEN)
def test_broken_entries(text: str, key: str, title: str, year: str, place: str | None, message: str) -> None:
    whole = SOUND.replace("sound", "before") + text + SOUND
    bibliography = parse(whole, "x.bib")
    assert [r.id for r in bibliography.references] == ["before", key, "sound"]
    broken = bibliography.references[1]
    assert bibliography.references[2].title == "Sound Bridges"
    assert whole[broken.start : broken.end].startswith("@book{")
    if place is None:
        return
    assert (broken.title, broken.year) == (title, year)
    (problem,) = bibliography.problems
    assert problem.code == "BIB208"
    assert whole[problem.span.start : problem.span.end] == place
    assert message in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {A}}}\n",  # a brace outside an entry is a comment to BibTeX
        "@book{a, abstract = {Written by\n@rivers (2001), and others}, title = {A}}\n",
        "@book{a, abstract = {Written by\n@{rivers}}, title = {A}}\n",
        "@book{a, title = {A}, }\n",
        "@comment{never closed\n@book{a, title = {A}}\n",
        "mail @ (rivers\n@book{a, title = {A}}\n",
        "@book{a,\n  % a remark\n  title = {A},\n}\n",
        "@book{a, title = {A} % a remark\n}\n",
        "\ufeff@book{a, title = {A}}\n",
        "@book{a, title = {A}, email = {me@rivers}}\n",
    ],
)
def test_what_is_not_broken(text: str) -> None:
    bibliography = parse(text + SOUND, "x.bib")
    assert bibliography.problems == ()
    assert [(r.id, r.title) for r in bibliography.references] == [("a", "A"), ("sound", "Sound Bridges")]


def test_a_string_that_is_not_closed() -> None:
    bibliography = parse("@string{jb = {Journal\n" + SOUND, "x.bib")
    assert [r.id for r in bibliography.references] == ["sound"]
    assert [p.message for p in bibliography.problems] == ["@string is not closed: a } is missing"]


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {A}, crossref = {a}}",
        "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}",
        "@book{a, title = {A}, xdata = {x}}\n@xdata{x, xdata = {y}}\n@xdata{y, xdata = {x}}",
    ],
)
def test_circles_are_reported_once(text: str) -> None:
    bibliography = parse(text, "x.bib")
    assert bibliography.references[0].title == "A"
    (problem,) = bibliography.problems
    assert "inherits from itself" in problem.message


def test_long_chains() -> None:
    text = "".join(f"@book{{k{n}, field{n} = {{x}}, crossref = {{k{n + 1}}}}}\n" for n in range(20_000))
    bibliography = parse(text + "@book{k20000, year = 2001}", "x.bib")
    assert bibliography.references[0].year == "2001"


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = " + "{" * 100_000 + "x" + "}" * 100_000 + "}",
        "@book{a, author = " + "{" * 100_000 + "x" + "}" * 100_000 + "}",
        "@book{a, title = " + "{" * 100_000,
        "@book{a, title = {" + "Bee " * 250_000 + "}}",
        "@book{a, author = {" + "Ann Bee and " * 20_000 + "}}",
        "\0" * 100_000,
        "@book{a\0b, title = {x\0y}}",
        "@" * 100_000,
        "@a{" * 10_000,
        "\r@a{b," * 10_000,
        "@a{b c} x " * 10_000,
        "@book{a, title = " + "a#" * 100_000 + "a}",
        "@book{a " + "\nx = {" * 50_000,
        "@book{a, x = {y}}, " + "e = {f}," * 50_000,
        " " * 100_000 + "@book{a, " + " " * 100_000 + "=",
    ],
)
def test_hostile_files_are_survived_in_linear_time(text: str) -> None:
    began = time.process_time()
    parse(text, "x.bib")
    assert time.process_time() - began < 5


def test_the_number_of_entries_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citecheck.bibliographies.bibtex_blocks._MOST_BLOCKS", 3)
    bibliography = parse(SOUND * 5, "x.bib")
    assert len(bibliography.references) == 3
    assert [p.code for p in bibliography.problems] == ["DOC905"]


@given(
    st.lists(
        st.sampled_from(
            '@book{a, |@|{|}|(|)|"|,|=|\n|#|%|\\|title = {x}|year = 2001|crossref = {a}|@string{s = |a|é|\r'.split("|")
        )
    )
)
def test_any_text_is_survived(pieces: list[str]) -> None:
    text = "".join(pieces)
    bibliography = parse(text, "x.bib")
    at = 0
    for reference in bibliography.references:
        assert at <= reference.start < reference.end <= len(text)
        assert reference.raw == text[reference.start : reference.end]
        assert reference.raw.startswith("@")
        at = reference.end
    for problem in bibliography.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)


@given(st.text(alphabet='@bok{}()",=\n#% \\ax1', max_size=80), st.text(alphabet='@bok{}()",=\n#% \\ax1', max_size=20))
def test_what_is_broken_spares_what_stands_before(text: str, tail: str) -> None:
    bibliography = parse(SOUND + "\n" + text + tail, "x.bib")
    assert bibliography.references[0].title == "Sound Bridges"
