"""From documents to diagnostics: rules, severities, limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from citecheck import registry
from citecheck.config import Config
from citecheck.model import Diagnostic, Document, Finding, Problem, Span
from citecheck.registry import Rule, RuleFunction
from citecheck.rules.project import Project

MOST_FINDINGS = 10_000  # a file
LIMIT = "DOC905"


def functions(rules: Iterable[Rule]) -> list[tuple[Rule, RuleFunction]]:
    """The rules with their functions; the one on the limit comes after all others."""
    return [(r, registry.rule_function(r)) for r in rules if r.code != LIMIT]


def findings(
    document: Document,
    project: Project,
    config: Config,
    rules: list[tuple[Rule, RuleFunction]],
    *,
    most: int = MOST_FINDINGS,
) -> tuple[list[Diagnostic], int]:
    """The diagnostics of a document in the order of the text, and how many more there would be."""
    kept: list[Diagnostic] = []
    left_out = 0
    for rule, function in rules:
        for number, finding in enumerate(function(document, project, config)):
            if number < most:
                kept.append(_addressed(finding, rule, document))
            else:
                left_out += 1
    kept.sort(key=lambda d: (d.start, d.end, d.code, d.message))
    left_out += max(0, len(kept) - most)
    return kept[:most], left_out


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
        finding.severity or rule.severity,
        finding.message,
        finding.references,
        finding.fix,
        finding.places,
    )
