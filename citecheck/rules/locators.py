"""Rules on pages."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.config import Config
from citecheck.model import Document, Edit, Finding, Fix, Locator, Reference
from citecheck.resolve.wording import short
from citecheck.rules.project import Project, listed, place_of
from citecheck.text import locators
from citecheck.text.patterns import pattern

_OF_A_WORK = ("resolved", "context", "mismatch", "ambiguous", "missing")

# Signatures and dates read as pages: 00027-2 · June 7, 1976
_NO_PAGES = pattern(r"(?<!\d)0\d|[A-Z][a-z]{2}")
_THOUSAND = 1000  # a work whose pages are below has none that looks like a year
_YEAR = pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")  # a note that gives a work in full has several numbers
_FAR_LIKELIER = 3  # times as short: people cite some pages, seldom a hundred
_SPAN = pattern(r"(?<!\d)(\d{1,5})\s?[-–—]\s?(\d{1,5})(?!\d)")  # 150–53


def descending_range(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A range of pages, or of the numbers of works, that runs backwards.

    A reader cannot turn to it, and one of the two numbers is a misprint.

    Bad:  (Marsh 188-179)
    Good: (Marsh 179-88)
    """
    for resolution in document.resolutions:
        cite = resolution.cite
        if cite.number and cite.number[0] > cite.number[1]:
            first, last = cite.number
            yield Finding(cite.start, cite.end, f"numbers {first}-{last} run backwards", resolution.references)
        locator = cite.locator
        if locator is None or resolution.verdict not in _OF_A_WORK or _NO_PAGES.search(locator.text):
            continue
        for first, last in locator.ranges:
            if last < first:
                yield Finding(
                    locator.start,
                    locator.end,
                    f"pages {first}-{last} run backwards",
                    resolution.references,
                    fix=_forwards(locator, first, document.manuscript.text),
                )


def _forwards(locator: Locator, first: int, text: str) -> Fix | None:
    """What an abbreviated range that runs backwards is surely meant to be; None where it may be several things.

    `295-14` goes on into the next hundred, 295-314; `358-49` has its numbers swapped, 349-58. A whole number, as in
    188-179, may be misprinted anywhere, and so may a year.
    """
    found = [m for m in _SPAN.finditer(text, locator.start, locator.end) if int(m[1]) == first]
    if (
        len(found) != 1
        or _YEAR.fullmatch(found[0][1])
        or not len(found[0][2]) < len(found[0][1])
        or int(locators.fill(*found[0].groups())) > first
    ):
        return None
    size = len(found[0][2])
    whole = int(locators.fill(*found[0].groups()))
    carried = whole + 10**size
    swapped, onwards = first - whole, carried - first
    if onwards * _FAR_LIKELIER <= swapped:
        edits = [Edit(found[0].start(2), found[0].end(2), str(carried))]
    elif swapped * _FAR_LIKELIER <= onwards:
        edits = [
            Edit(found[0].start(1), found[0].end(1), str(whole)),
            Edit(found[0].start(2), found[0].end(2), str(first)[-size:]),
        ]
    else:
        return None
    return Fix("let it run forwards", tuple(edits))


def outside_page_span(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A page that lies outside the pages of the article or chapter cited.

    Either the page or the work is wrong, or the pages in the bibliography are.

    Bad:  (Okoro 91)
    Good: (Okoro 81)
    """
    for resolution in document.resolutions:
        locator = resolution.cite.locator
        if locator is None or resolution.verdict not in ("resolved", "context") or len(resolution.references) != 1:
            continue
        in_full = resolution.citation.place == "note" and _YEAR.search(resolution.cite.prose)
        if in_full or _NO_PAGES.search(locator.text):
            continue
        for work in listed(project, document, resolution.references):
            outside = [p for p in locator.ranges if p[0] <= p[1] and not locators.fits((p,), work.pages)]
            if (
                outside
                and _is_span(work.pages)
                and not _is_volume(outside, len(locator.ranges) > 1, work)
                and not _printed(outside, work)
            ):
                said = "pages " + ", ".join(_pages(*p) for p in outside) if _many(outside) else f"page {outside[0][0]}"
                whole = ", ".join(_pages(*p) for p in work.pages)
                message = f"{said} lies outside ({short(work)}), which has pages {whole}"
                message = message.replace(" lies ", " lie ", 1) if _many(outside) else message
                yield Finding(locator.start, locator.end, message, (work.id,), places=(place_of(work),))


def _is_span(pages: tuple[tuple[int, int], ...]) -> bool:
    """Whether pages of an entry say where it lies, and not how long it is: one number may be either."""
    return all(0 < first <= last for first, last in pages) and any(first < last for first, last in pages)


def _printed(pages: list[tuple[int, int]], work: Reference) -> bool:
    """Whether some other range in the entry holds the pages: an article may be continued further on."""
    spans = tuple((int(a), int(locators.fill(a, b))) for a, b in _SPAN.findall(work.raw))
    return bool(spans) and locators.fits(tuple(pages), spans)


def _is_volume(outside: list[tuple[int, int]], several: bool, work: Reference) -> bool:
    """Whether a number is a volume, an issue or a year, which full references print where a page may stand."""
    single = [first for first, last in outside if first == last]
    short = max((last for _, last in work.pages), default=0) < _THOUSAND
    return bool({str(n) for n in single} & {work.volume, work.issue, work.year}) or (
        (several or short) and any(1500 <= n < 2100 for n in single)
    )


def _many(pages: list[tuple[int, int]]) -> bool:
    return len(pages) > 1 or pages[0][0] != pages[0][1]


def _pages(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
