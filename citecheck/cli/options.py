"""Options that several commands share, and the configuration they come to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from citecheck.cli import means

if TYPE_CHECKING:
    from citecheck.config import Configurations
    from citecheck.model import Run
    from citecheck.reports.look import Look

STDIN = "-"
FORMATS = ("auto", "author", "author-date", "numeric", "label", "note", "citekey")
_Command = TypeVar("_Command", bound=Callable[..., Any])
_LARGEST = 1 << 60
_SIZES = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def size(ctx: click.Context | None, param: click.Parameter | None, value: str | None) -> int | None:
    """A number of bytes: `500000`, `20M`, `1.5 GB`. Raises BadParameter."""
    if value is None:
        return None
    text = value.strip().lower().removesuffix("b").removesuffix("i")
    unit = text[-1:] if text[-1:] in ("k", "m", "g") else ""
    try:
        number = float(text.removesuffix(unit)) * _SIZES[unit]
        if 1 <= number < _LARGEST:
            return int(number)
    except ValueError:
        pass
    raise click.BadParameter(f"{value[:60]!r} is not a size; write 500000, 20M or 1G", ctx, param)


PATHS = click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")

_SHARED = (
    click.option(
        "--bib",
        "bibliographies",
        multiple=True,
        type=click.Path(),
        metavar="PATH",
        help="Use this bibliography and no other; may be given several times.",
    ),
    click.option(
        "--citation-format",
        type=click.Choice(FORMATS),
        help="How the manuscript cites, where that cannot be told from it.",
    ),
    click.option("--max-size", callback=size, metavar="SIZE", help="Refuse larger files. [default: 20M]"),
    click.option(
        "--stdin-filename",
        type=click.Path(),
        metavar="PATH",
        help="Read the manuscript from standard input, as if it stood at PATH.",
    ),
    click.option(
        "--color",
        "--colour",
        "colour",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        show_default=True,
        help="When to use colour; auto means on a terminal without NO_COLOR.",
    ),
    click.option(
        "--force-exclude/--no-force-exclude",
        default=None,
        help="Leave out files that the configuration excludes even when they are named.",
    ),
    click.option(
        "--respect-gitignore/--no-respect-gitignore",
        default=None,
        help="Leave out what .gitignore does where a folder is searched. [default: respect-gitignore]",
    ),
)

CONFIGURATION = (
    click.option("--config", "config_file", type=click.Path(), metavar="FILE", help="Read this configuration."),
    click.option("--isolated", is_flag=True, help="Read no configuration."),
)


def shared(command: _Command) -> _Command:
    """Add the paths and the options that every command on manuscripts takes."""
    return added(command, (PATHS, *_SHARED, *CONFIGURATION, *means.OPTIONS))


def configuration(command: _Command) -> _Command:
    """Add the options that say which configuration is read."""
    return added(command, CONFIGURATION)


def added(command: _Command, options: Iterable[Callable[[_Command], _Command]]) -> _Command:
    """A command with options, in their order."""
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def look(colour: str, *, notes: bool = False, to_file: bool = False, unsafe_fixes: bool = False) -> Look:
    """How a report is to look here and now; a file is not laid out for the terminal."""
    from citecheck.cli.output import columns, wants_colour
    from citecheck.reports.look import DEFAULT_WIDTH, Look

    if to_file:
        return Look(colour == "always", DEFAULT_WIDTH, notes, os.getcwd(), unsafe_fixes)
    return Look(wants_colour(colour), columns(), notes, os.getcwd(), unsafe_fixes)


def overrides(asked: dict[str, Any]) -> dict[str, Any]:
    """The fields of the configuration that were asked for on the command line."""
    given = {
        "select": _codes(asked.get("select")),
        "extend_select": _codes(asked.get("extend_select")),
        "ignore": _codes(asked.get("ignore")),
        "bib": list(asked["bibliographies"]) or None,
        "citation_format": asked["citation_format"],
        "max_size": asked["max_size"],
        "force_exclude": asked["force_exclude"],
        "respect_gitignore": asked["respect_gitignore"],
        "ignore_suppressions": asked.get("ignore_suppressions") or None,
    }
    return {k: v for k, v in given.items() if v is not None}


def configurations(asked: dict[str, Any], above: dict[str, Any] | None = None) -> Configurations:
    """The configuration of each place, with what was asked for on the command line above it, and `above` over all."""
    from citecheck.config import Configurations

    explicit = asked["config_file"]
    return Configurations(
        explicit=Path(explicit) if explicit else None,
        isolated=asked["isolated"],
        overrides=overrides(asked) | (above or {}),
    )


def _codes(given: tuple[str, ...] | None) -> list[str] | None:
    """`("CIT,LOC101", "BIB")` as one list."""
    return [code for part in given for code in part.replace(",", " ").split()] if given else None


class Given(NamedTuple):
    """What a command is to look at: files, the configurations, and what stands on standard input under which name."""

    files: list[str]
    configurations: Configurations
    stdin: tuple[str, bytes] | None


def given(paths: tuple[str, ...], asked: dict[str, Any], above: dict[str, Any] | None = None) -> Given:
    """The files, the manuscript on standard input, or the current folder; `above` are fields of each configuration."""
    from citecheck import config

    name = asked["stdin_filename"]
    if name and set(paths) - {STDIN, name}:
        raise click.UsageError("--stdin-filename stands for the only manuscript; leave out the other paths")
    from_stdin = bool(name) or STDIN in paths
    files = [p for p in paths if p != STDIN] if not name else []
    if not from_stdin and not files:
        files = ["."]
    settings = configurations(asked, above)
    name = name or "<stdin>.md"
    try:
        stdin = (name, _read_stdin(settings.at(name).max_size)) if from_stdin else None
    except config.ConfigError as error:
        raise click.ClickException(str(error)) from error
    return Given(files, settings, stdin)


def run(paths: tuple[str, ...], asked: dict[str, Any]) -> Run:
    """Check what is given."""
    from citecheck import engine

    found = given(paths, asked)
    try:
        with means.means(asked) as how:
            return engine.run(found.files, found.configurations, stdin=found.stdin, means=how)
    except engine.CannotRun as error:
        raise click.ClickException(str(error)) from error


def _read_stdin(most: int) -> bytes:
    """What standard input holds; one byte over the limit is enough for a refusal."""
    if sys.stdin is None:
        raise click.ClickException("standard input is closed")
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise click.ClickException(f"cannot read standard input: {os.strerror(error.errno or 0)}") from error
