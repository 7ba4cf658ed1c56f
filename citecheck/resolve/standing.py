"""Where a name that fits no entry stands: what makes it a citation rather than a gloss, a place or a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from citecheck.citations import author
from citecheck.model import Block, Cite
from citecheck.resolve import numbers
from citecheck.resolve.near import ONE_LETTER, Near
from citecheck.resolve.shapes import Shapes, core_of, is_body, shape
from citecheck.text.patterns import pattern
from citecheck.text.scripts import words

# Of the works cited by name alone: how many there are at least, and what share of all that looks so, where a writer
# does it at all, and usually.
EVER, USUALLY = (2, 0.5), (4, 0.75)
TITLES = (4, 0.8)  # the same of works cited by their title alone

# … as the river rises in spring” (Lee): four words and more that end in a quotation mark are quoted, fewer are a term
_QUOTATION = pattern(r"[\"“«„](?:[^\"“”«»„]*\s){3}[^\"“”«»„]*[\"”»][.,]?\s?[*_]*\s?$")
_OTHERS_BEFORE = pattern(r"\bet\sal\.?(?:['’]s)?,?\s[*_]*$")  # Lee et al. (“The River Ford”)
_SENTENCE = pattern(r"[.!?][\"”’)]*\s")
_QUOTED_BEFORE = 600  # characters of a quotation that are looked through


class Stand(NamedTuple):
    """Where a cite stands: its block, where its bracket begins to speak, and the other brackets of the block.

    `fitting` and `unfitting` are the places of brackets that fit the bibliography, and that might but do not.
    """

    block: Block
    at: int
    fitting: Iterable[int] = ()
    unfitting: Iterable[int] = ()


def is_cited(cite: Cite, stand: Stand, shapes: Shapes, is_word: Callable[[str], bool], close: list[Near]) -> bool:
    """Whether a cite that fits nothing is one by its shape and its place."""
    prose, at = stand.block.prose, stand.at
    misspelt = bool(close) and close[0].differs == "name" and close[0].score >= ONE_LETTER
    form, located = shape(cite)
    if located or form == "styled":
        styled = bool(cite.readings[0].styled)
        parted = form == "names" and "," in core_of(cite)  # Marsh, Floods 12
        return shapes.is_citation(cite) and (styled or misspelt or parted or numbers.ends_sentence(prose, at))
    if not shapes.plausible(cite):
        return False
    first = cite.readings[0]
    if form == "title":
        return _is_headline(first.title) and (
            shapes.titled(*TITLES) or _OTHERS_BEFORE.search(prose, max(0, at - 20), at - 1) is not None
        )
    if first.others:  # et al. ends nothing but a list of authors
        return shapes.fit.total() > 0
    used = [is_word(name.split()[-1]) for name in first.names]
    if not is_body(cite) and (all(used) if len(used) > 2 else any(used)):  # in Reed, Lark, and Holm: no places
        return False
    if misspelt:
        return shapes.named(*EVER)
    return shapes.named(*USUALLY) and _says_whence(cite, stand)


def _says_whence(cite: Cite, stand: Stand) -> bool:
    """Whether names alone stand where a source is given, and not where a word is explained."""
    prose, at = stand.block.prose, stand.at
    if _QUOTATION.search(prose, max(0, at - _QUOTED_BEFORE), at - 1):
        return True
    if is_body(cite):
        return False
    names = cite.readings[0].names
    sentence = _sentence(prose, at)
    if len(names) > 1 or author.leads_up(cite.prefix) or _named_within(names, prose[sentence.start : at - 1]):
        return True
    if prose[prose.find(")", at) + 1 :].lstrip("*_ ")[:1] in ("", ".", ";", ":", "\n"):
        return True
    if any(
        m.kind == "emphasis" and m.end <= at - 1 and not prose[m.end : at - 1].strip("*_ ")
        for m in author.marks_in(stand.block, max(0, at - 5), at)
    ):
        return True  # *The River Ford* (Lee)
    return any(p in sentence for p in stand.fitting) and not any(p in sentence for p in stand.unfitting if p != at)


def _sentence(prose: str, at: int) -> range:
    """The sentence around a place, as far as stops tell."""
    before = [m.end() for m in _SENTENCE.finditer(prose, 0, at)]
    after = _SENTENCE.search(prose, at)
    return range(before[-1] if before else 0, after.start() if after else len(prose))


def _is_headline(title: str) -> bool:
    """Whether a title has several words, all of weight capitalised, as titles have in English and no term has."""
    return sum(w[0].isupper() for w in title.split()) > 1


def _named_within(names: tuple[str, ...], sentence: str) -> bool:
    """Whether a sentence has named whom the bracket names: what explains a word does not repeat it."""
    return all(words(name)[-1] in words(sentence) for name in names if words(name))
