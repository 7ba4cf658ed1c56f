"""`citecheck cites`: every citation and what it was taken for."""

from __future__ import annotations

from typing import Any

import click

from citecheck.cli import options
from citecheck.cli.output import put, say

_HELP = """Show every citation, the work it was taken for, and why.

\b
Examples:
  citecheck cites book.md
  citecheck cites --bib works.bib paper.md
  citecheck cites --output-format json book.md >cites.json

Ends with 0, or with 2 when it could not run.
"""


@click.command(help=_HELP)
@options.shared
def cites(paths: tuple[str, ...], **asked: Any) -> int:
    """Run, write the table or the JSON, and return the exit status."""
    from citecheck import registry

    run = options.run(paths, asked)
    chosen = asked["output_format"]
    render = registry.report(f"cites-{chosen}")
    put(render(run, options.look(asked["colour"])), utf8=chosen == "json")
    for message in run.failed:
        say(message)
    return 2 if run.failed else 0
