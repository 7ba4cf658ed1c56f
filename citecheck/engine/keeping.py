"""What earlier runs have left of the files that this one reads."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct, msgpack
from msgspec.structs import asdict, replace

from citecheck.config import Config
from citecheck.engine.cache import Cache
from citecheck.engine.stored import Stored, packed, unpacked
from citecheck.model import Bibliography, Document, Manuscript

# Fields of a configuration that say which files are read or which findings are listed, and not what is read in a file.
NO_MATTER = frozenset(
    "bib bibliography select extend_select ignore per_file_ignores severity include exclude force_exclude"
    " respect_gitignore ignore_suppressions baseline max_size file folder".split()
)
_OWN = b"own"  # a bibliography that stands in the manuscript itself


class _File(Struct):
    """A manuscript that was read: the key that it is kept under, and what was."""

    key: str
    manuscript: Manuscript | None = None
    printed: Bibliography | None = None
    kept: Stored | None = None
    passing: bool = False  # not to be kept


class Keeping:
    """The entries of a cache as values, for the files of one run."""

    def __init__(self, cache: Cache) -> None:
        """Begin with nothing looked for."""
        self.cache = cache
        self._last = ("", b"")
        self._files: dict[str, _File] = {}
        self._names: dict[int, bytes] = {}  # id of a bibliography, which the library keeps alive -> key of its file

    def bibliography(self, path: str, data: bytes, config: Config | None = None) -> tuple[str, Bibliography | None]:
        """The key of a bibliography with these bytes, and what was parsed from them before, as a configuration says."""
        if not self.cache.keeps:
            return "", None
        key = self.cache.key(b"bibliography", _encoded(path), settings(config) if config else b"", data)
        return key, unpacked(self.cache.get(key), Bibliography)

    def keep_bibliography(self, key: str, bibliography: Bibliography) -> None:
        """Keep what was parsed."""
        if key and (data := packed(bibliography)):
            self.cache.put(key, data)

    def name(self, bibliography: Bibliography, key: str) -> None:
        """Note the key of the file that a bibliography was read from."""
        self._names[id(bibliography)] = key.encode()

    def manuscript(self, path: str, data: bytes, config: Config, *, passing: bool = False) -> Manuscript | None:
        """The manuscript with these bytes, if it was read before; one that is `passing` is not worth being kept."""
        if not self.cache.keeps:
            return None
        self._last = ("", b"")
        key = self.cache.key(b"manuscript", _encoded(path), settings(config), data)
        raw = self.cache.get(key)
        kept = unpacked(raw, Stored)
        self._files[path] = file = _File(key, passing=passing)
        if kept is None or raw is None:
            return None
        file.manuscript, file.printed, file.kept = kept.document.manuscript, kept.printed, kept
        self._last = key, raw
        return kept.document.manuscript

    def read(self, manuscript: Manuscript) -> None:
        """Note the manuscript that was read because there was none."""
        if file := self._files.get(manuscript.path):
            file.manuscript = manuscript

    def printed(self, manuscript: Manuscript) -> tuple[bool, Bibliography | None]:
        """Whether the lists printed in a manuscript are known, and those."""
        file = self._files.get(manuscript.path)
        known = file is not None and file.kept is not None and file.manuscript is manuscript
        return known, file.printed if known and file else None

    def keep_printed(self, manuscript: Manuscript, printed: Bibliography | None) -> None:
        """Note the lists printed in a manuscript."""
        file = self._files.get(manuscript.path)
        if file and file.manuscript is manuscript:
            file.printed = printed

    def against(self, bibliographies: Iterable[Bibliography], *, told: bool) -> bytes:
        """What stands for the bibliographies of a manuscript, and whether their lack is told already."""
        if not self.cache.keeps:
            return b""
        named = ((b.path, b.printed, b.noted, bool(b.references), self._names.get(id(b), _OWN)) for b in bibliographies)
        parts = ((_encoded(path), *rest) for path, *rest in named)
        return bytes.fromhex(self.cache.key(msgpack.encode((told, *parts))))

    def document(
        self, manuscript: Manuscript, against: bytes, bibliographies: tuple[Bibliography, ...]
    ) -> Document | None:
        """The manuscript resolved, if it was against the same."""
        file = self._files.get(manuscript.path)
        if not file or not file.kept or file.manuscript is not manuscript or file.kept.against != against:
            return None
        return replace(file.kept.document, bibliographies=bibliographies)

    def keep(self, document: Document, against: bytes) -> None:
        """Keep a manuscript resolved."""
        file = self._files.get(document.manuscript.path)
        self._last = ("", b"")
        if file and not file.passing and file.manuscript is document.manuscript:
            data = packed(Stored(replace(document, bibliographies=()), file.printed, against))
            if data:
                self.cache.put(file.key, data)
                self._last = file.key, data

    def forget(self, manuscript: Manuscript) -> None:
        """Note that a manuscript is done with."""
        self._files.pop(manuscript.path, None)

    def taken(self) -> tuple[str, bytes]:
        """Key and bytes of the document that was found or kept last, for another process to have at hand."""
        self.cache.drop(self._last[0])
        return self._last


@lru_cache(maxsize=256)
def settings(config: Config) -> bytes:
    """All of a configuration that may matter to what is read in a file."""
    return msgpack.encode({name: value for name, value in asdict(config).items() if name not in NO_MATTER})


def _encoded(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")
