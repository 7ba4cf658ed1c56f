"""`check --statistics`: how often each rule found something."""

from __future__ import annotations

from collections import Counter

from citecheck.model import Run
from citecheck.reports.items import wanted
from citecheck.reports.look import Look
from citecheck.reports.text import closing


def render(run: Run, look: Look | None = None) -> str:
    """One line a rule, the most frequent first, then the line that sums up."""
    look = look or Look()
    shown = wanted(run, look)
    rows = Counter((d.code, d.name, d.severity) for d in shown)
    digits = len(str(max(rows.values(), default=0)))
    lines = [
        f"{number:>{digits}}  {look.paint(code, severity)}  {severity:<7}  {name}"
        for (code, name, severity), number in sorted(rows.items(), key=lambda row: (-row[1], row[0]))
    ]
    return "\n".join([*lines, closing(run, look, len(shown))]) + "\n"
