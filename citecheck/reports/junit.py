"""`check --output-format junit`: JUnit XML; a file is a suite, and each finding in it a test that failed."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from citecheck.model import Run
from citecheck.reports.items import Item, by_file
from citecheck.reports.look import Look
from citecheck.reports.xml import document, element

NOT_READ = "files that could not be read"


def render(run: Run, look: Look | None = None) -> str:
    """A suite for each file that was checked; one without findings passed. What could not be read is an error."""
    files = by_file(run, look or Look())
    failures = sum(item.severity != "note" for items in files.values() for item in items)
    tests = sum(len(items) or 1 for items in files.values()) + len(run.failed)
    root = element(None, "testsuites", name="citecheck", tests=tests, failures=failures, errors=len(run.failed))
    for path, items in files.items():
        _suite(root, path, items)
    if run.failed:
        count = len(run.failed)
        suite = element(root, "testsuite", name=NOT_READ, tests=count, failures=0, errors=count, skipped=0)
        for number, said in enumerate(run.failed, 1):
            case = element(suite, "testcase", classname=NOT_READ, name=f"{number}")
            element(case, "error", said, type="unreadable", message=said)
    return document(root)


def _suite(root: Element, path: str, items: list[Item]) -> None:
    failures = sum(item.severity != "note" for item in items)
    suite = element(root, "testsuite", name=path, tests=len(items) or 1, failures=failures, errors=0, skipped=0)
    if not items:
        element(suite, "testcase", classname=path, name="no findings", file=path)
    for item in items:
        name = f"{item.code} {item.name} {item.line}:{item.column}"
        case = element(suite, "testcase", classname=path, name=name, file=path, line=item.line)
        place = f"{path}:{item.line}:{item.column} {item.code} {item.message}"
        if item.severity == "note":  # it is told, but nothing fails by it
            element(case, "system-out", place)
        else:
            element(case, "failure", place, type=item.severity, message=item.message)
