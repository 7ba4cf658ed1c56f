"""Findings with their lines and columns, as other programs take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from citecheck.model import Diagnostic, Fix, Run, Severity
from citecheck.reports.look import Look
from citecheck.reports.places import LineTables, line_tables
from citecheck.reports.printable import clip, one_line, path_from, shown_path

LONGEST_MESSAGE = 1000


class Item(Struct, frozen=True):
    """A diagnostic; `start` and `end` count code points, lines and columns from 1, and the end is left out."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: Severity
    message: str
    references: tuple[str, ...]
    fix: Fix | None


def items(run: Run, found: Iterable[Diagnostic], lines: LineTables | None = None) -> Iterator[Item]:
    """Each finding with its path as it was asked for and its message as the rule gave it."""
    of = lines or line_tables(run)
    for diagnostic in found:
        locate = of(diagnostic.path)
        line, column = locate(diagnostic.start)
        end_line, end_column = locate(diagnostic.end)
        yield Item(
            path=shown_path(diagnostic.path),
            start=diagnostic.start,
            end=diagnostic.end,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            code=diagnostic.code,
            name=diagnostic.name,
            severity=diagnostic.severity,
            message=clip(diagnostic.message, LONGEST_MESSAGE),
            references=diagnostic.references,
            fix=diagnostic.fix,
        )


def wanted(run: Run, look: Look) -> list[Diagnostic]:
    """The findings without the notes, unless these were asked for."""
    return [d for d in run.diagnostics if _is_wanted(d, look)]


def _is_wanted(found: Diagnostic, look: Look) -> bool:
    return look.notes or found.severity != "note"


def known_by(run: Run, look: Look) -> list[str]:
    """A text for each finding wanted that no other has, and that stays while the words around it do."""
    from citecheck.fingerprints import fingerprints, numbered

    every = zip(run.diagnostics, numbered(fingerprints(run)), strict=True)
    return [fingerprint for found, fingerprint in every if _is_wanted(found, look)]


def listed(run: Run, look: Look, lines: LineTables | None = None) -> Iterator[tuple[Diagnostic, Item]]:
    """The findings wanted, for a program that shows them: messages in one line, paths from the folder of the run."""
    found = wanted(run, look)
    paths = {d.path: shown_path(path_from(look.folder, d.path)) for d in found}
    for diagnostic, item in zip(found, items(run, found, lines), strict=True):
        path = paths[diagnostic.path]
        message = one_line(diagnostic.message, LONGEST_MESSAGE) or diagnostic.name
        yield diagnostic, replace(item, path=path, message=message)


def by_file(run: Run, look: Look) -> dict[str, list[Item]]:
    """The findings wanted of each file, in the order of paths; a file that was checked and has none is there, too."""
    paths = {d.manuscript.path for d in run.documents} | {d.path for d in run.diagnostics}
    files: dict[str, list[Item]] = {shown_path(path_from(look.folder, path)): [] for path in sorted(paths)}
    for _, item in listed(run, look):
        files[item.path].append(item)
    return files
