"""Readers and schemas of others, from npm packages that `make readers` installs into the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PACKAGES = Path(sys.prefix) / "readers" / "node_modules"


def package(name: str) -> Path:
    """The folder of a package; without it a test is skipped, but never in continuous integration."""
    folder = PACKAGES / name
    if not folder.is_dir():
        told = f"{name} is not installed: run `make readers`, which needs npm"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return folder


def node(script: str, given: object = None) -> Any:
    """What a module of JavaScript answers; it reads `given` and writes its answer as JSON."""
    head = "import { readFileSync } from 'node:fs';\nconst given = JSON.parse(readFileSync(0, 'utf8'));\n"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", head + script],
        input=json.dumps(given),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)


@cache
def sarif_schema() -> dict[str, Any]:
    """The whole schema of SARIF 2.1.0."""
    (path,) = (package("@microsoft/jest-sarif") / "lib" / "schemas").glob("sarif-2.1.0*.json")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def rdjson_schema() -> dict[str, Any]:
    """The schema of reviewdog's format: a result, or one diagnostic, without fields that it does not know."""
    folder = package("@umbrelladocs/rdformat-validator")
    schema: dict[str, Any] = node(
        f"const m = await import({json.dumps((folder / 'dist/types/schema.js').as_uri())});\n"
        "console.log(JSON.stringify(m.rdformatSchema ?? m.default.rdformatSchema));"
    )
    return schema


def toolkit_commands(commands: list[tuple[str, dict[str, str], str]]) -> list[str]:
    """The workflow commands as GitHub's own toolkit writes them."""
    path = (package("@actions/core") / "lib/command.js").as_uri()
    said: list[str] = node(
        f"const {{ issueCommand }} = await import({json.dumps(path)});\n"
        "const write = process.stdout.write, out = [];\n"
        "process.stdout.write = text => { out.push(text.replace(/\\r?\\n$/, '')); return true; };\n"
        "for (const [name, properties, message] of given) issueCommand(name, properties, message);\n"
        "process.stdout.write = write;\n"
        "console.log(JSON.stringify(out));",
        commands,
    )
    return said
