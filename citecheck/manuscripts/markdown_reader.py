"""One pass over what the parser makes of Markdown: blocks, with what they are within."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyromark
from msgspec import Struct

from citecheck.manuscripts import html
from citecheck.manuscripts.alignment import align, code_points
from citecheck.manuscripts.blocks import BlockWriter, part
from citecheck.model import Block, BlockKind, Comment, MarkKind, Problem, Span
from citecheck.text import comments
from citecheck.text.patterns import pattern

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_MATH
)
MOST_EVENTS = 800_000  # no book has half as many; what makes more is no writing, and would only take time
_BULLET = pattern(r"[ \t]*([-*+]|\d{1,9}[.)])")
_ATTRIBUTES = pattern(r"\s*\{[^{}\n]{0,200}\}$")  # {-} · {#sec:rivers .unnumbered}
_MARKS: dict[str, MarkKind] = {"Emphasis": "emphasis", "Strong": "strong"}
_SKIPPED = frozenset(["CodeBlock", "MetadataBlock"])


class Label(Struct, frozen=True):
    """A footnote that is defined."""

    start: int
    end: int
    name: str


class Reader:
    """One pass over the parser's events."""

    def __init__(self, text: str, parsed: str) -> None:
        self.text = text
        self.parsed = parsed
        self.rules: list[int] = []
        self.problems: list[Problem] = []
        self.comments: list[Comment] = []
        self.paragraphs: list[Span] = []
        self.labels: list[Label] = []
        self.size = 0
        self._within: list[int] = []  # where each block begins that is open
        self._done: list[Block] = []
        self._block: BlockWriter | None = None
        self._quotes = 0
        self._items: list[tuple[str, int]] = []  # marker, where it stands; the marker goes to the item's first block
        self._notes: list[tuple[str, int]] = []
        self._skip = 0
        self._html: html.HtmlBlocks | None = None
        self._html_at = 0
        self._html_lines = 0
        self._images: list[tuple[int, BlockWriter | None]] = []
        self._captions: list[Block] = []

    def blocks(self) -> list[Block]:
        """All blocks, in the order of the text."""
        data = self.parsed.encode()
        place = code_points(data)
        dispatch: dict[str, Callable[[Any, int, int], None]] = {
            "Text": self._on_text,
            "InlineHtml": self._on_inline_html,
            "Html": self._on_html,
            "Code": self._on_opaque,
            "InlineMath": self._on_math,
            "DisplayMath": self._on_opaque,
            "FootnoteReference": self._on_noteref,
        }
        events = pyromark.events_with_range(self.parsed, options=_OPTIONS, merge_text=True)
        for count, (event, where) in enumerate(events):
            start, end = where["start"], where["end"]
            if isinstance(event, str):
                self._on_break(event, place(start), place(end))
                continue
            ((name, value),) = event.items()
            if name == "Start":
                self._on_start(value, place(start))
            elif name == "End":
                self._on_end(value, place(end))
            elif handler := dispatch.get(name):
                handler(value, place(start), place(end))
            self.size = count + 3 * self._html_lines
            if self.size > MOST_EVENTS:
                self._leave(place(end))
                break
        self._finish()
        return self._done

    def _leave(self, at: int) -> None:
        """Stop reading here, and say so."""
        self._end_html()
        message = "there is too much markup to read it all: what follows was left out"
        self.problems.append(Problem("DOC901", Span(at, len(self.text)), message))

    # ---- blocks

    def _on_start(self, tag: Any, start: int) -> None:
        name: str = tag
        value: Any = None
        if isinstance(tag, dict):
            ((name, value),) = tag.items()
        if name in ("Emphasis", "Strong", "Link", "Strikethrough", "Image"):
            self._start_inline(name, value, start)
            return
        self._finish()
        self._within.append(start)
        if name == "Paragraph":
            self._begin(start)
        elif name == "Heading":
            self._block = BlockWriter("heading", start, level=int(value["level"][1]), quoted=bool(self._quotes))
        elif name == "TableCell":
            self._block = BlockWriter("cell", start, quoted=bool(self._quotes))
        elif name == "Item":
            bullet = _BULLET.match(self.text, start)
            self._items.append((bullet[1] if bullet else "-", bullet.start(1) if bullet else start))
        elif name == "BlockQuote":
            self._quotes += 1
        elif name == "FootnoteDefinition":
            self._notes.append((value, start))
            self.labels.append(Label(start, start, value))
        elif name == "HtmlBlock":
            self._html_at = start
            self._html = html.HtmlBlocks(quoted=bool(self._quotes), note=self._notes[-1][0] if self._notes else None)
        elif name in _SKIPPED:
            self._skip += 1

    def _on_end(self, tag: Any, end: int) -> None:
        name = next(iter(tag)) if isinstance(tag, dict) else tag
        if name in _MARKS or name == "Link":
            if self._block:
                self._block.close(name, end)
        elif name == "Image":
            self._end_image(end)
        elif name != "Strikethrough":
            start = self._within.pop()
            if name == "Paragraph" and not self._within:
                self.paragraphs.append(Span(start, end))
            self._end_block(name, end)

    def _end_block(self, name: str, end: int) -> None:
        if name == "HtmlBlock":
            self.comments += comments.find(self.text, comments.HTML, self._html_at, end)
            self._end_html()
        elif name in _SKIPPED:
            self._skip -= 1
        else:
            self._finish()
            if name == "Item" and self._items:
                self._items.pop()
            elif name == "BlockQuote":
                self._quotes -= 1
            elif name == "FootnoteDefinition" and self._notes:
                self._notes.pop()

    def _end_html(self) -> None:
        if self._html:
            self._html.flush()
            self._done.extend(self._html.blocks)
            self._html = None

    def _begin(self, start: int) -> BlockWriter:
        """Open the block that text belongs to here."""
        kind: BlockKind = "quote" if self._quotes else "paragraph"
        level, marker = self._quotes, ""
        if self._notes:
            kind, level, (marker, at) = "note", 0, self._notes[-1]
            if at >= 0:
                start = at
                self._notes[-1] = (marker, -1)
        elif self._items:
            kind, level, (marker, at) = "item", len(self._items), self._items[-1]
            if at >= 0:
                start = at
            self._items[-1] = ("", -1)
        self._block = BlockWriter(kind, start, level=level, marker=marker, quoted=bool(self._quotes))
        return self._block

    def _finish(self) -> None:
        while self._images:
            self._end_image(self._block.end if self._block else 0)
        if self._block and (block := self._block.done()):
            if block.kind == "heading" and block.prose.endswith("}") and (tail := _ATTRIBUTES.search(block.prose)):
                block = part(block, 0, tail.start())
            if self._captions and not _ATTRIBUTES.sub("", block.prose).strip("\ufffc \n"):
                self._done.extend(self._captions)
            elif block.prose:
                self._done.append(block)
        self._captions.clear()
        self._block = None

    # ---- what stands in a block

    def _on_text(self, text: str, start: int, end: int) -> None:
        if self._skip:
            return
        block, written = self._block or self._begin(start), self.parsed[start:end]
        if text == written:
            block.text(text, start)
            return
        for piece, source, size in align(text, written, start):
            block.text(piece, source, size)

    def _on_break(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._finish()
            self.rules.append(start)
        elif self._block:
            self._block.line_break(start, end - start)

    def _on_opaque(self, _: str, start: int, end: int) -> None:
        (self._block or self._begin(start)).placeholder(start, end - start)

    def _on_math(self, _: str, start: int, end: int) -> None:
        # pandoc: a closing dollar has no digit behind it, so $5 and US$7 are prices
        if self.parsed[end : end + 1].isdigit():
            (self._block or self._begin(start)).text(self.parsed[start:end], start)
        else:
            self._on_opaque("", start, end)

    def _on_noteref(self, label: str, start: int, end: int) -> None:
        (self._block or self._begin(start)).noteref(label, end)

    def _on_inline_html(self, tag: str, start: int, end: int) -> None:
        html.inline(self._block or self._begin(start), tag, start)
        if comments.MARK in tag:
            self.comments += comments.find(self.text, comments.HTML, start, end)

    def _on_html(self, line: str, start: int, end: int) -> None:
        self._html_lines += 1
        if self._html:
            self._html.feed(self.parsed[start:end], start)

    def _start_inline(self, name: str, value: Any, start: int) -> None:
        block = self._block or self._begin(start)
        if name == "Link":
            kind: MarkKind = "url" if value["link_type"] in ("Autolink", "Email") else "link"
            block.open(kind, value["dest_url"], name)
        elif name == "Image":
            self._images.append((start, self._block))
            self._block = BlockWriter("paragraph", start)
        elif name in _MARKS:
            block.open(_MARKS[name], name=name)

    def _end_image(self, end: int) -> None:
        """An image is a placeholder; its text is a caption, a block of its own, where it stands alone."""
        start, outer = self._images.pop()
        caption = self._block.done() if self._block else None
        self._block = outer
        if caption and not self._images:
            self._captions.append(caption)
        if outer:
            outer.placeholder(start, end - start)
