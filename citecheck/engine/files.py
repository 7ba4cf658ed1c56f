"""What lies on the disk: which files a run is about, and their bytes. Nothing here trusts a name or a file's kind."""

from __future__ import annotations

import os
import stat

_MEGABYTE = 1 << 20


class Refused(Exception):
    """A file that is not read; the message says why."""


def read(path: str, max_size: int) -> bytes:
    """The bytes of a regular file of at most `max_size`; never waits for a pipe or a device. Raises `Refused`."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise Refused(_reason(path, error)) from error
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{_kind(status.st_mode)}, not a file")
        if status.st_size > max_size:
            raise Refused(too_large(status.st_size, max_size))
        with os.fdopen(number, "rb", closefd=False) as file:
            data = file.read(max_size + 1)
    except OSError as error:
        raise Refused(_reason(path, error)) from error
    finally:
        os.close(number)
    if len(data) > max_size:
        raise Refused(too_large(len(data), max_size))
    return data


def too_large(size: int, most: int) -> str:
    """Why a file of that size is refused."""
    return f"refused, it has {_megabytes(size)} and the limit is {_megabytes(most)} (--max-size)"


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE / 10 else f"{size:,} bytes"


def _reason(path: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link that leads nowhere" if os.path.islink(path) else "no such file"
    if isinstance(error, IsADirectoryError):
        return "a folder, not a file"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "not a name of a file"


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def real(path: str) -> str:
    """The one name of a file, links followed; a loop of links keeps its own name."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return os.path.abspath(path)


def suffix(path: str) -> str:
    """The suffix by which a format is known, in lower case: `.md`."""
    return os.path.splitext(path)[1].lower()


def inside(path: str, folder: str) -> bool:
    """Whether a real path lies in a real folder."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def repository(folder: str) -> str:
    """The root of the repository that a real folder lies in; empty where there is none."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def joined(folder: str, name: str) -> str:
    """A name seen from a folder, as short as it gets: `chapters` and `../references.bib` give `references.bib`."""
    return os.path.normpath(os.path.join(folder, name))


def shown(path: str) -> str:
    """A path as a person would write it here: relative where it lies below the current folder."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):
        return path
    return path if relative.split(os.sep)[0] == os.pardir else relative
