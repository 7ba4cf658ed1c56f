"""Findings as the protocol has them."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from lsprotocol import types

from citecheck import __version__, registry
from citecheck.engine import cache
from citecheck.lsp.buffers import uri_of
from citecheck.lsp.checking import Checked
from citecheck.lsp.positions import Lines
from citecheck.lsp.session import Session
from citecheck.model import Diagnostic
from citecheck.reports.places import place_words, related

Json = dict[str, Any]
SEVERITIES = {"error": 1, "warning": 2, "note": 3}  # LSP 3.17, DiagnosticSeverity: Error, Warning, Information
_UNNECESSARY = ("DOC903",)  # what could be deleted is greyed out (DiagnosticTag.Unnecessary)


def shown(session: Session, checked: Checked) -> list[Json]:
    """All findings of a document, with related places and a link to the page of each rule."""
    return [one(session, checked, d) for d in checked.diagnostics]


def one(session: Session, checked: Checked, found: Diagnostic) -> Json:
    """A finding; `data` tells the server which it was."""
    said: Json = {
        "range": area(checked.lines, found.start, found.end),
        "severity": SEVERITIES[found.severity],
        "code": found.code,
        "source": "citecheck",
        "message": found.message,
        "data": {"code": found.code, "start": found.start, "end": found.end},
    }
    if page := page_of(found.code):
        said["codeDescription"] = {"href": page}
    if found.code in _UNNECESSARY:
        said["tags"] = [1]
    places = related(found, checked.references)
    if places:
        said["relatedInformation"] = [
            {
                "location": {
                    "uri": session.uri(checked, p.path),
                    "range": area(session.lines_of(checked, p.path), p.start, p.end),
                },
                "message": place_words(p, checked.entries.get((p.path, p.start))) or "here",
            }
            for p in places
        ]
    return said


def value(session: Session, checked: Checked, found: Diagnostic) -> types.Diagnostic:
    """A finding as a value of the protocol, without what leads away from it."""
    said = one(session, checked, found)
    return types.Diagnostic(
        checked.lines.range(found.start, found.end),
        said["message"],
        types.DiagnosticSeverity(said["severity"]),
        said["code"],
        source=said["source"],
        data=said["data"],
    )


def area(lines: Lines, start: int, end: int) -> Json:
    """A range as JSON."""
    (line, column), (last, end_column) = lines.place(start), lines.place(max(start, end))
    return {"start": {"line": line, "character": column}, "end": {"line": last, "character": end_column}}


@lru_cache(maxsize=256)
def page_of(code: str) -> str:
    """The address of a rule's page, written to the user's cache; empty where nothing can be written there."""
    folder = cache.user_folder()
    if not folder:
        return ""
    path = os.path.join(folder, "rules", __version__, f"{code}.md")
    try:
        text = f"# {code}\n\n{registry.rule_page(code).strip()}\n"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    except (OSError, StopIteration):
        return ""
    return uri_of(path)
