"""Where results go: `--output-format`, `--output`, and the files they are written to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from citecheck.cli.output import put
from citecheck.cli.save import save

if TYPE_CHECKING:
    from citecheck.model import Run

VARIABLE = "CITECHECK_OUTPUT_FORMAT"
CITES = "cites-"
SYNONYMS = {"full": "text", "json-lines": "jsonl", "cites-json-lines": "cites-jsonl"}
READABLE = frozenset(["text", "concise", "statistics", "cites-text"])  # laid out for people
_STDOUT = "-"
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Target(NamedTuple):
    """One result: a row of the registry's reports, and the file it goes to; without one, standard output."""

    report: str
    file: str = ""


def target(text: str, prefix: str = "") -> Target:
    """What `FORMAT` or `FORMAT:FILE` asks for; `prefix` begins the command's rows. Raises BadParameter."""
    name, colon, file = text.partition(":")
    wanted = prefix + name.lower()
    report = SYNONYMS.get(wanted, wanted)
    if report.removeprefix(prefix) not in formats(prefix):
        raise click.BadParameter(f"{name[:60]!r} is not one of {', '.join(formats(prefix))}")
    if colon and not file:
        raise click.BadParameter(f"{text[:60]!r} names no file after the colon")
    return Target(report, "" if file == _STDOUT else file)


def formats(prefix: str = "") -> list[str]:
    """The formats of a command, as they are asked for."""
    from citecheck import registry

    rows = [name.removeprefix(prefix) for name in registry.REPORTS if name.startswith(prefix)]
    return [name for name in rows if prefix or not (name.startswith(CITES) or name == "statistics")]


def options(told: str, prefix: str = "") -> Callable[[_Command], _Command]:
    """Add the options; `told` names the formats in the help."""

    def targets(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[Target, ...]:
        return tuple(target(text, prefix) for text in given)

    def complete(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
        return [name for name in formats(prefix) if name.startswith(begun)]

    def add(command: _Command) -> _Command:
        command = click.option(
            "--output", "-o", type=click.Path(), metavar="FILE", help="Write the result to a file instead."
        )(command)
        return click.option(
            "--output-format",
            "outputs",
            multiple=True,
            callback=targets,
            shell_complete=complete,
            envvar=None if prefix else VARIABLE,
            show_envvar=not prefix,
            metavar="FORMAT[:FILE]",
            help=f"What to write, and where: {told}. May be given several times. [default: text]",
        )(command)

    return add


def plan(asked: dict[str, Any], prefix: str = "") -> tuple[Target, ...]:
    """The results asked for, each with its place. Raises UsageError where two would share one, or it cannot be."""
    targets: tuple[Target, ...] = asked["outputs"] or (Target(f"{prefix}text"),)
    if asked["output"]:
        targets = _placed(targets, asked["output"])
    places = [os.path.realpath(t.file) if t.file else "" for t in targets]
    for number, place in enumerate(places):
        if place in places[:number]:
            first = targets[places.index(place)]
            raise click.UsageError(_clash(first, targets[number], prefix))
        if place:
            _reachable(targets[number].file)
    return targets


def _placed(targets: tuple[Target, ...], file: str) -> tuple[Target, ...]:
    """The results with the one that has no file yet sent to the file of `--output`."""
    if all(t.file for t in targets):
        raise click.UsageError("--output has nothing to write: each format has a file of its own")
    file = "" if file == _STDOUT else file
    return tuple(t if t.file else t._replace(file=file) for t in targets)


def _clash(one: Target, other: Target, prefix: str) -> str:
    names = f"{one.report.removeprefix(prefix)} and {other.report.removeprefix(prefix)}"
    if one.file:
        return f"{names} cannot both be written to {one.file}"
    name = other.report.removeprefix(prefix)
    return f"{names} cannot both go to standard output; give one of them a file, as in {name}:FILE"


def _reachable(file: str) -> None:
    """Raise UsageError where a file can never be written: better before the work than after it."""
    folder = os.path.dirname(os.path.realpath(file))
    if os.path.isdir(file):
        raise click.UsageError(f"cannot write {file}: it is a folder")
    if not os.path.isdir(folder):
        shown = os.path.dirname(file) or folder
        raise click.UsageError(f"cannot write {file}: there is no folder {shown}; make it first")


def write(run: Run, targets: Iterable[Target], asked: dict[str, Any], *, aside: bool = False) -> None:
    """Write the results, standard output first, or `aside` of it standard error. Raises CannotWrite."""
    targets = sorted(targets, key=lambda t: t.file)
    _spare_sources(run, targets, asked.get("paths", ()))
    for target in targets:
        text = _rendered(run, target, asked)
        if target.file:
            save(target.file, text.encode("utf-8", "backslashreplace"))
        else:
            put(text, utf8=target.report not in READABLE, error=aside)


def _rendered(run: Run, target: Target, asked: dict[str, Any]) -> str:
    from citecheck import registry
    from citecheck.cli import options

    name = target.report
    if asked.get("statistics") and name in READABLE:
        name = "statistics"
    look = options.look(
        asked["colour"],
        notes=asked.get("notes", False),
        to_file=bool(target.file),
        unsafe_fixes=asked.get("unsafe_fixes", False),
    )
    return registry.report(name)(run, look)


def _spare_sources(run: Run, targets: Iterable[Target], paths: Iterable[str]) -> None:
    """Raise UsageError where a result would be written over what was checked."""
    written = [t.file for t in targets if t.file and os.path.exists(t.file)]
    for source in {*paths, *run.texts, *(d.manuscript.path for d in run.documents)} if written else ():
        for file in written:
            if os.path.isfile(source) and os.path.samefile(source, file):
                raise click.UsageError(f"{file} is one of the files checked; nothing was written to it")
