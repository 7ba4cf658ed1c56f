"""The screen of a terminal as a picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.docs import ROOT
from tests.terminal import svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(screen: str) -> ET.Element:
    return ET.fromstring(svg(screen, (0, 1), "a river & a bridge"))


def test_text_stands_where_it_does() -> None:
    first, second = drawn("ab\x1b[1m c\n \n").iter(f"{SVG}text")
    assert (first.text, first.get("x"), first.get("textLength"), first.get("font-weight")) == (
        "ab",
        "0.0",
        "16.8",
        None,
    )
    assert (second.text, second.get("x"), second.get("font-weight")) == ("c", "25.2", "bold")


@pytest.mark.parametrize("code", ["38;2;244;112;103", "38:2::244:112:103"])
def test_colours(code: str) -> None:
    texts = list(drawn(f"\x1b[{code}m<E>\x1b[0m.\n \n").iter(f"{SVG}text"))
    assert [(t.text, t.get("fill")) for t in texts] == [("<E>", "#f47067"), (".", None)]


def test_what_is_underlined() -> None:
    paths = [
        p.get("stroke")
        for p in drawn("\x1b[4:3m\x1b[58;2;1;2;3mwave\x1b[59m\x1b[4mline\x1b[24m\n \n").iter(f"{SVG}path")
    ]
    assert paths == ["#010203", "#c5d0db"]


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "images").glob("*.svg")), ids=lambda path: path.name)
def test_the_pictures_are_shown_and_small(path: Path) -> None:
    assert path.stat().st_size < 80_000
    title = ET.parse(path).getroot().findtext(f"{SVG}title")
    assert f"![{title}](docs/images/{path.name})" in (ROOT / "README.md").read_text(encoding="utf-8")
