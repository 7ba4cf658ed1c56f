"""Neovim without a screen, with the configuration that the docs give, against the real server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.editors.conftest import EDITORS, HERE, MENDED, TEXT
from tests.programs import program


def test_a_misprint_is_seen_and_mended(manuscript: Path, environment: dict[str, str], tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    done = subprocess.run(
        [program("nvim"), "--headless", "--clean", "-n"]
        + ["-c", f"luafile {EDITORS / 'neovim' / 'citecheck-0.7.lua'}"]
        + ["-c", f"edit {manuscript}", "-c", f"luafile {HERE / 'neovim_drive.lua'}"],
        env={**environment, "SEEN": str(seen)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(seen.read_text(encoding="utf-8"))
    line = TEXT.splitlines()[2]
    ((row, column, code, message),) = told["findings"]
    assert (row, column) == (2, len(line[: line.index("Marsch")].encode()))
    assert code == "CIT003"
    assert "write “Marsh”" in message
    assert "Floods of the Vale" in told["hover"]
    assert told["actions"][0] == "Print it as the bibliography does"
    assert manuscript.read_text(encoding="utf-8") == MENDED


def test_the_file_for_later_versions_is_a_configuration(environment: dict[str, str]) -> None:
    script = f"lua io.write(vim.fn.json_encode(dofile('{EDITORS / 'neovim' / 'citecheck.lua'}')))"
    done = subprocess.run(
        [program("nvim"), "--headless", "--clean", "-n", "-c", script, "-c", "quitall!"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["cmd"] == ["citecheck", "lsp"]
    assert {"markdown", "text", "bib"} <= set(told["filetypes"])
    assert told["settings"] == {"citecheck": {}}
    assert told["root_markers"][-1] == ".git"
