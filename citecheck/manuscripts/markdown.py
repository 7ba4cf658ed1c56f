"""Markdown: CommonMark with tables, notes, math, front matter and the habits of pandoc."""

from __future__ import annotations

import re

from msgspec import Struct

from citecheck.manuscripts import citekeys, frontmatter, joining, notes
from citecheck.manuscripts.markdown_reader import Label, Reader
from citecheck.model import Block, Comment, Manuscript, Problem, RawCitation, Span
from citecheck.text import comments
from citecheck.text.patterns import pattern

_FENCE = pattern(r"^[ ]{0,3}:{3,}[^\r\n]*", re.MULTILINE)  # ::: {.callout-note}
_LONE_RETURN = pattern(r"\r(?!\n)")
_SURROGATES = pattern("[\ud800-\udfff]")


class Parts(Struct, frozen=True):
    """What the parser makes of a text, before notes and page breaks are looked for.

    `paragraphs` are those that lie in nothing else, `labels` the footnotes defined, each with its place; `size` counts
    what was read, of which there is a limit.
    """

    blocks: tuple[Block, ...]
    rules: tuple[Span, ...]
    problems: tuple[Problem, ...]
    comments: tuple[Comment, ...]
    paragraphs: tuple[Span, ...]
    labels: tuple[Label, ...]
    size: int


def read(text: str, path: str) -> Manuscript:
    """Read a Markdown manuscript; any text can be read."""
    front = frontmatter.read(text, path)
    found = parts(text, parsed(front.masked))
    rules = [rule.start for rule in found.rules]
    blocks = joining.join(notes.find(found.blocks, text, rules), text, rules)
    return composed(text, path, front, found, blocks, citekeys.find(blocks, text))


def parts(text: str, masked: str) -> Parts:
    """What the parser makes of a text, of which it is shown another of the same length (`parsed`)."""
    reader = Reader(text, masked)
    blocks = tuple(reader.blocks())
    return Parts(
        blocks,
        tuple(Span(at, at) for at in reader.rules),
        tuple(reader.problems),
        tuple(reader.comments),
        tuple(reader.paragraphs),
        tuple(reader.labels),
        reader.size,
    )


def composed(
    text: str,
    path: str,
    front: frontmatter.FrontMatter,
    found: Parts,
    blocks: tuple[Block, ...],
    keys: tuple[RawCitation, ...],
) -> Manuscript:
    """The manuscript whose blocks and citekeys are these."""
    return Manuscript(
        path,
        "markdown",
        text,
        blocks,
        bibliographies=front.bibliographies,
        language=front.language,
        citekeys=keys,
        inline_references=front.references,
        nocite=front.nocite,
        problems=front.problems + found.problems,
        comments=(*frontmatter.comments(text, front), *found.comments) if comments.MARK in text else (),
    )


def parsed(text: str) -> str:
    """The text for the parser, character for character: what it would trip over is blank."""
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    if "\f" in text:
        text = text.replace("\f", "\n")
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if ":::" in text:
        text = _FENCE.sub(lambda m: " " * len(m[0]), text)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATES.sub("\ufffd", text)
    return text
