"""Neovim without a screen, with the configuration that the docs give, against the real server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.editors.conftest import EDITORS, HERE, MENDED, TEXT
from tests.programs import program


def neovim(*commands: str) -> list[str]:
    """A Neovim that runs these commands, without the user's configuration."""
    return [program("nvim"), "--headless", "--clean", "-n", *(part for command in commands for part in ("-c", command))]


def test_a_misprint_is_seen_and_mended(manuscript: Path, environment: dict[str, str], tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    done = subprocess.run(
        neovim(
            "let g:citecheck_settings = {'severity': {'CIT003': 'error'}}",
            f"luafile {EDITORS / 'neovim' / 'citecheck-0.7.lua'}",
            f"edit {manuscript}",
            f"luafile {HERE / 'neovim_drive.lua'}",
        ),
        env={**environment, "SEEN": str(seen)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(seen.read_text(encoding="utf-8"))
    line = TEXT.splitlines()[2]
    ((row, column, code, message, severity),) = told["findings"]
    assert (row, column) == (2, len(line[: line.index("Marsch")].encode()))
    assert (code, severity) == ("CIT003", 1), "as the settings say"
    assert "write “Marsh”" in message
    assert "Floods of the Vale" in told["hover"]
    assert told["actions"][0] == "Print it as the bibliography does"
    assert manuscript.read_text(encoding="utf-8") == MENDED


def test_the_file_for_later_versions_is_a_configuration(environment: dict[str, str], tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    script = f"""
        local config = dofile('{EDITORS / "neovim" / "citecheck.lua"}')
        local params = {{}}
        config.before_init(params, config)
        config.before_init = nil
        vim.fn.writefile({{ vim.fn.json_encode({{ config, params }}) }}, '{seen}')
    """
    (tmp_path / "script.lua").write_text(script, encoding="utf-8")
    subprocess.run(
        neovim(f"luafile {tmp_path / 'script.lua'}", "quitall!"),
        env=environment,
        capture_output=True,
        timeout=60,
    )
    config, params = json.loads(seen.read_text(encoding="utf-8"))
    assert config["cmd"] == ["citecheck", "lsp"]
    assert {"markdown", "text", "bib"} <= set(config["filetypes"])
    assert config["settings"] == params["initializationOptions"] == {"citecheck": {}}
    assert config["root_markers"][-1] == ".git"
