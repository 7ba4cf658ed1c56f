"""Words and a year that date a place, an event or a thing: `(Norway, 1952)`, `the ship Marsh (1888)`."""

from __future__ import annotations

from citecheck.citations.author_date import Dated
from citecheck.resolve import dated, dated_near, persons
from citecheck.resolve.index import Index
from citecheck.resolve.sentence_names import Names
from citecheck.text import gazetteer, names, years

_FAR = 30  # years before the earliest of a list in which a misprint of one of its years still lies
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
