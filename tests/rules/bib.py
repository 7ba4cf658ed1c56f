"""Rules on a .bib file, or on a printed list, run as a user runs them."""

from __future__ import annotations

from pathlib import Path

from citecheck import engine, fixes
from citecheck.config import Config
from citecheck.model import Diagnostic


def check(code: str, folder: Path, **files: str) -> list[Diagnostic]:
    """The findings of a rule in files; a name's last underscore stands for the dot."""
    paths = []
    for name, text in files.items():
        path = folder / ".".join(name.rsplit("_", 1))
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(str(path))
    run = engine.run(paths, Config(select=(code,)))
    assert run.failed == ()
    return list(run.diagnostics)


def in_bib(code: str, folder: Path, text: str) -> list[tuple[str, str]]:
    """What a rule points at in a .bib file, and what it says."""
    return [(text[d.start : d.end], d.message) for d in check(code, folder, works_bib=text)]


def fixed(code: str, folder: Path, name: str, text: str, *, unsafe: bool = False) -> str:
    """The text with the fixes of a rule applied."""
    found = check(code, folder, **{name: text})
    return fixes.apply(text, [d.fix for d in found if d.fix], unsafe=unsafe)
