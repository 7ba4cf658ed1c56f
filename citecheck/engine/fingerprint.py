"""Which program this is: what two runs must have in common for one to use what the other has kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from citecheck import __version__

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_RECORD = f"citecheck_lint-{__version__}.dist-info"


def fingerprint() -> bytes:
    """The code of this package, the libraries installed beside it, and the Python that runs them.

    Raises `OSError` where the package is no folder that can be looked through, as inside an archive.
    """
    parts = (__version__, sys.version, sys.platform, *_libraries())
    return "\0".join(parts).encode("utf-8", "surrogatepass") + b"\0" + _code()


def _code() -> bytes:
    """An installed package's record holds the hash of each file; a checkout, which has none, tells by their times."""
    try:
        with open(os.path.join(os.path.dirname(_PACKAGE), _RECORD, "RECORD"), "rb") as record:
            return record.read()
    except FileNotFoundError:
        return "\0".join(sorted(_modules(_PACKAGE))).encode("utf-8", "surrogatepass")


def _modules(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                yield from _modules(entry.path)
            elif entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"


def _libraries() -> list[str]:
    """Names and versions of what is installed: a newer parser may read the same bytes otherwise."""
    folders = [p for p in sys.path if os.path.basename(p) in ("site-packages", "dist-packages") and os.path.isdir(p)]
    return sorted(n for folder in folders for n in os.listdir(folder) if n.endswith((".dist-info", ".egg-info")))
