"""`check --output-format checkstyle`: the XML of Checkstyle, which Jenkins and many editors read."""

from __future__ import annotations

from citecheck.model import Run, Severity
from citecheck.reports.items import by_file
from citecheck.reports.look import Look
from citecheck.reports.xml import document, element

VERSION = "4.3"  # of the format: the last in which it changed
_SEVERITIES: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "info"}


def render(run: Run, look: Look | None = None) -> str:
    """One `file` for each that was checked, one `error` in it for each finding."""
    root = element(None, "checkstyle", version=VERSION)
    for path, items in by_file(run, look or Look()).items():
        file = element(root, "file", name=path)
        for item in items:
            element(
                file,
                "error",
                line=item.line,
                column=item.column,
                severity=_SEVERITIES[item.severity],
                message=item.message,
                source=f"citecheck.{item.code}",
            )
    return document(root)
