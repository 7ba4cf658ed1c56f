"""`citecheck cites`: every citation and what it was taken for."""

from __future__ import annotations

from typing import Any

import click

from citecheck.cli import options, outputs
from citecheck.cli.output import say

_HELP = """Show every citation, the work it was taken for, and why.

\b
Examples:
  citecheck cites book.md
  citecheck cites --bib works.bib paper.md
  citecheck cites --output-format csv --output cites.csv book.md

Ends with 0, or with 2 when it could not run.
"""
FORMATS = "text, json, jsonl or csv"


@click.command(help=_HELP)
@options.shared
@outputs.options(FORMATS, outputs.CITES)
def cites(paths: tuple[str, ...], **asked: Any) -> int:
    """Run, write the table or what programs read, and return the exit status."""
    targets = outputs.plan(asked, outputs.CITES)
    run = options.run(paths, asked)
    outputs.write(run, targets, {**asked, "paths": paths})
    for message in run.failed:
        say(message)
    return 2 if run.failed else 0
