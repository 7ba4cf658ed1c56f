"""How a run goes about its work: the cache, the number of processes, the progress bar; and `citecheck clean`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from citecheck.cli.output import put, say

if TYPE_CHECKING:
    from citecheck.engine.cache import Cache
    from citecheck.engine.sharing import Means

_MOST_JOBS = 256


def _jobs(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """A number of processes, 0 for `auto`. Raises BadParameter."""
    if value.strip().lower() == "auto":
        return 0
    if value.strip().isdecimal() and len(value) < 10 and 1 <= int(value) <= _MOST_JOBS:
        return int(value)
    raise click.BadParameter(f"{value[:60]!r} is not auto or a number from 1 to {_MOST_JOBS}", ctx, param)


CACHE_DIR = click.option(
    "--cache-dir", type=click.Path(), metavar="DIR", help="Where it is kept. [default: the user's cache folder]"
)
OPTIONS = (
    click.option("--no-cache", is_flag=True, help="Use nothing that earlier runs have read, and keep nothing."),
    CACHE_DIR,
    click.option(
        "--jobs",
        "-j",
        default="auto",
        show_default=True,
        callback=_jobs,
        metavar="NUMBER",
        help="How many processes read manuscripts; auto means as many as the cores and the work ask for.",
    ),
)


@contextmanager
def means(asked: dict[str, Any]) -> Iterator[Means]:
    """How the run that was asked for goes about its work."""
    from citecheck.cli.progress import progress
    from citecheck.engine.sharing import Means

    kept = asked.get("cache") or cache(asked)
    with progress() as told:
        yield Means(kept, asked["jobs"], told)
    if kept.trouble and os.environ.get("CITECHECK_DEBUG"):
        say(f"the cache was of no use: {kept.trouble}")


def cache(asked: dict[str, Any], *, memory: bool = False) -> Cache:
    """The cache that was asked for; with `memory`, what one run has read is at hand in the next in any case."""
    from citecheck.engine.cache import Cache, user_folder

    return Cache("" if asked["no_cache"] else asked["cache_dir"] or user_folder(), memory=memory)


@click.command(
    help="""Empty the cache: what earlier runs have read, kept so that the next one is quicker.

\b
Examples:
  citecheck clean
  citecheck clean --cache-dir /tmp/citecheck
"""
)
@CACHE_DIR
def clean(cache_dir: str | None) -> int:
    """Remove the entries of the cache, and say how many there were."""
    from citecheck.engine.cache import clean as empty
    from citecheck.engine.cache import user_folder

    folder = cache_dir or user_folder()
    try:
        count = empty(folder) if folder else 0
    except OSError as error:
        raise click.ClickException(f"cannot empty {folder}: {os.strerror(error.errno or 0)}") from error
    put(f"{count:,} entries removed from {folder}\n" if count else f"nothing is kept in {folder}\n")
    return 0
