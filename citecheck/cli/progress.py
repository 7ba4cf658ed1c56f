"""A progress bar, for long work that a person waits for at a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Told = Callable[[int, int], None]
_PATIENCE, _INTERVAL = 0.5, 0.1  # seconds before the bar appears, and between two looks at it
_LEAST = 20  # manuscripts


@contextmanager
def progress() -> Iterator[Told]:
    """What is to be told how many manuscripts are read and how many there are; the bar is gone when that is done."""
    bar = _Bar()
    try:
        yield bar.told if wanted() else lambda done, of: None
    finally:
        bar.close()


def wanted() -> bool:
    """Whether a person waits: standard error is a terminal that can draw, and no service that records it."""
    try:
        terminal = sys.stderr is not None and sys.stderr.isatty()
    except ValueError:  # closed
        return False
    return terminal and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


class _Bar:
    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = 0.0
        self._progress: Any = None

    def told(self, done: int, of: int) -> None:
        now = time.monotonic()
        if of < _LEAST or now - self._began < _PATIENCE or now - self._shown < _INTERVAL:
            return
        self._shown = now
        if self._progress is None:
            self._progress = _begun()
            self._task = self._progress.add_task("reading", total=of)
        self._progress.update(self._task, completed=done)
        self._progress.refresh()

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _begun() -> Any:
    """A bar that is drawn only when it is told to, without a thread: processes may begin as copies of this one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("manuscripts"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    shown.start()
    return shown
