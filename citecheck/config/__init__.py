"""The configuration: `citecheck.toml`, or `[tool.citecheck]` in `pyproject.toml`, and the command line above it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from citecheck.config.files import MAX_SIZE, ConfigError, fields, read
from citecheck.model import Severity

__all__ = ["FILES", "MAX_SIZE", "Config", "ConfigError", "Configurations", "Origins", "fields", "load", "located"]

FILES = ("citecheck.toml", ".citecheck.toml", "pyproject.toml")
Origins = dict[str, str]  # field of `Config` -> the file that set it, or the option of the command line


class Config(Struct, frozen=True):
    """What a run was asked for. Empty `select` means the rules that are on by default.

    Paths in `bib` (the command line's) are relative to the current folder; those in `bibliography` and the patterns of
    files to `folder`, the absolute path of the folder that holds `file`; both are empty without a file. `baseline` is
    absolute.
    """

    bib: tuple[str, ...] = ()
    bibliography: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    citation_format: str = "auto"
    list_headings: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    max_size: int = MAX_SIZE
    baseline: str = ""
    ignore_suppressions: bool = False
    file: str = ""
    folder: str = ""


class Configurations:
    """The configuration that holds at each place: the nearest file above it, with the command line's word above that.

    `fixed` holds everywhere; `explicit` is read instead of the nearest file; `isolated` reads none. `overrides` are
    fields of `Config`.
    """

    def __init__(
        self,
        fixed: Config | None = None,
        *,
        explicit: Path | None = None,
        isolated: bool = False,
        overrides: Mapping[str, Any] | None = None,
    ) -> None:
        """Begin with nothing read."""
        self._fixed = fixed
        self._explicit, self._isolated, self._overrides = explicit, isolated, overrides
        self._known: dict[str, Config] = {}

    def at(self, path: str) -> Config:
        """The configuration of a file. Raises `ConfigError`."""
        return self.within(os.path.dirname(path) or os.curdir)

    def within(self, folder: str) -> Config:
        """The configuration of what lies in a folder. Raises `ConfigError`."""
        if self._fixed is not None:
            return self._fixed
        key = os.curdir if self._explicit or self._isolated else folder
        if key not in self._known:
            found = load(Path(key), explicit=self._explicit, isolated=self._isolated, overrides=self._overrides)
            self._known[key] = next((c for c in self._known.values() if c == found), found)
        return self._known[key]


def load(
    start: Path, *, explicit: Path | None = None, isolated: bool = False, overrides: Mapping[str, Any] | None = None
) -> Config:
    """The configuration that holds at a manuscript or folder.

    It is the nearest file above `start`, up to the root of the repository; `explicit` is read instead, `isolated` reads
    none. `overrides` are fields of `Config` that the command line sets. Raises `ConfigError`.
    """
    return located(start, explicit=explicit, isolated=isolated, overrides=overrides)[0]


def located(
    start: Path, *, explicit: Path | None = None, isolated: bool = False, overrides: Mapping[str, Any] | None = None
) -> tuple[Config, Origins]:
    """As `load`, and where each value comes from that is not the default."""
    found: dict[str, Any] = {}
    origins: Origins = {}
    if explicit is not None:
        found, origins = read(os.path.abspath(explicit), asked=True) or ({}, {})
    elif not isolated:
        found, origins = next((f for path in _candidates(start) if (f := read(path))), ({}, {}))
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in (overrides or {}).items()}
    return Config(**{**found, **given}), origins | dict.fromkeys(given, "command line")


def _candidates(start: Path) -> Iterator[str]:
    """The files that may hold the configuration, the nearest first."""
    folder = os.path.abspath(start)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        yield from (os.path.join(folder, name) for name in FILES)
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = above
