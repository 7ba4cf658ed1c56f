"""The rule on the forms in which a manuscript names a work: one summary finding a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citecheck.config import Config
from citecheck.model import Block, Document, Finding, Reference, Resolution
from citecheck.rules.project import Project, listed
from citecheck.rules.summary import MOST_NAMED, OF_A_WORK, places
from citecheck.text.scripts import fold, words
from citecheck.text.spans import to_prose

_SET = {"italic": "in italics", "quoted": "in quotation marks", "": "plain"}
_LEAST_USES, _CLEARLY = 3, 0.75  # uses of a work's usual form, and its share of all
_LEAST_SET, _MOSTLY_SET = 10, 0.85  # titles in a manuscript that sets its titles, and their share
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_NO_TITLE = frozenset("and et al und y e i eds ed".split())
_QUOTES = '"“„«‘‹「『《'


class _Use(NamedTuple):
    """A citation that names a work by its title: the words, how they are set, and the words folded."""

    resolution: Resolution
    title: str
    styled: str
    folded: str


def title_form(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A work is called by another form of its title than the manuscript usually gives it, or set in another way.

    Readers take two forms for two works. One finding stands for all such citations, wherever one form is clearly the
    habit; that the first citation gives the title in full is no fault.

    Bad:  (Holm, *Stone* 30; Holm, *Stone* 31; Holm, *Stone* 32; Holm, *Stone and Water* 33)
    Good: (Holm, *Stone* 30; Holm, *Stone* 31; Holm, *Stone* 32; Holm, *Stone* 33)
    """
    uses: dict[str, list[_Use]] = defaultdict(list)
    starts = [b.start for b in document.manuscript.blocks]
    for resolution in document.resolutions:
        works = listed(project, document, resolution.references) if _may_be_titled(resolution) else []
        if len(works) == 1 and (use := _use(resolution, works[0], document.manuscript.blocks, starts)):
            uses[works[0].id].append(use)
    styles = Counter(bool(u.styled) for group in uses.values() for u in group)
    sets_titles = styles[True] >= max(_LEAST_SET, _MOSTLY_SET * styles.total())
    found = [(u, why) for group in uses.values() for u, why in _deviating(group, sets_titles)]
    if found:
        found.sort(key=lambda f: f[0].resolution.cite.start)
        cites = [u.resolution.cite for u, _ in found]
        named = "; ".join(dict.fromkeys(why for _, why in found[:MOST_NAMED]))
        count = "1 citation names its" if len(found) == 1 else f"{len(found)} citations name their"
        more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        yield Finding(
            cites[0].start,
            cites[0].end,
            f"{count} work in another form than the rest of the manuscript: {named}{more}",
            tuple(dict.fromkeys(u.resolution.references[0] for u, _ in found)),
            places=places(document, [(c.start, c.end, why) for c, (_, why) in zip(cites, found, strict=True)]),
        )


def _may_be_titled(resolution: Resolution) -> bool:
    """Whether a citation may name one work by its title; what a note gives in full has its own form."""
    return (
        bool(resolution.reading.title)
        and resolution.verdict in OF_A_WORK
        and len(resolution.references) == 1
        and resolution.citation.place in ("parenthesis", "bracket")
    )


def _use(resolution: Resolution, work: Reference, blocks: Sequence[Block], starts: Sequence[int]) -> _Use | None:
    """The title in a citation, without the names before it: a label holds both. None where there is no title."""
    names = {w for n in work.names for w in words(f"{n.family} {n.given}")} | _NO_TITLE
    reading = resolution.reading
    found = list(_WORD.finditer(reading.title))
    while found and not reading.styled and fold(found[0][0]) in names:
        del found[0]
    known = set(words(f"{work.title} {work.title_short} {work.shorthand}"))
    folded = [fold(w[0]) for w in found]
    is_name = not reading.styled and not names.isdisjoint(folded[:1] + folded[-1:])
    if not found or is_name or not known.issuperset(folded):
        return None
    title = " ".join(reading.title[found[0].start() : found[-1].end()].split())
    styled = reading.styled or _setting(resolution, found[0][0], blocks, starts)
    return None if styled is None else _Use(resolution, title, styled, " ".join(folded))


def _setting(resolution: Resolution, word: str, blocks: Sequence[Block], starts: Sequence[int]) -> str | None:
    """How the title that begins with a word is set: by the marks over it, and the sign before it."""
    cite = resolution.cite
    number = bisect_right(starts, cite.start) - 1
    at = cite.prose.find(word)
    if number < 0 or at < 0:
        return None
    block = blocks[number]
    place = block.prose.find(word, to_prose(block.map, cite.start))
    if any(m.kind == "emphasis" and m.start <= place < m.end for m in block.marks):
        return "italic"
    return "quoted" if block.prose[place - 1 : place] in tuple(_QUOTES) else ""


def _deviating(group: Sequence[_Use], sets_titles: bool) -> Iterator[tuple[_Use, str]]:
    """The citations of one work that name it otherwise than usual."""
    titles = {u.folded: u.title for u in reversed(group)}
    called, times_called = _usual([u.folded for u in group])
    style, times_set = _usual([u.styled for u in group])
    for number, use in enumerate(group):
        in_full = number == 0 and use.folded.startswith(f"{called} ")
        if times_called and use.folded != called and not in_full:
            yield use, f"“{use.title}” ({times_called} times “{titles[called]}”)"
        elif times_set and use.styled != style:
            yield use, f"“{use.title}” {_SET[use.styled]} ({times_set} times {_SET[style]})"
        elif not times_set and sets_titles and not use.styled and use.resolution.cite.locator:
            yield use, f"“{use.title}” {_SET['']} (other titles are in italics or quotation marks)"


def _usual(forms: Sequence[str]) -> tuple[str, int]:
    """The form that is clearly the habit, and how often it is used: not once where there is none."""
    form, times = Counter(forms).most_common(1)[0]
    return (form, times) if times >= _LEAST_USES and times >= _CLEARLY * len(forms) else ("", 0)
