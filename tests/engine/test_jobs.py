"""Processes that share work: what they answer, and what becomes of those that do not."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from citecheck import engine
from citecheck.config import Config
from citecheck.engine import jobs, sharing
from citecheck.engine.jobs import CannotStart, Died
from citecheck.engine.reading import Library
from citecheck.engine.sharing import Ahead, Means


def work(task: str) -> bytes:
    """Double the task; some end the process instead."""
    if task.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if task.startswith("exit"):
        os._exit(3)
    return os.fsencode(task) * 2


@pytest.fixture(params=["copies", "beginners"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which processes begin."""
    monkeypatch.setattr(jobs, "forks", lambda: request.param == "copies")
    # What pytest imports by path, a process that begins anew must find as well.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    return str(request.param)


def answers(tasks: list[str], processes: int = 2) -> dict[str, bytes | Died]:
    return dict(jobs.results(work, tasks, processes))


@pytest.mark.parametrize("processes", [1, 3])
def test_every_task_is_answered(processes: int, start: str) -> None:
    tasks = [f"{n}é\udcff" for n in range(12)]
    assert answers(tasks, processes) == {t: os.fsencode(t) * 2 for t in tasks}
    assert not multiprocessing.active_children()


def test_no_tasks_need_no_process() -> None:
    assert answers([]) == {}


def test_a_process_that_dies_is_told_and_replaced(start: str) -> None:
    found = answers(["a", "die 1", "b", "exit", "die 2", "c", "d"])
    died = {task: answer.reason for task, answer in found.items() if isinstance(answer, Died)}
    assert died == {
        "die 1": "the process that read it was ended by SIGKILL; perhaps the memory of this machine did not suffice",
        "die 2": "the process that read it was ended by SIGKILL; perhaps the memory of this machine did not suffice",
        "exit": "the process that read it ended with status 3",
    }
    assert {t: a for t, a in found.items() if t not in died} == {t: t.encode() * 2 for t in "abcd"}


def test_all_processes_are_gone_when_nobody_wants_more() -> None:
    found = jobs.results(work, ["a", "b", "c", "d"], 2)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_a_process_that_cannot_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "forks", lambda: True)
    monkeypatch.setattr(jobs, "_serve", lambda pipe, work: os._exit(1))
    with pytest.raises(CannotStart):
        answers(["a"])
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(BlockingIOError("no more processes")))
    with pytest.raises(CannotStart):
        answers(["a"])


def test_threads_and_copies_do_not_go_together() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not jobs.forks()
    finally:
        done.set()
        thread.join()


# ---- in a run


@pytest.fixture
def manuscripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    Path("references.bib").write_text("@book{holm1994, author = {Holm, Ingrid}, title = {Stone}, year = 1994}\n")
    names = [f"{n:02}.md" for n in range(10)]
    for name in names:
        Path(name).write_text(f"(Holm, *Stone* 3) and (Reed, *Bees* {name[:2]})\n")
    return names


def test_the_manuscript_of_a_process_that_dies_is_named(
    manuscripts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = engine.run(["."], Config())
    read = sharing.read_ahead
    monkeypatch.setattr(jobs, "forks", lambda: True)
    monkeypatch.setattr(
        sharing, "read_ahead", lambda path, library: work("die") if path == "05.md" else read(path, library)
    )
    run = engine.run(["."], Config(), means=Means(jobs=2))
    assert [f.partition(" was")[0] for f in run.failed] == ["05.md: the process that read it"]
    assert run.documents == tuple(d for d in expected.documents if d.manuscript.path != "05.md")


def test_what_goes_wrong_in_a_process_is_told_as_without(
    manuscripts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.documents.document

    def document(path: str, library: Library, data: bytes | None = None) -> object:
        if path == "05.md":
            raise MemoryError
        if path == "06.md":
            raise ValueError("a fault of ours")
        return real(path, library, data)

    monkeypatch.setattr(jobs, "forks", lambda: True)
    monkeypatch.setattr(engine.documents, "document", document)
    alone = engine.run(["."], Config())
    assert engine.run(["."], Config(), means=Means(jobs=3)) == alone
    assert alone.failed == (
        "05.md: too large for the memory of this machine",
        "06.md: internal error: ValueError: a fault of ours; please report it",
    )


def test_without_processes_the_run_reads_by_itself(manuscripts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> Iterator[tuple[str, bytes]]:
        raise CannotStart
        yield "", b""

    monkeypatch.setattr(jobs, "results", refused)
    assert engine.run(["."], Config(), means=Means(jobs=2)) == engine.run(["."], Config())


def started(
    manuscripts: list[str], seconds: list[float], monkeypatch: pytest.MonkeyPatch, *, cores: int = 4
) -> list[int]:
    """At which manuscript how many processes are started, when each one takes so long."""
    clock = 0.0
    found: list[int] = []
    monkeypatch.setattr(time, "perf_counter", lambda: clock)
    monkeypatch.setattr(jobs, "cores", lambda: cores)
    monkeypatch.setattr(Ahead, "_start", lambda self, number, processes: found.extend((number, processes)))
    ahead = Ahead(tuple(manuscripts), Library(engine.Configurations(Config())), 0)
    for number, took in enumerate(seconds):
        if not found:
            ahead.wait(number)
        clock += took
    return found


@pytest.mark.parametrize(
    ("seconds", "cores", "expected"),
    [
        ([5.0] + [0.001] * 99, 4, []),  # a slow first one says nothing of the others
        ([0.0] + [0.01] * 99, 4, [5, 4]),
        ([0.0] + [0.004] * 99, 4, [5, 2]),
        ([0.0] + [0.01] * 99, 1, []),
        ([0.0] + [0.001] * 30 + [0.02] * 69, 2, [34, 2]),  # the first were at hand, the others are not
        ([0.0] + [1.0] * 3, 4, []),
    ],
)
def test_processes_are_started_where_they_pay(
    seconds: list[float], cores: int, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "forks", lambda: True)
    assert started([str(n) for n in range(len(seconds))], seconds, monkeypatch, cores=cores) == expected


def test_a_process_anew_must_pay_more(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [str(n) for n in range(100)]
    monkeypatch.setattr(jobs, "forks", lambda: False)
    assert started(names, [0.0] + [0.01] * 99, monkeypatch) == []
    assert started(names, [0.0] + [0.1] * 99, monkeypatch) == [5, 4]


def test_ctrl_c_leaves_nobody_behind(manuscripts: list[str]) -> None:
    script = """
        import os, sys, time
        from citecheck.cli import main
        from citecheck.engine import sharing
        def slow(path, library):
            os.write(1, f"pid {os.getpid()}\\n".encode())  # at once, for two write there
            time.sleep(60)
        sharing.read_ahead = slow
        sys.exit(main.main(["check", "--jobs", "2", "--no-cache", "."]))
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout
    pids = [int(process.stdout.readline().split()[1]) for _ in range(2)]
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (130, "", "citecheck: interrupted")
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
