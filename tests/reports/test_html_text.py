"""Prose as HTML: elements nest, nothing is lost, and only web addresses become links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from citecheck.manuscripts import markdown
from citecheck.model import Block, OffsetMap
from citecheck.reports.html.text import (
    CITE,
    EMPHASIS,
    FINDING,
    Layer,
    Marks,
    clean,
    layer,
    linked,
    safe_address,
    touched,
    woven,
)
from tests.reports.page import parsed


def shown(text: str, *cites: str) -> str:
    """The first block of a Markdown text, with stretches of it marked as citations."""
    block = markdown.read(text, "paper.md").blocks[0]
    found = [layer(block, at := text.index(c), at + len(c), CITE, "a", class_="c") for c in cites]
    layers = [x for x in found if x]
    return woven(block, text, Marks((*layers, *linked(block, layers))))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A *b* **c** <sup>d</sup>.", "A <em>b</em> <strong>c</strong> <sup>d</sup>."),
        ("A ***b** c*.", "A <strong><em>b</em></strong><em> c</em>."),
        ("Two\nlines.", "Two lines."),
        ("A & b < c.", "A &amp; b &lt; c."),
        ("Run `x < y`.", "Run <code>`x &lt; y`</code>."),
        (
            "See [b *c*](https://a.example/?d=1&e).",
            'See <a class="url" href="https://a.example/?d=1&amp;e" rel="noopener noreferrer">b <em>c</em></a>.',
        ),
        ("See [b](javascript:c) and [d](../e.md).", "See b and d."),
    ],
)
def test_prose_with_its_own_markup(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize(
    ("text", "cite", "html"),
    [
        ("(Marsh, *Floods* 12).", "Marsh, *Floods* 12", '(<a class="c">Marsh, <em>Floods</em> 12</a>).'),
        ("*So (Marsh* 12).", "Marsh* 12", '<em>So (</em><a class="c"><em>Marsh</em> 12</a>).'),
        ("([Marsh 12](https://a.example)).", "Marsh 12", '(<a class="c">Marsh 12</a>).'),
    ],
)
def test_a_citation_is_one_element_around_its_emphasis(text: str, cite: str, html: str) -> None:
    assert shown(text, cite) == html


@pytest.mark.parametrize("address", ["https://a.example/b?c=d#e", "HTTP://a.example", "http://пример.example/я"])
def test_web_addresses_are_links(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", " https://a.example", "https://", "data:text/html,x", "//a.example", "file:///etc"],
)
def test_other_addresses_are_none(address: str) -> None:
    assert safe_address(address) == ""


@pytest.mark.parametrize("address", ['https://a.example/"b', "https://a.example/\u202eb", "https://a.example/<b>"])
def test_addresses_that_could_deceive_are_none(address: str) -> None:
    assert safe_address(address) == ""


def test_controls_are_spelled_out() -> None:
    assert clean("a\tb\r\nc\x1b[31m\u202ed\0") == r"a b c\x1b[31m\u202ed\x00"


def test_what_a_stretch_touches() -> None:
    ranges = [(0, 3), (5, 9)]
    assert [touched(ranges, at, at) for at in (0, 2, 3, 4, 5, 8, 9)] == [
        (0, 3),
        (0, 3),
        None,
        None,
        *[(5, 9)] * 2,
        None,
    ]
    assert touched(ranges, 3, 5) is None
    assert touched(ranges, 3, 6) == (5, 9)


PROSE = st.text(alphabet="ab <&\n\ufffc", max_size=24)
SPANS = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.integers(FINDING, EMPHASIS)), max_size=60)


@given(PROSE, SPANS, st.sets(st.integers(0, 24)))
def test_layers_nest_and_nothing_is_lost(prose: str, spans: list[tuple[int, int, int]], inserts: set[int]) -> None:
    block = Block("paragraph", 0, len(prose), prose, OffsetMap((0, len(prose)), (0, len(prose)), (len(prose), 0)))
    opening = {rank: Markup(f'<b class="r{rank}">') for rank in range(FINDING, EMPHASIS + 1)}
    layers = tuple(Layer(a, b, rank, opening[rank], Markup("</b>")) for a, b, rank in spans if a < b)
    inside = {at for at in inserts if at <= len(prose)}
    tree = parsed(woven(block, prose, Marks(layers, {at: Markup("<i></i>") for at in inside})))
    assert tree.text.split() == prose.split()
    assert len(tree.all("i")) == len(inside)
    for element in tree.all("b"):
        outer = [e for e in tree.all("b") if element in e.all()]
        assert all(e.classes <= element.classes for e in outer), "from the outermost rank to the innermost"
