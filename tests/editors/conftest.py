"""A manuscript with a misprint, and a `citecheck` on PATH that is the one under test."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EDITORS = ROOT / "editors"
HERE = Path(__file__).parent

TEXT = """# Flüsse und Brücken

The dam was built (Marsh, *Floods* 12). It sank (Holm 3), and rose “überall” (Marsch, *Floods* 14).

# Works Cited

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.
"""
MENDED = TEXT.replace("Marsch", "Marsh")


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    """A manuscript with one misprint, which has a safe fix, in a folder of its own."""
    path = tmp_path / "project" / "essay.md"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An empty home, and a PATH that begins with the citecheck under test."""
    programs = tmp_path / "bin"
    programs.mkdir()
    starter = programs / "citecheck"
    python = shlex.quote(sys.executable)
    starter.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {python} -m citecheck "$@"\n')
    starter.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    kept = {k: v for k, v in os.environ.items() if k in ("LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME")}
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
    return {**kept, "LC_ALL": "C.UTF-8", "HOME": str(home), "TERM": "dumb", "PATH": path}


def package_needed(name: str, there: bool) -> None:
    """Skip where a package of an editor is lacking; where all must run, fail."""
    if there:
        return
    if os.environ.get("CI") == "true" or os.environ.get("CITECHECK_REQUIRE_ALL"):
        pytest.fail(f"the editor has no package {name}")
    pytest.skip(f"the editor has no package {name}")
