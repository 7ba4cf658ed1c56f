"""Raw HTML: tags leave the prose, their text stays, and the few that mean something become marks or blocks."""

from __future__ import annotations

import re

from citecheck.manuscripts.blocks import BlockWriter
from citecheck.model import Block, BlockKind, MarkKind
from citecheck.text.patterns import pattern

# <!-- · --> · </em> · <a href="…"> · &nbsp; · <!DOCTYPE html>
_TOKEN = pattern(
    r"(?P<comment><!--)|(?P<uncomment>-->)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s[^<>]*|/)?)>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|<[!?/][^<>]*>|(?P<line>\r\n?|\n)"
)
_HREF = pattern(r"href\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_MARKS: dict[str, MarkKind] = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "u": "emphasis",
    "strong": "strong", "b": "strong", "sup": "superscript", "a": "link",
}  # fmt: skip
_HIDDEN = frozenset("code pre script style textarea kbd samp tt svg math head title template".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p section summary table tbody td tfoot th thead tr ul".split()
)


def inline(writer: BlockWriter, html: str, source: int) -> None:
    """One tag or comment between the words of a paragraph."""
    end = source + len(html)
    tag = _TOKEN.match(html)
    if not tag or not tag["name"]:
        return
    name = tag["name"].lower()
    if name == "br":
        writer.line_break(source, len(html))
    elif name == "img":
        writer.placeholder(source, len(html))
    elif name in _HIDDEN:
        writer.show(name, end) if tag["close"] else writer.hide(name, source)
    elif kind := _MARKS.get(name):
        if tag["close"]:
            writer.close(name, end)
        else:
            href = _HREF.search(tag["attributes"]) if kind == "link" else None
            writer.open(kind, _unescaped(href[1]) if href else "", name)
    writer.end = max(writer.end, end)


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


class HtmlBlocks:
    """The blocks of a stretch of HTML, fed line by line; what a comment or a script holds is left out."""

    def __init__(self, *, quoted: bool = False, note: str | None = None) -> None:
        """Begin with no block open. `note` is the label of the note that holds the HTML."""
        self.blocks: list[Block] = []
        self._quoted = int(quoted)
        self._note = note
        self._writer: BlockWriter | None = None
        self._next: tuple[BlockKind, int] = ("paragraph", 0)
        self._comment = False
        self._hidden = ""

    def feed(self, html: str, source: int) -> None:
        """Read a line, or several."""
        done = 0
        for token in _TOKEN.finditer(html):
            self._text(html[done : token.start()], source + done)
            self._token(token, source + token.start())
            done = token.end()
        self._text(html[done:], source + done)

    def _token(self, token: re.Match[str], source: int) -> None:
        if token["uncomment"] or self._comment:
            self._comment = not token["uncomment"]
        elif token["comment"]:
            self._comment = True
        elif token["name"]:
            self._tag(token, token["name"].lower(), source)
        elif self._hidden:
            return
        elif token["entity"]:
            self._text(_unescaped(token["entity"]), source, len(token["entity"]))
        elif token["line"] and self._writer:
            self._writer.line_break(source, len(token["line"]))

    def _tag(self, token: re.Match[str], name: str, source: int) -> None:
        closing = bool(token["close"])
        if self._hidden:
            if closing and name == self._hidden:
                self._hidden = ""
        elif name in _BLOCKS:
            self.flush()
            if name == "blockquote":
                self._quoted = max(0, self._quoted + (-1 if closing else 1))
            self._next = ("paragraph", 0) if closing else _kind(name)
        elif name in _HIDDEN and not self._writer:
            self._hidden = "" if closing else name
        elif self._writer or (name in _MARKS and not closing):
            self._begin(source)
            if self._writer:
                inline(self._writer, token[0], source)

    def _begin(self, source: int) -> None:
        if not self._writer:
            kind, level = self._next
            if kind == "paragraph" and self._quoted:
                kind, level = "quote", self._quoted
            if self._note is not None:
                kind, level = "note", 0
            self._writer = BlockWriter(kind, source, level=level, marker=self._note or "", quoted=bool(self._quoted))

    def _text(self, text: str, source: int, size: int | None = None) -> None:
        if self._comment or self._hidden:
            return
        if not self._writer or self._writer.empty:
            cut = len(text) - len(text.lstrip()) if size is None else 0
            text, source = text[cut:], source + cut
        if text:
            self._begin(source)
            if self._writer:
                self._writer.text(text, source, size)

    def flush(self) -> None:
        """End the block that is open."""
        if self._writer and (block := self._writer.done()) and block.prose.strip():
            self.blocks.append(block)
        self._writer = None


def _kind(name: str) -> tuple[BlockKind, int]:
    if name in ("td", "th"):
        return "cell", 0
    if name in ("li", "dd"):
        return "item", 1
    return ("heading", int(name[1])) if name[0] == "h" and name[1:].isdigit() else ("paragraph", 0)
