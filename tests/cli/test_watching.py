"""`--watch` as a process that looks on while files change."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from citecheck.cli.main import main

BIB = "@book{marsh1987floods, author = {Marsh, Ann}, title = {Floods}, publisher = {Lantern}, year = 1987}\n"
CLEAN = "---\nbibliography: works.bib\n---\n\nIt was slow [@marsh1987floods, 12].\n"
FAULTY = CLEAN + "\nIt was wet [@reed1972].\n"
PATIENCE = 30  # seconds; a machine may be busy
END = "waiting for changes, Ctrl-C ends\n"


class Watch:
    """A watching process, and what it has written."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "citecheck", "check", "--watch", *arguments]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        self.written, self._seen = io.StringIO(), 0
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.written.write(line)

    def until(self, *words: str) -> str:
        """What a check wrote, from the last one on, that has all these words."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            text = self.written.getvalue()
            checks = text[self._seen :].split(END)
            for number, check in enumerate(checks[:-1], 1):
                if all(word in check for word in words):
                    self._seen += sum(len(c) + len(END) for c in checks[:number])
                    return check
            assert self.process.poll() is None, text
            time.sleep(0.02)
        pytest.fail(f"nothing said {words}: {self.written.getvalue()[self._seen :]}")

    def interrupt(self) -> int:
        """The status with which Ctrl-C ends it."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"part/one.md": CLEAN, "part/two.md": CLEAN, "part/works.bib": BIB}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def watching(project: Path) -> Iterator[Watch]:
    """A process that watches the project and has checked it once."""
    watch = Watch(".")
    try:
        watch.until("No findings in 2 files with 2 cites")
        yield watch
    finally:
        watch.close()


def replaced(path: Path, text: str) -> None:
    """Save as editors do: a new file takes the place of the old one, which is kept beside it."""
    draft, old = path.with_name(f".{path.name}.swp"), path.with_name(f"{path.name}~")
    draft.write_text(text)
    os.replace(path, old)
    os.replace(draft, path)
    old.unlink()


def test_what_changes_is_checked_again(project: Path, watching: Watch) -> None:
    one = project / "part" / "one.md"
    one.write_text(FAULTY)
    assert "citecheck: changed: one.md\n" in watching.until("part/one.md:7:13 CIT004", "1 finding")
    replaced(one, CLEAN)
    watching.until("No findings in 2 files")
    subprocess.run(["sed", "-i", "s/marsh1987/marsh1988/", str(one)], check=True)
    watching.until("CIT004", "marsh1988floods")
    replaced(project / "part" / "works.bib", BIB.replace("1987floods", "1988floods"))
    watching.until("changed: works.bib", "part/two.md:5:14 CIT004", "1 finding")
    one.rename(project / "part" / "three.md")
    watching.until("changed: one.md, three.md", "part/two.md", "1 finding")
    (project / "part" / "two.md").unlink()
    watching.until("No findings in 1 file with 1 cite")
    assert watching.interrupt() == 130
    assert "Traceback" not in watching.written.getvalue()


def test_a_configuration_that_comes_breaks_and_goes(project: Path, watching: Watch) -> None:
    (project / "part" / "one.md").write_text(FAULTY)
    watching.until("CIT004")
    settings = project / "citecheck.toml"
    settings.write_text('ignore = ["CIT004"]\n')
    watching.until("changed: citecheck.toml", "No findings")
    settings.write_text("ignore = [\n")
    watching.until("citecheck.toml: no valid TOML")
    settings.write_text('ignroe = ["CIT004"]\n')
    watching.until("did you mean ignore?")
    settings.unlink()
    watching.until("CIT004")


def test_folders_come_and_go(project: Path, watching: Watch) -> None:
    new = project / "new" / "deep"
    shutil.copytree(project / "part", new)
    watching.until("No findings in 4 files")
    (new / "one.md").write_text(FAULTY)
    watching.until("new/deep/one.md:7:13 CIT004")
    shutil.rmtree(project / "new")
    watching.until("No findings in 2 files")
    shutil.rmtree(project / "part")
    watching.until("no manuscript in this folder")
    (project / "part").mkdir()
    (project / "part" / "works.bib").write_text(BIB)
    (project / "part" / "one.md").write_text(FAULTY)
    watching.until("part/one.md:7:13 CIT004")


def test_a_baseline_is_watched(project: Path, watching: Watch) -> None:
    (project / "citecheck.toml").write_text('baseline = "old.json"\n')
    (project / "part" / "one.md").write_text(FAULTY)
    watching.until("old.json: no such file")
    main(["check", "--no-cache", "--config", "citecheck.toml", "--write-baseline", "old.json", "."])
    watching.until("No new findings in 2 files with 3 cites; 1 in the baseline")


def test_other_files_do_not_matter(project: Path, watching: Watch) -> None:
    before = watching.written.getvalue()
    for name in ("notes.log", ".hidden.md", "one.md~", "4913"):
        (project / "part" / name).write_text("nothing")
    time.sleep(0.5)
    assert watching.written.getvalue() == before


def test_a_bibliography_elsewhere_is_watched(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "works.bib"
    elsewhere.write_text(BIB)
    watch = Watch("--no-cache", "--output-format", "concise", "--bib", str(elsewhere), "part/one.md")
    try:
        watch.until("checked in")
        elsewhere.write_text(BIB.replace("marsh", "reed"))
        watch.until("part/one.md:5:14", "CIT004")
        assert watch.interrupt() == 130
    finally:
        watch.close()


def test_a_file_that_is_not_there_yet(project: Path) -> None:
    watch = Watch("later.md")
    try:
        watch.until("later.md: no such file")
        (project / "later.md").write_text(CLEAN.replace("works", "part/works"))
        watch.until("No findings in 1 file")
    finally:
        watch.close()


def test_it_ends_when_nobody_reads(project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "citecheck", "check", "--watch", "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    (project / "part" / "one.md").write_text(FAULTY)
    assert process.wait(PATIENCE) == 0
    assert process.stderr
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-"], "standard input cannot"),
        (["--stdin-filename", "one.md"], "standard input cannot"),
        (["--write-baseline", "."], "--watch only looks; run --write-baseline by itself"),
        (["--select", "CIT999", "--jobs", "none", "."], "is not auto"),
        (["--output", "missing/out.txt", "."], "there is no folder missing"),
    ],
)
def test_what_cannot_be_watched(
    arguments: list[str], told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--watch", *arguments]) == 2
    assert told in capsys.readouterr().err
