"""`check --output-format json`: every finding with its place, for other programs."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from citecheck.model import Diagnostic, Fix, Run, Severity
from citecheck.reports.encoding import encode
from citecheck.reports.look import Look
from citecheck.reports.places import line_tables
from citecheck.reports.printable import clip, shown_path

LONGEST_MESSAGE = 1000


class Item(Struct, frozen=True):
    """A diagnostic; `start` and `end` count code points, lines and columns from 1, and the end is left out."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: Severity
    message: str
    references: tuple[str, ...]
    fix: Fix | None


class Summary(Struct, frozen=True):
    """What was looked at and how much was found."""

    files: int
    cites: int
    findings: int
    by_code: dict[str, int]


class Report(Struct, frozen=True):
    """The whole output."""

    version: int
    diagnostics: list[Item]
    summary: Summary


def summary(run: Run) -> Summary:
    """The figures of a run."""
    codes = Counter(d.code for d in run.diagnostics)
    return Summary(
        files=len(run.documents),
        cites=sum(len(d.resolutions) for d in run.documents),
        findings=len(run.diagnostics),
        by_code=dict(sorted(codes.items())),
    )


def render(run: Run, look: Look | None = None) -> str:
    """The report, version 1."""
    of = line_tables(run)

    def item(found: Diagnostic) -> Item:
        locate = of(found.path)
        line, column = locate(found.start)
        end_line, end_column = locate(found.end)
        return Item(
            path=shown_path(found.path),
            start=found.start,
            end=found.end,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            code=found.code,
            name=found.name,
            severity=found.severity,
            message=clip(found.message, LONGEST_MESSAGE),
            references=found.references,
            fix=found.fix,
        )

    return encode(Report(1, [item(d) for d in run.diagnostics], summary(run)))
