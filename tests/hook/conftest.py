"""A clone of this project as pre-commit sees it, one environment for the session, and repositories to commit to."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.needs import program

ROOT = Path(__file__).parents[2]
# What a clone needs to be installed.
SOURCES = ("citecheck", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
PERSON = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
          (("NAME", "Ann Marsh"), ("EMAIL", "ann@example.org"), ("DATE", "2024-05-01T12:00:00Z"))}  # fmt: skip


def environment(home: Path) -> dict[str, str]:
    """Variables for git and pre-commit: nothing of the user's, but pip as it is configured here."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "VIRTUAL_ENV", "SKIP"))}
    return {
        **kept,
        **PERSON,
        "PATH": os.pathsep.join([str(Path(program("pre-commit")).parent), kept.get("PATH", os.defpath)]),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PIP_CACHE_DIR": kept.get("PIP_CACHE_DIR", os.path.expanduser("~/.cache/pip")),
    }


class Repository:
    """A scratch repository with this project's hooks in its configuration."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.variables = folder, dict(variables)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("git", *arguments)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.variables, capture_output=True, text=True, encoding="utf-8", check=False
        )

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self, files: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Stage files and commit; the hooks run if they are installed."""
        self.write(files or {})
        self.git("add", "--all")
        return self.git("commit", "--message", "A chapter")


@pytest.fixture(scope="session")
def variables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    program("git")
    return environment(tmp_path_factory.mktemp("pre-commit"))


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory, variables: dict[str, str]) -> Path:
    """A repository that holds this project as it is now, committed."""
    original = Repository(tmp_path_factory.mktemp("original"), variables)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, original.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, original.folder / name)
    assert original.commit().returncode == 0
    return original.folder


@pytest.fixture
def repository(tmp_path: Path, clone: Path, variables: dict[str, str]) -> Repository:
    return configured(tmp_path / "book", clone, variables)


def configured(
    folder: Path, clone: Path, variables: Mapping[str, str], hook: str = "citecheck", more: str = ""
) -> Repository:
    """A repository whose pre-commit configuration names one hook of the clone."""
    made = Repository(folder, variables)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout.strip()
    text = f"repos:\n- repo: {clone}\n  rev: {head}\n  hooks:\n  - id: {hook}\n{more}"
    made.write({".pre-commit-config.yaml": text})
    return made
