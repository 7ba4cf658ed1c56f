"""What a comment asks of citecheck: `ignore`, `off`, `on` or `ignore-file`, and for which rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from citecheck import registry
from citecheck.model import Comment, Document
from citecheck.text.patterns import pattern

VERBS = ("ignore", "off", "on", "ignore-file")
UNUSED = "DOC903"
# " ignore CIT001, LOC: the printer's own misprint"
_ORDER = pattern(r"\s*(?P<verb>[^\s:,]+)(?P<words>[^:]*?)(?:\s--.*|\s[—–].*|:.*)?\Z", re.DOTALL)
_CODE = pattern(r"[A-Za-z]{3}\d+|[a-z]+(?:-[a-z]+)+")  # CIT001 · missing-reference
_WORD = pattern(r"[^\s,]+")
# What other programs call it -> what it is called here.
_ELSEWHERE = {
    "disable": "off",
    "enable": "on",
    "ignore-start": "off",
    "ignore-end": "on",
    "disable-line": "ignore",
    "disable-next-line": "ignore",
    "ignore-line": "ignore",
    "ignore-next-line": "ignore",
    "disable-file": "ignore-file",
    "skip-file": "ignore-file",
    "noqa": "ignore",
    "skip": "ignore",
    "suppress": "ignore",
    "ignore": "ignore",
    "ignore-file": "ignore-file",
}


class Word(Struct, frozen=True):
    """A code, prefix or name as written, its place, and the codes that it stands for; unwritten, it stands for all."""

    text: str
    start: int
    end: int
    codes: frozenset[str]


class Directive(Struct, frozen=True):
    """A comment, read; `wrong` says what cannot be understood in it, and where that is so the verb may be empty."""

    comment: Comment
    verb: str
    words: tuple[Word, ...] = ()
    wrong: str = ""


def directives(document: Document) -> tuple[Directive, ...]:
    """What the comments of a document ask for, in the order of the text."""
    found = (_read(c) for c in sorted(document.manuscript.comments, key=lambda c: c.start))
    return tuple(d for d in found if d)


def _read(comment: Comment) -> Directive | None:
    """What a comment asks for; None where it only mentions the program."""
    order = _ORDER.match(comment.text)
    if order is None:
        return None
    verb = order["verb"].lower()
    if verb not in VERBS:
        return _unknown(comment, order["verb"][:40])
    words: list[Word] = []
    wrong = ""
    for text, at in _words(order, comment.at):
        try:
            words.append(Word(text, at, at + len(text), registry.named([text])))
        except registry.UnknownRule as error:
            reason = "" if _CODE.fullmatch(text) else " (a reason stands behind a colon)"
            wrong = wrong or f"{error}{reason}"
    if not words and not wrong:
        words = [Word("", comment.at, comment.at, frozenset(r.code for r in registry.RULES) - {UNUSED})]
    return Directive(comment, verb, tuple(words), wrong)


def _words(order: re.Match[str], at: int) -> Iterator[tuple[str, int]]:
    for found in _WORD.finditer(order["words"]):
        yield found[0], at + order.start("words") + found.start()


def _unknown(comment: Comment, verb: str) -> Directive | None:
    from difflib import get_close_matches

    near = get_close_matches(verb.lower(), _ELSEWHERE, n=1, cutoff=0.75)
    if not near:
        return None
    return Directive(comment, "", wrong=f"citecheck knows no “{verb}”; did you mean {_ELSEWHERE[near[0]]}?")
