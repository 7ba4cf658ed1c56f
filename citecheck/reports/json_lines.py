"""`check --output-format jsonl`: the diagnostics of the JSON, one a line."""

from __future__ import annotations

from citecheck.model import Run
from citecheck.reports.encoding import encode
from citecheck.reports.items import items
from citecheck.reports.look import Look


def render(run: Run, look: Look | None = None) -> str:
    """One JSON object a finding, nothing where there is none. Notes are always listed."""
    return "".join(encode(item) for item in items(run, run.diagnostics))
