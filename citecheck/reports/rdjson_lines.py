"""`check --output-format rdjsonl`: the diagnostics of the rdjson, one a line."""

from __future__ import annotations

from citecheck.model import Run
from citecheck.reports.encoding import encode
from citecheck.reports.look import Look
from citecheck.reports.rdjson import SOURCE, diagnostics


def render(run: Run, look: Look | None = None) -> str:
    """One `Diagnostic` a line, each with its source."""
    return "".join(encode({**found, "source": SOURCE}) for found in diagnostics(run, look or Look()))
