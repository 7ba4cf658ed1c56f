"""Work shared out among processes of this machine.

Each worker has a pipe of its own and one task at a time: so when a worker dies, it is known which task it had, and
there are no locks or threads that a death could leave in disorder.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

Work = Callable[[str], bytes]
_READY = b"ready"


class CannotStart(Exception):
    """This machine lets no other process start."""


class Died(NamedTuple):
    """What came of a task whose worker did not live to answer."""

    reason: str


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def forks() -> bool:
    """Whether workers begin as copies of this process, at once and with all that it has read.

    Elsewhere than on Linux system libraries do not bear that, and nowhere does it go with a thread that may hold locks.
    """
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def results(work: Work, tasks: Sequence[str], processes: int) -> Iterator[tuple[str, bytes | Died]]:
    """Each task and what `work` made of it, in the order in which they are done.

    `work` is pickled where workers are no copies of this process. A worker that dies is replaced, unless it could not
    even begin; raises `CannotStart` when tasks are left and no workers. All are gone when this ends or is closed.
    """
    waiting = list(reversed(tasks))
    busy: dict[Any, tuple[_Worker, str]] = {}  # by pipe; the task is empty while a worker begins
    refused = False
    try:
        while waiting or busy:
            while waiting and len(busy) < processes and not refused:
                worker = _started(work)
                busy[worker.pipe] = worker, ""
            if not busy:
                raise CannotStart
            for pipe in wait(list(busy)):
                worker, task = busy[pipe]
                result = _answer(worker)
                if isinstance(result, Died):
                    refused = refused or not task
                    del busy[pipe]
                elif waiting:
                    busy[pipe] = worker, _handed(worker, waiting.pop())
                else:
                    _end([busy.pop(pipe)[0]])
                if task:
                    yield task, result
    finally:
        _end([worker for worker, _ in busy.values()])


def _started(work: Work) -> _Worker:
    """A worker, beginning. Raises `CannotStart`."""
    context: Any = multiprocessing.get_context("fork" if forks() else "spawn")
    try:
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, work), daemon=True)
        with _uninterrupted():
            process.start()
    except OSError as error:
        raise CannotStart from error
    there.close()
    return _Worker(process, here)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C waiting; a worker begins, and stays, without an ear for it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _handed(worker: _Worker, task: str) -> str:
    """The task, given to a worker; if it has died, the answer will tell."""
    with suppress(OSError):
        worker.pipe.send_bytes(os.fsencode(task))
    return task


def _serve(pipe: Connection, work: Work) -> None:
    """Answer tasks until there are no more; Ctrl-C is for the process that gives them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send_bytes(_READY)
        while True:
            pipe.send_bytes(work(os.fsdecode(pipe.recv_bytes())))
    except (EOFError, OSError):  # the other end is gone
        return


def _answer(worker: _Worker) -> bytes | Died:
    """What a worker has sent; one that has died is put away."""
    try:
        return worker.pipe.recv_bytes()
    except (EOFError, OSError):
        worker.process.join(1)
        status = worker.process.exitcode or 0
        _end([worker])
    if status >= 0:
        return Died(f"the process that read it ended with status {status}")
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    return Died(f"the process that read it was ended by {name}; perhaps the memory of this machine did not suffice")


def _end(workers: Sequence[_Worker]) -> None:
    for worker in workers:
        worker.pipe.close()
        worker.process.kill()
    for worker in workers:
        worker.process.join()
        worker.process.close()
