"""Files that every repository has and that a hook is given, too: they cite nothing, and nothing is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citecheck import engine
from citecheck.config import Configurations

FILES = {
    "README.md": """# Weir gauge

[![build](https://example.org/badge.svg)](https://example.org/build) Reads the level of a river (in metres).

- **Fast** (about 12 ms a reading; see *Benchmarks* below), tested on Python 3.11 (and 3.12).
- Works with the Lowfield gauge (model 7, firmware 2.1) and the Northam one (Weir & Sons, 1990).

## Install

    pip install weir-gauge==1.4.2   # or (Linux, macOS) brew install weir

As said in “Reading a gauge” (v1.2, p. 3), call `read(port, timeout=30)` (default 30). Thanks to
@hannah-reed and @ann.

| option | meaning |
|---|---|
| `--level` | metres (1–12) |

## References

See the [manual](docs/manual.md) (chapter 4) and RFC 2119 (Bradner 1997).
""",
    "CHANGELOG.md": """# Changelog

## 1.4.2 (2024-05-01)

- Fix a leak in `open()` (#112, thanks @ann; Reed 2024).
- Support for “Vale” gauges (Holm, Marsh, and others) (#98).

## [1.4.1] - 2023-11-30
""",
    "CONTRIBUTING.md": """Run `make test` (see *Makefile*, line 12). Sign your work (DCO 1.1).
Ask Hannah (Lowfield) or Ann (Northam 3).
""",
    "LICENSE.txt": """Copyright (c) 2024 Weir & Sons

Permission is granted (the “License”, section 2(b)) to any person; see Schedule A (pages 3-4), and
the Vale Act (1987, c. 12).
""",
    "requirements.txt": """click>=8.1  # (BSD)
msgspec==0.19 ; python_version >= "3.11"
-r dev.txt
--hash=sha256:00ff (12)
""",
    "CMakeLists.txt": """cmake_minimum_required(VERSION 3.20)
project(weir VERSION 1.4 LANGUAGES C)
set(NAMES "Marsh;Holm" 12)
""",
    "robots.txt": "User-agent: *\nDisallow: /drafts/ (private, 12)\n",
    "notes.txt": "call Ann (Tue, 3 pm), Reed & Sons (555-0112), see (Lowfield, Map 12)\nbuy: nails (40), rope (12 m)\n",
}
BIB = """@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, year = 1994}
@book{reed2024, author = {Reed, Hannah}, title = {Ledgers}, year = 2024}
"""


@pytest.mark.parametrize("bib", ["", BIB], ids=["alone", "beside references.bib"])
def test_nothing_is_said_about_files_that_cite_nothing(
    bib: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("old.txt").write_bytes("The caf\xe9 by the weir.\n".encode("latin-1"))
    if bib:
        Path("references.bib").write_text(bib, encoding="utf-8")
    run = engine.run([*FILES, "old.txt"], Configurations())
    told = [(d.path, d.start, d.code, d.message) for d in run.diagnostics if d.severity != "note"]
    assert (told, run.failed) == ([], ())
