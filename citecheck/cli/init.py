"""`citecheck init`: a starting configuration for the project that lies here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from citecheck.cli.output import put, say

if TYPE_CHECKING:
    from citecheck.cli.survey import Survey

_HELP = """Write a starting configuration for the project that lies here; nothing is asked, and nothing overwritten.

\b
Examples:
  citecheck init
  citecheck init --dry-run
  citecheck init thesis/

It goes into pyproject.toml where there is one, else into citecheck.toml, and says only what the defaults would not do.
Ends with 0, or with 2 when there is a configuration already or no manuscript.
"""
_OWN, _SHARED = "citecheck.toml", "pyproject.toml"
_HOOKS = ".pre-commit-config.yaml"
_LARGEST = 1 << 20  # bytes of a file that a person wrote
_MOST_NAMED = 3
_WIDEST = 100


@click.command(help=_HELP)
@click.argument("folder", type=click.Path(), default=".", metavar="[FOLDER]")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
def init(folder: str, dry_run: bool) -> int:
    """Look at the project, write the file, and say what was seen and what comes next."""
    from citecheck.cli import survey

    if not os.path.isdir(folder):
        raise click.ClickException(f"{folder}: no such folder")
    _refuse_second(folder)
    seen = survey.survey(folder)
    if not seen.manuscripts and not seen.silent:
        raise click.ClickException(f"{folder}: no manuscript here, so nothing was written{_read()}")
    path, text = _target(folder, options(seen))
    if dry_run:
        put(text, utf8=True)
        say(f"this would {'be added to' if os.path.exists(path) else 'become'} {path}")
        return 0
    added = os.path.exists(path)
    _write(path, text)
    put(f"{_told(seen)}{'added [tool.citecheck] to' if added else 'wrote'} {path}\n\n{_next(folder, seen)}")
    return 0


def _refuse_second(folder: str) -> None:
    """Raise where a configuration holds already, in the folder or above it, or one cannot be read."""
    from pathlib import Path

    from citecheck import config

    try:
        file = config.load(Path(folder)).file
    except config.ConfigError as error:
        raise click.ClickException(str(error)) from error
    if file:
        raise click.ClickException(f"{file} is the configuration here already; `citecheck config` shows what it says")


def _read() -> str:
    from citecheck import registry

    return f" (citecheck reads {', '.join(registry.MANUSCRIPTS)})"


def options(seen: Survey) -> str:
    """The options that a project needs, as TOML; a comment where it needs none."""
    rows = []
    if seen.needed:
        rows.append(("bibliography", seen.needed, "For manuscripts that neither declare nor print one."))
    if seen.built:
        rows.append(("exclude", seen.built, "Made or fetched, not written here."))
    if not rows:
        return "# The defaults do for this project; `citecheck config` shows every option and its value.\n"
    return "# What the defaults would not do; `citecheck config` shows every option and its value.\n" + "".join(
        f"# {why}\n{name} = {_list(values)}\n" for name, values, why in rows
    )


def _list(values: tuple[str, ...]) -> str:
    """`["one", "two"]`, on one line if it fits."""
    from msgspec import json

    texts = [json.encode(v).decode() for v in values]
    flat = f"[{', '.join(texts)}]"
    return flat if len(flat) <= _WIDEST else "[\n" + "".join(f"    {text},\n" for text in texts) + "]"


def _target(folder: str, text: str) -> tuple[str, str]:
    """The file to write or to add to, and what: pyproject.toml if it can take a table, else a file of its own."""
    import tomllib

    shared = os.path.normpath(os.path.join(folder, _SHARED))
    own = os.path.normpath(os.path.join(folder, _OWN))
    table = f"[tool.citecheck]\n{text}"
    try:
        with open(shared, "rb") as file:
            present = file.read(_LARGEST).decode("utf-8-sig")
        addition = "\n" * (2 - present.endswith("\n")) * bool(present) + table
        tomllib.loads(present + addition)
    except (OSError, ValueError, RecursionError):  # not there, or of a form that takes no further table
        return own, text
    return shared, addition.replace("\n", "\r\n") if "\r\n" in present else addition


def _write(path: str, text: str) -> None:
    """Make a new file, or add to the end of pyproject.toml; what is there stays as it is."""
    mode = "ab" if os.path.basename(path) == _SHARED else "xb"
    try:
        with open(path, mode) as file:
            file.write(text.encode())
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise click.ClickException(f"{path} cannot be written: {reason}; --dry-run shows the text") from error


def _told(seen: Survey) -> str:
    """What was seen, a line for the manuscripts and one for the bibliographies."""
    lines = [_counted(seen.manuscripts, "manuscript", "manuscripts")] if seen.manuscripts else []
    if seen.silent:
        lines.append(f"{seen.silent:,} file{'s' * (seen.silent != 1)} without citations")
    if seen.bibliographies:
        lines.append(_counted(seen.bibliographies, "bibliography", "bibliographies"))
    if seen.without:
        lines.append(
            f"no bibliography for {_some(seen.without)}: print a list in it, name a .bib file in its front matter, or "
            "keep it as references.bib"
        )
    return "".join(f"{line}\n" for line in lines)


def _counted(paths: tuple[str, ...], one: str, many: str) -> str:
    return f"{len(paths):,} {one if len(paths) == 1 else many}: {_some(paths)}"


def _some(paths: tuple[str, ...]) -> str:
    """`chapters/one.md, chapters/two.md, chapters/three.md and 9 more`"""
    from citecheck.reports.printable import one_line

    shown = ", ".join(one_line(p, 60) for p in paths[:_MOST_NAMED])
    return f"{shown} and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else shown


def _next(folder: str, seen: Survey) -> str:
    """What to do next: look at the findings, and let a hook look from then on."""
    from citecheck.cli.hook_lines import hook_lines

    where = "" if os.path.normpath(folder) == os.curdir else f" {folder}"
    found = f"shows {seen.findings:,} finding{'s' * (seen.findings != 1)}" if seen.findings else "finds nothing wrong"
    check = f"Next: `citecheck check{where}` {found}.\n"
    hooks = os.path.join(folder, _HOOKS)
    try:
        with open(hooks, encoding="utf-8", errors="replace") as file:
            if "citecheck" in file.read(_LARGEST):
                return f"{check}{hooks} names citecheck already.\n"
    except OSError:
        pass
    lines = "".join(f"  {line}\n" for line in hook_lines())
    return f"{check}To check every commit, add to {_HOOKS}, under `repos:`, and run `pre-commit install`:\n\n{lines}"
