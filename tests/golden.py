"""Golden cases: small manuscripts with carets under the text that a finding, or a verdict, speaks of.

    == the second cite has no entry ==
    -- paper.md --
    The span is old (Marsh, Bridges 12; Reed 7).
                                        ^^^^^^ CIT001 no reference
    -- references.bib --
    @book{marsh1990bridges, author = {Marsh, Ann}, title = {Bridges of the North}, year = 1990}
    -- args --
    --select CIT

A caret line is carets, a code, and a part of the message; every finding needs one, and every caret line a finding. The
line `^^^ resolved marsh1990bridges: label` states the verdict on a cite, its references and a part of its `why`;
`^^^ no-cite` states that no cite is found there. Verdicts need not be stated. A section `-- xfail --` gives the reason
why a case still fails. Lines before the first `==` or `--` are a comment; a file of one case needs no `==`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

from citecheck.model import Run, Verdict
from citecheck.reports.places import line_table
from citecheck.reports.printable import width

NO_CITE = "no-cite"
VERDICTS = (*get_args(Verdict), NO_CITE)
NO_MANUSCRIPT = (".bib", ".toml", ".yml", ".yaml", ".json")
CASE = re.compile(r"== (.+) ==")  # == a title ==
SECTION = re.compile(r"-- (\S+(?: \S+)*) --")  # -- paper.md --
CARETS = re.compile(rf" *(\^+) ([A-Z]{{3}}\d{{3}}|{'|'.join(VERDICTS)})(?: (.*))?")  # ^^^^ CIT001 no reference


class Section(NamedTuple):
    """A file of a case, caret lines included; or its `args` or `xfail`."""

    name: str
    lines: tuple[str, ...]

    @property
    def source(self) -> tuple[str, ...]:
        """The lines of the file itself."""
        return tuple(line for line in self.lines if not CARETS.fullmatch(line))


class Case(NamedTuple):
    """One small project; `head` holds the lines before its first section."""

    name: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]

    def text(self, name: str) -> str:
        """The text of a section, empty where there is none."""
        return "\n".join(line for s in self.sections if s.name == name for line in s.source).strip()

    @property
    def files(self) -> tuple[Section, ...]:
        """The sections that are files."""
        return tuple(s for s in self.sections if s.name not in ("args", "xfail"))


class Mark(NamedTuple):
    """A caret line: `line` counts source lines from 0, `column` and `length` columns of a terminal."""

    path: str
    line: int
    column: int
    length: int
    word: str
    rest: str = ""

    def show(self) -> str:
        """The caret line."""
        return f"{' ' * self.column}{'^' * self.length} {self.word} {self.rest}".rstrip()


# ---- reading and writing


def parse(text: str, stem: str) -> list[Case]:
    """The cases of a file."""
    cases: list[tuple[str, list[str], list[tuple[str, list[str]]]]] = [(stem, [], [])]
    for line in text.removesuffix("\n").split("\n"):
        if titled := CASE.fullmatch(line):
            cases.append((titled[1], [line], []))
        elif named := SECTION.fullmatch(line):
            cases[-1][2].append((named[1], []))
        elif cases[-1][2]:
            cases[-1][2][-1][1].append(line)
        else:
            cases[-1][1].append(line)
    return [
        Case(name, tuple(head), tuple(Section(n, tuple(ls)) for n, ls in sections)) for name, head, sections in cases
    ]


def write(cases: list[Case]) -> str:
    """The file that holds the cases."""
    lines = [
        line for c in cases for line in (*c.head, *(out for s in c.sections for out in (f"-- {s.name} --", *s.lines)))
    ]
    return "\n".join(lines) + "\n"


def stated(section: Section) -> Iterator[Mark]:
    """The caret lines of a section."""
    line = -1
    for text in section.lines:
        if found := CARETS.fullmatch(text):
            yield Mark(section.name, max(line, 0), found.start(1), len(found[1]), found[2], found[3] or "")
        else:
            line += 1


# ---- running


def run(case: Case, folder: Path) -> tuple[Run, bool]:
    """Check the case's files in a folder that is the current one; the run, and whether notes count."""
    from citecheck.cli.check import check
    from citecheck.cli.options import run as run_engine

    for section in case.files:
        path = folder / section.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(section.source) + "\n", encoding="utf-8", newline="")
    arguments = shlex.split(case.text("args"))
    asked: dict[str, Any] = check.make_context("check", arguments).params
    paths = asked.pop("paths") or tuple(s.name for s in case.files if not s.name.endswith(NO_MANUSCRIPT))
    return run_engine(paths, asked), asked["notes"]


def _mark(section: Section, start: int, end: int, word: str, rest: str) -> Mark:
    line, column = line_table("\n".join(section.source) + "\n")(start)
    text = section.source[line - 1] if line <= len(section.source) else ""
    stop = min(column - 1 + end - start, len(text))
    return Mark(section.name, line - 1, width(text[: column - 1]), max(1, width(text[column - 1 : stop])), word, rest)


def findings(case: Case, result: Run, notes: bool) -> list[Mark]:
    """A mark for each finding."""
    files = {s.name: s for s in case.files}
    return [
        _mark(files[d.path], d.start, d.end, d.code, " ".join(d.message.split()))
        for d in result.diagnostics
        if d.path in files and (notes or d.severity != "note")
    ]


def verdicts(case: Case, result: Run) -> list[Mark]:
    """A mark for each cite: its verdict, references and the evidence."""
    files = {s.name: s for s in case.files}
    return [
        _mark(files[d.manuscript.path], r.cite.start, r.cite.end, r.verdict, f"{' '.join(r.references)}: {r.why}")
        for d in result.documents
        if d.manuscript.path in files
        for r in d.resolutions
    ]


# ---- comparing


def _same_place(one: Mark, other: Mark) -> bool:
    return one[:4] == other[:4]


def _overlap(one: Mark, other: Mark) -> bool:
    shared = min(one.column + one.length, other.column + other.length) - max(one.column, other.column)
    return one[:2] == other[:2] and shared > 0


def _says(want: Mark, got: Mark) -> bool:
    """Whether a verdict, its references and its evidence are those stated."""
    ids, _, why = want.rest.partition(": ")
    got_ids, _, got_why = got.rest.partition(": ")
    return (
        _same_place(want, got)
        and want.word == got.word
        and (not ids or set(ids.split()) == set(got_ids.split()))
        and why in got_why
    )


def differences(case: Case, found: list[Mark], resolved: list[Mark]) -> list[str]:
    """What is stated and not found, and what is found and not stated."""
    left = list(found)
    faults: list[str] = []
    for want in (m for s in case.files for m in stated(s)):
        if want.word == NO_CITE:
            faults += [_fault("should be no cite", m) for m in resolved if _overlap(want, m)]
        elif want.word in VERDICTS:
            if not any(_says(want, m) for m in resolved):
                faults.append(_fault("not so", want))
                faults += [_fault("  instead", m) for m in resolved if _overlap(want, m)]
        else:
            match = next(
                (m for m in left if _same_place(want, m) and m.word == want.word and want.rest in m.rest), None
            )
            if match:
                left.remove(match)
            else:
                faults.append(_fault("not found", want))
    return faults + [_fault("not stated", m) for m in left]


def _fault(what: str, mark: Mark) -> str:
    return f"{what}: {mark.path}:{mark.line + 1}:{mark.column + 1} {'^' * mark.length} {mark.word} {mark.rest}"


def updated(case: Case, found: list[Mark], resolved: list[Mark]) -> Case:
    """The case with the carets that its run gives; what is stated rightly keeps its words."""
    sections = []
    for section in case.sections:
        if section not in case.files:
            sections.append(section)
            continue
        old = list(stated(section))
        marks = [_kept(m, old) for m in found if m.path == section.name]
        for want in (m for m in old if m.word in VERDICTS):
            near = [m for m in resolved if _overlap(want, m)]
            if want.word == NO_CITE:
                marks += [] if near else [want]
            else:
                marks += [want if _says(want, m) else m for m in near[:1]]
        sections.append(Section(section.name, tuple(_interleaved(section.source, marks))))
    return case._replace(sections=tuple(sections))


def _kept(mark: Mark, old: list[Mark]) -> Mark:
    return next(
        (m for m in old if _same_place(m, mark) and m.word == mark.word and m.rest in mark.rest and m.rest), mark
    )


def _interleaved(source: tuple[str, ...], marks: list[Mark]) -> Iterator[str]:
    for number, line in enumerate(source):
        yield line
        yield from (m.show() for m in sorted(marks) if m.line == number)
