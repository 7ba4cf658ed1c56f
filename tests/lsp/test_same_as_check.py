"""The editor shows what `check` says: on every golden case, byte for byte."""

from __future__ import annotations

import asyncio
import shlex
from pathlib import Path

import pytest

from citecheck.cli.check import check
from citecheck.engine import files
from citecheck.lsp import diagnostics
from citecheck.lsp.buffers import Buffer, uri_of
from citecheck.lsp.session import Session
from tests import golden
from tests.test_cases import CASES

PATHS = sorted(CASES.rglob("*.case"))
_SETTINGS = {"select": "select", "extend_select": "extend-select", "ignore": "ignore", "bibliographies": "bib"}


def settings(case: golden.Case) -> dict[str, object]:
    """The arguments of a case as an editor's settings."""
    asked = check.make_context("check", shlex.split(case.text("args"))).params
    found: dict[str, object] = {}
    for name, key in _SETTINGS.items():
        if words := [w for word in asked[name] for w in (word.split(",") if key != "bib" else [word])]:
            found[key] = words
    if asked["citation_format"]:
        found["citation-format"] = asked["citation_format"]
    return found


@pytest.mark.parametrize("path", PATHS, ids=[p.relative_to(CASES).with_suffix("").as_posix() for p in PATHS])
def test_the_editor_says_what_check_says(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, case in enumerate(golden.parse(path.read_text(encoding="utf-8"), path.stem)):
        if not case.sections or "--ignore-suppressions" in case.text("args"):
            continue
        # --bib takes the place of a printed list, as no setting does: the editor checks the entries of the list as well
        left_out = "BIB" if "--bib" in case.text("args") and "\n# References" in case.text("paper.md") else None
        here = tmp_path / str(number)
        here.mkdir()
        monkeypatch.chdir(here)
        run, _ = golden.run(case, here)
        for document in run.documents:
            name = document.manuscript.path
            said = [f for f in asyncio.run(shown(here, case, name)) if not left_out or not f[0].startswith(left_out)]
            assert said == [(d.code, d.message, d.severity) for d in run.diagnostics if d.path == name], case.name


async def shown(here: Path, case: golden.Case, name: str) -> list[tuple[str, str, str]]:
    """What an editor shows that has opened one of the files."""
    told: list[str] = []
    session = Session(told.append)
    session.begin("utf-16", [str(here)])
    session.configure(settings(case))
    uri = uri_of(name)
    buffer = Buffer(uri, (here / name).read_bytes().decode(), 1, "markdown", "utf-16")
    assert files.real(buffer.path) == files.real(name)
    session.buffers[uri] = buffer
    checked = await session.checked(uri)
    assert checked, told
    names = {number: word for word, number in diagnostics.SEVERITIES.items()}
    found = diagnostics.shown(session, checked)
    return [(d["code"], d["message"], names[d["severity"]]) for d in found]
