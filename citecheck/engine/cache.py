"""What earlier runs have read, kept by content in the user's cache folder.

An entry is one file, named by the hash of all that its value depends on. So an entry is never out of date, only unused,
and several runs may write at once: each writes a file of its own and renames it. Whatever is wrong with the folder or
an entry, the run goes on as if there were none.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import partial
from hashlib import blake2b

from citecheck.engine import files
from citecheck.engine.fingerprint import fingerprint

VARIABLE = "CITECHECK_CACHE_DIR"
_MAGIC = b"citecheck1"
KEY_LENGTH = 40
_SEALED = len(_MAGIC) + 16  # bytes before a value
_DAY = 86_400.0
_UNUSED_AFTER = 30 * _DAY
MOST_BYTES = 256 << 20
_STAMP = "pruned"  # its time is that of the last look for entries that nobody needs
# So that backups leave the folder out (bford.info/cachedir) and no repository takes it in.
_OWN_FILES = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Kept by citecheck; `citecheck clean` empties it.\n",
    ".gitignore": "*\n",
}


class Cache:
    """The entries in a folder, those in `memory` that live no longer than this process, or none at all."""

    def __init__(self, folder: str = "", *, memory: bool = False) -> None:
        """Begin; nothing is read or made before it is needed."""
        self.folder = folder
        self.keeps = memory or bool(folder)
        self.trouble = ""  # the first reason why something could not be read or kept
        self._memory: dict[str, bytes] = {}
        self._program: bytes | None = None
        self._writable = True
        self._wrote = False

    def key(self, *parts: bytes) -> str:
        """The name of what depends on these parts and on this program."""
        if self._program is None:
            try:
                self._program = blake2b(fingerprint(), digest_size=32).digest()
            except OSError as error:
                self._fail(error)
                self.folder, self._program, self.keeps = "", b"", False
        named = blake2b(self._program, digest_size=KEY_LENGTH // 2)
        for part in parts:
            named.update(len(part).to_bytes(8, "little"))
            named.update(part)
        return named.hexdigest()

    def get(self, key: str) -> bytes | None:
        """What is kept under a key, if it is there and whole."""
        if not self.folder or key in self._memory:
            return self._memory.pop(key, None) if self.folder else self._memory.get(key)
        path = _place(self.folder, key)
        try:
            data = files.read(path, MOST_BYTES)
            if time.time() - os.stat(path).st_mtime > _DAY:
                os.utime(path)
        except files.Refused as refused:
            if not isinstance(refused.__cause__, FileNotFoundError):
                self._fail(str(refused))
            return None
        except OSError:  # it was removed a moment ago
            return None
        seal, value = data[:_SEALED], data[_SEALED:]
        return value if seal == _seal(key, value) else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, unless it cannot be kept."""
        if not self.folder:
            self.hold(key, value)
            return
        if not self._writable:
            return
        path, seal = _place(self.folder, key), _seal(key, value)
        try:
            try:
                _write(path, seal, value)
            except FileNotFoundError:
                _make(self.folder)
                os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
                _write(path, seal, value)
            self._wrote = True
        except (OSError, ValueError) as error:
            self._writable = False
            self._fail(error)

    def hold(self, key: str, value: bytes) -> None:
        """Have at hand what another process has made, and kept where that is possible."""
        self._memory[key] = value
        self._wrote = True

    def drop(self, key: str) -> None:
        """Have it at hand no longer."""
        self._memory.pop(key, None)

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: the same folder, with nothing at hand."""
        return partial(Cache, self.folder, memory=self.keeps), ()

    def tidy(self) -> None:
        """Once a day, after something was kept, remove what nobody needs."""
        if self.folder and self._wrote and self._writable:
            try:
                _prune_daily(self.folder)
            except OSError as error:
                self._fail(error)

    def _fail(self, error: OSError | ValueError | str) -> None:
        self.trouble = self.trouble or f"{self.folder}: {error}"


def user_folder() -> str:
    """Where this user's cache lies; empty where there is no such place.

    `CITECHECK_CACHE_DIR` says so, else the platform. On Linux that is `$XDG_CACHE_HOME` or `~/.cache`; platformdirs
    says the same, but takes milliseconds to load.
    """
    if said := os.environ.get(VARIABLE):
        return said
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(base, "citecheck") if os.path.isabs(base) else ""
    import platformdirs

    return platformdirs.user_cache_dir("citecheck", appauthor=False)


def clean(folder: str) -> int:
    """Remove all entries, and the folder if nothing else is in it; the number of entries. Raises `OSError`."""
    count = 0
    for path, _, _ in _entries(folder):
        os.unlink(path)
        count += 1
    for name in (*_OWN_FILES, _STAMP):
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder, name))
    for path in (*_subfolders(folder), folder):
        with suppress(OSError):  # something else lies in it, or it is a link
            os.rmdir(path)
    return count


def _place(folder: str, key: str) -> str:
    return os.path.join(folder, key[:2], key[2:])


def _seal(key: str, value: bytes) -> bytes:
    """What shows that a value is whole and was kept under this key."""
    return _MAGIC + blake2b(value, digest_size=_SEALED - len(_MAGIC), key=key.encode()).digest()


def _write(path: str, *parts: bytes) -> None:
    """The whole file or none, for the user's eyes only."""
    part = f"{path}.{os.getpid()}"
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.writelines(parts)
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def _make(folder: str) -> None:
    if not os.path.isdir(folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
    for name, text in _OWN_FILES.items():
        if not os.path.exists(path := os.path.join(folder, name)):
            _write(path, text.encode())


def _prune_daily(folder: str, most: int = MOST_BYTES) -> None:
    stamp, now = os.path.join(folder, _STAMP), time.time()
    try:
        if 0 <= now - os.stat(stamp).st_mtime < _DAY:
            return
    except FileNotFoundError:
        pass
    _write(stamp, b"")
    prune(folder, now, most)


def prune(folder: str, now: float, most: int = MOST_BYTES) -> None:
    """Remove entries unused for a month, and if the others come to more than `most` bytes, those unused for longest."""
    kept = 0
    for path, size, used in sorted(_entries(folder), key=lambda e: -e[2]):
        kept += size
        if kept > most or now - used > _UNUSED_AFTER:
            with suppress(OSError):
                os.unlink(path)


def _subfolders(folder: str) -> list[str]:
    """Those that hold entries; links are none of ours."""
    try:
        with os.scandir(folder) as found:
            return [
                e.path for e in found if len(e.name) == 2 and _hexadecimal(e.name) and e.is_dir(follow_symlinks=False)
            ]
    except FileNotFoundError:
        return []


def _entries(folder: str) -> list[tuple[str, int, float]]:
    """Path, size and last use of each entry, unfinished ones too."""
    entries = []
    for subfolder in _subfolders(folder):
        with os.scandir(subfolder) as found:
            for entry in found:
                if _hexadecimal(entry.name.partition(".")[0]) and entry.is_file(follow_symlinks=False):
                    with suppress(FileNotFoundError):
                        status = entry.stat(follow_symlinks=False)
                        entries.append((entry.path, status.st_size, status.st_mtime))
    return entries


def _hexadecimal(text: str) -> bool:
    return bool(text) and not text.strip("0123456789abcdef")
