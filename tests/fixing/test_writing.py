"""What is written to the disk, and what is left alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from citecheck.config import Config, Configurations
from citecheck.engine import fixing, writing
from citecheck.model import Diagnostic, Edit, Fix, Run

OLD, NEW = b"The bridge\n", b"The weir\n"
TEXT = (
    "The ferry was slow (Holm, *Stone* 12), and late (Holme, *Stone* 14).\n\n# Works Cited\n\n"
    "Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994. “Ünder”\n"
)
MENDED = TEXT.replace("Holme", "Holm")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITECHECK_DEBUG", "1")
    path = tmp_path / "paper.md"
    path.write_bytes(OLD)
    return path


def left_over(paper: Path) -> list[str]:
    return sorted(p.name for p in paper.parent.iterdir() if p.name.startswith("."))


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_the_mode_is_kept(paper: Path, mode: int) -> None:
    paper.chmod(mode)
    writing.replace(str(paper), OLD, NEW)
    assert paper.read_bytes() == NEW
    assert stat.S_IMODE(paper.stat().st_mode) == mode
    assert left_over(paper) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(paper: Path) -> None:
    os.chown(paper, 1234, 2345)
    paper.chmod(0o4755)
    writing.replace(str(paper), OLD, NEW)
    status = paper.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o4755)


def test_a_link_stays_one(paper: Path) -> None:
    (paper.parent / "sub").mkdir()
    link = paper.parent / "sub" / "link.md"
    link.symlink_to("../paper.md")
    writing.replace(str(link), OLD, NEW)
    assert link.is_symlink()
    assert paper.read_bytes() == NEW
    assert [p.name for p in link.parent.iterdir()] == ["link.md"]


@pytest.mark.parametrize("now", [b"", b"The bridge", b"The bridge\n\n", b"Other text"])
def test_what_another_program_wrote_stays(paper: Path, now: bytes) -> None:
    paper.write_bytes(now)
    with pytest.raises(writing.NotWritten, match="another program changed it"):
        writing.replace(str(paper), OLD, NEW)
    assert paper.read_bytes() == now
    assert left_over(paper) == []


def test_what_is_gone_stays_gone(paper: Path) -> None:
    paper.unlink()
    with pytest.raises(writing.NotWritten, match="No such file"):
        writing.replace(str(paper), OLD, NEW)
    assert list(paper.parent.iterdir()) == []


def test_a_disk_that_fails_leaves_the_old_file(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(writing.NotWritten, match="No space left"):
        writing.replace(str(paper), OLD, NEW)
    with pytest.raises(writing.NotWritten, match="No space left"):
        writing.create(str(paper.parent / "new.bib"), NEW)
    assert paper.read_bytes() == OLD
    assert [p.name for p in paper.parent.iterdir()] == ["paper.md"]


@pytest.mark.parametrize(
    ("mode", "folder", "says"), [(0o444, 0o755, "write-protected"), (0o644, 0o555, "its folder takes no new file")]
)
def test_what_is_protected_is_left_alone(
    paper: Path, monkeypatch: pytest.MonkeyPatch, mode: int, folder: int, says: str
) -> None:
    if os.geteuid() == 0:  # root may do everything; what others are told is the system's to say
        monkeypatch.setattr(os, "access", lambda path, how: bool(Path(path).stat().st_mode & 0o200))
        if folder == 0o555:

            def shut(**_: object) -> None:
                raise PermissionError(13, "Permission denied")

            monkeypatch.setattr(writing.tempfile, "mkstemp", shut)
    paper.chmod(mode)
    paper.parent.chmod(folder)
    try:
        with pytest.raises(writing.NotWritten, match=says):
            writing.replace(str(paper), OLD, NEW)
    finally:
        paper.parent.chmod(0o755)
    assert paper.read_bytes() == OLD


def test_a_new_file_never_takes_the_place_of_another(paper: Path) -> None:
    with pytest.raises(writing.NotWritten, match="another program made it"):
        writing.create(str(paper), NEW)
    assert paper.read_bytes() == OLD
    writing.create(str(paper.parent / "new.bib"), NEW)
    assert (paper.parent / "new.bib").read_bytes() == NEW


# ---- encodings


def propose(unsafe: bool = False) -> fixing.Proposal:
    return fixing.propose(["paper.md"], Configurations(Config()), unsafe=unsafe)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_mark_and_line_ends_are_kept(paper: Path, encoding: str, line_end: str) -> None:
    paper.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    assert fixing.write(propose()) == ()
    assert paper.read_bytes() == MENDED.replace("\n", line_end).encode(encoding)


@pytest.mark.parametrize(
    "data", [TEXT.encode("cp1252"), TEXT.encode() + b"\xff and so on" * 1, TEXT.encode() + b" caf\xe9 by the river"]
)
def test_what_was_not_decoded_strictly_is_never_rewritten(paper: Path, data: bytes) -> None:
    paper.write_bytes(data)
    proposal = propose()
    assert proposal.changes == ()
    assert [("not fixed" in message, "DOC901" in message) for message in proposal.kept] == [(True, True)]
    assert "CIT003" in [d.code for d in proposal.run.diagnostics]
    assert paper.read_bytes() == data


def test_new_lines_end_as_the_others_do(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper.write_bytes(b"one\r\ntwo\r\n")
    _with_fixes(monkeypatch, lambda text: [Fix("", (Edit(5, 5, "and\nand "),), True)] if "and" not in text else [])
    assert [c.after for c in propose().changes] == [b"one\r\nand\r\nand two\r\n"]


# ---- rounds


def _with_fixes(monkeypatch: pytest.MonkeyPatch, made: object) -> None:
    """Let a check find what a function of the text says."""

    def run(_paths: object, _configurations: object, *, instead: object = None, **_rest: object) -> Run:
        path = Path("paper.md")
        data = dict(instead or {}).get(os.path.realpath(path), path.read_bytes())  # type: ignore[call-overload]
        text = data.decode()
        found = [Diagnostic("paper.md", 0, 0, "CIT001", "", "error", "", fix=f) for f in made(text)]  # type: ignore[operator]
        return Run(diagnostics=tuple(found), texts={"paper.md": text})

    monkeypatch.setattr(fixing.engine, "run", run)


def test_fixes_that_touch_one_text_are_applied_in_rounds(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper.write_bytes(b"aab\n")
    pairs = {"aa": "b", "ab": "c", "bb": "d"}

    def made(text: str) -> list[Fix]:
        return [Fix("", (Edit(n, n + 2, pairs[text[n : n + 2]]),), True) for n in range(3) if text[n : n + 2] in pairs]

    _with_fixes(monkeypatch, made)
    proposal = propose()
    assert [c.new for c in proposal.changes] == ["d\n"]
    assert proposal.run.fixed == {"CIT001": 2}
    assert proposal.run.diagnostics == ()


def test_fixes_that_do_not_come_to_an_end_are_not_applied(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_fixes(monkeypatch, lambda _: [Fix("", (Edit(0, 0, "x"),), True)])
    proposal = propose()
    assert proposal.changes == ()
    assert proposal.kept == ("paper.md: not fixed: its fixes (CIT001) do not come to an end; please report it",)
    assert paper.read_bytes() == OLD


def test_a_file_that_changes_while_it_is_checked_is_left_alone(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(text: str) -> list[Fix]:
        paper.write_bytes(b"Somebody else's\n")
        return [Fix("", (Edit(0, 3, "A"),), True)]

    _with_fixes(monkeypatch, made)
    proposal = propose()
    assert proposal.changes == ()
    assert len(proposal.run.failed) == 1
    assert "another program changed it" in proposal.run.failed[0]
    assert paper.read_bytes() == b"Somebody else's\n"
