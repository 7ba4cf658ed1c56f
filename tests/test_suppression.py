"""Comments that suppress findings: how far they reach, and what removing one leaves."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck import engine, fixes
from citecheck.config import Config
from citecheck.model import Diagnostic, Fix
from citecheck.text import comments

LIST = "\n# Works Cited\n\nMarsh, Ann. *Bridges of the North*. Quay Press, 1990.\n"
WRONG = "(Reed, *Weirs* 9)"
RIGHT = "(Marsh, *Bridges* 12)"


@pytest.fixture(autouse=True, scope="module")
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder with nothing else in it, so that no other manuscript is looked for."""
    with contextlib.chdir(tmp_path_factory.mktemp("alone")):
        yield


def findings(text: str, name: str = "paper.md", config: Config | None = None) -> tuple[Diagnostic, ...]:
    """What is found in a manuscript that standard input stands for."""
    run = engine.run([], config or Config(), stdin=(name, text.encode()))
    assert not run.failed
    return run.diagnostics


def unused(text: str, name: str = "paper.md") -> list[Fix]:
    return [d.fix for d in findings(text, name) if d.code == "DOC903" and d.fix]


C = "<!-- citecheck: ignore CIT001 -->"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"One. {C}\nTwo.\n", "One.\nTwo.\n", id="at the end of a line"),
        pytest.param(f"One. {C}  \nTwo.\n", "One.  \nTwo.\n", id="before a hard line break"),
        pytest.param(f"One {C} two.\n", "One two.\n", id="between words"),
        pytest.param(f"One{C} two.\n", "One two.\n", id="behind a word"),
        pytest.param(f"One {C}two.\n", "One two.\n", id="before a word"),
        pytest.param(f"One{C}two.\n", "Onetwo.\n", id="inside a word"),
        pytest.param(f"One.\n\n{C}\n\nTwo.\n", "One.\n\nTwo.\n", id="as a paragraph"),
        pytest.param(f"One.\n\n{C}\nTwo.\n", "One.\n\nTwo.\n", id="above a paragraph"),
        pytest.param(f"One.\n{C}\n\nTwo.\n", "One.\n\nTwo.\n", id="below a paragraph"),
        pytest.param(f"One.\n{C}\nTwo.\n", "One.\n\nTwo.\n", id="between two paragraphs"),
        pytest.param(f"{C}\n\nOne.\n", "One.\n", id="at the beginning"),
        pytest.param(f"One.\n\n{C}\n", "One.\n", id="at the end"),
        pytest.param(f"One.\n\n{C}", "One.\n", id="at the end without a line end"),
        pytest.param(f"One.\r\n\r\n{C}\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n", id="Windows line ends"),
        pytest.param(f"> One.\n>\n> {C}\n> Two.\n", "> One.\n>\n>\n> Two.\n", id="in a quotation"),
        pytest.param(f"- One. {C}\n- Two.\n", "- One.\n- Two.\n", id="in a list"),
        pytest.param(
            "One. <!-- citecheck: ignore CIT001, LOC101: no\nreason -->\nTwo.\n", "One.\nTwo.\n", id="over two lines"
        ),
        pytest.param(
            f"One {WRONG}. <!-- citecheck: ignore CIT001, LOC101 -->\n",
            f"One {WRONG}. <!-- citecheck: ignore CIT001 -->\n",
            id="one of two codes",
        ),
        pytest.param(
            f"One {WRONG}. <!-- citecheck: ignore LOC101 CIT001 CIT002: why -->\n",
            f"One {WRONG}. <!-- citecheck: ignore CIT001: why -->\n",
            id="two of three codes",
        ),
        pytest.param(
            "One.\n\n<!-- citecheck: off CIT001 -->\n\nTwo.\n\n<!-- citecheck: on -->\n\nThree.\n",
            "One.\n\nTwo.\n\nThree.\n",
            id="a region",
        ),
    ],
)
def test_removing_leaves_no_trace(before: str, after: str) -> None:
    frame = f"Nothing {RIGHT}.\n\n"
    head, tail = ("", "\n" + frame + LIST) if before.startswith(C) else (frame, LIST)
    if before.startswith("One.\n\n" + C) and not before.rstrip().endswith("Two."):  # at the end of the file
        head, tail = frame + LIST.lstrip() + "\n# After\n\n", ""
    found = unused(head + before + tail)
    assert found
    assert fixes.apply(head + before + tail, found) == head + after + tail
    assert not unused(head + after + tail)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- One.\n\n{C}\n\n- Two.\n", id="two lists that a comment keeps apart"),
        pytest.param(f"One.\n\n{C} *two*\n", id="words behind it, which HTML sets otherwise"),
    ],
)
def test_what_may_read_otherwise_is_no_safe_fix(text: str) -> None:
    (fix,) = unused(f"Nothing {RIGHT}.\n\n{text}{LIST}")
    assert not fix.safe


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("% citecheck: ignore BIB203\n@misc{a, title = {A}}\n", "@misc{a, title = {A}}\n"),
        ("@misc{a, title = {A}}\n\n@comment{citecheck: ignore BIB203}\n", "@misc{a, title = {A}}\n\n"),
        ("@misc{a,\n  title = {A}, % citecheck: ignore BIB203\n}\n", "@misc{a,\n  title = {A},\n}\n"),
        ("@misc{a,\n  % citecheck: ignore BIB203\n  title = {A},\n}\n", "@misc{a,\n  title = {A},\n}\n"),
    ],
)
def test_removing_from_a_bibliography(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "works.bib"
    path.write_text(before)
    found = [d.fix for d in engine.run([os.fspath(path)], Config()).diagnostics if d.code == "DOC903" and d.fix]
    assert fixes.apply(before, found) == after


LINES = (
    f"The dam was new {WRONG}.",
    f"The span is old {RIGHT}.",
    f"The dam was wet {WRONG}. {C}",
    C,
    "",
    "",
    "> They say so " + WRONG + ".",
    "- a weir " + WRONG,
    "<!-- citecheck: off CIT -->",
    "<!-- citecheck: on -->",
    "<!-- citecheck: ignore LOC101, CIT001 -->",
    "<!-- citecheck: ignore-file LOC102 -->",
    "# A heading",
    "    code",
    "```",
)


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_what_is_suppressed_is_all_that_is_missing(lines: list[str], end: str) -> None:
    text = end.join([f"So it is {RIGHT}.", "", *lines, "", "# Works Cited", "", LIST.strip().split("\n")[-1], ""])
    left = findings(text)
    every = findings(text, config=Config(ignore_suppressions=True))
    told = [d for d in left if d.code == "DOC903"]
    assert {d for d in left if d.code != "DOC903"} <= set(every)
    assert not any(d.code == "DOC903" for d in every)
    for found in told:
        assert 0 <= found.start < found.end <= len(text)
        assert comments.MARK in text[found.start : found.end] or found.message.startswith("there is no")


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_removing_what_is_unused_changes_no_other_finding(lines: list[str], end: str) -> None:
    text = end.join([f"So it is {RIGHT}.", "", *lines, "", "# Works Cited", "", LIST.strip().split("\n")[-1], ""])
    mended = text
    for _ in range(20):
        found = [f for f in unused(mended) if f.safe]
        if not found:
            break
        again = fixes.apply(mended, found)
        assert again != mended
        mended = again
    assert not [f for f in unused(mended) if f.safe]
    assert [(d.code, d.message) for d in findings(text) if d.code != "DOC903"] == [
        (d.code, d.message) for d in findings(mended) if d.code != "DOC903"
    ]


@given(st.text("<!->% citecheck:ignorfl \n\r,.#CIT01LO@{}(){", max_size=120))
def test_any_text_is_survived(text: str) -> None:
    for name in ("paper.md", "paper.txt"):
        for found in findings(text + "<!-- citecheck: ignore " + text, name):
            assert found.start <= found.end


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("<!-- citecheck: ignore CIT001 --> " * 6_000, 6_000, id="on one line"),
        pytest.param("<!-- citecheck: ignore CIT001 -->\n" * 6_000, 6_000, id="one a line"),
        pytest.param("<!-- citecheck: off -->\n\n" * 3_000, 3_000, id="regions"),
        pytest.param("<!-- citecheck: " * 40_000, 0, id="never closed"),
        pytest.param(f"So it is {RIGHT}.\n\n" + f"- a {WRONG}\n  {C}\n" * 2_000 + LIST, 1, id="many used"),
    ],
)
def test_many_comments(text: str, told: int) -> None:
    """Quadratic time would be felt here."""
    assert sum(d.code == "DOC903" for d in findings(text)) == told
