"""What a run is about: the manuscripts and bibliographies that it was given."""

from __future__ import annotations

import os
from collections.abc import Iterable

from msgspec import Struct

from citecheck import registry
from citecheck.config import Configurations
from citecheck.engine import files, walking
from citecheck.engine.reading import unknown


class Given(Struct, frozen=True):
    """The files that a run is about, each once and in order, and why others are not."""

    manuscripts: tuple[str, ...]
    bibliographies: tuple[str, ...]
    failed: tuple[str, ...]


def given(paths: Iterable[str], configurations: Configurations, stdin: str = "") -> Given:
    """Sort out what was given: folders stand for the manuscripts in them, and `stdin` for the file of that name.

    A file that is named is checked even where the configuration excludes it, unless that says `force-exclude`.
    """
    found: dict[str, str] = {}  # the real path -> the one it was given by
    failed: dict[str, None] = {}
    for path in sorted(paths):
        kind = files.suffix(path)
        names = [path]
        if os.path.isdir(path):
            names = list(walking.within(path, registry.MANUSCRIPTS, configurations))
            if not names:
                failed[f"{path}: no manuscript in this folder (citecheck reads .md and .txt)"] = None
        elif kind not in registry.MANUSCRIPTS and kind not in registry.BIBLIOGRAPHIES:
            failed[f"{path}: {unknown(path) if os.path.lexists(path) else 'no such file'}"] = None
            continue
        elif (config := configurations.at(path)).force_exclude and (
            walking.excluded(path, config) or not walking.included(path, config)
        ):
            continue
        for name in names:
            found.setdefault(files.real(name), name)
    if stdin:
        found.pop(files.real(stdin), None)
    every = sorted(found.values())
    manuscripts, bibliographies = (
        tuple(p for p in every if (files.suffix(p) in registry.MANUSCRIPTS) is wanted) for wanted in (True, False)
    )
    return Given(manuscripts, bibliographies, tuple(failed))
