"""What is kept, what is ignored, and what is removed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.engine import cache as caches
from citecheck.engine.cache import Cache, clean, prune, user_folder

DAY = 86_400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def entry(folder: Path) -> Path:
    """The only entry of a cache."""
    (path,) = (p for p in folder.glob("??/*") if p.is_file())
    return path


def filled(folder: Path, value: bytes = b"what was read") -> tuple[Cache, str]:
    cache = Cache(str(folder))
    key = cache.key(b"manuscript", b"paper.md")
    cache.put(key, value)
    return cache, key


def test_what_is_kept_is_there_for_the_next_run(folder: Path) -> None:
    _, key = filled(folder)
    assert Cache(str(folder)).key(b"manuscript", b"paper.md") == key
    assert Cache(str(folder)).get(key) == b"what was read"


def test_keys_tell_their_parts_apart(folder: Path) -> None:
    cache = Cache(str(folder))
    parts = [(b"a", b"b"), (b"ab",), (b"a", b"b", b""), (b"", b"ab"), ()]
    assert len({cache.key(*p) for p in parts}) == len(parts)


def test_another_program_has_other_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, key = filled(folder)
    monkeypatch.setattr(caches, "fingerprint", lambda: b"another version")
    assert Cache(str(folder)).key(b"manuscript", b"paper.md") != key


def test_only_the_user_may_look(folder: Path) -> None:
    filled(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert entry(folder).parent.stat().st_mode & 0o777 == 0o700
    assert entry(folder).stat().st_mode & 0o777 == 0o600


def test_backups_and_repositories_leave_it_out(folder: Path) -> None:
    filled(folder)
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert (folder / ".gitignore").read_text() == "*\n"


@given(st.data())
def test_an_entry_that_is_not_whole_is_ignored(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("kept")
    _, key = filled(folder)
    whole = entry(folder).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = data.draw(
        st.sampled_from([whole[:at], whole + b"\0", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], b""])
        | st.binary(max_size=100)
    )
    entry(folder).write_bytes(broken)
    assert Cache(str(folder)).get(key) is None


def test_an_entry_of_another_key_is_ignored(folder: Path) -> None:
    cache, key = filled(folder)
    other = cache.key(b"another")
    place = folder / other[:2] / other[2:]
    place.parent.mkdir(exist_ok=True)
    entry(folder).rename(place)
    assert cache.get(other) is None
    assert cache.get(key) is None


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "nowhere"])
def test_what_is_no_file_is_ignored(folder: Path, kind: str) -> None:
    cache, key = filled(folder)
    path = entry(folder)
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path if kind == "loop" else folder / "nothing")
    assert cache.get(key) is None


@pytest.mark.parametrize("kind", ["file", "loop", "nowhere", "below a file", "no name"])
def test_a_folder_that_cannot_be_is_ignored(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "kept"
    if kind in ("file", "below a file"):
        folder.write_text("mine")
    elif kind in ("loop", "nowhere"):
        folder.symlink_to(folder if kind == "loop" else "/proc/nothing/here")
    place = {"below a file": f"{folder}/deep", "no name": f"{folder}\0"}.get(kind, str(folder))
    cache = Cache(place)
    key = cache.key(b"x")
    assert cache.get(key) is None
    cache.put(key, b"y")
    cache.put(key, b"z")
    cache.tidy()
    assert cache.get(key) is None
    assert cache.trouble


def test_a_linked_folder_serves(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "kept").symlink_to(tmp_path / "elsewhere")
    cache, key = filled(tmp_path / "kept")
    assert cache.get(key) == b"what was read"


def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    filled(folder, b"small")
    before, soft = sorted(folder.rglob("*")), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, soft[1]))
    try:
        cache = Cache(str(folder))
        cache.put(cache.key(b"large"), b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, soft)
    assert cache.trouble
    assert [p for p in sorted(folder.rglob("*")) if p.is_file()] == [p for p in before if p.is_file()]


def test_memory_serves_without_a_folder() -> None:
    cache = Cache(memory=True)
    cache.put(cache.key(b"x"), b"y")
    assert cache.get(cache.key(b"x")) == b"y"
    none = Cache()
    none.tidy()
    assert not none.keeps


def test_use_is_noted_so_that_it_is_kept(folder: Path) -> None:
    cache, key = filled(folder)
    old = time.time() - 20 * DAY
    os.utime(entry(folder), (old, old))
    assert cache.get(key)
    assert entry(folder).stat().st_mtime > time.time() - DAY


def test_what_nobody_uses_is_removed(folder: Path) -> None:
    cache = Cache(str(folder))
    now = time.time()
    keys = [cache.key(bytes([n])) for n in range(6)]
    for number, key in enumerate(keys):
        cache.put(key, b"x" * 1000)
        used = now - number * 8 * DAY
        os.utime(folder / key[:2] / key[2:], (used, used))
    prune(str(folder), now)
    assert [cache.get(k) is not None for k in keys] == [True] * 4 + [False] * 2
    for number, key in enumerate(keys[:4]):
        os.utime(folder / key[:2] / key[2:], (now - number, now - number))
    prune(str(folder), now, most=2500)
    assert [cache.get(k) is not None for k in keys] == [True] * 2 + [False] * 4


def test_it_looks_once_a_day_for_what_nobody_uses(folder: Path) -> None:
    cache, _ = filled(folder)
    old = time.time() - 40 * DAY
    cache.tidy()
    os.utime(entry(folder), (old, old))
    cache.tidy()
    assert entry(folder).exists()
    os.utime(folder / "pruned", (old, old))
    cache.tidy()
    assert not list(folder.glob("??/*"))


def test_cleaning_leaves_what_is_not_ours(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    own, linked, *_ = (two for two in ("ab", "cd", "ef") if not (folder / two).exists())
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / ("a" * 38)).write_text("mine")
    mine = [folder / "paper.md", folder / own / "notes.md", folder / "drafts" / ("b" * 38)]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    (folder / linked).symlink_to(tmp_path / "outside")
    assert clean(str(folder)) == 1
    assert all(p.read_text() == "mine" for p in mine)
    assert (tmp_path / "outside" / ("a" * 38)).exists()
    assert {p.name for p in folder.iterdir()} == {"paper.md", own, "drafts", linked}


def test_cleaning_removes_the_folder(folder: Path) -> None:
    filled(folder)
    assert clean(str(folder)) == 1
    assert not folder.exists()
    assert clean(str(folder)) == 0


def test_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(caches.VARIABLE, raising=False)
    for home in (str(tmp_path), ""):
        monkeypatch.setenv("XDG_CACHE_HOME", home)
        assert user_folder() == platformdirs.user_cache_dir("citecheck", appauthor=False)
    monkeypatch.setenv(caches.VARIABLE, "/elsewhere")
    assert user_folder() == "/elsewhere"


def test_without_any_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(caches.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert user_folder() == ""


WRITER = """
import sys
from citecheck.engine.cache import Cache
cache = Cache(sys.argv[1])
keys = [cache.key(str(n).encode()) for n in range(100)]
for turn in range(5):
    for n, key in enumerate(keys):
        found = cache.get(key)
        assert found in (None, str(n).encode() * 500), found
        cache.put(key, str(n).encode() * 500)
assert not cache.trouble, cache.trouble
"""


def test_several_processes_write_at_once(folder: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder)]) for _ in range(3)]
    assert [p.wait(60) for p in running] == [0, 0, 0]
    assert len([p for p in folder.glob("??/*") if "." not in p.name]) == 100
    assert not [p for p in folder.glob("??/*") if "." in p.name]
