"""What stands behind the title of an entry: container, place, publisher, identifiers, the people named there."""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.bibliographies import entry_figures, entry_head, entry_year
from citecheck.bibliographies.entry_title import Title, closing
from citecheck.bibliographies.list_entries import Entry
from citecheck.model import Name
from citecheck.text import names
from citecheck.text.patterns import pattern

_U = names.UPPER
_Y = entry_head.YEAR
# . In: · , in · [w:] · // · [C]//
_IN = pattern(
    r"[\s.,;”»\"’)]{0,6}(?:(?P<in>\[?(?:In|in|IN|W|w|En|en|Em|Dans|dans)\s?:\]?\s|(?:In|in|En|en|Em|Dans|dans|[Вв]\sкн\.?:?)\s|\[C\]//)"
    r"|//\s?|\[[A-Z]{1,2}(?:/[A-Z]{2})?\](?://)?[.\s]{0,3})"
)
_PLAIN_CONTAINER = pattern(
    r"[\s.,;]*(?P<name>[^\W\d_][^\d;:()<>\[\]]{1,110}?)[\s.,]*(?=\d|[;:(]|\[|v\.\s?\d|vol\.?\s?\d|Т\.\s?\d|t\.\s?\d)",
    re.IGNORECASE,
)
_PLACE = pattern(
    rf"(?:(?<=[.,;)(»”\"]\s)|(?<=[.(])|\A\s?)(?P<place>[{_U}][^\W\d_]+[^:;.()\d]{{0,45}}?|[{_U}][^\W\d_]{{0,3}}\.|[\u4e00-\u9fff]{{2,6}}|[NS]\.\s?[pl]\.|St\.\s\w+)\s?:\s(?P<publisher>[^;:()\d<]{{2,90}}?)(?=[,.;]?\s(?:c?{_Y}|\d{{1,3}}\s)|\.?\s*\Z|\.\s|[;)])"
)
_PUBLISHER = pattern(rf"(?:\A|[.,]\s)\s?(?P<publisher>[{_U}][^,.:;()\d]{{2,70}}(?:\sInc\.)?),\s(?:{_Y})")
_THESIS = pattern(r"\b(?:thesis|dissertation|Ph\.?\s?D|Diss\b|thèse|tesi[s]?\b|Dissertation|дисс|tese)", re.IGNORECASE)
_PROCEEDINGS = pattern(
    r"\b(?:proceedings|conference|konferenz|congreso|congress|symposium|workshop|anais|atti|tagung)", re.IGNORECASE
)
_EDITORS = pattern(
    r"(?:,?\s(?:[Ee]dited|[Ee]d\.)\sby\s|,?\s(?:Hrsg\.|hrsg\.|herausgegeben)\s(?:von\s)?|\bpod\sred\.\s|под\sред\.\s|,?\sa\scura\sdi\s|,?\sdir\.\s|,?\sEd\.\s)"
)
_TRANSLATORS = pattern(
    r"(?:[Tt]ranslated\s(?:from\s\w+\s)?by\s|\bTrans\.\s|[Tt]rad(?:ucción|uit|uzione|ução)?\.?\s(?:de|di|par|por)\s|Übers(?:\.|etzt)\s(?:von\s)?|\bПер\.\s(?:с\s\w+\.?\s)?)"
)


# („River bridges")
_GLOSS = pattern(r"[\s.,]{0,4}\([\"“„«‘][^()]{1,200}\)")
_QUOTE = pattern(rf"[{entry_head.OPENING}]")
_NO_CONTAINER = pattern(r"http|\b(?:at|from|via|online|available|retrieved|accessed|url|doi)\s*\Z", re.IGNORECASE)
_HELPERS = pattern(r"dited|[Ee]d\.|rans(?:\.|l)|[Tt]rad|rsg|eraus|Übers|Пер|ред\.|a\scura|pod\s|dir\.")
_NAMED: tuple[names.Form | None, ...] = ("initials first", "direct", None)


class Imprint(NamedTuple):
    """The fields behind the title."""

    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    place: str = ""
    publisher: str = ""
    year: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    inside: bool = False  # the work lies in a book: In …
    within: str = ""  # what stands behind that In


def read(entry: Entry, title: Title, masked: str) -> Imprint:
    """The imprint that stands behind the title of an entry; `masked` is its text without addresses (`entry_year`)."""
    text, at = entry.text, title.rest
    found = _IN.match(text, at)
    start = found.end() if found else at
    inside = bool(found and found["in"])
    place = _PLACE.search(masked, at)
    container, after = "", start
    if found or title.styled != "italic":
        container, after = _container(entry, start, inside, bool(found))
    whole = inside or any(m.end == after and m.kind == "emphasis" for m in entry_head.styled(entry))
    if place and place.start("place") < after and not whole:  # *FordLab: A River* is no place and publisher
        container, after = "", start
    elif place and place.start("place") < after:
        place = _PLACE.search(masked, after)
    publisher = None if place else _PUBLISHER.search(masked, after)
    volume, issue = entry_figures.volume_and_issue(masked, after, bool(container))
    doi, isbn = entry_year.DOI.search(text), entry_year.ISBN.search(text)
    return Imprint(
        container,
        volume,
        issue,
        entry_figures.pages(masked, after, bool(container)),
        _clean(place["place"]) if place else "",
        _clean(place["publisher"] if place else publisher["publisher"] if publisher else ""),
        entry_year.behind(entry, masked, at),
        doi[0].rstrip(".,;)") if doi else "",
        re.sub(r"[\s-]", "", isbn[1]) if isbn else "",
        _address(entry),
        inside,
        text[start:] if inside else "",
    )


def _address(entry: Entry) -> str:
    for mark in entry.marks:
        target = mark.target or entry.text[mark.start : mark.end]
        if mark.kind in ("url", "link") and "://" in target:
            return target
    found = entry_year.URL.search(entry.text)
    return found[0].strip("<>").rstrip(".,;)") if found else ""


def _container(entry: Entry, at: int, inside: bool, marked: bool) -> tuple[str, int]:
    """The name of the journal or book that the work lies in, and where it ends."""
    text = entry.text
    if gloss := _GLOSS.match(text, at):
        at = gloss.end()
    reach = at + (400 if inside else 12)
    for m in entry_head.styled(entry):
        if m.start > reach:
            break
        if m.start >= at - 1 and not text[m.start : m.end].isdigit():
            return _clean(text[m.start : m.end]), m.end
    if (quote := _QUOTE.search(text, at, at + (200 if inside else 8))) and (end := closing(text, quote.start())) > 0:
        return _clean(text[quote.end() : end]), end + 1
    found = _PLAIN_CONTAINER.match(text, at)
    if not found or _NO_CONTAINER.search(found["name"]):
        return "", at
    name = found["name"]
    if not inside and not marked and len(parts := name.split(". ")) > 2:
        name = parts[0]
    return _clean(name), found.start("name") + len(name)


def people(text: str, at: int) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Editors and translators named behind the title: `edited by Ana Gil`, `Trans. Wei Zhu`."""
    if not _HELPERS.search(text, at):
        return (), ()
    found = []
    for role in (_EDITORS, _TRANSLATORS):
        marker = role.search(text, at)
        found.append(_given_first(text, marker.end()) if marker else ())
    return found[0], found[1]


def _given_first(text: str, at: int) -> tuple[Name, ...]:
    return next((n for f in _NAMED if (n := names.leading_names(text, at, form=f).names)), ())


def kind(text: str, title_styled: str, imprint: Imprint) -> str:
    """The CSL type of an entry."""
    if _THESIS.search(text):
        return "thesis"
    if imprint.inside:
        return "paper-conference" if _PROCEEDINGS.search(imprint.container) else "chapter"
    if imprint.container and (imprint.volume or imprint.issue or imprint.pages) and not imprint.place:
        return "article-journal"
    if imprint.container and title_styled == "quoted":
        return "article"
    if imprint.url and not imprint.publisher and not imprint.place:
        return "webpage"
    return "book" if imprint.publisher or title_styled == "italic" else ""


def _clean(text: str) -> str:
    return " ".join(text.replace("-\n", "-").split()).strip(' ,.;:/()«»“”"')
