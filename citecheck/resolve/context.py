"""The source of a bare locator: declared, named before it, cited in the same cluster, or continued page by page.

"Same as the last citation" alone is no evidence: writers return to an earlier source about as often as they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from citecheck.citations import author
from citecheck.model import Block
from citecheck.resolve import evidence
from citecheck.resolve.index import Index
from citecheck.text import locators
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, words

NEAR_PAGES = 15  # pages from one quotation of a source to the next, in a passage that goes through it
NEXT_PAGES = 3  # pages on which a passage goes on within a sentence
LEAD_IN = 700  # characters before a bare locator in which a named source counts

Pages = tuple[tuple[int, int], ...]

# Throughout this chapter quotations are from … · page numbers in parentheses refer to …
_DECLARED = pattern(
    r"""
    \b(?:(?:parenthetical\s)?page\s(?:numbers|references)|pagination|quotations?|quotes
        |(?:parenthetical\s)?(?:citations|references|numbers))\b
    (?:\s[\w,]+){0,8}?\s(?:are|refers?|come|is|will\sbe)\s(?:all\s|always\s)?
    (?:to|from|(?:taken|drawn)\sfrom|in)\s(?P<source>[^.\n(]{3,160}(?:\n[^.\n(]{1,80})?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Hereafter cited by page number · Further references are given in the text
_HEREAFTER = pattern(
    r"""
    \b(?:hereafter|henceforth
        |(?:all\s)?(?:subsequent|further|future|later)\s(?:page\s)?(?:references|citations|quotations))\b
    [^.]{0,90}?\b(?:parenthe\w+|in\sthe\stext|by\spage|page\snumbers?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Verbs of saying, in any tense; a book's author may be its subject in the past tense (Lee crossed the river), but who
# is cited acts in the present (Lee counts nine bridges; MLA 9 §6.45).
_SAYING = (
    "writ|wrot|note|notic|say|said|stat|argu|conclud|continu|cit|quot|add|observ|claim|report|describ|explain|suggest|"
    "remark|summar|record|recall|tell|told|call|insist|maintain|propos|discuss|emphasi|stress|warn|comment|declar|assert|"
    "contend|answer|repl|ask|show|find|estimat|schreib|bemerk|meint"
)
_ADVERB = (
    r"(?:(?:also|then|now|further|himself|herself|once|again|still|even|rightly|[a-z]+ly|has|have|had|does|did)\s){0,3}"
)
_PRESENT = (
    r"(?!(?:was|is|has|does|as|us|its|his|this|thus|always|less|across|perhaps|besides|unless|plus|versus|whose)\b)"
    r"[a-z]{2,}s\b"
)
# Lee notes · Lee: · Lee's account
_REPORTS = pattern(
    rf"""
    \s?:
    | (?:\sand\s(?:his|her|their)?\s?(?:colleagues|co-?authors|collaborators|students))?
      ,?\s(?:\([^)]{{0,80}}\)\s)?{_ADVERB}(?:(?:{_SAYING})[a-z]*|{_PRESENT})
    | (?:(?<=['’]s)|(?<=s['’])|['’]s?)\s(?:own\s)?(?:\w+\s){{0,2}}
        (?:account|words|book|article|essay|study|view|statement|argument|analysis|phrase
        |report|work|translation|version|chapter|text|thesis|claim|memoirs?|letters?|novel|poem|play|figures?|history
        |diary|journal|telling|manifesto)\b
    """,
    re.VERBOSE,
)
# Lee and Ray count nine
_PLURAL = pattern(
    r"\s(?!(?:and|or|of|in|at|on|from|for|with|to|by|was|were|are|is|had|have|has|who|which|that|the|as|near|built|made)\b)"
    r"[a-z]{3,}(?<!ed)\s"
)
_INTRODUCES = pattern(
    rf"(?<![^\W\d_])(?:{_SAYING})[a-z]*\s$|"  # “…,” writes Lee
    r"(?:[Aa]ccording\sto|[Aa]s|[Bb]y|[Qq]uot(?:es|ing|ed\sby)|[Cc]it(?:es|ing|ed\sby)|[Ff]rom|[Ss]ee|[Ff]or|[Ff]ollowing|[Ll]aut|[Ss]elon|[Ss]egún)"
    r"\s(?:[^\W\d_][\w.’'-]*\s){0,3}$"
)
_CAPITALISED = pattern(r"[^\W\d_a-zà-ÿа-я][^\W\d_]*(?:['’-][^\W\d_]+)*")
_POSSESSIVE = pattern(r"['’]s$")
_SENTENCE_END = pattern(
    r"(?<=[^\W\d_]{3})[.!?][\"”’)]{0,2}\s+(?=[^\W\d_a-zà-ÿ“\"«])|(?<=\))\.?\s+(?=[^\W\d_a-zà-ÿ“\"«])"
    r"|(?<=\))[,;]\s(?=(?:and|but|while|whereas|und|aber|et|mais|y|pero|e|mas)\s)"  # Lee says how (12), and Ray why (7)
)


# parts of words without which no block declares anything
_DECLARING = ("refer", "eferences", "uotation", "uotes", "itations", "umbers", "agination", "ereafter", "enceforth")


class Source(NamedTuple):
    """An entry that context points to, and why, in words."""

    number: int
    kind: str  # declared, named, cluster, pages
    why: str


class Named(NamedTuple):
    """What the text before a place names: the entries that it may mean, and whether it names several authors."""

    entries: tuple[int, ...] = ()
    several: bool = False


# ---- declared


def declarations(block: Block, index: Index) -> list[tuple[int, int]]:
    """(prose position, entry) of each source that a block declares for the pages to come."""
    return list(_declarations(block, index)) if any(word in block.prose for word in _DECLARING) else []


def _declarations(block: Block, index: Index) -> Iterator[tuple[int, int]]:
    prose = block.prose
    for found in _DECLARED.finditer(prose):
        if (number := _one(block, found.start("source"), found.end("source"), index)) is not None:
            yield found.end(), number
    for found in _HEREAFTER.finditer(prose):
        if (number := _one(block, max(0, found.start() - LEAD_IN), found.start(), index)) is not None:
            yield found.end(), number


def _one(block: Block, start: int, end: int, index: Index) -> int | None:
    """The one entry that a stretch names by title, label or author, whichever says most; the last of several."""
    titles = list(_titles(block, start, end, index))
    names = list(_names(block.prose, start, end, index, reported=False))
    for _, entries in reversed(titles):
        by_name = [n for n in entries if any(n in found for _, found in names)]
        if len(by_name or entries) == 1:
            return (by_name or list(entries))[0]
    return next((entries[0] for _, entries in reversed(names) if len(entries) == 1), None)


# ---- named


def named_before(blocks: tuple[Block, ...], number: int, at: int, index: Index, look: Look | None = None) -> Named:
    """Whom or what the text before a place names as the one quoted: the nearest sentence that names anybody."""
    look = look or Look()
    found = look.block(_nearest, blocks[number], (max(0, at - LEAD_IN), at), index)
    back = number
    while not found.entries and back and number - back < 2 and _leads_in(blocks, back):
        back -= 1
        length = len(blocks[back].prose)
        found = look.block(_nearest, blocks[back], (max(0, length - LEAD_IN), length), index)
    return found


def _leads_in(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether the block before leads up to a quotation, or is the quotation that a page alone on its line ends."""
    block, before = blocks[number], blocks[number - 1]
    if before.kind == "heading":
        return False
    return block.quoted or block.kind == "quote" or before.quoted or before.prose.rstrip().endswith((":", ","))


def _nearest(block: Block, start: int, end: int, index: Index) -> Named:
    edges = [start, *(m.end() for m in _SENTENCE_END.finditer(block.prose, start, end)), end]
    for a, b in reversed(list(pairwise(edges))):
        titles = [entries for _, entries in _titles(block, a, b, index)]
        names = [entries for _, entries in _names(block.prose, a, b, index)]
        if titles:
            last = titles[-1]
            own = tuple(n for n in last if any(n in works for works in names)) if names else ()
            return Named(own or last)
        if names:
            return Named(
                names[-1], several=not any(set(names[0]) & set(works) for works in names[1:]) and len(names) > 1
            )
    return Named()


def _titles(block: Block, start: int, end: int, index: Index) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The italic and quoted titles of a stretch that are listed; one in brackets is cited there, and named nowhere."""
    for a, b in author.styled(block, start, end):
        if block.prose.rfind("(", start, a) > block.prose.rfind(")", start, a):
            continue
        cited = tuple(words(block.prose[a:b]))
        if len(cited) > 12:
            continue
        fits = evidence.title_fits(cited, index)
        top = max(fits.values(), default=0)
        if top == evidence.WHOLE_TITLE or (top == evidence.LEADING_WORDS and len(cited) > 1):
            yield a, tuple(n for n, fit in fits.items() if fit == top)


def _names(
    prose: str, start: int, end: int, index: Index, reported: bool = True
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The works of each author that a stretch names as the one who is quoted, or (not `reported`) names at all."""
    joined: list[tuple[int, tuple[int, ...], int]] = []
    for found in _CAPITALISED.finditer(prose, start, end):
        works = _works(prose, found, index)
        if not works:
            continue
        if joined and re.fullmatch(r",?\s(?:and|or|und|et|y|e)\s", prose[joined[-1][2] : found.start()]):
            joined.append((found.start(), works, found.end()))
        else:
            joined = [(found.start(), works, found.end())]
        if (
            not reported
            or _REPORTS.match(prose, found.end())
            or (len(joined) > 1 and _PLURAL.match(prose, found.end()))
            or _INTRODUCES.search(prose, max(start, found.start() - 60), found.start())
        ):
            together = tuple(n for n in joined[0][1] if all(n in works for _, works, _ in joined))
            if together:
                yield joined[0][0], together
            else:
                yield from ((at, works) for at, works, _ in joined)


def _works(prose: str, found: re.Match[str], index: Index) -> tuple[int, ...]:
    """The entries under a label or a family name that stands at a place of the text."""
    word = fold(_POSSESSIVE.sub("", found[0]))
    if word in index.labels_from:
        longest = tuple(words(prose[found.start() : found.start() + 80]))[: index.labels_from[word]]
        for size in range(len(longest), 0, -1):
            entries = index.by_label.get((word,) if size == 1 else longest[:size], ())
            if len(entries) == 1:
                return entries
    return tuple(n for n in index.by_family.get(word, ()) if word in index.entries[n].families)


def authors_in(block: Block, at: int, index: Index) -> set[int]:
    """The entries of all authors named in the text of a block before a place, its last sentence first."""
    edges = [
        max(0, at - LEAD_IN),
        *(m.end() for m in _SENTENCE_END.finditer(block.prose, max(0, at - LEAD_IN), at)),
        at,
    ]
    for a, b in reversed(list(pairwise(edges))):
        if found := {n for _, works in _names(block.prose, a, b, index, reported=False) for n in works}:
            return found
    return set()


# ---- weighing


def source_of(
    pages: Pages,
    *,
    cluster: int | None,
    stated: int | None,
    named: Named,
    last: tuple[int, Pages] | None,
    cited: dict[int, int],
    index: Index,
) -> Source | str:
    """The source of a bare locator, or why it stays undecided; `cited` tells when each entry was cited last."""

    def holds(number: int | None) -> bool:
        return number is not None and (not pages or locators.fits(pages, index.entries[number].reference.pages))

    if cluster is not None and holds(cluster):
        return Source(cluster, "cluster", "the source cited before it in the same parenthesis")
    if named.several:
        return "several authors are named before it"
    found = []
    if stated is not None and holds(stated):
        found.append(Source(stated, "declared", "declared as the source of the pages cited here"))
    works = [n for n in named.entries if holds(n)]
    if (own := _chosen(works, stated, cited, index)) is not None:
        found.append(Source(own, "named", "named just before it"))
    elif not found and works and not (last and last[0] in works):
        return "the author named before it has several works"
    if len({s.number for s in found}) > 1:
        return "what is declared and what is named before it disagree"
    if not found and last and holds(last[0]) and continues(pages, last[1]):
        found.append(Source(last[0], "pages", "continues the pages of the source cited last"))
    return found[0] if found else "no source is named or declared for these pages"


def _chosen(works: list[int], stated: int | None, cited: dict[int, int], index: Index) -> int | None:
    """Of the works of the author named: the only one, the declared, the one whose pages these are, the one in use."""
    if len(works) <= 1 or stated in works:
        return stated if stated in works else next(iter(works), None)
    if len(spanned := [n for n in works if index.entries[n].reference.pages]) == 1:
        return spanned[0]
    known = [n for n in works if n in cited]
    return known[0] if len(known) == 1 else None


def continues(pages: Pages, last: Pages, most: int = NEAR_PAGES) -> bool:
    """Whether pages lie at or shortly behind those cited last."""
    return bool(pages and last) and -3 <= pages[0][0] - last[-1][0] <= most
