"""Which files patterns fit; they are those of .gitignore."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.engine import files
from citecheck.engine.files import Refused
from citecheck.text.patterns import pattern

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_LARGEST = 1 << 20  # bytes of a .gitignore
_MOST_STARS = 3  # in one name of a pattern; more take quadratic time and worse, and nobody needs them
_TOO_MANY_STARS = pattern(rf"(?:\*[^/*]*){{{_MOST_STARS + 1}}}")


@lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    usable: list[str] = []
    for line in patterns:
        if not _TOO_MANY_STARS.search(line.replace("**", "")):
            try:
                GitIgnoreSpec.from_lines([line])
            except ValueError:  # git passes over what is no pattern, too
                continue
            usable.append(line)
    return GitIgnoreSpec.from_lines(usable)


def fits(path: str, patterns: tuple[str, ...], folder: str, *, is_folder: bool = False) -> bool:
    """Whether one of the patterns, as seen from a folder, fits a path or a folder that it lies in."""
    if not patterns:
        return False
    seen = os.path.relpath(os.path.abspath(path), folder or os.getcwd()).replace(os.sep, "/")
    seen = os.path.basename(path) if seen.startswith("../") else seen
    return _spec(patterns).match_file(seen + "/" * is_folder)


class Ignored:
    """What the .gitignore files of a repository leave out, seen from one folder in it."""

    def __init__(self, folder: str, repository: str) -> None:
        """Read those at the folder and above it, up to the root of the repository."""
        self._rules: dict[str, tuple[tuple[GitIgnoreSpec, str, int], ...]] = {}
        above: tuple[tuple[GitIgnoreSpec, str, int], ...] = ()
        here, below = repository, os.path.relpath(files.real(folder), repository) if repository else "."
        if repository:
            names = [] if below == "." else below.split(os.sep)
            places = [os.path.join(here, ".git", "info", "exclude"), os.path.join(here, ".gitignore")]
            above = self._read(places, "".join(f"{n}/" for n in names), 0)
            for number, name in enumerate(names, 1):
                here = os.path.join(here, name)
                above += self._read([os.path.join(here, ".gitignore")], "".join(f"{n}/" for n in names[number:]), 0)
        else:
            above = self._read([os.path.join(folder, ".gitignore")], "", 0)
        self._rules[""] = above

    def enter(self, folder: str, path: str) -> None:
        """Read the .gitignore of a folder below; `folder` ends with a slash and is seen from the first one."""
        parent = folder.rstrip("/").rpartition("/")[0]
        known = self._rules[f"{parent}/" if parent else ""]
        self._rules[folder] = known + self._read([os.path.join(path, ".gitignore")], "", len(folder))

    def __contains__(self, name: str) -> bool:
        """Whether a name, seen from the first folder, is left out; that of a folder ends with a slash."""
        parent = name.rstrip("/").rpartition("/")[0]
        for spec, prefix, skip in reversed(self._rules[f"{parent}/" if parent else ""]):
            found = spec.check_file(prefix + name[skip:]).include
            if found is not None:
                return found
        return False

    @staticmethod
    def _read(paths: list[str], prefix: str, skip: int) -> tuple[tuple[GitIgnoreSpec, str, int], ...]:
        found = []
        for path in paths:
            if os.path.isfile(path):
                try:
                    lines = files.read(path, _LARGEST).decode("utf-8", "replace").splitlines()
                except Refused:
                    continue
                found.append((_spec(tuple(lines)), prefix, skip))
        return tuple(found)
