"""The runner of the golden cases, on hand-made runs."""

from __future__ import annotations

from tests import golden
from tests.golden import Mark

TEXT = """\
A comment.

== the first ==
-- paper.md --
Old (Marsh 12; Reed 7).
               ^^^^^^ CIT001 no reference
^^^ no-cite
-- args --
--select CIT
-- xfail --
a reason
== the second ==
-- paper.md --
橋 (Holm 3).
   ^^^^^^ resolved holm: label
"""


def cases() -> list[golden.Case]:
    return golden.parse(TEXT, "stem")


def test_a_file_is_written_as_it_was_read() -> None:
    assert golden.write(cases()) == TEXT


def test_a_file_holds_cases_with_sections() -> None:
    comment, first, second = cases()
    assert (comment.name, comment.sections) == ("stem", ())
    assert (first.name, second.name) == ("the first", "the second")
    assert (first.text("args"), first.text("xfail"), second.text("xfail")) == ("--select CIT", "a reason", "")
    assert [s.name for s in first.files] == ["paper.md"]
    assert first.files[0].source == ("Old (Marsh 12; Reed 7).",)


def test_one_case_needs_no_title() -> None:
    (case,) = golden.parse("-- a.md --\ntext\n", "bridges")
    assert (case.name, case.files[0].lines) == ("bridges", ("text",))


def test_carets_speak_of_the_line_above() -> None:
    case = cases()[1]
    assert list(golden.stated(case.files[0])) == [
        Mark("paper.md", 0, 15, 6, "CIT001", "no reference"),
        Mark("paper.md", 0, 0, 3, "no-cite", ""),
    ]


def test_what_is_stated_and_found_makes_no_difference() -> None:
    found = [Mark("paper.md", 0, 15, 6, "CIT001", "no reference for “Reed”")]
    assert golden.differences(cases()[1], found, []) == []


def test_findings_without_carets_and_carets_without_findings_differ() -> None:
    found = [Mark("paper.md", 0, 5, 8, "CIT002", "two works")]
    assert golden.differences(cases()[1], found, []) == [
        "not found: paper.md:1:16 ^^^^^^ CIT001 no reference",
        "not stated: paper.md:1:6 ^^^^^^^^ CIT002 two works",
    ]


def test_a_finding_answers_one_caret_line_only() -> None:
    found = [Mark("paper.md", 0, 15, 6, "CIT001", "no reference")] * 2
    assert golden.differences(cases()[1], found, []) == ["not stated: paper.md:1:16 ^^^^^^ CIT001 no reference"]


def test_verdicts_are_compared_where_they_are_stated() -> None:
    case = cases()[2]
    right = Mark("paper.md", 0, 3, 6, "resolved", "holm: label “Holm”")
    wrong = right._replace(rest="reed: label “Holm”")
    assert golden.differences(case, [], [right, right._replace(column=0, length=2)]) == []
    assert golden.differences(case, [], [wrong]) == [
        "not so: paper.md:1:4 ^^^^^^ resolved holm: label",
        "  instead: paper.md:1:4 ^^^^^^ resolved reed: label “Holm”",
    ]


def test_no_cite_forbids_a_cite() -> None:
    found = [Mark("paper.md", 0, 15, 6, "CIT001", "no reference")]
    trap = Mark("paper.md", 0, 2, 3, "undecided", ": why")
    assert golden.differences(cases()[1], found, [trap]) == ["should be no cite: paper.md:1:3 ^^^ undecided : why"]


def test_update_rewrites_carets_and_keeps_words_that_hold() -> None:
    case = cases()[1]
    held = Mark("paper.md", 0, 15, 6, "CIT001", "there is no reference for “Reed”")
    new = Mark("paper.md", 0, 5, 8, "CIT002", "two works")
    section = golden.updated(case, [held, new], []).files[0]
    assert section.lines == (
        "Old (Marsh 12; Reed 7).",
        "^^^ no-cite",
        "     ^^^^^^^^ CIT002 two works",
        "               ^^^^^^ CIT001 no reference",
    )


def test_update_corrects_verdicts() -> None:
    now = Mark("paper.md", 0, 3, 6, "undecided", ": two works")
    assert golden.updated(cases()[2], [], [now]).files[0].lines[1] == "   ^^^^^^ undecided : two works"
