"""The source of a bare locator: declared, named before it, cited in the same cluster, or continued page by page.

"Same as the last citation" alone is no evidence: writers return to an earlier source about as often as they stay.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.model import Block, Cite
from citecheck.resolve.index import Index
from citecheck.text import locators
from citecheck.text.scripts import fold, words

NEAR_PAGES = 15  # pages from one quotation of a source to the next, in a passage that goes through it
LEAD_IN = 700  # characters before a bare locator in which a named source counts

# Throughout this chapter quotations are from … · page numbers in parentheses refer to …
_DECLARED = re.compile(
    r"\b(?:page\s(?:numbers|references)|pagination|quotations?|quotes|citations|references|numbers|parenthetical\s(?:page\s)?(?:numbers|references|citations))\b"
    r"(?:\s[\w,]+){0,8}?\s(?:are|refers?|come|is|will\sbe)\s(?:all\s|always\s)?(?:to|from|taken\sfrom|drawn\sfrom|in)\s(?P<source>[^.\n(]{3,160})",
    re.IGNORECASE,
)
# Hereafter cited by page number · Further references are given in the text
_HEREAFTER = re.compile(
    r"\b(?:hereafter|henceforth|(?:all\s)?(?:subsequent|further|future|later)\s(?:page\s)?(?:references|citations|quotations))\b[^.]{0,90}?\b(?:parenthe\w+|in\sthe\stext|by\spage|page\snumbers?)",
    re.IGNORECASE,
)
# Words that make a name the one who is quoted: `Lee notes`, `according to Lee`, `Lee:`, `Lee's account`
_REPORTS = re.compile(
    r"['’]?s?\s?(?::|,?\s(?:\([^)]*\)\s)?(?:(?:also|then|now|further|himself|herself|once|again|still|even|rightly|\w+ly|has|had|does|did|is|was|would|could|will|who)\s){0,3}"
    r"(?:writ|wrot|note|notic|say|said|stat|argu|conclud|continu|cit|quot|add|observ|claim|report|describ|explain|suggest|remark|point|summar|record|recall|tell|told|show|find|found|call|admit|agree|insist|hold|"
    r"maintain|believ|think|thought|propos|discuss|defin|emphasi|stress|warn|ask|put|give|list|mention|refer|turn|identif|characteri|comment|declar|confirm|acknowledg|assert|contend|compar|trac|answer|repl|schreib|bemerk|meint)"
    r"|\s(?:own\s)?(?:\w+\s)?(?:account|words|book|article|essay|study|view|statement|argument|analysis|phrase|report|work|translation|version|chapter|text|thesis|claim|memoirs?|letter|novel|poem|play)\b)"
)
_INTRODUCES = re.compile(
    r"(?:[Aa]ccording\sto|[Aa]s|[Bb]y|[Qq]uot(?:es|ing|ed\sby)|[Cc]it(?:es|ing|ed\sby)|[Ff]rom|[Ss]ee|[Ff]or|[Ff]ollowing|[Ll]aut|[Ss]elon|[Ss]egún)\s(?:[^\W\d_][\w.’'-]*\s){0,3}$"
)
_CAPITALISED = re.compile(r"[^\W\d_a-zà-ÿа-я][^\W\d_]*(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")


class Source(NamedTuple):
    """An entry that context points to, and why, in words."""

    number: int
    kind: str  # declared, named, cluster, pages
    why: str


def declared(block: Block, last: int | None, index: Index) -> int | None:
    """The entry that a block declares for the pages to come; `last` is the one cited last in it."""
    prose = block.prose
    if (
        "quot" not in prose
        and "refer" not in prose
        and "page" not in prose
        and "cit" not in prose
        and "hereafter" not in prose.lower()
        and "henceforth" not in prose.lower()
    ):
        return None
    for found in _DECLARED.finditer(prose):
        if (number := named_in(found["source"], index)) is not None:
            return number
    return last if _HEREAFTER.search(prose) else None


def named_in(text: str, index: Index, cited: dict[int, int] | None = None, quoted_source: bool = False) -> int | None:
    """The one entry that a stretch of running text names, by its last label or author; None where several fit.

    With `quoted_source` only names count that the text quotes or reports: a book's author is often its subject, too.
    """
    best: tuple[int, int] | None = None
    for found in _CAPITALISED.finditer(text):
        if quoted_source and not (
            _REPORTS.match(text, found.end()) or _INTRODUCES.search(text, max(0, found.start() - 60), found.start())
        ):
            continue
        if (number := _named_at(text, found, index, cited or {})) is not None:
            best = found.start(), number
    return best[1] if best else None


def _named_at(text: str, found: re.Match[str], index: Index, cited: dict[int, int]) -> int | None:
    word = fold(_POSSESSIVE.sub("", found[0]))
    if word in index.labels_from:
        longest = tuple(words(text[found.start() : found.start() + 80]))[: index.labels_from[word]]
        for size in range(len(longest), 0, -1):
            key = (word,) if size == 1 else longest[:size]
            if len(index.by_label.get(key, ())) == 1:
                return index.by_label[key][0]
    works = [n for n in index.by_family.get(word, ()) if word in index.entries[n].families]
    if len(works) == 1:
        return works[0]
    known = [n for n in works if n in cited]
    return max(known, key=lambda n: cited[n]) if known else None


def lead_in(blocks: tuple[Block, ...], number: int, at: int) -> str:
    """The text before a place: its block so far, and the block before, if that leads up to a quotation."""
    block = blocks[number]
    text = block.prose[max(0, at - LEAD_IN) : at]
    if len(text) < LEAD_IN and number and (before := blocks[number - 1]).kind != "heading":
        ending = before.prose.rstrip()
        if block.quoted or block.kind == "quote" or ending.endswith((":", ",")):
            text = ending[-200:] + "\n" + text
    return text


def source_of(
    cite: Cite,
    *,
    cluster: int | None,
    stated: int | None,
    named: int | None,
    last: tuple[int, tuple[tuple[int, int], ...]] | None,
    index: Index,
) -> Source | str:
    """The source of a bare locator, or why it stays undecided."""
    pages = cite.locator.ranges if cite.locator else ()

    def holds(number: int | None) -> bool:
        return number is not None and (not pages or locators.fits(pages, index.entries[number].reference.pages))

    if cluster is not None and holds(cluster):
        return Source(cluster, "cluster", "the source cited before it in the same parenthesis")
    found = []
    if stated is not None and holds(stated):
        found.append(Source(stated, "declared", "declared as the source of the pages cited here"))
    if named is not None and holds(named):
        found.append(Source(named, "named", "named just before it"))
    if last and holds(last[0]) and continues(pages, last[1]):
        found.append(Source(last[0], "pages", "continues the pages of the source cited last"))
    if not found:
        return "no source is named or declared for these pages"
    if len({s.number for s in found}) > 1:
        strong = [s for s in found if s.kind != "pages"]
        if (
            len({s.number for s in strong}) == 1
            and not index.entries[found[-1].number].reference.pages
            and found[-1].kind != "pages"
        ):
            return strong[0]
        return "what is named before it and what was cited last disagree"
    return found[0]


def continues(pages: tuple[tuple[int, int], ...], last: tuple[tuple[int, int], ...]) -> bool:
    """Whether pages lie at or shortly behind those cited last."""
    if not pages or not last:
        return False
    return -3 <= pages[0][0] - last[-1][0] <= NEAR_PAGES
