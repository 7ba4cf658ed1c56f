"""Apply fixes in rounds: choose those that go together, check again, until nothing is left to fix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from citecheck import engine, fixes
from citecheck.config import Configurations
from citecheck.engine import files, writing
from citecheck.manuscripts import decode
from citecheck.model import Diagnostic, Fix, Run

MOST_ROUNDS = 10
_LINE_END = re.compile(r"\r\n|\r|\n")


class Change(Struct, frozen=True):
    """What fixing makes of one file: its bytes and its text, before and after; `fixed` counts the fixes by code."""

    path: str
    before: bytes
    after: bytes
    old: str
    new: str
    fixed: dict[str, int]
    exists: bool = True


class Proposal(Struct, frozen=True):
    """The files that fixes change, the check of what they would hold, and why other files are not fixed.

    What could not be fixed for a reason that another run may not have is in `run.failed`.
    """

    run: Run
    changes: tuple[Change, ...] = ()
    kept: tuple[str, ...] = ()


class _Left(Struct, frozen=True):
    """Why files are not fixed, by path: for good, or this time."""

    kept: dict[str, str] = {}
    failed: dict[str, str] = {}


def propose(
    paths: Iterable[str],
    configurations: Configurations,
    *,
    stdin: engine.Stdin | None = None,
    unsafe: bool = False,
    means: engine.Means | None = None,
) -> Proposal:
    """What the safe fixes, with `unsafe` all fixes, come to. Text on standard input is fixed alone.

    A file is left out if it was not decoded strictly, if it is no longer what was checked, or if its fixes do not
    come to an end in some rounds. Raises `CannotRun`.
    """
    paths = tuple(paths)
    left = _Left({}, {})
    while True:
        changes: dict[str, Change] = {}
        run = engine.run(paths, configurations, stdin=stdin, means=means)
        for _ in range(MOST_ROUNDS):
            chosen = _chosen(run, unsafe, left, stdin)
            for path, found in chosen.items():
                if change := changes.get(path) or _unchanged(path, run, configurations, stdin, left):
                    changes[path] = _with(change, found)
            if not any(path in changes for path in chosen):
                break
            instead = {files.real(c.path): c.after for c in changes.values()}
            fixed_stdin = (stdin[0], changes[stdin[0]].after) if stdin and stdin[0] in changes else stdin
            run = engine.run(paths, configurations, stdin=fixed_stdin, instead=instead, means=means)
        restless = _chosen(run, unsafe, left, stdin)
        if not restless:
            run = replace(_with_counts(run, changes), failed=(*run.failed, *left.failed.values()))
            return Proposal(run, tuple(changes.values()), tuple(left.kept.values()))
        for path, found in restless.items():
            codes = ", ".join(sorted({d.code for d in found}))
            left.kept[path] = f"{path}: not fixed: its fixes ({codes}) do not come to an end; please report it"


def write(proposal: Proposal) -> tuple[str, ...]:
    """Write the files of a proposal, and say which could not be."""
    failed = []
    for change in proposal.changes:
        try:
            writing.replace(change.path, change.before, change.after)
        except writing.NotWritten as error:
            failed.append(f"{change.path}: not fixed: {error}")
    return tuple(failed)


def _chosen(run: Run, unsafe: bool, left: _Left, stdin: engine.Stdin | None) -> dict[str, list[Diagnostic]]:
    """The findings to fix in each file; of fixes that touch one text the first is chosen."""
    wanted: dict[str, list[Diagnostic]] = {}
    for found in run.diagnostics:
        barred = found.path in left.kept or found.path in left.failed or (stdin and found.path != stdin[0])
        if found.fix and (found.fix.safe or unsafe) and not barred:
            wanted.setdefault(found.path, []).append(found)
    chosen = {}
    for path, findings in wanted.items():
        free = Counter(fixes.choose([d.fix for d in findings if d.fix], unsafe=unsafe))
        some = []
        for found in findings:
            if found.fix and free[found.fix]:
                free[found.fix] = 0  # one fix may mend several findings
                some.append(found)
        if some:
            chosen[path] = some
    return chosen


def _unchanged(
    path: str, run: Run, configurations: Configurations, stdin: engine.Stdin | None, left: _Left
) -> Change | None:
    """A file before its first fix; None, with the reason told, where it must not be rewritten."""
    try:
        data = stdin[1] if stdin and path == stdin[0] else files.read(path, configurations.at(path).max_size)
        text = writing.strictly(data).text
    except files.Refused as error:
        left.failed[path] = f"{path}: not fixed: {error}"
    except writing.NotWritten as error:
        left.kept[path] = f"{path}: not fixed: {error}"
    else:
        if text == run.texts.get(path):
            return Change(path, data, data, text, text, {})
        left.failed[path] = f"{path}: not fixed: {writing.CHANGED}"
    return None


def _with(change: Change, found: list[Diagnostic]) -> Change:
    """A file with some more fixes applied, with its own line ends."""
    new = fixes.apply(change.new, [fitted(d.fix, change.new) for d in found if d.fix], unsafe=True)
    counts = Counter(change.fixed) + Counter(d.code for d in found)
    return replace(with_text(change, new), fixed=dict(counts))


def with_text(change: Change, new: str) -> Change:
    """A file with another text, in its own encoding."""
    decoded = decode.decode(change.before)
    return replace(change, after=decoded.bom + new.encode(decoded.encoding), new=new)


def fitted(fix: Fix, text: str) -> Fix:
    """A fix whose new lines end as the first line of the text does."""
    first = _LINE_END.search(text)
    if first is None or first[0] == "\n" or not any("\n" in e.text for e in fix.edits):
        return fix
    edits = (replace(e, text=_LINE_END.sub(lambda _: first[0], e.text)) for e in fix.edits)
    return replace(fix, edits=tuple(edits))


def _with_counts(run: Run, changes: dict[str, Change]) -> Run:
    total: Counter[str] = Counter()
    for change in changes.values():
        total.update(change.fixed)
    return replace(run, fixed=dict(sorted(total.items())))
