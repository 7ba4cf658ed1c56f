"""Emacs without a screen, with the files that the docs give: eglot against the real server, flymake and flycheck."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.editors.conftest import EDITORS, HERE, MENDED, TEXT, package_needed
from tests.programs import program

CITE = "Marsch, *Floods* 14"


def emacs(needed: str, form: str, environment: dict[str, str], tmp_path: Path) -> dict[str, Any]:
    """What a form notes, in an Emacs that has a package and our file for it."""
    seen = tmp_path / "seen.json"
    program_path = program("emacs")
    package_needed(needed, has_package(program_path, needed, environment))
    ours = EDITORS / "emacs" / f"citecheck-{needed}.el"
    ready = ["--eval", "(package-initialize)", "--eval", f"(require '{needed})"]
    done = subprocess.run(
        [program_path, "--batch", *ready, "-l", str(ours), "-l", str(HERE / "emacs_drive.el"), "--eval", form],
        env={**environment, "SEEN": str(seen)},
        capture_output=True,
        encoding="utf-8",
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(seen.read_text(encoding="utf-8"))
    return told


def has_package(program_path: str, name: str, environment: dict[str, str]) -> bool:
    """Whether an Emacs has a package."""
    asked = f'(progn (package-initialize) (kill-emacs (if (locate-library "{name}") 0 1)))'
    return subprocess.run([program_path, "--batch", "--eval", asked], env=environment).returncode == 0


@pytest.mark.parametrize("name", ["eglot", "flymake", "flycheck"])
def test_our_files_compile_without_a_warning(name: str, environment: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / f"citecheck-{name}.el"
    copy.write_bytes((EDITORS / "emacs" / copy.name).read_bytes())
    program_path = program("emacs")
    package_needed(name, has_package(program_path, name, environment))
    options = ["--eval", "(package-initialize)", "--eval", "(setq byte-compile-error-on-warn t)"]
    done = subprocess.run(
        [program_path, "--batch", *options, "-f", "batch-byte-compile", copy], env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()


def test_eglot_sees_a_misprint_and_mends_it(manuscript: Path, environment: dict[str, str], tmp_path: Path) -> None:
    told = emacs("eglot", f'(drive-eglot "{manuscript}")', environment, tmp_path)
    ((text, kind, message),) = told["findings"]
    assert text == CITE
    assert kind == "eglot-error", "as the settings say"
    assert "write “Marsh”" in message
    assert "Floods of the Vale" in told["hover"]
    assert told["actions"][0] == "Print it as the bibliography does"
    assert manuscript.read_text(encoding="utf-8") == MENDED


def test_eglot_leaves_the_servers_of_other_texts_alone(environment: dict[str, str], tmp_path: Path) -> None:
    ours = dict.fromkeys(["text-mode", "markdown-mode", "bibtex-mode"], "citecheck")
    told = emacs("eglot", "(drive-modes)", environment, tmp_path)
    assert told == ours | {"html-mode": "another", "latex-mode": "another"}


@pytest.mark.parametrize("folder", ["project", "."])
def test_flymake_shows_what_the_buffer_holds(
    folder: str, manuscript: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    form = f'(let ((default-directory "{manuscript.parent.parent / folder}/")) (drive-flymake "{manuscript}"))'
    told = emacs("flymake", form, environment, tmp_path)
    ((text, kind, message),) = told["findings"]
    assert text == CITE
    assert kind == ":warning"
    assert message.startswith("CIT003 “Marsch, Floods 14”")
    assert manuscript.read_text(encoding="utf-8") == TEXT, "the buffer is checked, and not saved"


def test_flycheck_shows_a_misprint(manuscript: Path, environment: dict[str, str], tmp_path: Path) -> None:
    form = f'(progn (add-to-list \'auto-mode-alist \'("\\\\.md$" . text-mode)) (drive-flycheck "{manuscript}"))'
    told = emacs("flycheck", form, environment, tmp_path)
    ((line, column, level, message),) = told["findings"]
    assert (line, column) == (3, TEXT.splitlines()[2].index(CITE) + 1)
    assert level == "warning"
    assert "Marsch" in message
