"""Rules on entries that nothing cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from citecheck.config import Config
from citecheck.model import Bibliography, Block, Document, Finding, Name, Reference, Span
from citecheck.resolve.wording import short
from citecheck.rules.duplicates import same_work
from citecheck.rules.project import Project, Shelf, has_problem, lists, outside_lists, own
from citecheck.text.looking import Prose, spoken
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, word_tuple
from citecheck.text.years import is_dated

CODE = "BIB201"
_WORD = pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FEW = 200  # words that are looked for one by one
_KEY = pattern(r"@\{?([^\s,;\[\]{}()\"]+)")  # @reed1999weirs
# Where more is uncited than cited, the list is of further reading, or the citations were not recognised.
_FLOOD_SHARE, _FLOOD_LEAST = 0.5, 5
_MOST_SEARCHED = 50_000_000  # characters searched for names and titles, over all entries; beyond that, words must do
_TITLE_BY_ITSELF = 5  # words that are a title however they are set; fewer may name a place or a subject
_QUOTED = pattern(r"[“„«\"][^“”„«»\"]{3,300}[”“»\"]")
_OPENING = pattern(r"\W*(?:(?:The|An?)\s)?")
# FordNet: A Database · FORD - Finding Old Roads and Docks · F-editor
_COINED = pattern(r"(?=\w*[^\W\d_][A-Z]|[A-Z]-)[^\W\d_][\w-]+(?=\s?(?:[-–—:,(]\s|\()|\Z)")
_YEAR_BEFORE = 20
_YEAR_NEAR = 60  # characters from a name to the year that goes with it


def uncited_reference(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """An entry of a list of cited works that no citation refers to.

    Readers look for the passage in vain. Cite the work, or strike the entry. Lists under a heading such as
    Bibliography or Further Reading promise nothing; a .bib may be a library and is checked only by --select BIB201.

    Bad:  a Works Cited that lists Holm, whom the text nowhere cites
    Good: a Works Cited with only those works that the text cites
    """
    for bibliography in own(document):
        asked = [one for one in lists(bibliography) if one.promises_cited or CODE in project.asked]
        users = project.users.get(bibliography.path, ())
        if not users or bibliography.path in project.partial or not all(_understood(d, bibliography) for d in users):
            continue
        for one in asked:
            uncited = list(_uncited(one, bibliography, users, project))
            few = CODE in project.asked or len(uncited) < _FLOOD_LEAST
            if few or len(uncited) <= _FLOOD_SHARE * len(one.references):
                for reference in uncited:
                    told = f"nothing cites ({short(reference)})"
                    yield Finding(reference.start, reference.end, told, (reference.id,))
            else:
                yield _flood(uncited, one)


def _flood(uncited: Sequence[Reference], one: Shelf) -> Finding:
    """One finding for a list of which most is uncited."""
    first = uncited[0]
    message = (
        f"{len(uncited)} of the {len(one.references)} works listed are not cited, "
        f"from ({short(first)}) on; is this a list of further reading?"
    )
    return Finding(first.start, first.end, message, tuple(r.id for r in uncited))


def _understood(document: Document, bibliography: Bibliography) -> bool:
    """Whether the format of a document leads to the bibliography; citekeys lead to no printed list."""
    typed = document.citation_format not in ("", "citekey")
    return (typed or not bibliography.printed) and not has_problem(document, "DOC902", "DOC904", "DOC906")


def _uncited(
    one: Shelf, bibliography: Bibliography, users: Sequence[Document], project: Project
) -> Iterator[Reference]:
    """The entries of a list that no citation may mean, that no cited entry lies in, and that the text does not name."""
    references = one.references
    by_id = {r.id: r for r in references}
    kept = {i for d in users for i in (*d.manuscript.nocite, *_mentioned(d))}
    if "*" in kept:
        return
    for reference in references:
        if (bibliography.path, reference.id) in project.touched or kept.intersection(
            (reference.id, *reference.aliases)
        ):
            kept |= {reference.id, reference.parent, *reference.related, *_line(reference, by_id)}
    doubtful = {
        fold(n.split()[-1]) for d in users for r in d.resolutions if r.verdict == "undecided" for n in r.reading.names
    }
    left = [
        r
        for r in references
        if not kept.intersection((r.id, *r.aliases)) and not any(fold(n.family) in doubtful for n in r.names)
    ]
    if left:
        cited = _by_title(r for r in references if r.id in kept)
        left = [r for r in left if not any(same_work(r, c) for c in cited.get(_title(r), ()))]
        by_name = any(_format(d, one.chapter) in ("author", "author-date", "note") for d in users)
        yield from _unnamed(left, one, users, project) if by_name else left


def _format(document: Document, chapter: Span | None) -> str:
    """The citation format of a document, or of the chapter in it that a list is for."""
    own = (s.citation_format for s in document.sections if chapter and s.start == chapter.start)
    return next(own, document.citation_format)


def _by_title(references: Iterable[Reference]) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in references:
        found.setdefault(_title(reference), []).append(reference)
    return found


def _title(reference: Reference) -> str:
    return " ".join(word_tuple(reference.title))


def _mentioned(document: Document) -> Iterator[str]:
    """The citekeys in a manuscript wherever they stand: captions and attributes are no prose, but may be printed."""
    if document.citation_format == "citekey":
        yield from (found[1].rstrip(".,:?!") for found in _KEY.finditer(document.manuscript.text))


def _line(reference: Reference, by_id: dict[str, Reference]) -> Iterator[str]:
    """The entries that an entry lies in, outwards."""
    seen = {reference.id}
    while reference.parent in by_id and reference.parent not in seen:
        seen.add(reference.parent)
        yield reference.parent
        reference = by_id[reference.parent]


def _unnamed(left: list[Reference], one: Shelf, users: Sequence[Document], project: Project) -> Iterator[Reference]:
    """Those that the text does not name in any other way than by a citation.

    A work without pages is cited by the name of its author alone (MLA 9 §6.30). Of somebody with several works it takes
    the year beside the name, the name in a note, or the title.
    """
    proses = [_prose(d, one.chapter, project) for d in users]
    prose = " ".join(p.text for p in proses if p.text)
    unpaged = all(_format(d, one.chapter) != "author-date" for d in users)
    set_apart = ""
    said, noted = _Words(proses), _Words(Prose(spoken(_notes(d))) for d in users)
    works = Counter(n.family for r in one.references for n in r.names[:1])
    searched = 0
    for reference in left:
        family = reference.names[0].family if reference.names else ""
        parts = _words(family)
        if parts and all(w in said for w in parts) and _is_said(reference.names[0], prose):
            searched += len(prose)
            alone = works[family] == 1
            if (
                ((unpaged or not reference.year) and (alone or all(w in noted for w in parts)))
                or searched > _MOST_SEARCHED
                or _dated(prose, family, reference.year)
            ):
                continue
        if _is_named(reference, said):
            continue
        title = reference.title_short or reference.title
        title_words = _words(title)
        if len(title_words) > 1 and all(w in said for w in sorted(title_words, key=len, reverse=True)):
            searched += len(prose)
            by_person = (
                bool(reference.names) and (not unpaged or not reference.names[0].literal) and family not in title
            )
            by_itself = len(title_words) >= _TITLE_BY_ITSELF or not by_person or not _year(reference)
            attributed = f"{family}, {title}" in prose  # — Ann Marsh, Floods of the Vale
            if searched > _MOST_SEARCHED or attributed or (by_itself and title in prose):
                continue
            if not by_itself and _opened(title) in prose:
                set_apart = set_apart or _titles_set_apart(users, one.chapter)
                if re.search(
                    rf"\n{re.escape(_opened(title))}(?![\w\s,])|\n{re.escape(_opened(reference.title))}", set_apart
                ):
                    continue
        if family and reference.names[0].literal and _opened(family) in prose:
            set_apart = set_apart or _titles_set_apart(users, one.chapter)
            if f"\n{_opened(family)}\n" in set_apart:
                continue  # a film, which is filed under its title
        yield reference


def _is_said(name: Name, prose: str) -> bool:
    """Whether the words of a body's name, which a text has, stand together there; of others they do."""
    if not name.literal or "(" in name.family:  # River Board (RB) is called the one or the other
        return True
    return re.search(r"\W+".join(re.findall(r"\w+", name.family)), prose) is not None


def _year(reference: Reference) -> str:
    return reference.year if is_dated(reference.year) else ""


def _is_named(reference: Reference, said: _Words) -> bool:
    """Whether the text has the coined word, `FordNet: …`, that a work without names or without a year is called by."""
    coined = _COINED.match(reference.title)
    return coined is not None and not (_year(reference) and reference.names) and coined[0] in said


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a name or title."""
    return tuple(_WORD.findall(text))


def _titles_set_apart(users: Sequence[Document], chapter: Span | None) -> str:
    return "\n".join(("", *(_opened(t) for t in _set_apart(users, chapter)), ""))


def _set_apart(users: Sequence[Document], chapter: Span | None) -> Iterator[str]:
    """What the text sets as titles are set: in italics, or in quotation marks."""
    for document in users:
        for block in _in_chapter(document, chapter):
            prose = block.prose.replace("\n", " ")
            yield from (prose[m.start : m.end] for m in block.marks if m.kind == "emphasis")
            yield from (found[0] for found in _QUOTED.finditer(prose))


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
