"""`check --output-format gitlab`: the code quality report that GitLab shows in merge requests."""

from __future__ import annotations

from citecheck.model import Run, Severity
from citecheck.reports.encoding import encode
from citecheck.reports.items import Item, known_by, listed
from citecheck.reports.look import Look

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def render(run: Run, look: Look | None = None) -> str:
    """A list of findings, each with a fingerprint that stays while its words do."""
    look = look or Look()
    found = zip(listed(run, look), known_by(run, look), strict=True)
    return encode([_finding(item, fingerprint) for (_, item), fingerprint in found])


def _finding(item: Item, fingerprint: str) -> dict[str, object]:
    return {
        "description": f"{item.code}: {item.message}",
        "check_name": item.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[item.severity],
        "location": {
            "path": item.path,
            "positions": {
                "begin": {"line": item.line, "column": item.column},
                "end": {"line": item.end_line, "column": item.end_column},
            },
        },
    }
