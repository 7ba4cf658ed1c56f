"""SARIF by its schema, and by what it leads to: places, fixes, rules."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given
from msgspec.structs import replace

from citecheck import fixes, registry
from citecheck.model import Diagnostic, Place, Run
from citecheck.reports.look import Look
from tests import readers
from tests.reports import hostile, samples

ALL = Look(notes=True, folder="/essays/book")


@cache
def validator() -> Any:
    schema = readers.sarif_schema()
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker(["uri", "uri-reference"]))


def log(run: Run, look: Look = ALL) -> dict[str, Any]:
    """The one run of a valid log."""
    read = json.loads(registry.report("sarif")(run, look))
    validator().validate(read)
    (only,) = read["runs"]
    found: dict[str, Any] = only
    return found


def test_a_log_of_each_severity() -> None:
    run = log(samples.run())
    assert run["tool"]["driver"]["name"] == "citecheck"
    assert run["columnKind"] == "unicodeCodePoints"
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("CIT001", "error"),
        ("CIT002", "error"),
        ("LOC101", "warning"),
        ("STY301", "note"),
    ]
    first = run["results"][0]
    assert first["message"] == {"text": "no reference for “Reed”"}
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "paper.md", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 3,
            "startColumn": 34,
            "endLine": 3,
            "endColumn": 40,
            "charOffset": 46,
            "charLength": 6,
        },
    }
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_candidates_are_related_locations() -> None:
    (place,) = log(samples.run())["results"][1]["relatedLocations"]
    assert place["message"]["text"] == "Holm, Stone, 1994"
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "works.bib"
    assert place["physicalLocation"]["region"]["startLine"] == 2


def test_a_fix_is_a_change_of_the_file() -> None:
    results = log(samples.run())["results"]
    assert [len(r.get("fixes", ())) for r in results] == [0, 0, 1, 0]
    (fix,) = results[2]["fixes"]
    assert fix["description"]["text"] == "turn the range round"
    assert fix["properties"] == {"safe": False}
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "1-3"}
    assert replacement["deletedRegion"]["charOffset"] == 68


@pytest.mark.parametrize("rule", registry.RULES, ids=lambda r: r.code)
def test_every_rule_explains_itself(rule: registry.Rule) -> None:
    found = Diagnostic("paper.md", 0, 5, rule.code, rule.name, rule.severity, "said")
    run = log(samples.run(diagnostics=(found, found)))
    (told,) = run["tool"]["driver"]["rules"]
    assert (told["id"], told["name"]) == (rule.code, rule.name)
    assert told["defaultConfiguration"] == {"level": rule.severity}
    assert told["help"]["text"] == registry.rule_page(rule.code)
    prose, fence, rest = told["help"]["markdown"].partition("\n```text\nBad: ")
    assert fence
    assert rest.endswith("\n```\n")
    assert prose.startswith(told["shortDescription"]["text"].split("*")[0].split("_")[0].split("[")[0].split("<")[0])
    assert [r["ruleIndex"] for r in run["results"]] == [0, 0]


def test_fingerprints_are_of_the_words_and_never_equal() -> None:
    run = samples.run(diagnostics=samples.diagnostics() * 3)
    known = [r["partialFingerprints"]["citecheck/v1"] for r in log(run)["results"]]
    assert len(set(known)) == 12
    moved = {**run.texts, "paper.md": "\n\n" + samples.TEXT}
    later = tuple(replace(d, start=d.start + 2, end=d.end + 2) for d in run.diagnostics if d.start)
    again = [
        r["partialFingerprints"]["citecheck/v1"] for r in log(replace(run, diagnostics=later, texts=moved))["results"]
    ]
    assert again == [k for k, d in zip(known, run.diagnostics, strict=True) if d.start]
    without_notes = log(run, Look())["results"]
    assert [r["partialFingerprints"]["citecheck/v1"] for r in without_notes] == again


def test_notes_only_when_asked_for() -> None:
    assert [r["level"] for r in log(samples.run(), Look())["results"]] == ["error", "error", "warning"]


def test_what_could_not_be_read_is_told() -> None:
    (invocation,) = log(samples.run(failed=("gone.md: no such file",)))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "gone.md: no such file"


@pytest.mark.parametrize(
    ("path", "uri", "base"),
    [
        ("a b.md", "a%20b.md", True),
        ("ä/ö.md", "%C3%A4/%C3%B6.md", True),
        ("caf\udce9.md", "caf%E9.md", True),
        ("c:d?e#f.md", "c%3Ad%3Fe%23f.md", True),
        ("50%.md", "50%25.md", True),
        ("a\nb.md", "a%0Ab.md", True),
        ("./x/../paper.md", "paper.md", True),
        ("/essays/book/one/paper.md", "one/paper.md", True),
        ("/essays/bookend/paper.md", "file:///essays/bookend/paper.md", False),
        ("../other/paper.md", "../other/paper.md", True),
    ],
)
def test_addresses(path: str, uri: str, base: bool) -> None:
    found = Diagnostic(path, 0, 3, "CIT001", "missing-reference", "error", "said", places=(Place(path, 4, 5, ""),))
    (result,) = log(samples.run(diagnostics=(found,), texts={path: "abc\ndef"}))["results"]
    for place in (*result["locations"], *result["relatedLocations"]):
        assert place["physicalLocation"]["artifactLocation"] == {"uri": uri} | (
            {"uriBaseId": "%SRCROOT%"} if base else {}
        )


def test_an_address_holds_the_bytes_of_the_name() -> None:
    (result,) = log(samples.run(diagnostics=(replace(samples.diagnostics()[0], path="caf\udce9.md"),)))["results"]
    assert unquote_to_bytes(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == b"caf\xe9.md"


@given(hostile.runs())
def test_hostile_runs_give_valid_logs_that_lead_to_their_places(run: Run) -> None:
    text = registry.report("sarif")(run, ALL)
    assert not hostile.CONTROL.search(text)
    results = log(run)["results"]
    assert len(results) == len(run.diagnostics)
    assert len({r["partialFingerprints"]["citecheck/v1"] for r in results}) == len(results)
    for found, result in zip(run.diagnostics, results, strict=True):
        source = run.texts[found.path]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert hostile.at(source, region["startLine"], region["startColumn"]) == found.start == region["charOffset"]
        assert hostile.at(source, region["endLine"], region["endColumn"]) == found.end
        assert not hostile.DIRECTING.search(result["message"]["text"])
        if found.fix:
            (change,) = result["fixes"][0]["artifactChanges"]
            mended = source
            for replacement in sorted(change["replacements"], key=lambda r: -r["deletedRegion"]["charOffset"]):
                region, new = replacement["deletedRegion"], replacement["insertedContent"]["text"]
                start = hostile.at(source, region["startLine"], region["startColumn"])
                mended = mended[:start] + new + mended[start + region["charLength"] :]
            assert mended == fixes.apply(source, [found.fix], unsafe=True)
