"""The options of `check` that mend what is found: `--fix`, `--unsafe-fixes`, `--diff`."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from citecheck.cli import means, options
from citecheck.cli.output import on_terminal, put, say

if TYPE_CHECKING:
    from citecheck.engine.fixing import Proposal
    from citecheck.model import Run

_Command = TypeVar("_Command", bound=Callable[..., Any])

_FIXING = (
    click.option("--fix", is_flag=True, help="Apply the safe fixes; report what remains."),
    click.option("--unsafe-fixes", is_flag=True, help="Count, show or apply the fixes that take a judgement, too."),
    click.option("--diff", is_flag=True, help="Show as a diff what --fix would change; write nothing, report nothing."),
    click.option("--fix-only", is_flag=True, help="Apply fixes, but do not report what remains. Implies --fix."),
    click.option("--exit-non-zero-on-fix", is_flag=True, help="End with 1 if a file was changed, too."),
)


def fixing(command: _Command) -> _Command:
    """Add the options."""
    for option in reversed(_FIXING):
        command = option(command)
    return command


def wanted(asked: dict[str, Any]) -> bool:
    """Whether files are to be changed."""
    return bool(asked["fix"] or asked["fix_only"])


def fixed(paths: tuple[str, ...], asked: dict[str, Any]) -> Run:
    """Apply the fixes, and check what the files hold then. Text from standard input goes, fixed, to standard output."""
    from msgspec.structs import replace

    from citecheck import engine
    from citecheck.engine import fixing as engine_fixing

    given, proposal = _proposal(paths, asked)
    for message in proposal.kept:
        say(message)
    if given.stdin:
        change = next(iter(proposal.changes), None)
        if not proposal.run.failed:
            put(change.after if change else given.stdin[1])
        return proposal.run
    failed = engine_fixing.write(proposal)
    if not failed:
        return proposal.run
    run = engine.run(given.files, given.configurations)  # what the files hold now
    return replace(run, failed=(*run.failed, *failed))


def diff(paths: tuple[str, ...], asked: dict[str, Any]) -> int:
    """Put out what fixing would change, and return the exit status: 1 if there is anything."""
    from citecheck.reports.diff import unified

    _, proposal = _proposal(paths, asked)
    changes = sorted(proposal.changes, key=lambda c: c.path)
    marks = ["\ufeff" if c.before.startswith(BOM_UTF8) else "" for c in changes]  # else the diff would not apply
    parts = (
        unified(c.path, mark + c.old, mark + c.new, terminal=on_terminal())
        for c, mark in zip(changes, marks, strict=True)
    )
    put("".join(parts), utf8=not on_terminal())
    for message in (*proposal.kept, *proposal.run.failed):
        say(message)
    return 2 if proposal.run.failed else int(bool(changes))


def fills_output(paths: tuple[str, ...], asked: dict[str, Any]) -> bool:
    """Whether the fixed text takes standard output, so that the report goes to standard error."""
    return wanted(asked) and bool(asked["stdin_filename"] or options.STDIN in paths)


def changed(run: Run, asked: dict[str, Any]) -> bool:
    """Whether a change alone is to be told by the exit status, and there is one."""
    return bool(asked["exit_non_zero_on_fix"] and run.fixed)


def _proposal(paths: tuple[str, ...], asked: dict[str, Any]) -> tuple[options.Given, Proposal]:
    from citecheck import engine
    from citecheck.engine import fixing as engine_fixing

    given = options.given(paths, asked)
    if given.stdin and given.files:
        raise click.UsageError("with fixes, standard input stands alone; leave out the other paths")
    try:
        with means.means(asked) as how:
            proposal = engine_fixing.propose(
                given.files, given.configurations, stdin=given.stdin, unsafe=bool(asked["unsafe_fixes"]), means=how
            )
    except engine.CannotRun as error:
        raise click.ClickException(str(error)) from error
    return given, proposal
