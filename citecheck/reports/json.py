"""`check --output-format json`: every finding with its place, for other programs."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from citecheck.model import Run
from citecheck.reports.encoding import encode
from citecheck.reports.items import Item, items
from citecheck.reports.look import Look


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
    """The report, version 1. Notes are always listed."""
    return encode(Report(1, list(items(run, run.diagnostics)), summary(run)))
