"""Put new content in the place of a file: all of it or nothing, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from citecheck.engine import files
from citecheck.manuscripts import decode
from citecheck.manuscripts.decode import Decoded

_UNSAFE_FOLDER = "its folder takes no new file, and without one it cannot be replaced safely"


CHANGED = "another program changed it while it was checked; run again"


class NotWritten(Exception):
    """A file was left as it was; the message says why."""


def strictly(data: bytes) -> Decoded:
    """The text of a file that may be rewritten: its bytes come out of it again. Raises `NotWritten`."""
    try:
        found = decode.decode(data)
    except decode.Unreadable as error:
        raise NotWritten(str(error)) from error
    if not found.strict or found.bom + found.text.encode(found.encoding) != data:
        raise NotWritten("its encoding is broken or a guess (DOC901); save it as UTF-8 first")
    return found


def replace(path: str, before: bytes, after: bytes) -> None:
    """Replace the content of a file that still holds `before`; links are followed, its mode and owner are kept.

    Raises `NotWritten`.
    """
    target = files.real(path)
    try:
        status = os.stat(target)
        if not os.access(target, os.W_OK):
            raise NotWritten("it is write-protected")
        with _beside(target, after) as made:
            _dress(made, status)
            if _changed(target, before):
                raise NotWritten(CHANGED)
            os.replace(made, target)
    except OSError as error:
        raise NotWritten(_reason(error)) from error


def create(path: str, content: bytes) -> None:
    """Make a file that does not exist yet. Raises `NotWritten`."""
    target = files.real(path)
    try:
        with open(target, "xb") as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                os.unlink(target)
                raise
    except FileExistsError as error:
        raise NotWritten("another program made it meanwhile; run again") from error
    except OSError as error:
        raise NotWritten(_reason(error)) from error


@contextmanager
def _beside(target: str, content: bytes) -> Iterator[str]:
    """A new file in the same folder, safe on the disk; whatever happens, nothing of it is left over."""
    number, name = tempfile.mkstemp(prefix=".citecheck-", dir=os.path.dirname(target))
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _dress(made: str, status: os.stat_result) -> None:
    """Give a file the owner, where that is allowed, and the mode of another."""
    if hasattr(os, "chown") and (os.stat(made).st_uid, os.stat(made).st_gid) != (status.st_uid, status.st_gid):
        with suppress(OSError):
            os.chown(made, status.st_uid, status.st_gid)
    os.chmod(made, stat.S_IMODE(status.st_mode))


def _changed(target: str, before: bytes) -> bool:
    try:
        return files.read(target, len(before)) != before
    except files.Refused:
        return True


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _UNSAFE_FOLDER
    return os.strerror(error.errno) if error.errno else str(error)
