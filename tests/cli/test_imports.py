"""What a hook run on a clean chapter does not import: libraries for work that it has not been asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TYPED = """The ferry was slow (Holm, *Stone* 12).

# Works Cited

Holm, Ingrid. *Stone and Water*. Northam: Lantern, 1994.
"""
BIB = "@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, year = 1994}\n"
UNASKED = frozenset(
    "requests urllib3 rich jinja2 lxml idutils junitparser watchfiles pathspec charset_normalizer rapidfuzz yaml "
    "multiprocessing concurrent asyncio".split()
)


def imported(*arguments: str) -> set[str]:
    """The packages that a run of the program imports, as `python -X importtime` tells."""
    command = [sys.executable, "-X", "importtime", "-m", "citecheck", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    ("text", "needed"),
    [(TYPED, {"click", "msgspec", "pyromark"}), ("The ferry was slow [@holm1994, 12].\n", {"bibtexparser"})],
)
def test_a_hook_run_imports_what_it_uses(
    text: str, needed: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("chapter.md").write_text(text, encoding="utf-8")
    Path("references.bib").write_text(BIB, encoding="utf-8")
    Path(".git").mkdir()
    Path(".gitignore").write_text("build/\n", encoding="utf-8")
    Path("pyproject.toml").write_text("[tool.citecheck]\nexclude = ['build/']\n", encoding="utf-8")
    found = imported("check", "chapter.md")
    assert needed <= found
    assert not found & UNASKED


def test_a_version_imports_less_still() -> None:
    assert not imported("--version") & (UNASKED | {"msgspec", "bibtexparser", "pyromark", "tomllib"})
