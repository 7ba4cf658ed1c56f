"""`citecheck config`: the configuration that holds at a place, and where each value comes from."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from citecheck.cli import options
from citecheck.cli.output import put

if TYPE_CHECKING:
    from citecheck.config import Config

_WIDE = 56  # columns; a longer value pushes its remark out

_HELP = """Show the configuration that holds at a manuscript or folder, and where each value comes from.

\b
Examples:
  citecheck config
  citecheck config chapters/one.md
  citecheck config --schema >citecheck.schema.json
"""


@click.command(help=_HELP)
@click.argument("path", type=click.Path(), default=".", metavar="[PATH]")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--schema", is_flag=True, help="Write the JSON schema of the configuration file instead.")
@options.configuration
def config(path: str, **asked: Any) -> int:
    """Write the values, one a line, as they would stand in a file."""
    from citecheck import config as settings
    from citecheck.reports.encoding import encode

    if asked["schema"]:
        from citecheck.config.options import schema

        put(encode(schema()), utf8=True)
        return 0
    explicit = asked["config_file"]
    try:
        found, origins = settings.located(
            Path(path), explicit=Path(explicit) if explicit else None, isolated=asked["isolated"]
        )
    except settings.ConfigError as error:
        raise click.ClickException(str(error)) from error
    rows = [Row(f.replace("_", "-"), _plain(f, found), origins.get(f, "default")) for f in _fields()]
    on = _rules(found)
    if asked["output_format"] == "json":
        told = {row.name: {"value": row.value, "from": row.origin} for row in rows}
        put(encode({"version": 1, "file": found.file or None, "options": told, "rules": on}), utf8=True)
    else:
        put(_table(rows, found.file, on))
    return 0


class Row(NamedTuple):
    """An option, its value as a file would have it, and the file that says so."""

    name: str
    value: Any
    origin: str


def _rules(config: Config) -> list[str]:
    """The codes of the rules that a configuration turns on."""
    from citecheck import registry

    try:
        return [rule.code for rule in registry.chosen(config)[0]]
    except registry.UnknownRule as error:
        raise click.ClickException(f"{config.file}: {error}") from error


def _fields() -> list[str]:
    """The fields of `Config` that a file can set."""
    from citecheck.config import Config
    from citecheck.config.options import Options

    return [f for f in Options.__struct_fields__ if f in Config.__struct_fields__ and f != "bib"]


def _plain(field: str, config: Config) -> Any:
    """A value as it stands in a file: tuples of pairs are tables."""
    from citecheck.config.options import TABLES

    value = getattr(config, field)
    if field in TABLES:
        return {k: list(v) if isinstance(v, tuple) else v for k, v in value}
    return list(value) if isinstance(value, tuple) else value


def _toml(value: Any) -> str:
    from msgspec import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.encode(value).decode()


def _table(rows: list[Row], file: str, on: list[str]) -> str:
    lines = [f"{row.name} = {_toml(row.value)}" for row in rows]
    widest = max(len(line) for line in lines if len(line) <= _WIDE)
    told = [f"{line:<{widest}}  # {row.origin}" for line, row in zip(lines, rows, strict=True)]
    said = textwrap.wrap(f"rules that are on: {', '.join(on)}", 100, initial_indent="# ", subsequent_indent="#   ")
    return "\n".join([f"# {file or 'no configuration file'}", *told, *said]) + "\n"
