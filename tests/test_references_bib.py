"""The real bibliography at the project's root."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from citecheck.bibliographies.bibtex import parse
from citecheck.model import Bibliography

PATH = Path(__file__).parent.parent / "references.bib"
# Two entries that the author's list has twice, under one label.
PRINTED_TWICE = {"Stalin-Howard"}


@pytest.fixture(scope="module")
def bibliography() -> Bibliography:
    return parse(PATH.read_text(encoding="utf-8"), "references.bib")


def test_it_is_read_without_a_problem(bibliography: Bibliography) -> None:
    assert bibliography.problems == ()
    assert len(bibliography.references) == 67
    assert len({r.id for r in bibliography.references}) == 67


def test_every_entry_has_a_title_and_a_language(bibliography: Bibliography) -> None:
    assert all(r.title for r in bibliography.references)
    assert {r.language for r in bibliography.references} == {"english", "russian"}


def test_every_crossref_and_related_entry_is_there(bibliography: Bibliography) -> None:
    known = {r.id for r in bibliography.references}
    parts = [r for r in bibliography.references if r.parent]
    assert parts
    assert all(r.parent in known and r.container and r.pages for r in parts)
    assert all(key in known and key != r.id for r in bibliography.references for key in r.related)


def test_labels_are_told_apart(bibliography: Bibliography) -> None:
    labels = Counter(r.shorthand for r in bibliography.references if r.shorthand)
    assert {label for label, times in labels.items() if times > 1} == PRINTED_TWICE
    assert not any("shorthand" in r.raw and not r.shorthand for r in bibliography.references)


def test_what_lies_in_something_names_it(bibliography: Bibliography) -> None:
    for reference in bibliography.references:
        if reference.type in ("article", "review", "incollection"):
            assert reference.container, reference.id
