"""The manuscripts of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from citecheck.config import Config, Configurations
from citecheck.engine import files, patterns

# Folders that hold other people's files.
_FOREIGN = frozenset(["node_modules", "__pycache__", "site-packages", "venv"])
_MOST_FOUND, _MOST_FOLDERS = 100_000, 100_000  # files and folders of one folder


def within(
    folder: str, suffixes: Iterable[str], configurations: Configurations, *, most_folders: int = _MOST_FOLDERS
) -> Iterator[str]:
    """The files with one of the suffixes in a folder, hidden, excluded and ignored ones left out, in order.

    Links to folders are not followed, nor are links to files outside. Raises `ConfigError`.
    """
    wanted = frozenset(suffixes)
    root, here_is_root = files.real(folder), os.path.normpath(folder) == os.curdir
    ignored = patterns.Ignored(folder, files.repository(root))
    found = 0
    for count, (here, folders, names) in enumerate(os.walk(folder)):
        if count >= most_folders:
            return
        config = configurations.within(here)
        seen = "" if count == 0 else os.path.relpath(here, folder).replace(os.sep, "/") + "/"
        if seen:
            ignored.enter(seen, here)
        folders[:] = sorted(
            f
            for f in folders
            if f[0] != "."
            and f not in _FOREIGN
            and not _left_out(os.path.join(here, f), f"{seen}{f}/", config, ignored)
        )
        for name in sorted(names):
            if name[0] == "." or files.suffix(name) not in wanted:
                continue
            path = os.path.join(here, name)
            if here_is_root:
                path = os.path.normpath(path)
            outside = os.path.islink(path) and not files.inside(files.real(path), root)
            if outside or not included(path, config) or _left_out(path, f"{seen}{name}", config, ignored):
                continue
            found += 1
            if found > _MOST_FOUND:
                return
            yield path


def excluded(path: str, config: Config, *, is_folder: bool = False) -> bool:
    """Whether the configuration leaves out a path, or a folder that it lies in."""
    return patterns.fits(path, config.exclude, config.folder, is_folder=is_folder)


def included(path: str, config: Config) -> bool:
    """Whether the configuration looks at a file at all where it searches folders."""
    return not config.include or patterns.fits(path, config.include, config.folder)


def _left_out(path: str, seen: str, config: Config, ignored: patterns.Ignored) -> bool:
    return excluded(path, config, is_folder=seen.endswith("/")) or (config.respect_gitignore and seen in ignored)
