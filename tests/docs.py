"""Documents that are made from the program: docs/rules.md, the JSON schema, and the output that pages show.

`python -m tests.docs` rewrites them; tests/test_docs.py holds them true.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULES, README = ROOT / "docs" / "rules.md", ROOT / "README.md"
SCHEMA = ROOT / "citecheck" / "config" / "citecheck.schema.json"
OUTPUTS = ROOT / "docs" / "outputs.md"
SHOWING = (README, ROOT / "docs" / "configuration.md", OUTPUTS)  # pages that show commands with their output
FAMILIES = {
    "CIT": "Citations",
    "LOC": "Locators",
    "BIB": "The bibliography",
    "STY": "Consistency",
    "WEB": "Online",
    "DOC": "Reading and configuration",
}
SHOWN = re.compile(r"```console\n\$ citecheck ([^\n]*)\n.*?```", re.DOTALL)  # a command and what it puts out
RESULT = re.compile(r"```json\n.*?```", re.DOTALL)  # the result of SARIF that docs/outputs.md shows


def rules_page() -> str:
    """All rules with their pages."""
    from citecheck import registry

    out = [
        "# Rules",
        "",
        "Made from the rules' docstrings by `make docs`. Those marked • are on by default, the others by `--select`.",
        "",
        "| code | name | severity | |",
        "|---|---|---|---|",
        *(
            f"| [{r.code}](#{r.code.lower()}-{r.name}) {'•' if r.default else ''} | {r.name} | {r.severity} "
            f"| {registry.rule_page(r.code).strip().partition(chr(10))[0]} |"
            for r in registry.RULES
        ),
    ]
    family = ""
    for rule in registry.RULES:
        if rule.code[:3] != family:
            family = rule.code[:3]
            out += ["", f"## {FAMILIES[family]}"]
        out += ["", f"### {rule.code} {rule.name}", "", "```text", registry.rule_page(rule.code).strip(), "```"]
    return "\n".join(out) + "\n"


def output_of(arguments: str) -> str:
    """What a command puts out when it is run from the project's root."""
    from citecheck.cli.main import main

    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(stream):
        main(shlex.split(arguments))
        stream.flush()
    return raw.getvalue().decode()


def schema() -> str:
    """The JSON schema of the configuration, laid out for people."""
    from citecheck.config.options import schema as made

    return json.dumps(made(), indent=2, ensure_ascii=False) + "\n"


def page(path: Path) -> str:
    """A page with the output of today."""

    def shown(found: re.Match[str]) -> str:
        return f"```console\n$ citecheck {found[1]}\n{output_of(found[1]).rstrip()}\n```"

    text = SHOWN.sub(shown, path.read_text(encoding="utf-8"))
    return RESULT.sub(lambda _: f"```json\n{sarif_result()}\n```", text) if path == OUTPUTS else text


def sarif_result() -> str:
    """A result of SARIF, laid out for people."""
    log = json.loads(output_of("check --select CIT003 --output-format sarif examples/bridges.md"))
    return json.dumps(log["runs"][0]["results"][0], indent=2, ensure_ascii=False)


if __name__ == "__main__":
    os.environ["NO_COLOR"] = "1"
    RULES.write_text(rules_page(), encoding="utf-8")
    SCHEMA.write_text(schema(), encoding="utf-8")
    for shown_on in SHOWING:
        shown_on.write_text(page(shown_on), encoding="utf-8")
