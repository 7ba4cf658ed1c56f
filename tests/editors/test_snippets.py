"""Configurations for editors that cannot be installed here: each is read by a parser of its format."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import tree_sitter
import tree_sitter_rust

from tests.editors.conftest import EDITORS, ROOT
from tests.programs import program

SERVER = ["citecheck", "lsp"]


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_helix() -> None:
    told = toml(EDITORS / "helix" / "languages.toml")
    server = told["language-server"]["citecheck"]
    assert [server["command"], *server["args"]] == SERVER
    assert {language["name"] for language in told["language"]} == {"markdown", "bibtex"}
    assert all(language["language-servers"][-1] == "citecheck" for language in told["language"])


def test_sublime() -> None:
    text = (EDITORS / "sublime" / "LSP.sublime-settings").read_text(encoding="utf-8")
    (client,) = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))["clients"].values()
    assert client["command"] == SERVER
    assert client["enabled"] is True
    assert client["selector"].split(" | ") == ["text.html.markdown", "text.plain", "text.bibtex"]


def test_kakoune(tmp_path: Path, environment: dict[str, str]) -> None:
    """In a real Kakoune, with kakoune-lsp's option and command declared; the option's value is TOML."""
    seen = tmp_path / "servers.toml"
    file = tmp_path / "essay.md"
    file.write_text("# Rivers\n", encoding="utf-8")
    script = f"""
        declare-option str lsp_servers
        define-command lsp-enable-window %{{ echo -to-file {tmp_path}/enabled yes }}
        source {EDITORS}/kakoune/citecheck.kak
        edit {file}
        set-option buffer filetype markdown
        echo -to-file {seen} %opt{{lsp_servers}}
        quit!
    """
    subprocess.run(
        [program("kak"), "-n", "-ui", "dummy", "-e", script], env=environment, stdin=subprocess.DEVNULL, timeout=30
    )
    server = toml(seen)["citecheck"]
    assert [server["command"], *server["args"]] == SERVER
    assert (tmp_path / "enabled").exists()


def test_zed() -> None:
    manifest, cargo = toml(EDITORS / "zed" / "extension.toml"), toml(EDITORS / "zed" / "Cargo.toml")
    assert set(manifest["language_servers"]["citecheck"]["languages"]) == {"Markdown", "Plain Text", "BibTeX"}
    assert cargo["lib"]["crate-type"] == ["cdylib"]
    assert manifest["version"] == cargo["package"]["version"]
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))
    tree = parser.parse((EDITORS / "zed" / "src" / "lib.rs").read_bytes())
    assert not tree.root_node.has_error
    assert parser.parse(b"fn broken( {").root_node.has_error


def test_what_the_docs_show_stands_in_the_files() -> None:
    text = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    shown = {kind: re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("toml", "kak", "json")}
    (helix,) = map(tomllib.loads, shown["toml"])
    theirs = toml(EDITORS / "helix" / "languages.toml")
    assert helix["language-server"]["citecheck"].items() <= theirs["language-server"]["citecheck"].items()
    assert all(language in theirs["language"] for language in helix["language"])
    (kakoune,) = shown["kak"]
    assert kakoune in (EDITORS / "kakoune" / "citecheck.kak").read_text(encoding="utf-8")
    sublime, zed = map(json.loads, shown["json"])
    assert sublime["clients"]["citecheck"]["command"] == SERVER
    assert zed["lsp"].keys() == toml(EDITORS / "zed" / "extension.toml")["language_servers"].keys()
