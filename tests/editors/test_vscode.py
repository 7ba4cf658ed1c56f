"""The extension for VS Code, where it depends on the rest of the project; its own tests run with `npm test`."""

from __future__ import annotations

import json
import re
import subprocess

from citecheck import __version__
from tests.editors.conftest import EDITORS, ROOT
from tests.programs import program

FOLDER = EDITORS / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))


def test_the_settings_are_those_of_the_configuration() -> None:
    done = subprocess.run(
        [program("node"), FOLDER / "scripts" / "settings.mjs", "--check"], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr


def test_every_option_is_a_setting_or_left_out_on_purpose() -> None:
    schema = json.loads((ROOT / "citecheck" / "config" / "citecheck.schema.json").read_text(encoding="utf-8"))
    settings = {name.removeprefix("citecheck.") for name in MANIFEST["contributes"]["configuration"]["properties"]}
    assert set(schema["properties"]) - settings == {"extend", "bib"}
    assert settings - set(schema["properties"]) == {"server.command", "trace.server"}


def test_versions_and_licences_are_one() -> None:
    assert MANIFEST["version"] == __version__
    assert (FOLDER / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_lock_names_no_hosts() -> None:
    lock = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert len(packages) > 100
    assert not any("resolved" in package for package in packages.values())
    assert all("integrity" in package for name, package in packages.items() if name)
    assert not re.search(r"https?://[^\"]*registry", lock)
