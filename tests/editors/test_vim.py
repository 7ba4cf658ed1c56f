"""Vim and Neovim with the compiler file: `:make` fills the quickfix list."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.editors.conftest import EDITORS, MENDED, TEXT
from tests.programs import program

OPTIONS = {"vim": ["-u", "NONE", "-N", "-es"], "nvim": ["-u", "NONE", "--headless"]}


def quickfix(name: str, file: Path, environment: dict[str, str], tmp_path: Path) -> list[dict[str, Any]]:
    """The quickfix list after `:make`, each item with the text where the cursor comes to stand."""
    seen = tmp_path / "seen.json"
    commands = [
        "set encoding=utf-8 nomore",
        f"set runtimepath^={EDITORS / 'vim'}",
        f"edit {file}",
        "compiler citecheck",
        "silent make",
        "let g:at = strpart(getline('.'), col('.') - 1)",
        f"call writefile([json_encode([getqflist(), g:at])], '{seen}')",
        "qall!",
    ]
    subprocess.run(
        [program(name), *OPTIONS[name], *(part for command in commands for part in ("-c", command))],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    items, at = json.loads(seen.read_text(encoding="utf-8"))
    return [{**item, "at": at} for item in items]


@pytest.mark.parametrize("name", ["vim", "nvim"])
def test_make_leads_to_a_misprint(name: str, manuscript: Path, environment: dict[str, str], tmp_path: Path) -> None:
    (item,) = quickfix(name, manuscript, environment, tmp_path)
    assert item["valid"] == 1
    assert item["lnum"] == TEXT.splitlines().index(next(x for x in TEXT.splitlines() if "Marsch" in x)) + 1
    assert item["text"].startswith("CIT003 “Marsch, Floods 14”")
    assert item["at"].startswith("Marsch, *Floods* 14")


@pytest.mark.parametrize("name", ["vim", "nvim"])
def test_a_clean_text_has_no_items(name: str, manuscript: Path, environment: dict[str, str], tmp_path: Path) -> None:
    manuscript.write_text(MENDED, encoding="utf-8")
    assert quickfix(name, manuscript, environment, tmp_path) == []


@pytest.mark.parametrize("name", ["vim", "nvim"])
def test_what_could_not_run_is_told(name: str, manuscript: Path, environment: dict[str, str], tmp_path: Path) -> None:
    (manuscript.parent / "citecheck.toml").write_text("selekt = 1\n", encoding="utf-8")
    items = quickfix(name, manuscript, environment, tmp_path)
    assert any("there is no option" in item["text"] for item in items)
