"""GitHub's workflow commands as its runner reads them, and GitLab's code quality by its published fields."""

from __future__ import annotations

import json
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from msgspec import Struct
from msgspec.structs import replace

from citecheck.model import Diagnostic, Run
from citecheck.reports import github, gitlab
from citecheck.reports.look import Look
from tests import readers
from tests.reports import hostile, samples

ALL = Look(notes=True)

# ---- GitHub

Command = tuple[str, dict[str, str], str]
_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY = (*_DATA[:2], ("%3A", ":"), ("%2C", ","), _DATA[2])


def unescaped(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for escape, char in escapes:
        text = text.replace(escape, char)
    return text


def command(line: str) -> Command:
    """Read a line as the runner does: `::` at its start, the name to a space, the rest to the next `::`."""
    assert line.startswith("::")
    head, _, message = line[2:].partition("::")
    name, _, properties = head.partition(" ")
    assert name in ("error", "warning", "notice")
    pairs = [pair.strip().split("=", 1) for pair in properties.split(",")]
    return name, {key: unescaped(value, _PROPERTY) for key, value in pairs}, unescaped(message, _DATA)


def test_github() -> None:
    lines = github.render(samples.run(), ALL).splitlines()
    assert lines[0] == (
        "::error title=CIT001 missing-reference,file=paper.md,line=3,endLine=3,col=34,endColumn=40"
        "::paper.md:3:34: CIT001 no reference for “Reed”"
    )
    assert [command(line)[0] for line in lines] == ["error", "error", "warning", "notice"]
    assert len(github.render(samples.run()).splitlines()) == 3
    assert github.render(samples.run(diagnostics=())) == ""


def test_columns_are_left_out_where_a_finding_goes_over_several_lines() -> None:
    found = replace(samples.diagnostics()[0], start=4, end=20)
    _, properties, _ = command(github.render(samples.run(diagnostics=(found,))))
    assert properties == {"title": "CIT001 missing-reference", "file": "paper.md", "line": "1", "endLine": "3"}


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("a,b:c%.md", "a,b:c%.md"),
        ("a\nb.md", "a\nb.md"),
        ("./one/paper.md", "one/paper.md"),
        ("/essays/book/paper.md", "paper.md"),
        ("caf\udce9.md", r"caf\xe9.md"),
    ],
)
def test_paths_reach_the_runner_as_they_are(path: str, file: str) -> None:
    found = replace(samples.diagnostics()[0], path=path)
    line = github.render(samples.run(diagnostics=(found,)), Look(folder="/essays/book"))
    assert command(line)[1]["file"] == file


@given(hostile.runs())
def test_hostile_runs_give_one_command_a_finding(run: Run) -> None:
    text = github.render(run, ALL)
    assert not hostile.CONTROL.search(text)
    assert not hostile.DIRECTING.search(text)
    lines = text.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(run.diagnostics)
    for line, found in zip(lines, run.diagnostics, strict=True):
        _, properties, message = command(line)
        assert list(properties)[:4] == ["title", "file", "line", "endLine"]
        assert properties["title"] == f"{found.code} {found.name}"
        assert f": {found.code} " in message


def test_the_escapes_are_those_of_the_toolkit() -> None:
    messages = ["::error::a", "50% off, 100%0A", "a,b:c", "[x](1) “é”", "a::b,c=d"]
    found = tuple(replace(samples.diagnostics()[0], message=m, path=f"{m.replace('/', '')}.md") for m in messages)
    text = github.render(samples.run(diagnostics=found))
    assert readers.toolkit_commands([command(line) for line in text.splitlines()]) == text.splitlines()


# ---- GitLab


class Position(Struct, forbid_unknown_fields=True):
    line: int
    column: int


class Positions(Struct, forbid_unknown_fields=True):
    begin: Position
    end: Position


class Location(Struct, forbid_unknown_fields=True):
    path: str
    positions: Positions


class Violation(Struct, forbid_unknown_fields=True):
    """The fields that GitLab's documentation names."""

    description: str
    check_name: str
    fingerprint: str
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: Location


def violations(run: Run, look: Look = ALL) -> list[Violation]:
    return msgspec.json.decode(gitlab.render(run, look), type=list[Violation])


def test_gitlab() -> None:
    found = violations(samples.run())
    assert found[0].description == "CIT001: no reference for “Reed”"
    assert found[0].check_name == "CIT001"
    assert found[0].location == Location("paper.md", Positions(Position(3, 34), Position(3, 40)))
    assert [v.severity for v in found] == ["major", "major", "minor", "info"]
    assert [v.severity for v in violations(samples.run(), Look())] == ["major", "major", "minor"]
    assert gitlab.render(samples.run(diagnostics=())) == "[]\n"


def test_fingerprints_are_never_equal_and_stay_when_text_moves() -> None:
    run = samples.run(diagnostics=samples.diagnostics() * 3)
    known = [v.fingerprint for v in violations(run)]
    assert len(set(known)) == 12
    moved = replace(
        run,
        diagnostics=tuple(replace(d, start=d.start + 2, end=d.end + 2) for d in samples.diagnostics()[:3]),
        texts={**run.texts, "paper.md": "\n\n" + samples.TEXT},
    )
    assert [v.fingerprint for v in violations(moved)] == known[:3]


def test_paths_lie_below_the_folder_of_the_run() -> None:
    found = Diagnostic("/essays/book/one/paper.md", 0, 1, "CIT001", "missing-reference", "error", "said")
    (violation,) = violations(samples.run(diagnostics=(found,)), Look(folder="/essays/book"))
    assert violation.location.path == "one/paper.md"


@given(hostile.runs())
def test_hostile_runs_give_readable_violations(run: Run) -> None:
    text = gitlab.render(run, ALL)
    assert not hostile.CONTROL.search(text)
    assert not hostile.DIRECTING.search("".join(v["description"] for v in json.loads(text)))
    found = violations(run)
    assert len({v.fingerprint for v in found}) == len(found) == len(run.diagnostics)
