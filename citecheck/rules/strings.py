"""The rule on names in a .bib file that stand for nothing: strings, and keys of other entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.bibliographies.bibtex_fields import Field, Written, strings, words, written
from citecheck.bibliographies.bibtex_values import MONTHS
from citecheck.config import Config
from citecheck.model import Bibliography, Document, Finding
from citecheck.rules.project import Project, own

# The journals that BibTeX's own styles define (plain.bst and its kin).
_OF_STYLES = frozenset(
    "acmcs acta cacm ibmjrd ibmsj ieeese ieeetc ieeetcad ipl jacm jcss scp sicomp tocs tods tog toms toois toplas "
    "tcs".split()
)
_KEYS = ("crossref", "xref", "xdata", "related", "entryset")
# Names of journals and publishers may all be defined in another file, or in the style: so many that nothing defines, or
# any in a file that defines none and that no manuscript uses.
_MOST_OF_A_STYLE = 3
_LEFT_TO_STYLES = frozenset("journal journaltitle booktitle series publisher address location organization".split())
_LEAST_ALIKE, _MOST_GUESSED = 75, 200  # of 100; names that are guessed at


def undefined_string_or_crossref(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A field uses a string that nothing defines, or refers to an entry that is not there.

    BibTeX prints nothing in its place, and only warns. Define the string, put braces around the text, or correct the
    key. Strings and entries of the other .bib files that the same manuscripts use count, and so do the months.

    Bad:  @string{jrh = {Rivers}} @article{reed1999, title = {Weirs}, journal = jhr, year = 1999}
    Good: @string{jrh = {Rivers}} @article{reed1999, title = {Weirs}, journal = jrh, year = 1999}
    """
    for bibliography in own(document):
        entries = written(bibliography)
        if entries:
            others, used = _joined(bibliography, project)
            yield from _undefined(entries, [bibliography, *others], used)
            yield from _leading_nowhere(entries, [bibliography, *others])


def _joined(bibliography: Bibliography, project: Project) -> tuple[list[Bibliography], bool]:
    """The other bibliographies that manuscripts use together with one, and whether any manuscript does.

    Without a manuscript they are all those that were given.
    """
    users = [
        d
        for d in project.documents
        if d.manuscript.path != bibliography.path and any(b.path == bibliography.path for b in d.bibliographies)
    ]
    found = {b.path: b for d in users or project.documents for b in d.bibliographies if b.path != bibliography.path}
    return list(found.values()), bool(users)


def _undefined(entries: tuple[Written, ...], joined: list[Bibliography], used: bool) -> Iterator[Finding]:
    defined = frozenset[str]().union(*(strings(b.text) for b in joined))
    known = defined.union(MONTHS, _OF_STYLES)
    found = [
        (entry, field, word, at)
        for entry in entries
        for field in entry.fields.values()
        for word, at in words(field)
        if not word.isdigit() and word.lower() not in known
    ]
    foreign = {w.lower() for _, f, w, _ in found if f.name in _LEFT_TO_STYLES}
    if not (defined or used) or (len(foreign) >= _MOST_OF_A_STYLE and not (defined and used)):
        found = [f for f in found if f[2].lower() not in foreign]
    choices = sorted(defined.union(MONTHS)) if found else []
    for number, (entry, field, word, at) in enumerate(found):
        near = _nearest(word, choices) if number < _MOST_GUESSED else ""
        hint = f"did you mean {near}?" if near else f"for text write {{{_cut(field.value)}}}"
        message = f"no @string is called {word}, so that this {field.name} is empty; {hint}"
        yield Finding(at, at + len(word), message, (entry.key,) if entry.key else ())


def _leading_nowhere(entries: tuple[Written, ...], joined: list[Bibliography]) -> Iterator[Finding]:
    found = [
        (entry, name, key, at)
        for entry in entries
        for name in _KEYS
        for key, at in _keys(entry.fields.get(name), several=name not in ("crossref", "xref"))
    ]
    if not found:
        return
    known = {i.lower(): i for b in joined for r in b.references for i in (r.id, *r.aliases)}
    choices = sorted(known)
    for number, (entry, name, key, at) in enumerate(f for f in found if f[2].lower() not in known):
        near = known.get(_nearest(key, choices)) if number < _MOST_GUESSED else None
        message = f"the {name} “{_cut(key)}” leads to no entry" + (f"; did you mean {near}?" if near else "")
        yield Finding(at, at + len(key), message, (entry.key,) if entry.key else ())


def _nearest(name: str, known: Sequence[str]) -> str:
    """The name that was probably meant."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(name.lower()[:80], known, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE)
    return found[0] if found and len(name) > 2 else ""


def _keys(field: Field | None, *, several: bool) -> Iterator[tuple[str, int]]:
    """The keys in a field with their places; none where they are made of several parts."""
    if field is None or "#" in field.value:
        return
    at, _ = field.inner
    for part in field.text.split(",") if several else (field.text,):
        key = part.strip()
        if key and "\\" not in key:
            yield key, at + part.find(key)
        at += len(part) + 1


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
