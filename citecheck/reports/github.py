"""`check --output-format github`: workflow commands that GitHub Actions shows as annotations beside the text."""

from __future__ import annotations

from citecheck.model import Run, Severity
from citecheck.reports.items import Item, listed
from citecheck.reports.look import Look
from citecheck.reports.printable import printable

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run, look: Look | None = None) -> str:
    """One command a finding: `::error title=…,file=paper.md,line=3,…::paper.md:3:14: CIT001 …`."""
    return "".join(_command(item) for _, item in listed(run, look or Look()))


def _command(item: Item) -> str:
    properties: dict[str, str | int] = {"title": f"{item.code} {item.name}", "file": item.path, "line": item.line}
    properties["endLine"] = item.end_line
    if item.line == item.end_line:  # columns over several lines are refused
        properties |= {"col": item.column, "endColumn": item.end_column}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = f"{printable(item.path)}:{item.line}:{item.column}: {item.code} {item.message}"
    return f"::{_COMMANDS[item.severity]} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    """Text after the second `::`; what would end the command or act on the log is spelled out."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """The value of a property: beside what holds for all text, `:` and `,` are spelled out."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
