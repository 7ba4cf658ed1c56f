"""Notes, in all the ways that they are written."""

from __future__ import annotations

import pytest

from citecheck.manuscripts import markdown, notes


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a[^1]\n\n[^1]: One.", [("1", "One.")]),
        ("a[^bee]\n\n[^bee]: One.\n\n    Two.", [("bee", "One."), ("bee", "Two.")]),
        ("a^[One *two* [3].] b", [("^1", "One two [3].")]),
        ("a^[One] b^[Two]\n\nc^[Three]", [("^1", "One"), ("^2", "Two"), ("^3", "Three")]),
        ("a\n\n---\n\n<sup>1</sup> One.", [("1", "One.")]),
        ("<sup>12</sup> One.", [("12", "One.")]),
        ("<sup>12</sup>One.", [("12", "One.")]),
        ("^12^ One.", [("12", "One.")]),
        ("¹² One.", [("12", "One.")]),
        ("<sup>1</sup> One.\n<sup>2</sup> Two.", [("1", "One."), ("2", "Two.")]),
        ("<sup>*</sup> One.", [("*", "One.")]),
        ("---\n\n<sup>3</sup> *One*.\n\n<sup>4</sup>12 bees.", [("3", "One."), ("4", "12 bees.")]),
        ("# Notes\n\n1. One.\n2. Two.\n\n   Three.\n", [("1", "One."), ("2", "Two."), ("2", "Three.")]),
        ("## Anmerkungen\n\n1. One.\n\n### Kapitel 2\n\n1. Two.\n", [("1", "One."), ("1", "Two.")]),
        ("## Notes to Chapter 3\n\n1. One.", [("1", "One.")]),
        # what is no note
        ("<sup>14</sup>C dates it.", []),
        ("The 7<sup>th</sup> bridge.", []),
        ("# Bridges of note\n\n1. One.", []),
        ("# Notes\n\n# Bees\n\n1. One.", []),
        ("1. One.", []),
        ("a \\^[One]", []),
        ("a ^[One", []),
        ("`^[One]`", []),
        ("a[^1] is not defined", []),
    ],
)
def test_notes(source: str, expected: list[tuple[str, str]]) -> None:
    assert [(b.marker, b.prose) for b in markdown.read(source, "a.md").blocks if b.kind == "note"] == expected


def test_the_number_of_a_note_belongs_to_its_span_only() -> None:
    source = "a<sup>1</sup>\n\n---\n\n<sup>1</sup> One.\n<sup>2</sup> Two."
    text, one, two = markdown.read(source, "a.md").blocks
    assert [m.kind for m in text.marks] == ["superscript"]
    assert source[one.start : one.end] == "<sup>1</sup> One."
    assert source[two.start : two.end] == "<sup>2</sup> Two."
    assert not one.marks


def test_an_inline_note_leaves_a_call_behind() -> None:
    source = "Bees^[*Apis*, 3] fly *far*^[So Marsh]."
    text, one, two = markdown.read(source, "a.md").blocks
    assert text.prose == "Bees fly far."
    assert [(m.kind, m.start, m.end, m.target) for m in text.marks] == [
        ("noteref", 4, 4, "^1"),
        ("emphasis", 9, 12, ""),
        ("noteref", 12, 12, "^2"),
    ]
    assert [source[b.start : b.end] for b in (one, two)] == ["*Apis*, 3"[1:], "So Marsh"]
    assert [m.kind for m in one.marks] == ["emphasis"]


@pytest.mark.parametrize(
    "heading", ["Notes", "ENDNOTES", "Footnotes:", "3. Notes", "Примечания", "注", "Notes de bas de page"]
)
def test_headings_of_notes(heading: str) -> None:
    assert notes.is_heading(heading)


@pytest.mark.parametrize("heading", ["Notable bridges", "Note-taking", "The notes", "Bees", ""])
def test_other_headings(heading: str) -> None:
    assert not notes.is_heading(heading)
