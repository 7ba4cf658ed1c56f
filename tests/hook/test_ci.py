"""The GitHub action and the GitLab job: valid by their schemas, and their scripts run here as they are run there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hook.conftest import ROOT
from tests.needs import program

ACTION, JOB = ROOT / "action.yml", ROOT / "templates" / "citecheck.gitlab-ci.yml"
LIST = "\n# Works Cited\n\nHolm, Ingrid. *Stone and Water*. Northam: Lantern, 1994.\n"
CLEAN = f"The span is old (Holm, *Stone* 12).\n{LIST}"
MISSING = f"The span is old (Holm, *Stone* 12). The weir is older (Reed, *Ledgers* 112).\n{LIST}"


def loaded(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(("schema", "file"), [("vendor.github-actions", ACTION), ("vendor.gitlab-ci", JOB)])
def test_the_files_fit_their_schemas(schema: str, file: Path) -> None:
    command = [program("check-jsonschema"), "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_manifest_of_hooks_is_valid() -> None:
    command = [program("pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, check=False).returncode == 0


def step(name: str, folder: Path, inputs: dict[str, str], action: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub does: expressions filled in, and the script in a file for bash."""
    spec = loaded(ACTION)
    values = {f"inputs.{key}": given["default"] for key, given in spec["inputs"].items()}
    values |= {f"inputs.{key}": value for key, value in inputs.items()}
    values |= {"steps.python.outputs.python-path": sys.executable, "github.action_path": str(action)}
    values["runner.temp"] = str(folder / "temp")
    found = next(s for s in spec["runs"]["steps"] if s["name"] == name)

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda m: values[m[1]], text)

    script = folder / "step.sh"
    assert "${{" not in found["run"]
    script.write_text(found["run"], encoding="utf-8")
    variables = {**os.environ, "RUNNER_TEMP": values["runner.temp"], "GITHUB_ACTIONS": "true", "CI": "true"}
    variables |= {key: filled(value) for key, value in found["env"].items()}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
    return subprocess.run(
        command, cwd=folder / "book", env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A checkout with a clean chapter and one that is not, beside a folder that is called like the program."""
    folder = tmp_path / "book"
    for name, text in {
        "chapters/one.md": CLEAN,
        "more chapters/two.md": MISSING,
        "citecheck/__init__.py": "raise SystemExit('this is not the program')",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({"paths": "chapters"}, 0),
        ({"paths": "chapters\nmore chapters/two.md\n"}, 1),
        ({"paths": "more chapters"}, 1),
        ({}, 1),
        ({"paths": "\n"}, 1),
        ({"args": "--ignore CIT001 --notes"}, 0),
        ({"args": "--no-such-option"}, 2),
        ({"paths": "$(touch hacked) `touch hacked`; touch hacked"}, 2),
        ({"args": "--select CIT; touch hacked"}, 2),
        ({"args": "*"}, 2),
    ],
)
def test_the_action_checks(inputs: dict[str, str], status: int, book: Path) -> None:
    done = step("Check the citations", book.parent, inputs)
    assert done.returncode == status, done.stdout + done.stderr
    assert not (book / "hacked").exists()
    if status == 1:
        told = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
        assert len(told) == 1
        assert "file=more chapters/two.md,line=1," in told[0]
        assert "no reference for “Reed" in told[0]


@pytest.mark.xdist_group("pre-commit")
def test_the_action_installs_what_it_needs(book: Path, clone: Path) -> None:
    """From the action's own folder, beside the Python of the job."""
    installed = step("Install citecheck", book.parent, {}, clone)
    assert installed.returncode == 0, installed.stderr
    program_folder = book.parent / "temp" / "citecheck"
    assert {"citecheck", "click", "msgspec"} <= {p.name for p in program_folder.iterdir()}
    assert step("Check the citations", book.parent, {"paths": "chapters"}, clone).returncode == 0


@pytest.mark.parametrize(
    ("paths", "options", "status", "found"), [("chapters", "", 0, 0), (".", "", 1, 1), (".", "--ignore CIT001", 0, 0)]
)
def test_the_gitlab_job(paths: str, options: str, status: int, found: int, book: Path) -> None:
    job = loaded(JOB)["citecheck"]
    beside = str(Path(program("citecheck")).parent)
    variables = {**os.environ, **job["variables"], "CITECHECK_PATHS": paths, "CITECHECK_ARGS": options}
    variables["PATH"] = os.pathsep.join([beside, os.environ["PATH"]])
    command = ["sh", "-e", "-c", "\n".join(job["script"])]
    done = subprocess.run(command, cwd=book, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    report = json.loads((book / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert [(row["location"]["path"], row["check_name"]) for row in report] == [
        ("more chapters/two.md", "CIT001")
    ] * found
    assert ("CIT001 no reference" in done.stdout) is bool(found)
