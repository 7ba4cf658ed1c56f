"""`check --output-format concise`: one line a finding, for people and for editors that jump to a place."""

from __future__ import annotations

from citecheck.model import Run
from citecheck.reports.items import wanted
from citecheck.reports.look import Look
from citecheck.reports.places import line_tables
from citecheck.reports.text import closing, headline


def render(run: Run, look: Look | None = None) -> str:
    """`paper.md:3:14: CIT001 no reference for “Reed”`, as GNU tools write it, then one line that sums up."""
    look = look or Look()
    shown = wanted(run, look)
    if run.failed and not run.documents and not shown:
        return ""  # what is to be said goes to standard error
    lines = line_tables(run)
    return "\n".join([*(headline(d, lines, look, mark=":") for d in shown), closing(run, look, len(shown))]) + "\n"
