"""Markdown: what is prose, what is markup, and where all of it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citecheck.manuscripts import markdown
from citecheck.model import Manuscript
from citecheck.text.spans import to_source


def blocks(source: str) -> list[tuple[str, str, str]]:
    return [(b.kind, b.marker, b.prose) for b in markdown.read(source, "a.md").blocks]


def marks(source: str) -> list[tuple[str, str, str]]:
    block = markdown.read(source, "a.md").blocks[0]
    return [(m.kind, block.prose[m.start : m.end], m.target) for m in block.marks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The river rose.", [("paragraph", "", "The river rose.")]),
        ("One.\n\nTwo.\n", [("paragraph", "", "One."), ("paragraph", "", "Two.")]),
        ("The river\nrose.", [("paragraph", "", "The river\nrose.")]),
        ("The river  \nrose\\\nhigh.", [("paragraph", "", "The river\nrose\nhigh.")]),
        ("# Rivers #\n\nBees\n====", [("heading", "", "Rivers"), ("heading", "", "Bees")]),
        ("# Works Cited {-}", [("heading", "", "Works Cited")]),
        ("## Bees {#sec:bees .small}", [("heading", "", "Bees")]),
        ("> The river\n> rose.", [("quote", "", "The river\nrose.")]),
        ("> > Deep", [("quote", "", "Deep")]),
        ("- one\n- two\n", [("item", "-", "one"), ("item", "-", "two")]),
        ("3. one\n\n   more\n4. two", [("item", "3.", "one"), ("item", "", "more"), ("item", "4.", "two")]),
        ("2) one\n   - inner", [("item", "2)", "one"), ("item", "-", "inner")]),
        ("- [ ] one", [("item", "-", "one")]),
        ("> - one", [("item", "-", "one")]),
        ("| a | *b* |\n|---|---|\n| c \\| d | |", [("cell", "", "a"), ("cell", "", "b"), ("cell", "", "c | d")]),
        ("Bees `fly` and $x^2$.", [("paragraph", "", "Bees \ufffc and \ufffc.")]),
        ("a ![*hive*](h.png) b", [("paragraph", "", "a \ufffc b")]),
        ("![The *hive* of 1990](h.png){width=50%}", [("paragraph", "", "The hive of 1990")]),
        ("![](h.png)", [("paragraph", "", "\ufffc")]),
        ("```\ncode\n```\n\n    more code\n", []),
        ("It costs $5 and US$7 more.", [("paragraph", "", "It costs $5 and US$7 more.")]),
        ("$$x\ny$$", [("paragraph", "", "\ufffc")]),
        ("[the river](http://r.org 'x') rose", [("paragraph", "", "the river rose")]),
        ("<http://r.org/a_b>", [("paragraph", "", "http://r.org/a_b")]),
        ("[http://r.org/a\\_b](http://r.org/a_b)", [("paragraph", "", "http://r.org/a_b")]),
        ("[river]\n\n[river]: http://r.org", [("paragraph", "", "river")]),
        ("a<!-- not\nthis -->b <b>c</b> <span x='y'>d</span>", [("paragraph", "", "ab c d")]),
        ("one<br>two<br/>three", [("paragraph", "", "one\ntwo\nthree")]),
        ("bees <code>not *this*</code> fly", [("paragraph", "", "bees \ufffc fly")]),
        ("&copy; 1990 &amp; \\*more\\* &#8211; &nope; \\a", [("paragraph", "", "© 1990 & *more* – &nope; \\a")]),
        ("hy\u00adphen zero\u200bwidth non\u00a0breaking", [("paragraph", "", "hyphen zerowidth non\u00a0breaking")]),
        ("hy\u00ad\nphen", [("paragraph", "", "hyphen")]),
        ("~~old~~ new", [("paragraph", "", "old new")]),
        ("one\n\n***\n\ntwo.", [("paragraph", "", "one"), ("paragraph", "", "two.")]),
        ("Lost *asterisk (Marsh, Bees* 3", [("paragraph", "", "Lost asterisk (Marsh, Bees 3")]),
        ("Lost asterisk (Marsh, Bees* 3)", [("paragraph", "", "Lost asterisk (Marsh, Bees* 3)")]),
        ("::: {.note}\nBees fly.\n:::\n\nEnd.", [("paragraph", "", "Bees fly."), ("paragraph", "", "End.")]),
        ("One.\fTwo.", [("paragraph", "", "One.\nTwo.")]),
        ("One.\n\f\nTwo.", [("paragraph", "", "One."), ("paragraph", "", "Two.")]),
        ("# One\r\rTwo\rthree", [("heading", "", "One"), ("paragraph", "", "Two\nthree")]),
        ("# One\r\n\r\nTwo\r\nthree", [("heading", "", "One"), ("paragraph", "", "Two\nthree")]),
        ("\ufeff# One", [("heading", "", "One")]),
        ("", []),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One &eacute; <i>two</i></p>", [("paragraph", "", "One é two")]),
        (
            "<h2>Bees</h2>\n<ul><li>one</li><li>two</li></ul>",
            [("heading", "", "Bees"), ("item", "", "one"), ("item", "", "two")],
        ),
        ("<table><tr><td>a</td><td>b</td></tr></table>", [("cell", "", "a"), ("cell", "", "b")]),
        ("<blockquote>said</blockquote>\n<div>after", [("quote", "", "said"), ("paragraph", "", "after")]),
        ("<div>\none <!-- not\nthis --> two\n</div>", [("paragraph", "", "one  two\n")]),
        ("<script>\nvar bees = 1\n</script>", []),
        ("<style>p { a }</style>\n<p>x", [("paragraph", "", "x")]),
        ("<!-- a comment\n\nof two parts -->", []),
        ("<div>\n\n*bees*\n\n</div>", [("paragraph", "", "bees")]),
        ("a < b and <5 and <http", [("paragraph", "", "a < b and <5 and <http")]),
    ],
)
def test_html_loses_its_tags_and_keeps_its_text(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "*a* _b_ **c** __d__",
            [("emphasis", "a", ""), ("emphasis", "b", ""), ("strong", "c", ""), ("strong", "d", "")],
        ),
        ("***a***", [("strong", "a", ""), ("emphasis", "a", "")]),
        ("*a **b** c*", [("emphasis", "a b c", ""), ("strong", "b", "")]),
        ("<em>a</em> <I>b</I> <strong>c</strong>", [("emphasis", "a", ""), ("emphasis", "b", ""), ("strong", "c", "")]),
        ("<u>a</u> <cite>b</cite>", [("emphasis", "a", ""), ("emphasis", "b", "")]),
        ("so<sup>12</sup> and^3,5^", [("superscript", "12", ""), ("superscript", "3,5", "")]),
        ("2^10 and 3^4 are", []),
        ("[a *b*](u/v)", [("link", "a b", "u/v"), ("emphasis", "b", "")]),
        ("<a href='u/v'>a</a>", [("link", "a", "u/v")]),
        ("<http://r.org/>.", [("url", "http://r.org/", "http://r.org/")]),
        ("<bee@r.org>", [("url", "bee@r.org", "bee@r.org")]),
        ("at http://r.org/a_(b), and", [("url", "http://r.org/a_(b)", "http://r.org/a_(b)")]),
        ("(at http://r.org/a).", [("url", "http://r.org/a", "http://r.org/a")]),
        ("www.r.org: bees", [("url", "www.r.org", "www.r.org")]),
        (
            "[http://r.org](http://r.org)",
            [("link", "http://r.org", "http://r.org"), ("url", "http://r.org", "http://r.org")],
        ),
        ("a[^1]\n\n[^1]: b", [("noteref", "", "1")]),
        ("<em>never closed", []),
        ("never opened</em>", []),
    ],
)
def test_marks(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(source) == expected


@pytest.mark.parametrize(
    ("source", "stretches"),
    [
        ("# Bees\n\nfly *far*.\n", ["# Bees", "fly *far*."]),
        ("- one\n- *two*\n", ["- one", "- *two*"]),
        ("> one\n> two\n\nend", ["one\n> two", "end"]),
        ("a[^x]\n\n[^x]: one\n\n    two", ["a[^x]", "[^x]: one", "two"]),
        ("<p>one</p>", ["one"]),
        ("Flüsse 😀 *steigen*\n\n**hoch**", ["Flüsse 😀 *steigen*", "**hoch**"]),
    ],
)
def test_blocks_know_their_source(source: str, stretches: list[str]) -> None:
    found = markdown.read(source, "a.md").blocks
    assert [source[b.start : b.end] for b in found] == stretches


def test_levels_and_quotations() -> None:
    found = markdown.read("### A\n\n> - b\n>   - c\n>\n> d\n>\n> > e\n\nf", "a.md").blocks
    assert [(b.prose, b.level, b.quoted) for b in found] == [
        ("A", 3, False),
        ("b", 1, True),
        ("c", 2, True),
        ("d", 1, True),
        ("e", 2, True),
        ("f", 0, False),
    ]


def check_map(manuscript: Manuscript) -> None:
    """Every character of the prose is the character that it maps to, or stands for an escape, entity or placeholder."""
    text = manuscript.text
    for block in manuscript.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        assert block.prose
        last = 0
        for at, character in enumerate(block.prose):
            span = to_source(block.map, at, at + 1)
            assert last <= span.start < span.end <= len(text)
            last = span.start
            source = text[span.start : span.end]
            plain = source == character or character in "\n\ufffc\ufffd"
            assert plain or source[0] == "&" or source[:2] == "[^", (character, source)
        assert list(block.marks) == sorted(block.marks, key=lambda m: (m.start, -m.end))
        for mark in block.marks:
            assert 0 <= mark.start <= mark.end <= len(block.prose)
            assert (mark.start == mark.end) == (mark.kind == "noteref")
    for citation in manuscript.citekeys:
        for cite in citation.cites:
            assert citation.start <= cite.start < cite.end <= citation.end <= len(text)
            assert text[cite.start] == "@"


PIECES = st.sampled_from(
    [
        *"ab é😀*_`$^~[]()<>#>-+|:;.,!?&\\\"'\n\r\t\f\u00ad\u00a0@{}1",
        "\n\n",
        "\r\n",
        "**",
        "<sup>1</sup>",
        "^[",
        "[^1]",
        "[^1]: ",
        "<em>",
        "</em>",
        "<!--",
        "-->",
        "&amp;",
        "&#65;",
        "\\*",
        "http://r.org/a_b",
        "](u)",
        "![",
        "```\n",
        "---\n",
        "| a |\n|---|\n",
        "- ",
        "12. ",
        "> ",
        "# ",
        "<div>",
        "</div>",
        "[@key]",
        "<br>",
        "<code>",
        "</code>",
        "(Marsh, *Bees* 3)",
        "river ",
        ":::",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("^[a*b]^[*c]")
@example(" <em>")
@example("<code>a\n\n<code>")
@example("<sup>1</sup>\n<sup>2</sup> a")
@example("a^[![b](c)]")
def test_prose_leads_back_to_the_file(source: str) -> None:
    check_map(markdown.read(source, "a.md"))


@given(st.text())
def test_any_text_is_read(source: str) -> None:
    manuscript = markdown.read(source, "a.md")
    assert manuscript.text == source
    check_map(manuscript)


def test_lone_surrogates_are_survived() -> None:
    assert blocks("a \ud800 *b*")[0][2] == "a \ufffd b"


HOSTILE = [
    "[",
    "]",
    "(",
    "*a* ",
    "**",
    "_a",
    "`",
    "$a",
    "^a^",
    "^[",
    "^[a]",
    "[^a]",
    "![",
    "[a](b)",
    "<",
    "<a ",
    "<!--",
    "<em>",
    "<div>\n",
    "&amp;",
    "\\*",
    "> ",
    "- ",
    "1. ",
    "# a\n",
    "| a ",
    "a\n\n",
    "a\n",
    "\n",
    "\r",
    "\f",
    "\0",
    "@a ",
    "[@a; ",
    "[@a] ",
    "(@a) ",
    "http://",
    "http://r.org ",
    "www.",
    "(a\n\n",
    "bees-\n\n",
    "---\n",
    "---\na: b\n",
    ":::\n",
    "<sup>1</sup>",
    "\u00ada",
    "12\n\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        source = piece * times
        began = time.process_time()
        markdown.read(source, "a.md")
        return time.process_time() - began

    small = min(seconds(2_000) for _ in range(2))
    assert seconds(20_000) < 40 * max(small, 0.01)


def test_what_is_no_writing_is_left_out_and_said_so() -> None:
    manuscript = markdown.read("*a* " * 500_000, "a.md")
    assert [p.code for p in manuscript.problems] == ["DOC901"]
