"""The manuscripts of a run, with other processes that read ahead where that pays."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct

from citecheck.engine import documents
from citecheck.engine.cache import KEY_LENGTH, Cache
from citecheck.engine.reading import Library

_RECENT, _LEAST = 16, 4  # manuscripts that tell how long the next ones will take
# Seconds of work that pay for other processes: where they begin as copies of this one, where they begin anew, and for
# each of them.
_WORTH_COPIES, _WORTH_BEGINNERS, _WORTH_ONE = 0.3, 1.5, 0.15


class Means(Struct, frozen=True):
    """How a run goes about its work; nothing in its result depends on that.

    `jobs` is the number of processes that read, 0 for as many as the cores and the work ask for. `progress` is told how
    many manuscripts are read and how many there are.
    """

    cache: Cache | None = None
    jobs: int = 1
    progress: Callable[[int, int], None] = lambda done, of: None


class Ahead:
    """Processes that read the manuscripts of a run before their turn.

    They hand over what the cache would have kept, so that the run finds it there; what they do not, it reads itself.
    """

    def __init__(self, paths: tuple[str, ...], library: Library, asked: int) -> None:
        """Begin without any; `asked` is 0 for as many as the cores and the work ask for."""
        self._paths, self._library, self._asked = paths, library, asked
        self._results: Any = None
        self._done: set[str] = set()
        self._died: dict[str, str] = {}
        self._times: deque[float] = deque(maxlen=_RECENT)
        self._last = 0.0
        self._alone = asked == 1

    def wait(self, number: int) -> str:
        """Until the manuscript of this number can be read; or why it cannot."""
        if not self._alone and (processes := self._wanted(number)):
            self._start(number, processes)
        path = self._paths[number]
        while self._results and path not in self._done:
            self._take()
        return self._died.get(path, "")

    def close(self) -> None:
        """End the processes."""
        if self._results:
            self._results.close()

    def _wanted(self, number: int) -> int:
        """The processes that pay for what is left to read; the first manuscript tells nothing, and is read for all."""
        left, now = len(self._paths) - number, time.perf_counter()
        if number > 1:
            self._times.append(now - self._last)
        self._last = now
        if self._asked:
            return self._asked if number == 1 else 0
        if len(self._times) < _LEAST:
            return 0
        expected = left * sum(self._times) / len(self._times)
        if expected < _WORTH_COPIES:
            return 0
        from citecheck.engine import jobs

        if jobs.cores() == 1 or (expected < _WORTH_BEGINNERS and not jobs.forks()):
            return 0
        return max(2, min(jobs.cores(), int(expected / _WORTH_ONE)))

    def _start(self, number: int, processes: int) -> None:
        from citecheck.engine import jobs

        self._alone = True  # they are started once
        if not self._library.kept.cache.keeps:
            self._library.kept.cache = Cache(memory=True)
        self._results = jobs.results(partial(read_ahead, library=self._library), self._paths[number:], processes)

    def _take(self) -> None:
        from citecheck.engine.jobs import CannotStart

        try:
            path, result = next(self._results)
        except (CannotStart, StopIteration):
            self._results = None
            return
        self._done.add(path)
        if not isinstance(result, bytes):
            self._died[path] = result.reason
        elif result:
            self._library.kept.cache.hold(result[:KEY_LENGTH].decode(), result[KEY_LENGTH:])


def read_ahead(path: str, library: Library) -> bytes:
    """The key of a manuscript and what is kept under it; nothing where it cannot be read, as the run will see."""
    try:
        documents.document(path, library)
    except Exception:
        return b""
    key, value = library.kept.taken()
    return key.encode() + value
