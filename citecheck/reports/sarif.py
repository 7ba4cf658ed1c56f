"""`check --output-format sarif`: SARIF 2.1.0, as code scanning and many viewers read it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from citecheck import __version__
from citecheck.model import Diagnostic, Fix, Place, Reference, RulePage, Run
from citecheck.reports.encoding import encode
from citecheck.reports.items import Item, known_by, listed
from citecheck.reports.look import Look
from citecheck.reports.places import Locate, entries, line_tables, place_words, related
from citecheck.reports.printable import one_line, path_from, shown_path

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"  # the name by which code scanning knows the folder that paths are given from
FINGERPRINT = "citecheck/v1"
MOST_PLACES = 20
_MARKUP = re.compile(r"([\\*_{}\[\]<>#|~])")

Json = dict[str, Any]


def render(run: Run, look: Look | None = None) -> str:
    """The log, with one run in it."""
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [_Log(run, look or Look()).as_json()]})


class _Log:
    """One run, and where its findings and entries are looked up."""

    def __init__(self, run: Run, look: Look) -> None:
        self._run, self._look = run, look
        self._lines = line_tables(run)
        self._by_id: dict[str, Reference] = entries(run)
        self._by_place = {(r.path, r.start): r for r in self._by_id.values()}
        self._artifacts: dict[str, Json] = {}

    def as_json(self) -> Json:
        found = list(zip(listed(self._run, self._look, self._lines), known_by(self._run, self._look), strict=True))
        codes = {item.code for (_, item), _ in found}
        rules = [rule for rule in self._run.pages if rule.code in codes]
        numbers = {rule.code: number for number, rule in enumerate(rules)}
        return {
            "tool": {"driver": {"name": "citecheck", "version": __version__, "rules": [_rule(r) for r in rules]}},
            "invocations": [self._invocation()],
            "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which citecheck was run."}}},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "results": [self._result(d, item, known, numbers) for (d, item), known in found],
        }

    def _invocation(self) -> Json:
        failed = [{"level": "error", "message": {"text": one_line(said) or "not read"}} for said in self._run.failed]
        told = {"toolExecutionNotifications": failed} if failed else {}
        return {"executionSuccessful": not failed, **told}

    def _result(self, found: Diagnostic, item: Item, known: str, numbers: dict[str, int]) -> Json:
        result: Json = {
            "ruleId": found.code,
            "level": found.severity,
            "message": {"text": item.message},
            "locations": [{"physicalLocation": self._physical(found.path, found.start, found.end)}],
            "partialFingerprints": {FINGERPRINT: known},
        }
        if found.code in numbers:
            result["ruleIndex"] = numbers[found.code]
        if places := related(found, self._by_id)[:MOST_PLACES]:
            result["relatedLocations"] = [self._related(number, p) for number, p in enumerate(places, 1)]
        if found.fix and found.fix.edits:
            result["fixes"] = [self._fix(found.path, found.fix)]
        return result

    def _related(self, number: int, place: Place) -> Json:
        words = place_words(place, self._by_place.get((place.path, place.start)))
        told = {"message": {"text": words}} if words else {}
        return {"id": number, "physicalLocation": self._physical(place.path, place.start, place.end), **told}

    def _fix(self, path: str, fix: Fix) -> Json:
        replacements = [
            {"deletedRegion": _region(self._lines(path), e.start, e.end), "insertedContent": {"text": e.text}}
            for e in fix.edits
        ]
        change = {"artifactLocation": self._artifact(path), "replacements": replacements}
        told = {"description": {"text": one_line(fix.message)}} if fix.message.strip() else {}
        return {**told, "artifactChanges": [change], "properties": {"safe": fix.safe}}

    def _physical(self, path: str, start: int, end: int) -> Json:
        return {"artifactLocation": self._artifact(path), "region": _region(self._lines(path), start, end)}

    def _artifact(self, path: str) -> Json:
        if path not in self._artifacts:
            self._artifacts[path] = _address(path_from(self._look.folder, path))
        return self._artifacts[path]


def _address(path: str) -> Json:
    if os.path.isabs(path):
        return {"uri": "file:///" + quote(_bytes(path.lstrip("/")), safe="/:")}
    return {"uri": quote(_bytes(path)), "uriBaseId": ROOT}


def _bytes(path: str) -> bytes:
    """A path as the system has it: bytes that are no UTF-8 stand in the address as they are."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:  # no name that this system can have
        return shown_path(path).encode("utf-8")


def _region(locate: Locate, start: int, end: int) -> Json:
    (line, column), (end_line, end_column) = locate(start), locate(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }


def _rule(rule: RulePage) -> Json:
    summary, _, rest = rule.text.partition("\n")
    reason = rest.partition("\nBad:")[0].strip()
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": " ".join(f"{summary} {reason}".split())},
        "help": {"text": rule.text, "markdown": "".join(_markdown(rule.text))},
        "defaultConfiguration": {"level": rule.severity},
    }


def _markdown(page: str) -> Iterator[str]:
    """A rule's page: its prose without accidental markup, its examples as they are."""
    prose, bad, examples = page.partition("\nBad:")
    yield _MARKUP.sub(r"\\\1", prose)
    if bad:
        yield f"\n```text\n{bad.strip()}{examples}\n```\n"
