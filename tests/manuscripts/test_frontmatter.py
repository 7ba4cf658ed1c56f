"""What a manuscript's metadata declares."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.manuscripts import frontmatter, markdown
from citecheck.manuscripts.yaml import NotYaml, parse

WHOLE = """---
title: "Bees: a history"
bibliography: [bees.bib, 'rivers.bib']
lang: no
nocite: |
  @marsh, @{reed 2}, @reed
references:
- id: marsh1990é
  type: book
  author:
  - family: Marsh
    given: Ann
    non-dropping-particle: van
  - literal: Bee Office
  editor: {family: Reed, given: Bo}
  issued:
    date-parts:
    - - 1990
  title: The *River*
  page: 112-8
- {id: short, author: "Short, C.", issued: 2003-04-01, title: X, DOI: 10.1000/182}
- title: without an id
---

# Bees
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter(end: str) -> None:
    source = WHOLE.replace("\n", end)
    manuscript = markdown.read(source, "a.md")
    assert [b.prose for b in manuscript.blocks] == ["Bees"]
    assert manuscript.bibliographies == ("bees.bib", "rivers.bib")
    assert manuscript.language == "no"
    assert manuscript.nocite == ("marsh", "reed")
    first, second = manuscript.inline_references
    assert (first.id, first.type, first.title, first.year, first.pages) == (
        "marsh1990é",
        "book",
        "The River",
        "1990",
        ((112, 118),),
    )
    assert [(n.family, n.given, n.particle, n.literal) for n in first.names] == [
        ("Marsh", "Ann", "van", False),
        ("Bee Office", "", "", True),
    ]
    assert [n.family for n in first.editors] == ["Reed"]
    assert source[first.start :].startswith("id: marsh1990é")
    assert (second.id, second.names[0].family, second.year, second.doi) == ("short", "Short", "2003", "10.1000/182")


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ("1990", "1990"), ("{year: 1990}", "1990"), ("[{year: 1990}]", "1990"), ("{date-parts: [[1990, 3]]}", "1990"),
        ("{literal: spring 1990}", "1990"), ("1990a", "1990a"), ("'-44'", "-44"), ("forthcoming", "forthcoming"),
        ("[[]]", ""),
        ("{date-parts: [[2001, 3], [2003]]}", "2001-2003"), ("[{year: 2001}, {year: 2003}]", "2001-2003"),
        ("2001-04/2003-05", "2001-2003"), ("{literal: in press}", "in press"), ("{date-parts: [1990, 3]}", "1990"),
    ],
)  # fmt: skip
def test_the_ways_to_write_a_year(issued: str, year: str) -> None:
    found = frontmatter.read(f"---\nreferences:\n- {{id: a, issued: {issued}}}\n---\n", "a.md")
    assert [r.year for r in found.references] == [year]


def test_metadata_at_the_end_counts_as_well() -> None:
    found = frontmatter.read("---\nlang: de\n---\n\nBees.\n\n---\nbibliography: a.bib\n...\n", "a.md")
    assert (found.language, found.bibliographies) == ("de", ("a.bib",))
    assert found.masked.split() == ["Bees."]


@pytest.mark.parametrize(
    "source",
    [
        "---\n\nBees\n\n---\n",
        "---\nBees\n---\n",
        "---\nlang: de\n",
        "Bees\n---\nlang: de\n---\n",
        "a\n\n---\n- one\n---\n",
        "--- \n",
    ],
)
def test_rules_are_no_metadata(source: str) -> None:
    found = frontmatter.read(source, "a.md")
    assert found.masked == source
    assert found == frontmatter.FrontMatter(source)


def test_broken_metadata_is_reported_and_salvaged() -> None:
    source = "---\ntitle: Bees: a history\nbibliography: bees.bib\n---\n\nText"
    found = frontmatter.read(source, "a.md")
    assert [p.code for p in found.problems] == ["DOC901"]
    assert source[found.problems[0].span.start] == ":"
    assert found.bibliographies == ("bees.bib",)


def test_toml_is_left_out() -> None:
    assert frontmatter.read('+++\ntitle = "a"\n+++\nBees', "a.md").masked.split() == ["Bees"]


@pytest.mark.parametrize(
    "bomb", ["a: " + "[" * 100_000, "a: " + "{a: " * 50_000, "- " * 100_000, "a: &a [*a]", "a: &a x\nb: *a"]
)
def test_no_yaml_exhausts_the_stack(bomb: str) -> None:
    began = time.process_time()
    with contextlib.suppress(NotYaml):
        parse(bomb)
    assert time.process_time() - began < 5


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t\r\u00e9\0"))
def test_any_metadata_is_survived(text: str) -> None:
    source = f"---\na: {text}\n---\n"
    found = frontmatter.read(source, "a.md")
    assert len(found.masked) == len(source)
    for problem in found.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source)
