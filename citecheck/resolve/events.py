"""Words and a year that date a place, an event or a thing: `(Norway, 1952)`, `the ship Marsh (1888)`."""

from __future__ import annotations

from citecheck.citations.author_date import Dated
from citecheck.model import Block
from citecheck.resolve import dated, dated_near, persons, shapes
from citecheck.resolve.index import Index
from citecheck.resolve.sentence_names import Names
from citecheck.text import gazetteer, names, years
from citecheck.text.patterns import pattern

_FAR = 30  # years before the earliest of a list in which a misprint of one of its years still lies
_PRESSES = frozenset("press verlag publishers publishing editora éditions edizioni ediciones wydawnictwo".split())
# *Weirs* by Ann Lee (Holm & Sons, 2012)
_BY_AUTHOR = pattern(
    r",?\s?(?:by|von|de|par|di|av)\s(?:[^\W\d_a-z][\w.’'-]*[\s,]*(?:(?:and|und|et|y|e)\s)?){1,8}[(\[]?\Z"
)
# Dr. Ann Marsh · Prof. Marsh: a person, and no author, whom nobody cites so
_WITH_TITLE = pattern(r"\b(?:Drs?|Prof|Mrs?|Ms|Dra|Sra?)\.?\s(?:[^\W\d_a-z][\w.’'-]*\s?){1,4}\Z")
_SHORTEST_WORD = 3  # letters; shorter ones are initials


def dates_one(one: Dated, meant: dated_near.Guess | None, known: Names, index: Index) -> bool:
    """Whether words and a year are hardly a citation: a place, `(Norway, 1952)`, an inscription, “Reed 1871”.

    Nor are a listed name in the sentence and a year far from all of the list: `the ship Marsh (1888)`.
    """
    name, year = one.readings[0].names[-1] if one.readings else "", int(years.plain(years.printed(one.year)) or 0)
    if one.text.lstrip()[:1] in tuple('“„«"‘') and one.year.string[one.year.end() :][:1] in tuple('”“»"’'):
        return True
    if dated.is_cut(one) or (one.readings and one.readings[0].others):  # so ends nothing but a title, or authors
        return False
    if meant is None and len(one.readings[0].names) > 1:
        return bool(persons.FIRMS & {n.lower() for n in one.readings[0].names})
    if meant is None and name.lower() in gazetteer.NAMES and gazetteer.NAMES.isdisjoint(index.by_family):
        return True
    if meant is None and one.narrative:
        return False
    if meant is None and one.locator:  # (Reed 1871, 12)
        return False
    if meant is None and " " in name:  # Reed Brothers, New Bridge
        last = name.split()[-1].lower()
        used = len(last) >= _SHORTEST_WORD and f" {last} " in known.prose
        return last in persons.FIRMS or (not names.is_body(name) and used)
    if meant is None:
        return known.is_place(name) or known.is_german_noun(name)
    near_list = known.first - _FAR <= year <= known.last
    return one.narrative and len(meant.reading.names) == 1 and not near_list


def names_another_thing(one: Dated, block: Block) -> bool:
    """Whether a name and a year that fit nothing are no citation, by what stands around them.

    A person's office, `Dr. Ann Marsh (2010)`; an entry of a list, `Marsh, A., & Reed, H. (2010).`;
    a version, `Unicode2010`; a count, `(Words: 1485)`; a meeting, `the Harbour Conference (HC 2013)`; an imprint,
    `*Weirs* by Ann Lee (Weir Press, 2012)`; a work that the sentence names, `Lee’s 1837 *Birds*`.
    """
    prose, at, end = one.year.string, one.year.start(), one.year.end()
    name, said = one.readings[0].names[0], one.text.rstrip(" ([")
    italics = [m for m in block.marks if m.kind == "emphasis"]
    if len(one.readings[0].names) == 1 and prose[at - 1].isalpha():
        return True
    if said.endswith(("’s", "'s")) and any(end <= m.start <= end + 1 for m in italics):
        return True
    if one.narrative:
        return _WITH_TITLE.search(said) is not None or _is_entry(one)
    if said.endswith(":") and name.isalpha() and len(one.readings[0].names) == 1:
        return True
    before = prose[: one.starts[0]]
    spoken = [w for w in before.split()[-len(name) - 3 :] if w[:1].isupper() and w != name]
    if name.isupper() and one.locator is None and shapes.spells(name, spoken):
        return True
    if name.split()[-1].lower() in _PRESSES:
        return True
    title = max((m.end for m in italics if m.end <= len(before)), default=-1)
    return title >= 0 and _BY_AUTHOR.fullmatch(before, title) is not None


def _is_entry(one: Dated) -> bool:
    """Whether names and a year begin a block as they begin an entry, surname first, with a full stop behind them."""
    prose, end = one.year.string, one.year.end()
    named = names.leading_names(prose[: one.year.start()])
    closed = prose[end : end + 2] in (").", "),")
    return closed and named.form == "inverted" and not prose[named.end : one.year.start()].strip(" ,.(")
