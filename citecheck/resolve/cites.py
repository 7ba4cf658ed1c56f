"""What a cite's own parts say, before its place in the manuscript is looked at."""

from __future__ import annotations

from msgspec.structs import replace

from citecheck.citations import author
from citecheck.model import Cite, Locator, Reading
from citecheck.resolve import evidence, numbers
from citecheck.resolve.index import Index, raw_words
from citecheck.text import locators
from citecheck.text.scripts import fold, words

NOT_READ = Reading()
HEAD, HEAD_WORDS, SHORTEST_HEAD = 60, 4, 5  # where an entry's first name stands, and how long one must be to be told


def believable(cite: Cite, kind: str) -> bool:
    """A name alone in parentheses, or a title in lower case: a citation, where it carries no word of prose."""
    if kind == "title" and cite.prose[:1].islower():  # *weir* is English for
        return numbers.is_aside(cite.prose.partition(cite.readings[0].title)[2].strip(" ,"))
    if kind != "names":
        return True
    return numbers.is_aside(cite.suffix) and (not cite.prefix or author.leads_up(cite.prefix))


def likeliest(cite: Cite) -> Reading:
    """The reading that a message speaks of: a title in its own type, else the name before the comma."""
    alone = cite.locator is None and "," not in cite.prose  # New York Public Library
    titled = [r for r in cite.readings if r.title and r.names and (r.styled or not alone)]
    return (titled or list(cite.readings) or [NOT_READ])[0]


def relocated(cite: Cite, at: int) -> Cite:
    """The cite with the locator that is left when its label took the numbers before."""
    if cite.locator is None:
        return cite
    moved = max(0, at - cite.locator_at)
    text = cite.locator.text[moved:]
    if not text:
        return replace(cite, locator=None, locator_at=-1)
    left = Locator(text, cite.locator.start + moved, cite.locator.end, locators.ranges(text))
    return replace(cite, locator=left, locator_at=cite.locator_at + moved)


def in_raw(reading: Reading, index: Index) -> bool:
    """Whether the cite's own words stand together in an entry that they do not fit: then it was misread."""
    title = set(words(reading.title))
    names = {w for n in reading.names[: 1 if title else None] for w in words(n)[-1:]}
    if not names:
        return False
    alone = not title and len(names) == 1
    if alone and (len(reading.names[0]) < SHORTEST_HEAD or evidence.family_of(reading.names[0], index)):
        return False
    wanted = names | title
    first = min(names)
    for entry in index.entries:
        raw = entry.reference.raw
        if first not in fold(raw) or (not title and names <= {f.rpartition(" ")[2] for f in entry.families}):
            continue  # it was read, and these are not its first authors
        if wanted <= (set(words(raw[:HEAD])[:HEAD_WORDS]) if alone else raw_words(raw)):
            return True
    return False
