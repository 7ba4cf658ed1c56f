"""A baseline: the findings that a project had on the day it was written, so that only new ones count."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from msgspec import DecodeError, Struct, ValidationError, json

from citecheck.engine import files
from citecheck.fingerprints import fingerprints
from citecheck.model import Diagnostic, Run

NAME = "citecheck-baseline.json"
VERSION = 1
_LARGEST = 200 << 20  # bytes; a million findings
_LONGEST = 70  # characters of a finding's text: for people only


class BaselineError(Exception):
    """The baseline cannot be read; the message names the file and what to do."""


class Record(Struct, frozen=True, order=True):
    """A finding as a baseline keeps it: `path` is relative to the baseline, `text` is for people."""

    path: str
    code: str
    text: str
    finding: str
    place: str


class Comparison(Struct, frozen=True):
    """What is not in a baseline, and what of the baseline was found again, or was not."""

    new: tuple[Diagnostic, ...]
    known: tuple[Record, ...]
    left: tuple[Record, ...]


class _Head(Struct):
    version: int
    findings: list[object]


class _Content(Struct):
    findings: list[Record]


def read(path: str) -> tuple[Record, ...]:
    """The findings that a baseline holds. Raises `BaselineError`."""
    shown = files.shown(path)
    try:
        data = files.read(path, _LARGEST)
    except files.Refused as refused:
        hint = "" if os.path.lexists(path) else "; `citecheck check --write-baseline` writes it"
        raise BaselineError(f"{shown}: {refused}{hint}") from refused
    if b"\n<<<<<<< " in data:
        raise BaselineError(f"{shown}: git left a conflict in it; delete the file and write it anew")
    try:
        version = json.decode(data, type=_Head).version
        if version == VERSION:
            return tuple(json.decode(data, type=_Content).findings)
    except (DecodeError, ValidationError, UnicodeDecodeError) as error:
        raise BaselineError(f"{shown}: this is no baseline of citecheck ({error})") from error
    raise BaselineError(
        f"{shown}: a baseline of version {version}, and this citecheck reads version {VERSION}; use the citecheck that "
        "wrote it, or delete the file and write it anew"
    )


def encoded(records: Iterable[Record]) -> bytes:
    """A baseline as it is written: one finding a line, in the order of paths, codes and texts."""
    lines = ",\n".join(f"    {json.encode(r).decode()}" for r in sorted(records))
    content = f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'.replace("[\n\n  ]", "[]")
    return content.encode()


def recorded(run: Run, path: str) -> list[tuple[Diagnostic, Record]]:
    """The findings of a run as a baseline at a path keeps them; notes are none of them."""
    folder = os.path.dirname(os.path.abspath(path))
    found = zip(run.diagnostics, fingerprints(run), strict=True)
    return [
        (d, Record(relative(d.path, folder), d.code, _text(d, run), f.finding, f.place))
        for d, f in found
        if d.severity != "note"
    ]


def relative(path: str, folder: str) -> str:
    """A path as a baseline in a folder writes it."""
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(path).replace(os.sep, "/")


def _text(found: Diagnostic, run: Run) -> str:
    words = " ".join(run.texts.get(found.path, "")[found.start : min(found.end, found.start + 4 * _LONGEST)].split())
    said = "".join(c for c in words if c.isprintable()) or found.name
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def compare(
    found: list[tuple[Diagnostic, Record]], old: Iterable[Record], settled: Callable[[str], bool]
) -> Comparison:
    """Match findings with a baseline, each record with one finding, the surest first.

    The same words in the same sentence are the same finding, in its own file or in another one; the same words in
    another sentence are it in their own file, or where the file of the record is `settled`: it was checked as well, or
    is gone.
    """
    left = sorted(old)
    open_, known = found, []
    for key, fits in _passes(settled):
        waiting: dict[Hashable, list[Record]] = defaultdict(list)
        others = []
        for record in reversed(left):
            if fits(record):
                waiting[key(record)].append(record)
            else:
                others.append(record)
        unmatched = []
        for diagnostic, record in open_:
            if same := waiting.get(key(record)):
                known.append(same.pop())
            else:
                unmatched.append((diagnostic, record))
        open_ = unmatched
        left = sorted([*others, *(r for rest in waiting.values() for r in rest)])
    return Comparison(tuple(d for d, _ in open_), tuple(known), tuple(left))


def _passes(
    settled: Callable[[str], bool],
) -> tuple[tuple[Callable[[Record], Hashable], Callable[[Record], bool]], ...]:
    """What two records must share in each pass, and which records of the baseline take part."""
    return (
        (lambda r: (r.place, r.path), lambda r: True),
        (lambda r: r.place, lambda r: True),
        (lambda r: (r.finding, r.path), lambda r: True),
        (lambda r: r.finding, lambda r: settled(r.path)),
    )
