"""The rule on dates and pages of a .bib file that cannot be."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, datetime

from citecheck.bibliographies.bibtex_fields import Field, Written, written
from citecheck.config import Config
from citecheck.model import Bibliography, Document, Finding
from citecheck.rules.project import Project, own
from citecheck.text.locators import DASHES, fill

_DATES = ("date", "urldate", "origdate", "eventdate")
_AHEAD = 5  # years: what is forthcoming may have a year, but no far one
# EDTF as far as BibLaTeX reads it (3.19 §2.3.8): 1997-05-03 · 19XX · 2001-21 (spring) · 1988? · -0876 · Y17000
_EDTF = re.compile(
    r"(?:(?P<year>[-−]?\d{4})|[-−]?(?:\d{3}X|\d\dXX)|[Yy][-−]?\d{5,12})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?:(?P<day>\d\d)|XX))?|XX(?:-XX)?)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?[?~%]?\Z"
)
_OPEN = ("", "..", "open", "unknown")
_SEASONS = range(21, 42)  # ISO 8601-2 §4.8: seasons, quarters, quadrimesters, semesters
# 131--46 · 131-146; neither A12--B3 nor 12:3--12:9 nor 012-3
_RANGE = re.compile(
    rf"(?<![\w.:/{DASHES}])(?P<first>[1-9]\d{{0,5}})\s?[{DASHES}]{{1,3}}\s?(?P<last>[1-9]\d{{0,5}})(?![\w.:/{DASHES}])"
)
# pp. 131-46 · S. 131–46 · 12(3): 131-46 · 12, 131-46
_PRINTED = re.compile(
    rf"(?:\b(?:pp?|pgs?|S|ss|págs?|с)\.\s?|(?<=\d)\)?\s?[:,]\s?)(?P<pages>[1-9]\d{{0,5}}\s?[{DASHES}]{{1,2}}\s?[1-9]\d{{0,5}})(?![\w:/{DASHES}]|\.\d)"
)
_NUMBER = re.compile(r"-?\d{1,9}\Z")


def bad_date_or_pages(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A date that no calendar has, a year far ahead, or pages that run backwards.

    One of the figures is a misprint, and a reader is sent astray. BibLaTeX drops a date that it cannot read.

    Bad:  @article{reed1999, title = {Weirs}, date = {1999-02-30}, pages = {66--84}}
    Good: @article{reed1999, title = {Weirs}, date = {1999-02-28}, pages = {66--84}}
    """
    latest = datetime.now(UTC).year + _AHEAD
    for bibliography in own(document):
        if bibliography.printed:
            yield from _printed(bibliography)
        for entry in written(bibliography):
            for field in entry.fields.values():
                if message := _complaint(field, entry, latest):
                    start, end = field.inner
                    yield Finding(start, end, message, (entry.key,) if entry.key else ())


def _printed(bibliography: Bibliography) -> Iterator[Finding]:
    """The pages of a printed list that run backwards, where a term or a volume before them says that they are pages."""
    for reference in bibliography.references:
        for found in _PRINTED.finditer(bibliography.text, reference.start, reference.end):
            if message := _backwards(found["pages"]):
                yield Finding(found.start("pages"), found.end("pages"), message, (reference.id,))


def _complaint(field: Field, entry: Written, latest: int) -> str:
    """What is wrong with a field; nothing where it is right, or no date and no pages."""
    if field.name == "pages":
        return _backwards(field.text)
    if field.name in _DATES:
        return _bad_date(field.text, latest)
    if field.name in ("year", "month", "day") and _NUMBER.match(field.text):
        number = int(field.text)
        if field.name == "year":
            return f"the year {number} lies far ahead" if number > latest else ""
        if field.name == "month":
            return "" if 1 <= number <= 12 else f"there is no month {number}"
        return _bad_day(entry, number)
    return ""


def _bad_day(entry: Written, day: int) -> str:
    month, year = (entry.fields[n].text if n in entry.fields else "" for n in ("month", "year"))
    known = _NUMBER.match(month) and 1 <= int(month) <= 12
    last = (
        monthrange(int(year) if _NUMBER.match(year) and 0 < int(year) < 9999 else 2000, int(month))[1] if known else 31
    )
    return "" if 1 <= day <= last else f"there is no day {day}" + (f" in month {month}" if known else "")


def _bad_date(date: str, latest: int) -> str:
    if not date or "\\" in date:
        return ""
    parts = date.split("/")
    found = [_EDTF.match(p) for p in parts]
    if len(parts) > 2 or any(f is None and p not in _OPEN for f, p in zip(found, parts, strict=True)):
        return f"“{_cut(date)}” is no date that BibLaTeX reads; write it as 1999, 1999-03 or 1999-03-07"
    for one in found:
        if one and (message := _impossible(one, latest)):
            return message
    first, last = found[0], found[-1]
    if len(parts) == 2 and first and last and _earlier(last, first):
        return f"{_cut(date)} ends before it begins"
    return ""


def _impossible(date: re.Match[str], latest: int) -> str:
    year = int(date["year"].replace("−", "-")) if date["year"] else None
    if year is not None and year > latest:
        return f"the year {year} lies far ahead"
    if date["month"]:
        month = int(date["month"])
        if not 1 <= month <= 12 and (month not in _SEASONS or date["day"]):
            return f"there is no month {date['month']}"
        if date["day"]:
            leap_year = 2000 if year is None or year < 1 else year
            if not 1 <= int(date["day"]) <= monthrange(leap_year, month)[1]:
                return f"there is no day {date['day']} in month {date['month']}" + (f" of {year}" if year else "")
    if date["hour"] and (int(date["hour"]) > 24 or int(date["minute"]) > 59):
        return f"there is no time {date['hour']}:{date['minute']}"
    return ""


def _earlier(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a date surely lies before another, as far as both are told to the same part."""
    if not one["year"] or not other["year"]:
        return False
    years = [int(d["year"].replace("−", "-")) for d in (one, other)]
    if years[0] != years[1]:
        return years[0] < years[1]
    months = [int(d["month"] or 0) for d in (one, other)]
    if months[0] != months[1] or not all(months):
        return 0 < months[0] < months[1] <= 12
    days = [int(d["day"] or 0) for d in (one, other)]
    return 0 < days[0] < days[1]


def _backwards(pages: str) -> str:
    for found in _RANGE.finditer(pages):
        first, last = int(found["first"]), int(fill(found["first"], found["last"]))
        if last < first:
            return f"pages {first}-{found['last']} run backwards"
    return ""


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
