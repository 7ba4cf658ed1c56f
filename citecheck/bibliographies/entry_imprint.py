"""What stands behind the title of an entry: container, volume, pages, place, publisher, year, identifiers."""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.bibliographies import entry_head
from citecheck.bibliographies.entry_title import closing
from citecheck.bibliographies.list_entries import Entry
from citecheck.text import locators, names

_U = names.UPPER
_Y = entry_head.YEAR
_D = "-‐‑‒–—−"
_URL = re.compile(r"<?(?:https?|ftp)://[^\s<>]+|\bwww\.[^\s<>]+")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+(?:<\d+:[^\s>]{1,40}>[^\s\"<>]+)?")
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s?([\dXx][\dXx\s-]{8,20}[\dXx])")
# Accessed 4 July 2015 · Acesso em: 9 jan. 2023 · [cited 2024 Feb 8]
_ACCESS = re.compile(
    r"(?i:\b(?:access(?:ed)?|retrieved|ac?cess[oa](?:d[oa])?|accessado|acessado|consult[^\W\d_]{1,6}|abgerufen|zugriff|letzter\s\w{3,12}|"
    r"stand|last\s\w{3,12}|cited|citado|citato|дата\sобращения|visited|dostęp\w{0,4}|cit\.|ultim[oa]\s\w{3,12}|geraadpleegd|"
    rf"dernière\s\w{{3,12}}|vu\sle|hämtad|besøgt|lesedato|閲覧|访问))\b[^;)\]]{{0,40}}?(?:{_Y})"
)
_ANY_YEAR = re.compile(rf"(?<![\d/.:])(?P<year>{_Y})(?P<letter>[a-z])?(?![^\W年]|/)")
_BEFORE_RANGE = re.compile(rf"(?:\b(?:[vV]ol|[vVtTтТ]|Bd)\.\s?|\d\s?[{_D}]\s?|(?:\bpp?\.?|\bS\.|\bС\.|\bс\.|:)\s?)\Z")
_AFTER_RANGE = re.compile(rf"\s?[{_D}]\s?\d")
_IN = re.compile(
    r"[\s.,;”»\"’)]*(?:\[?(?:In|in|IN|W|w|En|en|Em|Dans|dans)\s?:\]?\s|(?:In|in|En|en|Em|Dans|dans|[Вв]\sкн\.?:?)\s|//\s*|\[[A-Z]{1,2}(?:/[A-Z]{2})?\](?://)?[.\s]*)"
)
_PAGES = re.compile(
    rf"(?:\b(?:pp?|pgs?|S|s|ss|str|págs?|pag|С|с|blz|hal|pages?|p\.)\.?\s?|[:,]\s?)(?P<pages>[A-Za-z]?\d{{1,6}}(?:\s?[{_D}]\s?[A-Za-z]?\d{{1,6}})?(?:,\s?\d{{1,5}}\s?[{_D}]\s?\d{{1,5}})*)(?![\w/])"
)
_EXPLICIT = re.compile(
    rf"\b(?:pp?|pgs?|S|ss|str|págs?|pag|С|с|blz|pages?)\.?[ \n\xa0]?(?P<pages>\d{{1,6}}(?:\s?[{_D}]\s?\d{{1,6}})?(?:,\s?\d{{1,5}}\s?[{_D}]\s?\d{{1,5}})*)(?![\w/])"
)
_RANGE = re.compile(rf"(?<![\d/.{_D}])(?P<pages>\d{{1,6}}\s?[{_D}]\s?\d{{1,6}})(?![\d/{_D}])")
_AFTER_VOLUME = re.compile(r"\d\)?\s?:\s?(?P<pages>\d{1,6})(?![\w:])")
_VOLUME = re.compile(
    r"\b(?:vol|vols|v|Bd|Band|t|т|Т|Jg|tom|tomo|Tom|roč|årg)\b\.?[ \n\xa0]?(?P<volume>\d{1,4}|[IVXLC]{1,7}\b)",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?:\b(?:no|nos|n|nr|num|núm|fasc|iss|issue|H|Heft|вып|č|číslo)\b\.?|№|n[º°ᵒ])[ \n\xa0]?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)",
    re.IGNORECASE,
)
# 63(8) · 11, 3 (1998) · 55:8 (2003) · 203:735 · 11, (1995) · 24:799
_FIGURES = re.compile(
    rf"[\s,.;:”»\"]*(?:{_Y}[\s,;:年]{{1,3}})?(?:\({_Y}\)\s)?(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}}(?=[\s,]))"
    r"(?:\s?\((?P<bracket>[^()]{1,20})\)|(?:,\s|:)(?P<issue>\d{1,3})(?=\s?[(,])|/(?P<slash>\d{1,3}))?(?=[\s:,(;.]|\Z)"
)
_PLAIN_CONTAINER = re.compile(
    rf"[\s.,;]*(?P<name>[^\W\d_][^\d;:()<>\[\]]{{1,110}}?)[\s.,]*(?=\d|[;:(]|\[|v\.\s?\d|vol\.?\s?\d|Т\.\s?\d|t\.\s?\d)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?:(?<=[.,;)(»”\"]\s)|(?<=[.(])|\A\s?)(?P<place>[{_U}][^\W\d_]+[^:;.()\d]{{0,45}}?|[NS]\.\s?[pl]\.|St\.\s\w+)\s?:\s(?P<publisher>[^;:()\d<]{{2,90}}?)(?=[,.;]?\s(?:c?{_Y}|\d{{1,3}}\s)|\.?\s*\Z|\.\s|[;)])"
)
_PUBLISHER = re.compile(rf"(?:\A|[.,]\s)\s?(?P<publisher>[{_U}][^,.:;()\d]{{2,70}}(?:\sInc\.)?),\s(?:{_Y})")
_THESIS = re.compile(
    r"\b(?:thesis|dissertation|Ph\.?\s?D|Diss\b|thèse|tesi[s]?\b|Dissertation|дисс|tese)", re.IGNORECASE
)
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|conference|konferenz|congreso|congress|symposium|workshop|anais|atti|tagung)", re.IGNORECASE
)
_EDITORS = re.compile(
    r"(?:,?\s(?:edited|ed\.)\sby\s|,?\s(?:Hrsg\.|hrsg\.|herausgegeben)\s(?:von\s)?|\bpod\sred\.\s|под\sред\.\s|,?\sa\scura\sdi\s|,?\sdir\.\s|,?\sEd\.\s)"
)
_TRANSLATORS = re.compile(
    r"(?:translated\s(?:from\s\w+\s)?by\s|\bTrans\.\s|[Tt]rad(?:ucción|uit|uzione|ução)?\.?\s(?:de|di|par|por)\s|Übers(?:\.|etzt)\s(?:von\s)?|\bПер\.\s(?:с\s\w+\.?\s)?)"
)


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


def read(entry: Entry, at: int) -> Imprint:
    """The imprint that begins at an offset of an entry's text, behind its title."""
    text = entry.text
    masked = mask(text)
    inside = bool(found := _IN.match(text, at)) and "//" not in text[at : at + 4] and "[" not in text[at : at + 4]
    start = found.end() if found else at
    container, after = _container(entry, start, inside, bool(found))
    volume, issue = _figures(masked, after, bool(container))
    explicit = _EXPLICIT.search(masked, at)
    pages: tuple[tuple[int, int], ...] = ()
    if explicit:
        pages = locators.ranges(explicit["pages"])
    else:
        for match in _RANGE.finditer(masked, after):
            first, _, last = re.sub(r"\s", "", match["pages"]).partition(next(c for c in match["pages"] if c in _D))
            if (
                re.fullmatch(_Y, first)
                and (len(last) == 2 or re.fullmatch(_Y, last))
                and masked[match.start() - 1 : match.start()] not in ":"
            ):
                continue
            pages = ((int(first), int(locators.fill(first, last))),)
            break
        else:
            if (single := _AFTER_VOLUME.search(masked, after)) and container:
                pages = ((int(single["pages"]), int(single["pages"])),)
    place = _PLACE.search(masked, after if container and not inside else at)
    publisher = None if place else _PUBLISHER.search(masked, after)
    url = next(
        (
            m.target or text[m.start : m.end]
            for m in entry.marks
            if m.kind in ("url", "link") and "://" in (m.target or text[m.start : m.end])
        ),
        "",
    )
    if not url and (address := _URL.search(text)):
        url = address[0].strip("<>").rstrip(".,;)")
    doi = _DOI.search(text)
    isbn = _ISBN.search(text)
    return Imprint(
        container,
        volume,
        issue,
        tuple((a, b) for a, b in pages if a <= b),
        _clean(place["place"]) if place else "",
        _clean(place["publisher"] if place else publisher["publisher"] if publisher else ""),
        year(entry, masked, at),
        doi[0].rstrip(".,;)") if doi else "",
        re.sub(r"[\s-]", "", isbn[1]) if isbn else "",
        url,
        inside,
        text[start:] if inside else "",
    )


def mask(text: str) -> str:
    """The text with addresses, identifiers and dates of access blanked, so that offsets stay."""
    web = "://" in text or "www." in text
    if web:
        text = _URL.sub(_blank, text)
    if "10." in text:
        text = _DOI.sub(_blank, text)
    if web or "ccess" in text or "[" in text:
        text = _ACCESS.sub(_blank, text)
    if "ISBN" in text:
        text = _ISBN.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def year(entry: Entry, masked: str, at: int) -> str:
    """The year of publication behind the title."""
    best, found = 0.0, ""
    italics = [(m.start, m.end) for m in entry.marks if m.kind == "emphasis"]
    for match in _ANY_YEAR.finditer(masked, at):
        before, after = masked[max(0, match.start() - 12) : match.start()], masked[match.end() : match.end() + 12]
        if (_BEFORE_RANGE.search(before) and "(" not in before[-3:]) or _AFTER_RANGE.match(after):
            weight = 0.4
        elif before.endswith("[") or any(a <= match.start() < b for a, b in italics):
            weight = 0.5
        elif after.lstrip()[:1] == ")" or before.rstrip()[-1:] == "(" or after[:1] in ";年":
            weight = 3.0
        elif before.rstrip()[-1:] in ",.;" and (not after.strip() or after[0] in ".,;:" or after.startswith(" (")):
            weight = 2.5
        elif not after.strip() or after[0] in ".,;:)":
            weight = 2.0
        else:
            weight = 1.0
        if weight >= best:
            best, found = weight, match["year"] + (match["letter"] or "")
    return found


def _container(entry: Entry, at: int, inside: bool, marked: bool) -> tuple[str, int]:
    """The name of the journal or book that the work lies in, and where it ends."""
    text = entry.text
    reach = at + (400 if inside else 12)
    for m in entry_head.styled(entry):
        if m.start >= at - 1 and m.start <= reach and not text[m.start : m.end].isdigit():
            return _clean(text[m.start : m.end]), m.end
    for opening in entry_head.OPENING:
        place = text.find(opening, at, at + (200 if inside else 8))
        if place >= 0 and (end := closing(text, place)) > 0:
            return _clean(text[place + 1 : end]), end + 1
    if found := _PLAIN_CONTAINER.match(text, at):
        name = found["name"]
        stop = re.compile(r"[.]\s|,\s").search(name)
        if not inside and stop and not marked and (parts := name.split(". ")) and len(parts) > 2:
            name = parts[0]
        if ":" not in name and not _URL.match(name):
            return _clean(name), found.start("name") + len(name)
    return "", at


def _figures(masked: str, at: int, container: bool) -> tuple[str, str]:
    """Volume and issue."""
    volume, issue = _VOLUME.search(masked, at), _ISSUE.search(masked, at)
    figures = _FIGURES.match(masked, at) if container else None
    if volume:
        return volume["volume"], issue["issue"] if issue else ""
    if figures and not re.fullmatch(_Y, figures["volume"]):
        bracket = figures["bracket"] or ""
        number = figures["issue"] or figures["slash"] or (bracket if not re.search(_Y, bracket) else "")
        return figures["volume"], issue["issue"] if issue and not number else number
    return "", issue["issue"] if issue else ""


def read_figures(text: str, at: int) -> bool:
    """Whether a volume, issue or page stands at an offset: what precedes it is a container."""
    return bool(_FIGURES.match(text, at))


def people(text: str, at: int) -> tuple[tuple[names.Name, ...], tuple[names.Name, ...]]:
    """Editors and translators named behind the title: `edited by Ana Gil`, `Trans. Wei Zhu`."""
    found = []
    for pattern in (_EDITORS, _TRANSLATORS):
        marker = pattern.search(text, at)
        found.append(names.leading_names(text, marker.end()).names if marker else ())
    return found[0], found[1]


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
    if imprint.url and not imprint.publisher:
        return "webpage"
    return "book" if imprint.publisher or title_styled == "italic" else ""


def _clean(text: str) -> str:
    return " ".join(text.replace("-\n", "-").split()).strip(' ,.;:/()«»“”"')
