"""Checking for an editor: files as they stand in its buffers."""

from __future__ import annotations

from citecheck import engine
from citecheck.config import Configurations
from citecheck.engine import files
from citecheck.model import Run


class Live:
    """Manuscripts and bibliographies as an editor holds them."""

    def __init__(self, configurations: Configurations) -> None:
        """Begin with no buffer."""
        self.configurations = configurations
        self._buffers: dict[str, bytes] = {}

    def put(self, path: str, text: str) -> None:
        """The text of a buffer that stands for a file."""
        self._buffers[files.real(path)] = text.encode("utf-8", "replace")

    def drop(self, path: str) -> None:
        """Let the file on disk count again."""
        self._buffers.pop(files.real(path), None)

    def check(self, path: str) -> Run:
        """What a run over one file finds. Raises `CannotRun`."""
        return engine.run([path], self.configurations, instead=self._buffers)
