"""One run: find the files, read, resolve, check. The only station that touches the disk."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from citecheck import project, registry
from citecheck.config import Config
from citecheck.model import Bibliography, Diagnostic, Document, Finding, Manuscript, Problem, Project, Run, Span
from citecheck.project import CannotRead
from citecheck.resolve.document import resolve_document

MOST_FINDINGS = 10_000  # listed of one file


class CannotRun(Exception):
    """What was asked for cannot be done at all; the message says why."""


def run(paths: Sequence[Path | str], config: Config, *, stdin: tuple[str, bytes] | None = None) -> Run:
    """Check files and folders, or the bytes of one manuscript under the name it is given. Raises CannotRun."""
    try:
        rules = registry.selected(config.select, config.ignore)
    except ValueError as error:
        raise CannotRun(str(error)) from error
    session = Session(config)
    documents, given, failed = _documents(session, [str(p) for p in paths], stdin)
    around = _around(session, documents, given, config) if any(r.code == "BIB201" for r in rules) else ()
    own = tuple(dict.fromkeys((*given, *session.printed, *_theirs(session, documents, around))))
    world = Project(
        documents=(*documents, *around),
        cited=_cited((*documents, *around)),
        whole=around is not None,
        asked=frozenset(r.code for word in config.select for r in registry.matching(word)),
    )
    diagnostics, left_out = _check(documents, own, world, rules, config)
    used = tuple(dict.fromkeys(b for d in documents for b in d.bibliographies))
    texts = {d.manuscript.path: d.manuscript.text for d in documents} | {b.path: b.text for b in (*used, *own)}
    return Run(tuple(documents), used, diagnostics, world.cited, texts, left_out, tuple(failed))


class Session:
    """What one run has read: every bibliography is parsed once."""

    def __init__(self, config: Config) -> None:
        """Nothing is read yet."""
        self.config = config
        self.parsed: dict[str, Bibliography] = {}
        self.printed: list[Bibliography] = []

    def manuscript(self, path: str, data: bytes) -> Manuscript:
        """Read a manuscript. Raises CannotRead for a format that is not read."""
        reader = registry.reader(os.path.splitext(path)[1])
        if reader is None:
            suffix = os.path.splitext(path)[1] or "without a suffix"
            raise CannotRead(f"{path}: files {suffix} are not read; citecheck reads {', '.join(registry.MANUSCRIPTS)}")
        content = project.decoded(data, self.config.max_size)
        made: Manuscript = reader.read(content.text, path)
        return replace(made, problems=(*content.problems, *made.problems))

    def bibliography(self, path: str) -> Bibliography:
        """Parse a bibliography, once. Raises CannotRead."""
        key = os.path.realpath(path)
        if key not in self.parsed:
            parser = registry.parser(os.path.splitext(path)[1])
            if parser is None:
                raise CannotRead(f"{path}: this is no bibliography that citecheck reads ({', '.join(registry.BIBLIOGRAPHIES)})")
            content = project.decoded(project.read_bytes(path, self.config.max_size), self.config.max_size)
            found: Bibliography = parser.parse(content.text, path)
            self.parsed[key] = replace(found, problems=(*content.problems, *found.problems))
        return self.parsed[key]

    def document(self, manuscript: Manuscript) -> Document:
        """A manuscript with its citations resolved against the bibliography it uses."""
        bibliographies, problems = self.find(manuscript)
        return _with(resolve_document(manuscript, bibliographies, citation_format=self.config.citation_format), problems)  # type: ignore[arg-type]

    def find(self, manuscript: Manuscript) -> tuple[tuple[Bibliography, ...], list[Problem]]:
        """The bibliographies of a manuscript: the first source that exists, and its printed list to leave it unsearched."""
        from citecheck.bibliographies import works_cited

        printed = works_cited.parse(manuscript, self.config.list_headings)
        unsearched = (replace(printed, references=(), problems=()),) if printed else ()
        if self.config.bib:
            return (*map(self._asked, self.config.bib), *unsearched), []
        named, problems = project.declared(manuscript, self.config)
        if manuscript.inline_references:
            inline = Bibliography(manuscript.path, manuscript.text, manuscript.inline_references)
            return (inline, *self._usable(named, problems), *unsearched), problems
        if named:
            return (*self._usable(named, problems), *unsearched), problems
        if printed and printed.references:
            self.printed.append(printed)
            return (printed,), problems
        if self.config.bibliography:
            return (*map(self._asked, project.configured(self.config)), *unsearched), problems
        return (*self._usable(project.beside(manuscript.path, self.config), problems), *unsearched), problems

    def _asked(self, path: str) -> Bibliography:
        try:
            return self.bibliography(path)
        except CannotRead as error:
            raise CannotRun(str(error)) from error

    def _usable(self, paths: Iterable[str], problems: list[Problem]) -> list[Bibliography]:
        found = []
        for path in paths:
            try:
                found.append(self.bibliography(path))
            except CannotRead as error:
                problems.append(Problem("DOC902", Span(0, 0), f"the bibliography cannot be read: {error}"))
        return found


def _with(document: Document, problems: list[Problem]) -> Document:
    return replace(document, problems=(*problems, *document.problems)) if problems else document


def _documents(
    session: Session, paths: list[str], stdin: tuple[str, bytes] | None
) -> tuple[list[Document], list[Bibliography], list[str]]:
    """The manuscripts of a run, the bibliographies that were given by name, and what could not be read."""
    documents: list[Document] = []
    given: list[Bibliography] = []
    failed: list[str] = []
    if stdin:
        documents.append(session.document(session.manuscript(*stdin)))
    files = list(project.expand(paths, session.config))
    for path in files:
        try:
            if os.path.splitext(path)[1].lower() in registry.BIBLIOGRAPHIES:
                given.append(session.bibliography(path))
            else:
                data = project.read_bytes(path, session.config.max_size)
                documents.append(session.document(session.manuscript(path, data)))
        except CannotRead as error:
            failed.append(str(error))
    if paths and not files:
        failed.append(f"{', '.join(paths)}: there are no manuscripts ({', '.join(registry.MANUSCRIPTS)})")
    return documents, given, failed


def _around(
    session: Session, documents: list[Document], given: list[Bibliography], config: Config
) -> tuple[Document, ...]:
    """Other manuscripts of the project that use the same bibliography files; what they cite is not uncited."""
    shared = [b for b in dict.fromkeys((*given, *(b for d in documents for b in d.bibliographies))) if not b.printed]
    have = {os.path.abspath(d.manuscript.path) for d in documents}
    found: list[Document] = []
    for path in dict.fromkeys(p for b in shared for p in project.others(b, have, config)):
        try:
            other = session.document(session.manuscript(path, project.read_bytes(path, config.max_size)))
        except CannotRead:
            continue
        if any(b in shared for b in other.bibliographies):
            found.append(other)
    return tuple(found)


def _theirs(session: Session, documents: list[Document], around: tuple[Document, ...]) -> list[Bibliography]:
    """The bibliography files that no other manuscript uses: findings in them are findings about the files given."""
    elsewhere = {b for d in around for b in d.bibliographies}
    return [b for d in documents for b in d.bibliographies if not b.printed and b not in elsewhere and b.path in {p.path for p in session.parsed.values()}]


def _cited(documents: Iterable[Document]) -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        where = {r.id: b.path for b in reversed(document.bibliographies) for r in b.references}
        listed = {key for key in document.manuscript.nocite if key != "*"}
        if "*" in document.manuscript.nocite:
            listed = set(where)
        counts.update((where[key], key) for key in listed if key in where)
        counts.update((where[i], i) for r in document.resolutions for i in r.references)
    return dict(counts)


# ---- rules


def _check(
    documents: list[Document], bibliographies: Iterable[Bibliography], world: Project, rules: tuple[registry.Rule, ...], config: Config
) -> tuple[tuple[Diagnostic, ...], dict[str, int]]:
    """All findings in order of file and place, and how many of each file are left out."""
    by_path: dict[str, list[Diagnostic]] = {}
    for subject in (*documents, *bibliographies):
        path = subject.manuscript.path if isinstance(subject, Document) else subject.path
        for rule in rules:
            if rule.about is type(subject) or rule.about is None:
                by_path.setdefault(path, []).extend(_diagnostic(path, rule, f) for f in registry.checker(rule)(subject, world, config))
    left_out = {}
    out: list[Diagnostic] = []
    for path, found in by_path.items():
        found.sort(key=lambda d: (d.start, d.end, d.code, d.message))
        if len(found) > MOST_FINDINGS:
            left_out[path] = len(found) - MOST_FINDINGS
            found = [*found[:MOST_FINDINGS], *_limit(path, left_out[path], rules)]
        out += found
    return tuple(out), left_out


def _limit(path: str, left_out: int, rules: tuple[registry.Rule, ...]) -> list[Diagnostic]:
    rule = next((r for r in rules if r.code == "DOC905"), None)
    message = f"{left_out} more findings are left out; --select or --ignore narrows them"
    return [_diagnostic(path, rule, Finding(0, 0, message))] if rule else []


def _diagnostic(path: str, rule: registry.Rule, found: Finding) -> Diagnostic:
    return Diagnostic(
        path, found.start, found.end, rule.code, rule.name, found.severity or rule.severity, found.message,
        found.references, found.fix, found.places,
    )
