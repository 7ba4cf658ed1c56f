"""An HTML report as tests look at it: a tree that refuses what browsers would quietly repair."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "rect"}
NO_BLOCK_INSIDE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "span"}
BLOCKS = {"p", "div", "ol", "ul", "li", "section", "article", "table", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "pre"}


class Element:
    """An element with its attributes, and its children: elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", name: str = "") -> list[Element]:
        """The elements below with this tag and this class."""
        found = (e for e in self.walk() if e is not self)
        return [e for e in found if (not tag or e.tag == tag) and (not name or name in e.classes)]

    def one(self, identity: str) -> Element:
        found = [e for e in self.walk() if e.attributes.get("id") == identity]
        assert len(found) == 1, f"{len(found)} elements are called {identity}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"{self.getpos()}: an attribute twice"
        open_tags = {e.tag for e in self.stack}
        assert not (tag == "a" and "a" in open_tags), f"{self.getpos()}: a link in a link"
        assert not (tag in BLOCKS and open_tags & NO_BLOCK_INSIDE), f"{self.getpos()}: <{tag}> in {open_tags}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack[-1].tag == tag, f"{self.getpos()}: </{tag}> closes <{self.stack[-1].tag}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parsed(html: str) -> Element:
    """The tree of a whole page or of a part; what is not closed, or nests wrongly, is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.stack == [reader.root], f"left open: {[e.tag for e in reader.stack[1:]]}"
    return reader.root


def checked(html: str) -> Element:
    """A page, of which holds what must hold of every report: names once, links that lead somewhere, nothing fetched."""
    page = parsed(html)
    names = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
    assert sorted(set(names)) == sorted(names), "an id twice"
    for element in page.walk():
        assert not [n for n in element.attributes if n.startswith("on") or n == "style"], element.attributes
        assert "src" not in element.attributes
        address = element.attributes.get("href", "#overview")
        assert address.startswith(("https://", "http://", "data:,")) or address[1:] in names, address
    assert len(page.all("script")) == 1
    assert len(page.all("style")) == 1
    return page
