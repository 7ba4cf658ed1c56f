"""`check --baseline` and `check --write-baseline`: only what is new counts."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from citecheck.cli import options
from citecheck.cli.output import say
from citecheck.cli.save import save

if TYPE_CHECKING:
    from citecheck.config import Configurations
    from citecheck.engine.baseline import Record
    from citecheck.model import Run

_Command = TypeVar("_Command", bound=Callable[..., Any])
_HERE = ""  # the option was given without a file

_OPTIONS = (
    click.option(
        "--baseline",
        is_flag=False,
        flag_value=_HERE,
        metavar="[FILE.json]",
        help="Report only what this baseline does not hold. [default: citecheck-baseline.json of the project]",
    ),
    click.option(
        "--write-baseline",
        is_flag=False,
        flag_value=_HERE,
        metavar="[FILE.json]",
        help="Record the findings there are, so that --baseline reports only new ones.",
    ),
    click.option("--no-baseline", is_flag=True, help="Report all findings, whatever baseline is configured."),
)


def baseline(command: _Command) -> _Command:
    """Add the options on baselines."""
    return options.added(command, _OPTIONS)


def paths(given: tuple[str, ...], asked: dict[str, Any]) -> tuple[str, ...]:
    """What is to be checked: in `--baseline book.md` the option has no file of its own, and `book.md` is checked."""
    for name in ("baseline", "write_baseline"):
        value = asked[name]
        if value and not value.lower().endswith(".json"):
            given, asked[name] = (value, *given), _HERE
    if asked["no_baseline"] and (asked["baseline"] is not None or asked["write_baseline"] is not None):
        raise click.UsageError("--no-baseline leaves out all baselines; leave it out, or the other option")
    return given


def apply(run: Run, settings: Configurations, searched: tuple[str, ...], asked: dict[str, Any]) -> Run:
    """The run with what is new; a baseline is written first where that was asked for."""
    places = {} if asked["no_baseline"] else _places(run, settings, asked)
    if not any(places.values()):
        return run
    from citecheck.engine.baseline import BaselineError

    try:
        for place in sorted(set(places.values()) - {""}):
            run = _applied(run, place, {p for p, of in places.items() if of == place}, searched, asked)
    except BaselineError as error:
        raise click.ClickException(str(error)) from error
    return run


def _places(run: Run, settings: Configurations, asked: dict[str, Any]) -> dict[str, str]:
    """The baseline of each file that was checked; empty where it has none."""
    named = asked["write_baseline"] or asked["baseline"]
    if named:
        return dict.fromkeys(run.checked, os.path.abspath(named))
    everywhere = asked["write_baseline"] is not None or asked["baseline"] is not None
    return {path: _place(path, settings, everywhere) for path in run.checked}


def _place(path: str, settings: Configurations, everywhere: bool) -> str:
    """The configured baseline of a file, else that beside its configuration, in its repository, or here."""
    config = settings.at(path)
    if config.baseline or not everywhere:
        return config.baseline
    from citecheck.engine import files
    from citecheck.engine.baseline import NAME

    root = config.folder or files.repository(files.real(os.path.dirname(path) or os.curdir)) or os.getcwd()
    return os.path.join(root, NAME)


def _applied(run: Run, place: str, covered: set[str], searched: tuple[str, ...], asked: dict[str, Any]) -> Run:
    """The run without the findings of the files `covered` that the baseline at a place holds."""
    from msgspec.structs import replace

    from citecheck.engine import baseline as engine

    writing = asked["write_baseline"] is not None
    old = () if writing and not os.path.lexists(place) else engine.read(place)
    folder = os.path.dirname(place)
    scope = _Scope(run, folder, covered, searched)
    own = replace(run, diagnostics=tuple(d for d in run.diagnostics if d.path in covered))
    found = engine.recorded(own, place)
    compared = engine.compare(found, old, scope.settled)
    gone = sum(scope.speaks_of(r) for r in compared.left)
    if writing:
        kept = [r for r in compared.left if not scope.speaks_of(r)]
        kept += [r for r in compared.known if not scope.settled(r.path)]
        save(place, engine.encoded([*(r for _, r in found), *kept]))
        _say_written(place, len(found) + len(kept), len(compared.new), gone, first=not old)
        new: set[int] = set()
    else:
        new = {id(d) for d in compared.new}
        if gone:
            _say_gone(gone)
    kept_diagnostics = tuple(
        d for d in run.diagnostics if d.path not in covered or d.severity == "note" or id(d) in new
    )
    return replace(run, diagnostics=kept_diagnostics, known=run.known + len(run.diagnostics) - len(kept_diagnostics))


class _Scope:
    """What a run can tell about the findings of a baseline that it did not find again."""

    def __init__(self, run: Run, folder: str, covered: set[str], searched: tuple[str, ...]) -> None:
        from citecheck.engine.baseline import relative

        self._folder = folder
        self._checked = {relative(p, folder): codes for p, codes in run.checked.items() if p in covered}
        self._cut = {relative(p, folder) for p in run.left_out}
        self._searched = [relative(p, folder) for p in searched or (os.curdir,) if os.path.isdir(p)]

    def settled(self, path: str) -> bool:
        """Whether a file was checked, or is no more."""
        return path in self._checked or not os.path.lexists(os.path.join(self._folder, path))

    def speaks_of(self, record: Record) -> bool:
        """Whether a finding would have been found: its rule was applied to its file, or that is gone from a folder."""
        if record.path in self._checked:
            return record.code in self._checked[record.path] and record.path not in self._cut
        return self.settled(record.path) and any(_inside(record.path, folder) for folder in self._searched)


def _inside(path: str, folder: str) -> bool:
    if folder == os.curdir:
        return not path.startswith("../")
    return path.startswith(folder.rstrip("/") + "/")


def _say_gone(number: int) -> None:
    said = "1 finding of the baseline is gone" if number == 1 else f"{number:,} findings of the baseline are gone"
    say(f"{said}; `citecheck check --write-baseline` records that")


def _say_written(place: str, number: int, new: int, gone: int, *, first: bool) -> None:
    from citecheck.engine import files
    from citecheck.reports.look import counted

    changes = "" if first else f" ({new:,} new, {gone:,} gone)"
    say(f"{counted(number, 'finding')} recorded in {files.shown(place)}{changes}")
