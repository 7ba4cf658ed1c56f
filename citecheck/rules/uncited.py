"""Rules on entries that nothing cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citecheck.config import Config
from citecheck.model import Bibliography, Document, Finding, Reference
from citecheck.resolve.wording import short
from citecheck.rules import naming
from citecheck.rules.duplicates import same_work
from citecheck.rules.project import Project, Shelf, has_problem, lists, own
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, word_tuple

CODE = "BIB201"
_KEY = pattern(r"@\{?([^\s,;\[\]{}()\"]+)")  # @reed1999weirs
# Where more is uncited than cited, the list is of further reading, or the citations were not recognised.
_FLOOD_SHARE, _FLOOD_LEAST = 0.5, 5


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
        by_name = any(naming.format_of(d, one.chapter) in ("author", "author-date", "note") for d in users)
        yield from naming.unnamed(left, one, users, project) if by_name else left


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
