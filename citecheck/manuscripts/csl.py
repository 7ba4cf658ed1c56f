"""References written out in the metadata, in CSL's YAML (CSL 1.0.2, "csl-data" schema)."""

from __future__ import annotations

import re

from citecheck.manuscripts.yaml import Node
from citecheck.model import Name, Reference
from citecheck.text import locators
from citecheck.text.patterns import pattern

_YEAR = pattern(r"-?\d{1,4}[a-z]?(?!\d)")
_MARKUP = pattern(r"</?[a-zA-Z]+(?:\s[^<>]*)?>|[*_`]+")


def references(listed: Node, path: str, text: str) -> tuple[Reference, ...]:
    """The entries of a `references:` list; those without an `id` cannot be cited and are passed over."""
    return tuple(_reference(item, path, text) for item in listed.items if item.get("id").text.strip())


def _reference(item: Node, path: str, text: str) -> Reference:
    def field(*names: str) -> str:
        return _MARKUP.sub("", item.get(*names).text).strip()

    authors, editors = _names(item.get("author")), _names(item.get("editor"))
    return Reference(
        field("id"),
        path,
        item.start,
        item.end,
        raw=text[item.start : item.end],
        type=field("type"),
        names=authors or editors,
        editors=editors,
        translators=_names(item.get("translator")),
        title=field("title"),
        title_short=field("title-short", "shortTitle"),
        container=field("container-title"),
        publisher=field("publisher"),
        place=field("publisher-place"),
        year=_year(item.get("issued")),
        volume=field("volume"),
        issue=field("issue"),
        pages=locators.ranges(field("page")),
        shorthand=field("citation-label"),
        number=field("citation-number"),
        doi=item.get("DOI").text.strip(),
        isbn=item.get("ISBN").text.strip(),
        url=item.get("URL").text.strip(),
        language=field("language"),
    )


def _names(listed: Node) -> tuple[Name, ...]:
    people = listed.items or ((listed,) if listed.fields or listed.text else ())
    return tuple(name for person in people if (name := _name(person)).family)


def _name(person: Node) -> Name:
    def part(*names: str) -> str:
        return person.get(*names).text.strip()

    if person.text.strip():
        family, comma, given = person.text.strip().partition(",")
        return Name(family.strip(), given.strip(), literal=not comma)
    if literal := part("literal"):
        return Name(literal, literal=True)
    particle = " ".join(p for p in (part("dropping-particle"), part("non-dropping-particle")) if p)
    return Name(part("family"), part("given"), particle, part("suffix"))


def _year(issued: Node) -> str:
    """The year, in any of the ways that CSL and pandoc write a date: a range as `2001-2003`, or the words instead."""
    dates = issued.get("date-parts") if "date-parts" in issued.fields else issued
    ends = [end for end in dates.items[:2] if end.items or end.fields] or [dates]
    return "-".join(dict.fromkeys(year for end in ends if (year := _first_year(end))))


def _first_year(date: Node) -> str:
    for _ in range(4):
        date = date.get("year", "raw", "literal") if date.fields else date
        date = date.items[0] if date.items else date
    text = date.text.strip()
    years = [found for part in text.split("/") if (found := _YEAR.match(part.strip()))]  # 2001-04/2003-05
    if years:
        return "-".join(dict.fromkeys(year[0] for year in years))
    within = re.search(r"\d{4}[a-z]?", text)
    return within[0] if within else text
