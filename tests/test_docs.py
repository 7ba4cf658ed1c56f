"""What the documents say is what the program does."""

from __future__ import annotations

import re

import click
import pytest

from citecheck import registry
from citecheck.cli.main import group
from citecheck.config import Config
from tests import docs

LINK = re.compile(r"\]\(([^)#:\s]+)\)")


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    assert docs.RULES.read_text(encoding="utf-8") == docs.rules_page(), "run `make docs`"


def test_the_readme_shows_what_is_put_out() -> None:
    assert docs.SHOWN.search(docs.README.read_text(encoding="utf-8"))
    assert docs.README.read_text(encoding="utf-8") == docs.readme(), "run `make docs`"


def test_every_option_is_documented() -> None:
    text = (docs.ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    for name, command in group.commands.items():
        assert f"citecheck {name}" in text or f"citecheck [{name}]" in text
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[0]}" in text or f"[{option.opts[0]}" in text, option.opts[0]


def test_every_suffix_and_every_option_of_the_configuration_is_documented() -> None:
    text = (docs.ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    options = {f.replace("_", "-") for f in Config.__struct_fields__} - {"bib", "file", "folder"}
    for name in (*registry.MANUSCRIPTS, *registry.BIBLIOGRAPHIES, *options):
        assert f"`{name}`" in text, name


def test_every_code_of_the_readme_is_a_rule() -> None:
    codes = {rule.code for rule in registry.RULES}
    assert set(re.findall(r"[A-Z]{3}\d{3}", (docs.ROOT / "README.md").read_text(encoding="utf-8"))) <= codes


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "docs/usage.md", "docs/architecture.md", "docs/rules.md"]
)
def test_links_lead_somewhere(name: str) -> None:
    path = docs.ROOT / name
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
