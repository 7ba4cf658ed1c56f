"""From documents to diagnostics: rules, severities, limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from citecheck import registry
from citecheck.config import Config, Configurations
from citecheck.engine import patterns, sources
from citecheck.model import Bibliography, Diagnostic, Document, Finding, Problem, Severity, Span
from citecheck.registry import Rule, RuleFunction
from citecheck.rules.project import Project, gather
from citecheck.text.looking import Prose

if TYPE_CHECKING:
    from citecheck.engine.suppression import Suppressions

MOST_FINDINGS = 10_000  # a file
LIMIT, UNCITED, UNUSED = "DOC905", "BIB201", "DOC903"
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


class Chosen(Struct, frozen=True):
    """The rules that a configuration turns on, with their severities and functions, and the codes it asks for."""

    rules: tuple[tuple[Rule, RuleFunction], ...]
    asked: frozenset[str]


@lru_cache(maxsize=256)
def rules_of(config: Config) -> Chosen:
    """The rules that a configuration turns on, that on suppressions last, and the one on the limit after all others.

    Raises `UnknownRule`.
    """
    rules, asked = registry.chosen(config)
    rules = tuple(sorted(rules, key=lambda r: r.code == UNUSED))
    severities = {code: severity for word, severity in config.severity for code in registry.named([word])}
    for _, words in config.per_file_ignores:
        registry.named(words)
    stamped = (replace(r, severity=severities.get(r.code, r.severity)) for r in rules if r.code != LIMIT)
    return Chosen(tuple((r, registry.rule_function(r)) for r in stamped), asked)


class Checks:
    """The diagnostics of a run as they are found; each document is checked as the configuration nearest to it says."""

    def __init__(self, project: Project, configurations: Configurations) -> None:
        """Begin with nothing found."""
        self.diagnostics: list[Diagnostic] = []
        self.left_out: dict[str, int] = {}
        self.checked: dict[str, frozenset[str]] = {}
        self._project, self._configurations = project, configurations

    def findings(self, document: Document, *, most: int = MOST_FINDINGS) -> tuple[list[Diagnostic], int]:
        """The diagnostics of a document in the order of the text, and how many more there would be."""
        path = document.manuscript.path
        config = self._configurations.at(path)
        project = replace(self._project, asked=rules_of(config).asked)
        return findings(document, project, config, self._rules(path), most=most)

    def _rules(self, path: str) -> list[tuple[Rule, RuleFunction]]:
        """The rules that are applied to a file."""
        config = self._configurations.at(path)
        left = _ignored(path, config)
        return [(r, f) for r, f in rules_of(config).rules if r.code not in left]

    def keep(self, document: Document, listed: list[Diagnostic], left_out: int) -> None:
        """Add the diagnostics of a document to those of the run."""
        path = document.manuscript.path
        self.checked[path] = frozenset(r.code for r, _ in self._rules(path)) | {LIMIT}
        self.diagnostics += listed
        if left_out:
            self.left_out[path] = left_out
            self.diagnostics += limit(document, listed, left_out)


def _ignored(path: str, config: Config) -> frozenset[str]:
    """The codes that a configuration leaves out in one file."""
    fitting = (words for pattern, words in config.per_file_ignores if patterns.fits(path, (pattern,), config.folder))
    return frozenset(code for words in fitting for code in registry.named(words))


def findings(
    document: Document,
    project: Project,
    config: Config,
    rules: list[tuple[Rule, RuleFunction]],
    *,
    most: int = MOST_FINDINGS,
) -> tuple[list[Diagnostic], int]:
    """The diagnostics of a document by some rules, in the order of the text, and how many more there would be."""
    kept: list[Diagnostic] = []
    left_out = 0
    suppressed = None if config.ignore_suppressions else _suppressions(document)
    for rule, function in rules:
        if suppressed and rule.code == UNUSED:
            document = suppressed.told(frozenset(r.code for r, _ in rules), project)
        found = function(document, project, config)
        if suppressed:
            found = suppressed.left(rule.code, found)
        for number, finding in enumerate(found):
            if number < most:
                kept.append(_addressed(finding, rule, document))
            else:
                left_out += 1
    kept.sort(key=lambda d: (d.start, d.end, d.code, d.message))
    left_out += max(0, len(kept) - most)
    return kept[:most], left_out


def _suppressions(document: Document) -> Suppressions | None:
    """What the comments of a document suppress."""
    if not document.manuscript.comments:
        return None
    from citecheck.engine.suppression import Suppressions

    return Suppressions(document)


def limit(document: Document, listed: list[Diagnostic], left_out: int) -> Iterator[Diagnostic]:
    """What says that a document has more findings than are listed."""
    rule = next(r for r in registry.RULES if r.code == LIMIT)
    at = listed[-1].end if listed else 0
    message = f"{left_out:,} more findings in this file are left out"
    told = replace(document, problems=(Problem(LIMIT, Span(at, at), message),))
    for finding in registry.rule_function(rule)(told, Project(), Config()):
        yield _addressed(finding, rule, document)


def _addressed(finding: Finding, rule: Rule, document: Document) -> Diagnostic:
    size = len(document.manuscript.text)
    start = min(max(finding.start, 0), size)
    return Diagnostic(
        document.manuscript.path,
        start,
        min(max(finding.end, start), size),
        rule.code,
        rule.name,
        max(finding.severity or rule.severity, rule.severity, key=_ORDER.__getitem__),
        finding.message,
        finding.references,
        finding.fix,
        finding.places,
    )


def project(
    documents: tuple[Document, ...],
    partial: Iterable[str] = (),
    prose: Callable[[Document], Prose] | None = None,
) -> Project:
    """What rules know beside their document; the users of bibliographies in `partial` are not all known."""
    return replace(gather(documents), partial=frozenset(partial), prose=prose)


def asks_for_users(bibliography: Bibliography, borrowed: frozenset[str], config: Config) -> bool:
    """Whether a rule has to know all manuscripts that cite from a bibliography, more than the one that prints it."""
    chosen = rules_of(config)
    if all(r.code != UNCITED for r, _ in chosen.rules):
        return False
    if UNCITED in chosen.asked and not bibliography.printed:
        return True
    return (
        bibliography.printed
        and (any(one.promises_cited for one in bibliography.lists) or UNCITED in chosen.asked)
        and sources.is_shared(bibliography, borrowed, config)
    )
