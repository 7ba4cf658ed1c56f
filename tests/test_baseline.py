"""Whatever is done around the findings of a baseline, none of them comes back."""

from __future__ import annotations

import contextlib
import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck import engine
from citecheck.config import Config
from citecheck.engine import baseline
from citecheck.model import Run

LIST = """# Works Cited

Marsh, Ann. *Bridges of the North*. Quay Press, 1990.

Okoro, Daniel. “Who Paid for the Toll House?” *Journal of River History* 12 (2009): 66-84.
"""
PARAGRAPHS = (
    "The span is old (Marsh, *Bridges* 12). The dam was *never* new (Reed, *Weirs* 9), as they say.",
    "Nobody asked (Reed, *Weirs* 9). The toll was doubled (Okoro 91)! It was paid in kind (Marsh 30-12).",
    "“Is it so?” (Holm, *Stone* 3). It is “so” (Holm, *Stone* 3).",
    "The river rises in the hills (Marsh, *Bridges* 40).",
)
EXTRA = ("Bees were kept there.", "It rained for days; the ferry did not run (Marsh, *Bridges* 50).", "Why?")
SELECT = Config(select=("CIT", "LOC"))


@pytest.fixture(autouse=True, scope="module")
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with contextlib.chdir(tmp_path_factory.mktemp("alone")):
        yield


def checked(paragraphs: list[str], name: str = "paper.md") -> Run:
    return engine.run([], SELECT, stdin=(name, "\n\n".join([*paragraphs, LIST]).encode()))


def known() -> list[baseline.Record]:
    return [record for _, record in baseline.recorded(checked(list(PARAGRAPHS)), "old.json")]


@st.composite
def changed(draw: st.DrawFn) -> list[str]:
    """The paragraphs in another order, among others, wrapped, quoted, with other sentences around."""
    out: list[str] = []
    for paragraph in draw(st.permutations(PARAGRAPHS)):
        before = draw(st.sampled_from(["", *(e + " " for e in EXTRA)]))
        after = draw(st.sampled_from(["", *(" " + e for e in EXTRA)]))
        text = before + paragraph + after
        if draw(st.booleans()):
            text = textwrap.fill(text, draw(st.integers(30, 90)), break_long_words=False, break_on_hyphens=False)
        if draw(st.booleans()):
            text = text.replace("*", "_")
        if draw(st.booleans()):
            text = "\n".join(f"> {line}" for line in text.split("\n"))
        out += [draw(st.sampled_from(EXTRA))] * draw(st.integers(0, 1)) + [text]
        out += ["## A heading"] * draw(st.integers(0, 1))
    return out


@given(changed(), st.sampled_from(["paper.md", "chapters/one.md"]))
def test_no_old_finding_returns(paragraphs: list[str], name: str) -> None:
    old = known()
    run = checked(paragraphs, name)
    compared = baseline.compare(baseline.recorded(run, "old.json"), old, lambda _: True)
    words = {(r.code, "".join(filter(str.isalnum, r.text))) for r in compared.left}
    for found in compared.new:
        text = run.texts[found.path][found.start : found.end]
        assert (found.code, "".join(filter(str.isalnum, text))) not in words
    assert len(compared.known) + len(compared.left) == len(old)


@given(st.permutations(PARAGRAPHS), st.integers(1, 3))
def test_one_more_is_one_new(paragraphs: list[str], more: int) -> None:
    added = ["It was high (Reed, *Weirs* 9)."] * more
    run = checked([*added, *paragraphs])
    compared = baseline.compare(baseline.recorded(run, "old.json"), known(), lambda _: True)
    assert [(d.code, run.texts[d.path][d.start : d.end]) for d in compared.new] == [
        ("CIT001", "Reed, *Weirs* 9")
    ] * more
    assert not compared.left


def test_the_old_ones_are_there() -> None:
    assert sorted((r.code, r.text) for r in known()) == [
        ("CIT001", "Holm, *Stone* 3"),
        ("CIT001", "Holm, *Stone* 3"),
        ("CIT001", "Reed, *Weirs* 9"),
        ("CIT001", "Reed, *Weirs* 9"),
        ("LOC101", "30-12"),
        ("LOC102", "91"),
    ]


def test_a_baseline_reads_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    records = known()
    path.write_bytes(baseline.encoded(records))
    assert sorted(records) == list(baseline.read(os.fspath(path)))
    path.write_bytes(baseline.encoded([]))
    assert baseline.read(os.fspath(path)) == ()
