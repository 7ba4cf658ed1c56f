"""Whether a text names a work in any other way than by a citation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from citecheck.model import Block, CitationFormat, Document, Name, Reference, Span
from citecheck.rules.project import Project, Shelf, outside_lists
from citecheck.text.looking import Prose, spoken
from citecheck.text.patterns import pattern
from citecheck.text.years import is_dated

_WORD = pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FEW = 200  # words that are looked for one by one
_MOST_SEARCHED = 50_000_000  # characters searched for names and titles, over all entries; beyond that, words must do
_TITLE_BY_ITSELF = 5  # words that are a title however they are set; fewer may name a place or a subject
_QUOTED = pattern(r"[“„«\"][^“”„«»\"]{3,300}[”“»\"]")
_OPENING = pattern(r"\W*(?:(?:The|An?)\s)?")
# FordNet: A Database · FORD - Finding Old Roads and Docks · F-editor
_COINED = pattern(r"(?=\w*[^\W\d_][A-Z]|[A-Z]-)[^\W\d_][\w-]+(?=\s?(?:[-–—:,(]\s|\()|\Z)")
_SCHEME = pattern(r"\A<?(?:https?://)?(?:www\.)?")
_YEAR_BEFORE = 20
_YEAR_NEAR = 60  # characters from a name to the year that goes with it


def format_of(document: Document, chapter: Span | None) -> CitationFormat | str:
    """The citation format of a document, or of the chapter in it that a list is for."""
    own = (s.citation_format for s in document.sections if chapter and s.start == chapter.start)
    return next(own, document.citation_format)


def unnamed(
    references: Iterable[Reference], one: Shelf, users: Sequence[Document], project: Project
) -> Iterator[Reference]:
    """Those of a list's entries that the text of its manuscripts does not name."""
    told = _Told(one, users, project)
    return (r for r in references if not told.names(r))


class _Told:
    """What the manuscripts of a list say, and how the list's works can be named there."""

    def __init__(self, one: Shelf, users: Sequence[Document], project: Project) -> None:
        self._users, self._chapter = users, one.chapter
        proses = [_prose(d, one.chapter, project) for d in users]
        self._prose = proses[0].text if len(proses) == 1 else " ".join(p.text for p in proses if p.text)
        self._unpaged = all(format_of(d, one.chapter) != "author-date" for d in users)
        self._said, self._noted = _Words(proses), _Words(Prose(spoken(_notes(d))) for d in users)
        self._works = Counter(n.family for r in one.references for n in r.names[:1])
        self._searched = 0

    def names(self, reference: Reference) -> bool:
        """Whether the text names a work in one way or another."""
        ways = self.author, self.coined, self.title, self.film, self.address
        return any(way(reference) for way in ways)

    def address(self, reference: Reference) -> bool:
        """Whether the text links to where the work is."""
        return bool(reference.url) and _address(reference.url) in self._addresses

    def author(self, reference: Reference) -> bool:
        """Whether the author is named: a work without pages is cited by that name alone (MLA 9 §6.30).

        Of somebody with several works it takes the year beside the name, or the name in a note.
        """
        family = reference.names[0].family if reference.names else ""
        parts = _words(family)
        if not parts or not self._says(parts) or not _stands_together(reference.names[0], self._prose):
            return False
        alone = self._works[family] == 1
        by_name = (self._unpaged or not reference.year) and (alone or all(w in self._noted for w in parts))
        return by_name or self._is_searched() or _dated(self._prose, family, reference.year)

    def coined(self, reference: Reference) -> bool:
        """Whether the coined word, `FordNet: …`, is there that a work without names or without a year is called by."""
        coined = _COINED.match(reference.title)
        return coined is not None and not (_year(reference) and reference.names) and coined[0] in self._said

    def title(self, reference: Reference) -> bool:
        """Whether the title is named; where it is short, and the work is cited by its author, it is set as titles are.

        Who cites by author and year cites the work of a body so, too, where the text speaks of what it made.
        """
        title = reference.title_short or reference.title
        parts = sorted(_words(title), key=len, reverse=True)
        if len(parts) < 2 or not self._says(parts):
            return False
        family = reference.names[0].family if reference.names else ""
        literal = bool(family) and reference.names[0].literal
        by_author = bool(family) and not (literal and self._unpaged) and family not in title
        if len(parts) >= _TITLE_BY_ITSELF or not by_author or not _year(reference):
            return self._is_searched() or title in self._prose
        if self._is_searched() or f"{family}, {title}" in self._prose:  # — Ann Marsh, Floods of the Vale
            return True
        opened, whole = re.escape(_opened(title)), re.escape(_opened(reference.title))
        return _opened(title) in self._prose and (
            re.search(rf"\n{opened}(?![\w\s,])|\n{whole}", self._set_apart) is not None
        )

    def film(self, reference: Reference) -> bool:
        """Whether what the work is filed under is set as titles are."""
        name = _opened(reference.names[0].family) if reference.names and reference.names[0].literal else ""
        return bool(name) and name in self._prose and f"\n{name}\n" in self._set_apart

    def _says(self, parts: Iterable[str]) -> bool:
        return all(w in self._said for w in parts)

    def _is_searched(self) -> bool:
        """Whether so much has been searched that words must do; counts one search more."""
        self._searched += len(self._prose)
        return self._searched > _MOST_SEARCHED

    @cached_property
    def _addresses(self) -> frozenset[str]:
        blocks = (b for d in self._users for b in _in_chapter(d, self._chapter))
        return frozenset(_address(m.target) for b in blocks for m in b.marks if m.kind in ("link", "url"))

    @cached_property
    def _set_apart(self) -> str:
        """What is in italics or in quotation marks, a line each."""
        stretches = (t for d in self._users for b in _in_chapter(d, self._chapter) for t in _apart(b))
        return "\n".join(("", *map(_opened, stretches), ""))


def _address(url: str) -> str:
    return _SCHEME.sub("", url.strip().lower()).rstrip("/.,;)")


def _apart(block: Block) -> Iterator[str]:
    prose = block.prose.replace("\n", " ")
    yield from (prose[m.start : m.end] for m in block.marks if m.kind == "emphasis")
    yield from (found[0] for found in _QUOTED.finditer(prose))


def _stands_together(name: Name, prose: str) -> bool:
    """Whether the words of a body's name, which a text has, stand together there; of others they do."""
    if not name.literal or "(" in name.family:  # River Board (RB) is called the one or the other
        return True
    return re.search(r"\W+".join(re.findall(r"\w+", name.family)), prose) is not None


def _year(reference: Reference) -> str:
    return reference.year if is_dated(reference.year) else ""


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a name or title."""
    return tuple(_WORD.findall(text))


def _opened(title: str) -> str:
    """A title from its first word on, an article left out."""
    return _OPENING.sub("", title, count=1)


class _Words:
    """The words of texts, of a possessive the name, too; each looked for by itself until many have been asked for.

    The texts are put together when the first word is asked for.
    """

    def __init__(self, proses: Iterable[Prose]) -> None:
        self._proses = proses
        self._known: dict[str, bool] = {}
        self._every: set[str] | None = None

    def __contains__(self, word: str) -> bool:
        self._proses = tuple(self._proses)
        if self._every is None and word not in self._known and len(self._known) >= _FEW:
            found = {word for prose in self._proses for word in _WORD.findall(prose.text)}
            self._every = found | {w[:-2] for w in found if w[-2:] in ("'s", "’s")}
        if self._every is not None:
            return word in self._every
        if word not in self._known:
            self._known[word] = any(prose.has(word) for prose in self._proses)
        return self._known[word]


def _dated(prose: str, family: str, year: str) -> bool:
    """Whether a year stands beside a name: `Reed (1999)`, `Reed and Marsh, 1999`, `1999 | Reed` in a table.

    A year with a letter is not that of another letter: `2005b` does not name the work of 2005a.
    """
    if not year[:4].isdigit():
        return False
    wanted = re.compile(rf"{year[:4]}(?:(?![a-z])|{re.escape(year[4:])})(?![a-z])")
    at = prose.find(family)
    while at >= 0:
        if wanted.search(prose, max(0, at - _YEAR_BEFORE), at + _YEAR_NEAR):
            return True
        at = prose.find(family, at + len(family))
    return False


def _prose(document: Document, chapter: Span | None, project: Project) -> Prose:
    """What a chapter says, or the whole of a document."""
    if chapter is None and project.prose:
        return project.prose(document)
    return Prose(spoken(_in_chapter(document, chapter)))


def _notes(document: Document) -> Iterator[Block]:
    return (b for b in outside_lists(document) if b.kind == "note")


def _in_chapter(document: Document, chapter: Span | None) -> Iterator[Block]:
    """The blocks of a chapter, and all notes, which may stand at the end of the manuscript."""
    for block in outside_lists(document):
        if chapter is None or block.kind == "note" or chapter.start <= block.start < chapter.end:
            yield block
