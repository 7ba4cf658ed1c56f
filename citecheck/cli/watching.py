"""`--watch`: check again whenever a file that matters has changed."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from citecheck.cli import means, output
from citecheck.cli.output import say

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

    from citecheck.model import Run

Once = Callable[[tuple[str, ...], dict[str, Any]], tuple["Run | None", int]]
OPTION = click.option("--watch", "-w", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
_WRITES = ("fix", "fix_only", "diff", "write_baseline")
_TOGETHER, _PAUSE = 1_600, 60  # milliseconds: changes count as one for so long at most, or until there is such a pause
_COARSE = 0.02  # seconds that the times of files may lie behind the clock
_MOST_FOLDERS = 5_000
_MOST_NAMED = 3


class _Check(NamedTuple):
    """A check that was made: when it began, and what came of it."""

    began: float = 0.0
    run: Run | None = None


def watch(paths: tuple[str, ...], asked: dict[str, Any], once: Once) -> int:
    """Check, wait for a change, and check again, until Ctrl-C or until nobody reads any more."""
    _refuse(paths, asked)
    asked = {**asked, "cache": means.cache(asked, memory=True)}
    paths = paths or (os.curdir,)
    check = _Check()
    folders = _folders(paths, check.run, asked)
    while True:
        notify = _begun(folders)
        try:
            if _newest(folders) > check.began:
                check = _checked(paths, asked, once, check)
            while not output.reader_left() and (wanted := _folders(paths, check.run, asked)) == folders:
                changed = _wait(notify, folders, _matters(check.run, asked))
                check = _checked(paths, asked, once, check, changed)
                if any(path in folders or os.path.isdir(path) for path in changed):
                    wanted = _folders(paths, check.run, asked)  # one that is made anew must be watched anew
                    break
        finally:
            notify.close()
        if output.reader_left():
            return 0
        folders = wanted


def _refuse(paths: tuple[str, ...], asked: dict[str, Any]) -> None:
    if asked["stdin_filename"] or "-" in paths:
        raise click.UsageError("--watch waits for files to change; standard input cannot")
    for name in _WRITES:
        if asked.get(name) not in (None, False):
            option = name.replace("_", "-")
            raise click.UsageError(f"--watch only looks; run --{option} by itself when you want it")


def _checked(
    paths: tuple[str, ...], asked: dict[str, Any], once: Once, before: _Check, changed: tuple[str, ...] = ()
) -> _Check:
    """Check, and say how long it took; where nothing could be checked, what mattered before still does."""
    click.clear()
    if changed:
        names = dict.fromkeys(os.path.basename(path) for path in changed)
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        say(f"changed: {', '.join(list(names)[:_MOST_NAMED])}{more}")
    began, start = time.time() - _COARSE, time.perf_counter()
    run = before.run
    try:
        run, _ = once(paths, asked)
    except click.UsageError:  # no change of a file will mend that
        raise
    except click.ClickException as error:
        say(error.format_message())
    took = time.perf_counter() - start
    gc.collect()  # this command does not end, and nobody waits for it now
    say(f"checked in {took:.3f} s at {time.strftime('%H:%M:%S')}; waiting for changes, Ctrl-C ends")
    return _Check(began, run)


def _begun(folders: frozenset[str]) -> RustNotify:
    from watchfiles._rust_notify import RustNotify

    polling = os.environ.get("WATCHFILES_FORCE_POLLING", "").lower() in ("1", "true", "enable")
    try:
        return RustNotify(sorted(folders), False, polling, 300, False, True)
    except (OSError, RuntimeError) as error:
        raise click.ClickException(
            f"cannot watch {len(folders):,} folders: {error} (WATCHFILES_FORCE_POLLING=1 makes it look by itself)"
        ) from error


def _wait(notify: RustNotify, folders: frozenset[str], matters: Callable[[str], bool]) -> tuple[str, ...]:
    """The paths that changed, once there are any that matter."""
    while True:
        changes = notify.watch(_TOGETHER, _PAUSE, 0, None)
        if not isinstance(changes, set):  # Ctrl-C
            raise KeyboardInterrupt
        found = {path for _, path in changes if path in folders or matters(path)}
        if found:
            return tuple(sorted(found))


def _matters(run: Run | None, asked: dict[str, Any]) -> Callable[[str], bool]:
    """Whether a path may be that of a manuscript, bibliography, configuration or folder, and is no output of ours."""
    from citecheck import registry
    from citecheck.config import FILES
    from citecheck.engine.baseline import NAME

    known = {**registry.MANUSCRIPTS, **registry.BIBLIOGRAPHIES}
    named = {*FILES, ".gitignore", NAME, *map(os.path.basename, _settings(run, asked))}
    outputs = [asked.get("output"), *(getattr(t, "file", "") for t in asked.get("outputs") or ())]
    own = {os.path.realpath(path) for path in outputs if path}

    def matters(path: str) -> bool:
        name = os.path.basename(path)
        if os.path.realpath(path) in own:
            return False
        fits = name in named or (name[:1] != "." and os.path.splitext(name)[1].lower() in known)
        return fits or (name[:1] != "." and os.path.isdir(path))

    return matters


def _newest(folders: frozenset[str]) -> float:
    """When a folder, or a file in it, was last changed; names come and go with a change of the folder."""
    newest = 1.0
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as found:
            times = [os.stat(folder).st_mtime]
            for entry in found:
                with suppress(OSError):
                    times.append(entry.stat().st_ctime if entry.is_file() else 0.0)
            newest = max(newest, *times)
    return newest


def _folders(paths: tuple[str, ...], run: Run | None, asked: dict[str, Any]) -> frozenset[str]:
    """The folders to watch: those given with all below, those of files that the run has read, and those above them."""
    found: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            found.update(_below(path))
        else:
            found.add(_existing(os.path.dirname(os.path.abspath(path))))
    named = [*asked["bibliographies"], *_settings(run, asked)]
    if run:
        named += [*(d.manuscript.path for d in run.documents), *(b.path for b in run.bibliographies)]
    found.update(_existing(os.path.dirname(os.path.abspath(path))) for path in named)
    for folder in tuple(found):
        found.update(_above(folder))
    return frozenset(os.path.realpath(folder) for folder in found)


def _settings(run: Run | None, asked: dict[str, Any]) -> set[str]:
    """The configurations, those that are only extended among them, and the baselines."""
    from pathlib import Path

    from citecheck.config import ConfigError, located

    found = {path for path in (asked["config_file"], asked.get("baseline")) if path}
    for folder in {os.path.dirname(d.manuscript.path) or os.curdir for d in run.documents} if run else ():
        with suppress(ConfigError):
            config, origins = located(Path(folder))
            found |= {path for path in (*origins.values(), config.baseline) if path}
    return found


def _below(folder: str) -> Iterator[str]:
    for count, (here, folders, _) in enumerate(os.walk(folder)):
        if count >= _MOST_FOLDERS:
            return
        folders[:] = [f for f in folders if f[0] != "." and f not in ("node_modules", "__pycache__")]
        yield os.path.abspath(here)


def _above(folder: str) -> Iterator[str]:
    """The folders above, up to the root of the repository: a configuration or a bibliography may appear in them."""
    while not os.path.lexists(os.path.join(folder, ".git")) and (above := os.path.dirname(folder)) != folder:
        yield above
        folder = above


def _existing(folder: str) -> str:
    while not os.path.isdir(folder) and (above := os.path.dirname(folder)) != folder:
        folder = above
    return folder
