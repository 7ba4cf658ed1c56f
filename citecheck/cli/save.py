"""Write a file in one step: whoever looks finds the old content or the whole of the new."""

from __future__ import annotations

import contextlib
import os
import stat

from citecheck.cli.output import CannotWrite


def save(path: str, data: bytes) -> None:
    """Write a file, through links, with the mode that it has; a pipe or a device is written to. Raises CannotWrite."""
    try:
        status = os.stat(path) if os.path.exists(path) else None
        if status and not stat.S_ISREG(status.st_mode):
            with open(path, "wb", buffering=0) as file:
                _all(file.fileno(), data)
        else:
            _replace(os.path.realpath(path), data, stat.S_IMODE(status.st_mode) if status else None)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotWrite(f"cannot write {path}: {reason}") from error


def _replace(path: str, data: bytes, mode: int | None) -> None:
    """Make the new file beside the old one and move it there; on the way nothing is left behind."""
    new = os.path.join(os.path.dirname(path), f".citecheck-{os.urandom(6).hex()}.tmp")
    number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            _all(number, data)
        finally:
            os.close(number)
        if mode is not None:
            os.chmod(new, mode)
        os.replace(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise


def _all(number: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(number, view) :]
