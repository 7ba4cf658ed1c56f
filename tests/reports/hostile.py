"""Runs over files that mean harm: names, texts and messages full of what formats and terminals act on."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from citecheck.model import (
    Citation,
    Cite,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Manuscript,
    Place,
    Reading,
    Resolution,
    Run,
)

# What some format, parser, shell or terminal takes for its own.
NASTY = (
    "\x00", "\x07", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\x85", "\x9b31m", "\u2028", "\u202e", "\u2066", "\ufffe",
    "\uffff", "\ufeff", "\ud800", "\udce9", "\n", "\r", "\r\n", "\t", "::", "::error::", "%", "%0A", "%25", ",", ":",
    "]]>", "<!--", "&amp;", "<b>", '"', "'", "`", "\\", "[a](1)", "{0}", "=1+1", "@x", "-1", "+1", "＝1", "|", "../",
    "//", " ", "é", "橋", "😀", "е́", "ﬁ", "a b",
)  # fmt: skip
DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")

words = st.lists(st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=8)), max_size=8).map("".join)
sources = st.lists(st.sampled_from([n for n in NASTY if not re.search("[\ud800-\udfff]", n)]), max_size=60).map("".join)
paths = words.filter(bool)


@st.composite
def _spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    low, high = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return low, high


@st.composite
def _fixes(draw: st.DrawFn, text: str) -> Fix:
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    new = draw(sources)
    edits = tuple(Edit(start, end, new) for start, end in zip(ends[::2], ends[1::2], strict=False))
    return Fix(draw(words), edits, draw(st.booleans()))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """One or two manuscripts with findings and cites; offsets lie inside the texts, edits do not overlap."""
    texts = {path: draw(sources) for path in sorted(draw(st.sets(paths, min_size=1, max_size=2)))}
    found, documents = [], []
    for path, text in texts.items():
        for code, name, severity in draw(
            st.lists(
                st.sampled_from(
                    [
                        ("CIT001", "missing-reference", "error"),
                        ("BIB201", "uncited-reference", "warning"),
                        ("CIT005", "locator-without-source", "note"),
                    ]
                ),
                max_size=4,
            )
        ):
            start, end = draw(_spans(text))
            fix = draw(st.none() | _fixes(text)) if len(text) > 1 else None
            places = tuple(
                Place(p, *draw(_spans(texts[p])), draw(words)) for p in draw(st.sets(st.sampled_from([*texts])))
            )
            found.append(Diagnostic(path, start, end, code, name, severity, draw(words), (draw(words),), fix, places))
        start, end = draw(_spans(text))
        cite = Cite(start, end, text[start:end], "author", citekey=draw(words))
        reading = Reading((draw(words), draw(words)), draw(words), draw(words))
        resolution = Resolution(cite, Citation(start, end, (cite,)), "missing", (draw(words),), draw(words), reading)
        documents.append(Document(Manuscript(path, "markdown", text, ()), "author", resolutions=(resolution,)))
    failed = tuple(draw(st.lists(words, max_size=2)))
    return Run(tuple(documents), diagnostics=tuple(found), texts=texts, failed=failed)


def line_ends(text: str) -> list[int]:
    """Where the lines of a text begin, found in another way than the program does it."""
    return [0, *(m.end() for m in re.finditer("\r\n|\r|\n", text))]


def at(text: str, line: int, column: int) -> int:
    """The offset of a line and a column, both from 1."""
    return line_ends(text)[line - 1] + column - 1
