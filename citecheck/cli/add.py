"""`citecheck add`: entries for the works that are cited and missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from citecheck.cli import means, options
from citecheck.cli.output import on_terminal, put, say

if TYPE_CHECKING:
    from citecheck.engine.adding import Added, Plan

_HELP = """Add an entry to the .bib file for each work that is cited and missing.

An entry holds what the citations tell, in the style of the file, under a comment that says so; the rest is for you to
fill in. What is there is never changed, and a list printed in the manuscript is not edited.

\b
Examples:
  citecheck add paper.md                    to the bibliography that the manuscript uses
  citecheck add --bib works.bib chapters/   to this one; it is made if it does not exist
  citecheck add --diff paper.md             show what would be added

Ends with 0, or with 2 when something could not be added. With --diff, with 1 when something would be.
"""


@click.command(help=_HELP)
@options.shared
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--diff", "--dry-run", is_flag=True, help="Show what would be added; write nothing.")
@click.option(
    "--all", "doubtful", is_flag=True, help="Add, too, what looks like the misprint of an entry that is there."
)
def add(paths: tuple[str, ...], **asked: Any) -> int:
    """Plan, write, tell, and return the exit status."""
    from citecheck import engine
    from citecheck.engine import adding

    missing_only = {"select": adding.CODES, "extend_select": (), "ignore": (), "per_file_ignores": (), "severity": ()}
    given = options.given(paths, asked, missing_only)
    try:
        with means.means(asked) as how:
            found = adding.plan(
                given.files, given.configurations, stdin=given.stdin, doubtful=asked["doubtful"], means=how
            )
    except engine.CannotRun as error:
        raise click.ClickException(str(error)) from error
    failed = () if asked["diff"] else adding.write(found)
    messages = (*found.skipped, *found.run.failed, *failed)
    if not failed:
        _tell(found, asked)
    for message in messages:
        say(message)
    if asked["diff"] and not messages:
        return int(bool(found.changes))
    return 2 if messages else 0


def _tell(found: Plan, asked: dict[str, Any]) -> None:
    as_json = asked["output_format"] == "json"
    if as_json:
        put(_json(found), utf8=True)
    elif asked["diff"]:
        from citecheck.reports.diff import unified

        terminal = on_terminal()
        parts = (unified(c.path, c.old, c.new, exists=c.exists, terminal=terminal) for c in found.changes)
        put("".join(parts), utf8=not terminal)
    else:
        put(_text(found))


def _text(found: Plan) -> str:
    """`references.bib:12: reed1999weirs for “Reed, *Weirs* 7” (paper.md:18)`"""
    from citecheck.reports.look import counted
    from citecheck.reports.printable import one_line, printable, shown_path

    lines = []
    for added in found.added:
        path, line, key, places = _where(found, added)
        text = one_line(added.cited[0].resolution.cite.text, 60)
        more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
        first = f"{printable(shown_path(places[0][0]))}:{places[0][1]}"
        lines.append(f"{printable(shown_path(path))}:{line}: {one_line(key)} for “{text}” ({first}{more})")
    closing = "they hold only what the citations tell" if len(lines) > 1 else "it holds only what the citations tell"
    made = counted(len(lines), "entry/entries")
    return "".join(f"{line}\n" for line in lines) + (f"{made} added; {closing}\n" if lines else "Nothing to add\n")


def _json(found: Plan) -> str:
    from citecheck.reports.encoding import encode
    from citecheck.reports.printable import shown_path

    rows = []
    for added in found.added:
        path, line, key, places = _where(found, added)
        cited = [{"path": shown_path(p), "line": n} for p, n in places]
        rows.append({"path": shown_path(path), "line": line, "citekey": key, "cited": cited})
    return encode({"version": 1, "added": rows})


def _where(found: Plan, added: Added) -> tuple[str, int, str, list[tuple[str, int]]]:
    """Path and line of an entry, its key, and the places that cite it."""
    from citecheck.text.spans import line_column, line_starts

    texts = {d.manuscript.path: d.manuscript.text for d in found.run.documents}
    new = next(c.new for c in found.changes if c.path == added.path)
    line = line_column(line_starts(new), new.find(added.reference.raw))[0]
    starts = {path: line_starts(texts[path]) for path in {c.path for c in added.cited}}
    places = [(c.path, line_column(starts[c.path], c.resolution.cite.start)[0]) for c in added.cited]
    return added.path, line, added.reference.id, places
