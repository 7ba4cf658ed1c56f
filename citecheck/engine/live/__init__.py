"""Checking for an editor: what an edit does not touch is not read again."""

from __future__ import annotations

from collections.abc import Mapping

from citecheck import engine
from citecheck.config import Config, Configurations
from citecheck.engine import files
from citecheck.engine.live.library import Living, Shelf
from citecheck.model import Run


class Live:
    """Manuscripts and bibliographies as an editor holds them."""

    def __init__(self, configurations: Config | Configurations) -> None:
        """Begin with no file open and none read."""
        given = configurations
        self._configurations = given if isinstance(given, Configurations) else Configurations(given)
        self._shelf = Shelf()

    @property
    def instead(self) -> Mapping[str, bytes]:
        """What stands for files, by real path: what `engine.run` takes to give what `check` gives."""
        return self._shelf.buffers

    def put(self, path: str, text: str) -> None:
        """Take the text of an open file, a manuscript or a bibliography; at each change the whole of it."""
        self._shelf.buffers[files.real(path)] = text.encode("utf-8", "surrogatepass")

    def drop(self, path: str) -> None:
        """Let the file on the disk count again, as when it is closed."""
        self._shelf.buffers.pop(files.real(path), None)
        self.forget(path)

    def forget(self, path: str) -> None:
        """Look at a file or folder on the disk again, which has come, changed or gone."""
        self._shelf.forget(path)

    def check(self, path: str) -> Run:
        """What a run over a manuscript or bibliography finds. Raises `CannotRun`."""
        return engine.with_library((path,), Living(self._configurations, self._shelf))
