"""BibTeX and BibLaTeX files."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from citecheck.bibliographies import bibtex_dates, bibtex_names
from citecheck.bibliographies.bibtex_blocks import Raw, split
from citecheck.bibliographies.bibtex_inherit import inherit, keys
from citecheck.bibliographies.bibtex_latex import decode
from citecheck.bibliographies.bibtex_values import expand, strings
from citecheck.model import Bibliography, Name, Problem, Reference, Span
from citecheck.text.patterns import pattern

Text = Callable[[str], str]
People = Callable[[str], tuple[tuple[Name, ...], bool]]

_TEXTS = frozenset(
    "title subtitle shorttitle maintitle mainsubtitle booktitle booksubtitle journaltitle journalsubtitle shortjournal "
    "publisher institution organization location volume number issue pages date year pubstate shorthand label langid "
    "language hyphenation isbn".split()
)
_ADDRESSES = frozenset("doi url eprint eprinttype howpublished".split())
_VOLUMES = frozenset("book mvbook collection mvcollection proceedings mvproceedings reference mvreference".split())
# Works that are no part of something: one number in `pages` counts their pages.
_WHOLE = _VOLUMES | frozenset(
    "periodical booklet manual thesis phdthesis mastersthesis report techreport online electronic www misc unpublished "
    "software dataset".split()
)
# \url{http://a.b/c\_d}
_ESCAPED = pattern(r"\\([_%&#~$])")
_URL = pattern(r"https?://[^\s{}<>\"\\]+")
_DOI_PREFIX = pattern(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def parse(text: str, path: str) -> Bibliography:
    """The references of a .bib file in its order, repeated keys and keyless entries (id "") included.

    Strings and what is inherited are put in, LaTeX is decoded. What is broken is a problem (BIB208), and as much of the
    entry as can be read is a reference all the same. Equal values are decoded once.
    """
    with _without_collector():
        blocks = split(text)
        known = strings(blocks.strings)
        fields, circles = inherit(blocks.entries)

        @cache
        def plain(value: str) -> str:
            return decode(expand(value, known))

        @cache
        def people(value: str) -> tuple[tuple[Name, ...], bool]:
            return bibtex_names.parse(expand(value, known))

        references = tuple(
            _reference(entry, own, text[entry.start : entry.end], path, plain, people, known)
            for entry, own in zip(blocks.entries, fields, strict=True)
        )
    loops = tuple(_circle(blocks.entries[n], text) for n in dict.fromkeys(circles))
    return Bibliography(path, text, references, (*blocks.problems, *loops))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of values without a circle among them: looking for circles takes a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _circle(entry: Raw, text: str) -> Problem:
    end = text.find(entry.key, entry.start) + len(entry.key)
    message = f"“{entry.key}” inherits from itself over its crossref or xdata"
    return Problem("BIB208", Span(entry.start, end), message)


def _reference(
    entry: Raw, fields: Mapping[str, str], raw: str, path: str, plain: Text, people: People, known: Mapping[str, str]
) -> Reference:
    texts = {name: plain(value) for name, value in fields.items() if name in _TEXTS}
    links = {name: _verbatim(expand(value, known)) for name, value in fields.items() if name in _ADDRESSES}
    get = texts.get
    editors, edited_by_others = people(fields["editor"]) if "editor" in fields else ((), False)
    names, others = people(fields["author"]) if "author" in fields else (editors, edited_by_others)
    short = "shortauthor" if "shortauthor" in fields else "shorteditor" if "author" not in fields else ""
    container = _container(entry.type, get)
    return Reference(
        id=entry.key,
        path=path,
        start=entry.start,
        end=entry.end,
        raw=raw,
        type=entry.type,
        names=names or editors or _body(entry.type, get),
        editors=editors,
        translators=people(fields["translator"])[0] if "translator" in fields else (),
        others=others,
        names_short=people(fields[short])[0] if short in fields else (),
        title=_joined(get("title", ""), get("subtitle", "")) or get("maintitle", "") or get("booktitle", ""),
        title_short=get("shorttitle", ""),
        container=container,
        publisher=get("publisher") or get("institution") or get("organization", ""),
        place=get("location", ""),
        year=bibtex_dates.year(get("date", ""), get("year", "")) or get("pubstate", ""),
        volume=get("volume", ""),
        issue=get("number") or get("issue", ""),
        pages=bibtex_dates.pages(texts["pages"], entry.type in _WHOLE or not container) if "pages" in texts else (),
        shorthand=get("shorthand") or get("label", ""),
        doi=_DOI_PREFIX.sub("", links["doi"], count=1) if "doi" in links else "",
        isbn=get("isbn", ""),
        url=_url(links) if links else "",
        language=get("langid") or get("language") or get("hyphenation", ""),
        aliases=keys(fields["ids"]) if "ids" in fields else (),
        parent=_parent(entry.fields),
        related=keys(fields["related"]) if "related" in fields else (),
    )


def _joined(title: str, subtitle: str) -> str:
    if not subtitle:
        return title
    return f"{title}{' ' if title.endswith((':', '?', '!', '.')) else ': '}{subtitle}" if title else subtitle


def _container(kind: str, get: Callable[[str, str], str]) -> str:
    """What a part lies in: journal, collection, or work of several volumes.

    A collection may give its own title as `booktitle`, for its parts to inherit (BibTeX's crossref).
    """
    if not get("title", ""):
        return get("shortjournal", "")
    for name in ("main",) if kind in _VOLUMES else ("journal", "book", "main"):
        if title := get(f"{name}title", ""):
            return _joined(title, get(f"{name}subtitle", ""))
    return get("shortjournal", "")


def _body(kind: str, get: Callable[[str, str], str]) -> tuple[Name, ...]:
    """The body that a work without author and editor is filed under; a thesis is never its school's."""
    whole = get("organization", "") or ("" if kind.endswith("thesis") else get("institution", ""))
    return (Name(whole, literal=True),) if whole else ()


def _verbatim(value: str) -> str:
    """An address: no LaTeX but the escapes that it needs."""
    if "\\" in value:
        value = _ESCAPED.sub(r"\1", value.replace("\\url", "").replace("\\path", ""))
    return value.replace("{", "").replace("}", "").strip()


def _url(links: Mapping[str, str]) -> str:
    if url := links.get("url"):
        return url
    if eprint := links.get("eprint"):
        if eprint.startswith("http"):
            return eprint
        return f"https://arxiv.org/abs/{eprint}" if links.get("eprinttype", "").lower() == "arxiv" else ""
    found = _URL.search(links.get("howpublished", ""))
    return found[0] if found else ""


def _parent(fields: Mapping[str, str]) -> str:
    """The key of the entry it inherits from or, by `xref`, lies in; also where no entry has that key."""
    for name in ("crossref", "xref"):
        if name in fields and (found := keys(fields[name])):
            return found[0]
    return ""
