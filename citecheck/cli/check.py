"""`citecheck check`: the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from citecheck.cli import baselines, fixing, options, outputs, watching
from citecheck.cli.output import say

if TYPE_CHECKING:
    from citecheck.model import Run

_HELP = """Check the citations of manuscripts, or of all manuscripts in a folder.

\b
Examples:
  citecheck check book.md
  citecheck check --select ALL --notes book.md
  citecheck check --ignore BIB201,LOC book.md
  citecheck check --output-format json chapters/*.md
  citecheck check --fix book.md
  citecheck check --diff --unsafe-fixes book.md
  citecheck check --output-format sarif:out.sarif --output-format text
  citecheck check --output-format html:report.html book.md
  citecheck check --watch chapters/
  cat draft.md | citecheck check --stdin-filename draft.md -

Ends with 0 when nothing is wrong, 1 when errors or warnings were found, 2 when it could not run.
"""
FORMATS = "text, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson, rdjsonl or html"


@click.command(help=_HELP)
@options.shared
@outputs.options(FORMATS)
@click.option("--select", multiple=True, metavar="RULES", help="Use these rules only: codes, prefixes, names, ALL.")
@click.option("--extend-select", multiple=True, metavar="RULES", help="Use these rules, too.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave out these rules: codes, prefixes, names.")
@fixing.fixing
@click.option("--notes", is_flag=True, help="Show notes, too; they never change the exit status.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@baselines.baseline
@click.option("--ignore-suppressions", is_flag=True, help="Report what comments in the text suppress, too.")
@click.option("--exit-zero", is_flag=True, help="End with 0 even when there are findings.")
@watching.OPTION
def check(paths: tuple[str, ...], **asked: Any) -> int:
    """Run the check, write the report, and return the exit status."""
    return watching.watch(paths, asked, _once) if asked["watch"] else _once(paths, asked)[1]


def _once(paths: tuple[str, ...], asked: dict[str, Any]) -> tuple[Run | None, int]:
    targets = outputs.plan(asked)
    paths = baselines.paths(paths, asked)
    if asked["diff"]:
        return None, fixing.diff(paths, asked)
    run = fixing.fixed(paths, asked) if fixing.wanted(asked) else options.run(paths, asked)
    run = baselines.apply(run, options.configurations(asked), paths, asked)
    if not asked["fix_only"]:
        outputs.write(run, targets, {**asked, "paths": paths}, aside=fixing.fills_output(paths, asked))
    for message in run.failed:
        say(message)
    if fixing.changed(run, asked) and not run.failed:
        return run, 1
    return run, status(run, exit_zero=asked["exit_zero"] or asked["fix_only"])


def status(run: Run, *, exit_zero: bool = False) -> int:
    """2 when a file could not be read, 1 when there are errors or warnings, else 0."""
    if run.failed:
        return 2
    return int(not exit_zero and any(d.severity != "note" for d in run.diagnostics))
