"""The metadata of a Markdown manuscript: `---`, YAML, `---` (pandoc manual, "Extension: yaml_metadata_block")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from citecheck.manuscripts import citekeys, csl
from citecheck.manuscripts.yaml import Node, NotYaml, parse
from citecheck.model import Comment, Problem, Reference, Span
from citecheck.text import comments as directives
from citecheck.text.patterns import pattern

_FENCE = pattern(r"(?:\A|(?<=[\r\n]))(---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_LIKELY = pattern(r"---[ \t]*(?:\r\n?|\n)[A-Za-z_#{]")
_FIRST = pattern(r"[A-Za-z_][\w-]*:(?:[ \t\r\n]|\Z)|#|\{")  # title: The River
_BLANK_BEFORE = pattern(r"(?:\A|\r\n?|\n)[ \t]*(?:\r\n?|\n)\Z|\A\ufeff?\s*\Z")
_TOML = pattern(r"\A\+\+\+[ \t]*\r?\n.*?^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_MOST_BLOCKS = 2000
_UNSEEN = pattern(r"[^\r\n]")
# bibliography: "rivers.bib" — for metadata that is no YAML otherwise
_SIMPLE = pattern(r"^(bibliography|lang|nocite):[ \t]*[\"']?([^\"'\[\]{}|>\r\n]+)", re.MULTILINE)


class FrontMatter(Struct, frozen=True):
    """What a manuscript says of itself; `masked` is its text with the metadata blank, character for character."""

    masked: str
    bibliographies: tuple[str, ...] = ()
    language: str = ""
    nocite: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    end: int = 0  # of the last line that may open or close metadata; 0 where there is none


def may_have(text: str) -> bool:
    """Whether a text may have metadata."""
    return text.startswith("+++") or _LIKELY.search(text) is not None


def read(text: str, path: str) -> FrontMatter:
    """Read the metadata blocks of a manuscript: that at its beginning, and those that pandoc allows further on."""
    if toml := _TOML.match(text):
        text = _UNSEEN.sub(" ", toml[0]) + text[toml.end() :]
    found = FrontMatter(text)
    if not _LIKELY.search(text):
        return found
    parts: list[str] = []
    done = 0
    fences = list(_FENCE.finditer(text))
    at = 0
    for _ in range(min(len(fences), _MOST_BLOCKS)):
        if at + 1 >= len(fences):
            break
        opening, closing = fences[at], fences[at + 1]
        at += 1
        if opening[1] != "---" or not _opens(text, opening):
            continue
        at += 1
        found, known = _metadata(found, text, opening.end(), closing.start(), path)
        if known:
            parts += (text[done : opening.start()], _UNSEEN.sub(" ", text[opening.start() : closing.end()]))
            done = closing.end()
        else:
            at -= 1
    if not done:
        return found
    return structs.replace(found, masked="".join(parts) + text[done:], end=fences[-1].end())


def comments(text: str, front: FrontMatter) -> Iterator[Comment]:
    """The comments in the metadata that speak to citecheck."""
    return (c for c in directives.find(text, directives.HASH) if front.masked[c.start] == " ")


def _opens(text: str, fence: re.Match[str]) -> bool:
    before = text[max(0, fence.start() - 200) : fence.start()]
    return bool(_FIRST.match(text, fence.end()) and _BLANK_BEFORE.search(before))


def _metadata(found: FrontMatter, text: str, start: int, end: int, path: str) -> tuple[FrontMatter, bool]:
    """What one block says, added to what was found; and whether it is metadata at all."""
    try:
        tree = parse(text[start:end], start)
    except NotYaml as error:
        if start > 200:
            return found, False
        message = f"the metadata at the beginning is not valid YAML: {error}"
        at = min(error.at, end)
        salvaged = {m[1]: Node(0, 0, m[2].strip()) for m in _SIMPLE.finditer(text[start:end])}
        tree = Node(start, end, fields=salvaged)
        found = structs.replace(
            found, problems=(*found.problems, Problem("DOC901", Span(at, min(at + 1, end)), message))
        )
        return _say(found, tree, path, text), True
    return (_say(found, tree, path, text), True) if tree.fields else (found, False)


def _say(found: FrontMatter, tree: Node, path: str, text: str) -> FrontMatter:
    nocite = tree.get("nocite")
    named = [key for value in nocite.texts() for key in citekeys.keys(value)]
    return structs.replace(
        found,
        bibliographies=found.bibliographies + tree.get("bibliography").texts(),
        language=found.language or tree.get("lang", "language", "locale").text.strip(),
        nocite=(*found.nocite, *named),
        references=found.references + csl.references(tree.get("references"), path, text),
    )
