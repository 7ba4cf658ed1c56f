"""JUnit and checkstyle by readers of XML that are not the writer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import junitparser
from hypothesis import given

from citecheck.model import Run
from citecheck.reports import checkstyle, junit
from citecheck.reports.look import Look
from tests.reports import hostile, samples

ALL = Look(notes=True)
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0 §2.2


def cases(text: str) -> list[tuple[str, junitparser.TestCase]]:
    """Suite and case of each test."""
    read = junitparser.JUnitXml.fromstring(text.encode())
    return [(suite.name, case) for suite in read for case in suite]


def test_a_finding_is_a_test_that_failed() -> None:
    found = cases(junit.render(samples.run(), ALL))
    assert [(suite, case.name, case.is_passed) for suite, case in found] == [
        ("paper.md", "CIT001 missing-reference 3:34", False),
        ("paper.md", "CIT002 ambiguous-citation 3:51", False),
        ("paper.md", "LOC101 descending-range 3:56", False),
        ("paper.md", "STY301 mixed-formats 1:1", True),
    ]
    (failure,) = found[0][1].result
    assert isinstance(failure, junitparser.Failure)
    assert (failure.type, failure.message) == ("error", "no reference for “Reed”")
    assert failure.text == "paper.md:3:34 CIT001 no reference for “Reed”"
    assert found[3][1].system_out == "paper.md:1:1 STY301 two formats"


def test_a_file_without_findings_passed_and_one_that_was_not_read_is_an_error() -> None:
    ((suite, case),) = cases(junit.render(samples.run(diagnostics=())))
    assert (suite, case.name, case.is_passed) == ("paper.md", "no findings", True)
    found = cases(junit.render(samples.run(diagnostics=(), failed=("gone.md: no such file",))))
    (error,) = found[1][1].result
    assert isinstance(error, junitparser.Error)
    assert error.message == "gone.md: no such file"
    assert cases(junit.render(Run())) == []


def test_checkstyle() -> None:
    root = ET.fromstring(checkstyle.render(samples.run(), ALL).encode())
    assert (root.tag, root.attrib) == ("checkstyle", {"version": "4.3"})
    (file,) = root
    assert (file.tag, file.attrib) == ("file", {"name": "paper.md"})
    assert [e.attrib for e in file][::3] == [
        {
            "line": "3",
            "column": "34",
            "severity": "error",
            "message": "no reference for “Reed”",
            "source": "citecheck.CIT001",
        },
        {"line": "1", "column": "1", "severity": "info", "message": "two formats", "source": "citecheck.STY301"},
    ]
    assert [e.get("severity") for e in file] == ["error", "error", "warning", "info"]


def test_notes_only_when_asked_for() -> None:
    assert len(cases(junit.render(samples.run()))) == 3
    assert "STY301" not in checkstyle.render(samples.run())


def test_a_file_without_findings_is_listed() -> None:
    (file,) = ET.fromstring(checkstyle.render(samples.run(diagnostics=())).encode())
    assert (file.get("name"), len(file)) == ("paper.md", 0)


@given(hostile.runs())
def test_hostile_runs_give_xml_that_can_be_read(run: Run) -> None:
    for render in (junit.render, checkstyle.render):
        text = render(run, ALL)
        assert not FORBIDDEN.search(text)
        assert not hostile.CONTROL.search(text)
        assert not hostile.DIRECTING.search(text)
        ET.fromstring(text.encode())
    read = junitparser.JUnitXml.fromstring(junit.render(run, ALL).encode())
    failures = sum(d.severity != "note" for d in run.diagnostics)
    assert (read.failures, read.errors) == (failures, len(run.failed))
    counted = junitparser.JUnitXml.fromstring(junit.render(run, ALL).encode())
    counted.update_statistics()
    assert (counted.tests, counted.failures, counted.errors) == (read.tests, read.failures, read.errors)
    assert [(s.tests, s.failures, s.errors) for s in counted] == [(s.tests, s.failures, s.errors) for s in read]
    errors = ET.fromstring(checkstyle.render(run, ALL).encode()).iter("error")
    assert sum(1 for _ in errors) == len(run.diagnostics)
