"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile


def write_text(path: str, content: str) -> None:
    """Put a text in the place of a file, its mode kept; a link leads to what is replaced. Raises `OSError`."""
    target = os.path.realpath(path)
    number, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(target)[:100]}.", dir=os.path.dirname(target))
    try:
        with open(number, "w", encoding="utf-8", newline="") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: str) -> int:
    """The mode of a file, or that of a new one."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
