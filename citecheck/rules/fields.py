"""The rule on fields that an entry of a .bib file lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from citecheck.bibliographies.bibtex_fields import Written, written
from citecheck.config import Config
from citecheck.model import Document, Finding
from citecheck.rules.project import Project, own

# What stands for a field, first the name that a message uses; BibLaTeX 3.19 §2.2.5 and what in practice says the same.
_NAMES = ("author", "editor", "translator", "organization", "institution", "key", "shorthand", "label", "sortname")
_YEAR = ("year", "date", "pubstate", "urldate", "eventdate", "origdate")
_ALIKE: dict[str, tuple[str, ...]] = {
    "author": _NAMES,
    "editor": _NAMES,
    "title": ("title", "booktitle", "maintitle", "chapter"),
    "journal": ("journal", "journaltitle", "shortjournal", "booktitle", "eprint", "archiveprefix"),
    "booktitle": ("booktitle", "maintitle", "journal", "journaltitle", "series", "eventtitle"),
    "publisher": ("publisher", "organization", "institution", "howpublished", "school"),
    "school": ("school", "institution", "organization", "publisher"),
    "institution": ("institution", "school", "organization", "publisher"),
    "year": _YEAR,
    "date": ("date", *_YEAR),
    "url": ("url", "doi", "eprint", "howpublished", "note", "file"),
    "number": ("number",),
}
# What BibTeX's types require (btxdoc §3.1), and BibLaTeX's (3.19 §2.1.1); for an author a body may stand.
_BIBTEX = {
    "article": "author title journal year",
    "book": "author title publisher year",
    "inbook": "author title publisher year",
    "incollection": "author title booktitle publisher year",
    "inproceedings": "author title booktitle year",
    "conference": "author title booktitle year",
    "booklet": "title",
    "manual": "title",
    "proceedings": "title year",
    "phdthesis": "author title school year",
    "mastersthesis": "author title school year",
    "techreport": "author title institution year",
    "unpublished": "author title",
}
_BIBLATEX = {
    "article": "author title journal date",
    "book": "author title date",
    "mvbook": "author title date",
    "inbook": "author title booktitle date",
    "collection": "editor title date",
    "mvcollection": "editor title date",
    "incollection": "author title booktitle date",
    "inproceedings": "author title booktitle date",
    "conference": "author title booktitle date",
    "proceedings": "title date",
    "mvproceedings": "title date",
    "booklet": "author title date",
    "manual": "author title date",
    "online": "title url",
    "electronic": "title url",
    "www": "title url",
    "dataset": "author title date",
    "patent": "author title number date",
    "periodical": "title date",
    "report": "author title institution date",
    "techreport": "author title institution date",
    "thesis": "author title institution date",
    "phdthesis": "author title institution date",
    "mastersthesis": "author title institution date",
    "unpublished": "author title date",
}
_ONLY_BIBLATEX_FIELDS = frozenset("date journaltitle langid eprinttype maintitle shorttitle location xdata".split())
_ONLY_BIBLATEX_TYPES = frozenset(_BIBLATEX) - frozenset(_BIBTEX)
# The title of a whole is the booktitle, journal or maintitle of its parts (BibLaTeX 3.19 §2.4.1, appendix B).
_TITLES = {"title": ("booktitle", "journaltitle", "maintitle")}
_DEEPEST = 8  # entries that inherit from each other


def missing_field(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """An entry lacks a field that its type requires, so that the work is printed with a gap.

    Readers cannot find an article without its journal, and BibTeX warns of an empty field. Add the field, or give the
    entry the type that it is. What crossref or xdata supply counts; a file with BibLaTeX's types or fields is held to
    BibLaTeX's list, any other to BibTeX's.

    Bad:  @article{reed1999, author = {Reed, Hannah}, title = {Weirs}, year = 1999}
    Good: @article{reed1999, author = {Reed, Hannah}, title = {Weirs}, journal = {Rivers}, year = 1999}
    """
    for bibliography in own(document):
        entries = written(bibliography)
        if not entries:
            continue
        required = _BIBLATEX if any(map(_is_biblatex, entries)) else _BIBTEX
        by_key = {e.key: e for e in reversed(entries)}
        for entry in entries:
            given = _given(entry, by_key) if entry.type in required and entry.sound else None
            if given is None:
                continue
            lacking = [n for n in required[entry.type].split() if given.isdisjoint(_ALIKE[n])]
            if lacking:
                yield Finding(entry.start, entry.head, _message(entry, lacking), (entry.key,))


def _is_biblatex(entry: Written) -> bool:
    return entry.type in _ONLY_BIBLATEX_TYPES or not _ONLY_BIBLATEX_FIELDS.isdisjoint(entry.fields)


def _message(entry: Written, lacking: list[str]) -> str:
    named = [f"{n} or editor" if n == "author" and entry.type == "book" else n for n in lacking]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    name = f"“{entry.key}”" if entry.key else "this entry"
    return f"{name} has no {listed}, which {'an' if entry.type[:1] in 'aeiou' else 'a'} @{entry.type} requires"


def _given(entry: Written, by_key: Mapping[str, Written]) -> set[str] | None:
    """The fields that an entry has or inherits; None where a parent is not in the file."""
    given: set[str] = set()
    seen = {entry.key}
    line = [entry]
    for _ in range(_DEEPEST):
        parents: list[Written] = []
        for one in line:
            names = {n for n, f in one.fields.items() if f.text.strip(' {}"')}
            given |= names
            if one is not entry:
                given |= {heir for n in names for heir in _TITLES.get(n, ())}
            keys = [k for k in _parents(one) if k not in seen]
            if any(k not in by_key for k in keys):
                return None
            seen.update(keys)
            parents += (by_key[k] for k in keys)
        line = parents
    return given


def _parents(entry: Written) -> Iterable[str]:
    for name in ("crossref", "xdata", "xref"):
        if name in entry.fields:
            yield from (key for part in entry.fields[name].text.split(",") if (key := part.strip()))
