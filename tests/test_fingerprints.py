"""Fingerprints: what may change around a finding, and what tells two apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citecheck import engine
from citecheck.config import Config
from citecheck.fingerprints import Fingerprint, fingerprints, numbered

LIST = "\n\n## Works Cited\n\nMarsh, Ann. *Bridges of the North*. Quay Press, 1990.\n"
TEXT = (
    "The span is old (Marsh, *Bridges* 12). The toll was doubled in spring (Reed, *Weirs* 7). It was lifted (Marsh 30)."
)


def prints(folder: Path, text: str, name: str = "paper.md", select: tuple[str, ...] = ("CIT001",)) -> list[Fingerprint]:
    """The fingerprints of the findings in a manuscript."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(fingerprints(engine.run([os.fspath(path)], Config(select=select))))


@pytest.mark.parametrize(
    ("title", "changed"),
    [
        ("re-wrapped", TEXT.replace(" ", "\n")),
        ("in a quotation", "> " + TEXT.replace("spring ", "spring\n> ")),
        ("further down", "A weir is a low dam.\n\n" + TEXT),
        ("other sentences", "Bees are kept. " + TEXT.partition(". ")[2].replace("It was lifted", "Nobody paid")),
        ("other emphasis", TEXT.replace("*Weirs*", "_Weirs_")),
        ("other quotation marks", TEXT.replace("*Weirs*", "“Weirs”")),
        ("Windows line ends", TEXT.replace(". ", ".\r\n")),
    ],
)
def test_moving_keeps_both(tmp_path: Path, title: str, changed: str) -> None:
    before, after = prints(tmp_path, TEXT + LIST), prints(tmp_path, changed + LIST)
    assert len(before) == 1, title
    assert after == before, title


def test_another_file_keeps_both(tmp_path: Path) -> None:
    assert prints(tmp_path, TEXT + LIST) == prints(tmp_path, TEXT + LIST, "other.md")


def test_another_sentence_keeps_the_finding(tmp_path: Path) -> None:
    (before,), (after,) = prints(tmp_path, TEXT + LIST), prints(tmp_path, TEXT.replace("spring", "autumn") + LIST)
    assert after.finding == before.finding
    assert after.place != before.place


@pytest.mark.parametrize("changed", [TEXT.replace("Weirs* 7", "Weirs* 8"), TEXT.replace("Reed", "Holm")])
def test_other_words_are_another_finding(tmp_path: Path, changed: str) -> None:
    (before,), (after,) = prints(tmp_path, TEXT + LIST), prints(tmp_path, changed + LIST)
    assert after.finding != before.finding
    assert after.place != before.place


def test_another_rule_is_another_finding(tmp_path: Path) -> None:
    text = "The span is old (Marsh, *Bridges* 30-12; Marsh, *Bridges* 30-12)." + LIST
    first, second = prints(tmp_path, text, select=("LOC101",))
    assert first == second
    assert [p.removeprefix(first.place) for p in numbered([first, second, first])] == ["", "-2", "-3"]


def test_entries_are_known_by_key(tmp_path: Path) -> None:
    entry = "@book{reed1999weirs, author = {Reed, Jo}, title = {Weirs}, year = 1999}\n"
    twice = entry + entry.replace("1999}", "2004}")
    (before,) = prints(tmp_path, twice, "works.bib", ("BIB203",))
    (moved,) = prints(tmp_path, "% rivers\n\n" + twice.replace(", ", ",\n  "), "works.bib", ("BIB203",))
    (edited,) = prints(tmp_path, twice.replace("2004", "2005"), "works.bib", ("BIB203",))
    assert moved == before
    assert edited.finding == before.finding
    assert edited.place != before.place


def test_printed_entries_are_known_by_their_work(tmp_path: Path) -> None:
    text = "The span is old (Marsh, *Bridges* 12)." + LIST + "\nReed, Jo. *Weirs*. Quay Press, 1999.\n"
    (before,) = prints(tmp_path, text, select=("BIB201",))
    (edited,) = prints(tmp_path, text.replace("Quay Press, 1999", "Harbour Press, 1999"), select=("BIB201",))
    assert edited.finding == before.finding
    assert edited.place != before.place


def test_findings_on_a_whole_file(tmp_path: Path) -> None:
    text = "The span is old (Marsh, *Bridges* 12; Reed, *Weirs* 7). It fell (Holm, *Stone* 3).\n"
    (before,) = prints(tmp_path, text, select=("DOC902",))
    (after,) = prints(tmp_path, "Tolls rose (Okoro, *Tolls* 9).\n\n" + text, select=("DOC902",))
    (other,) = prints(tmp_path, text, "other.md", ("DOC902",))
    assert after == before
    assert other.finding == before.finding
    assert other.place != before.place
