"""What the documents say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from citecheck import registry
from citecheck.cli import outputs
from citecheck.cli.main import group
from citecheck.config import Config
from tests import docs

PAGES = sorted((docs.ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)#:\s]+)\)")


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    assert docs.RULES.read_text(encoding="utf-8") == docs.rules_page(), "run `make docs`"


@pytest.mark.parametrize("path", docs.SHOWING, ids=lambda p: p.name)
def test_a_page_shows_what_is_put_out(path: Path) -> None:
    assert docs.SHOWN.search(path.read_text(encoding="utf-8"))
    assert path.read_text(encoding="utf-8") == docs.page(path), "run `make docs`"


def test_every_format_and_its_synonyms_are_documented() -> None:
    text = docs.OUTPUTS.read_text(encoding="utf-8")
    for name in (*outputs.formats(), *outputs.formats(outputs.CITES), *outputs.SYNONYMS):
        assert f"`{name.removeprefix(outputs.CITES)}`" in text, name


def test_every_option_is_documented() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in PAGES)
    for name, command in group.commands.items():
        assert f"citecheck {name}" in text or f"citecheck [{name}]" in text
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[0]}" in text or f"[{option.opts[0]}" in text, option.opts[0]


def test_every_suffix_and_every_option_of_the_configuration_is_documented() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in PAGES)
    options = {f.replace("_", "-") for f in Config.__struct_fields__} - {"bib", "file", "folder", "ignore-suppressions"}
    for name in (*registry.MANUSCRIPTS, *registry.BIBLIOGRAPHIES, *options):
        assert f"`{name}`" in text, name


def test_every_code_of_the_readme_is_a_rule() -> None:
    codes = {rule.code for rule in registry.RULES}
    assert set(re.findall(r"[A-Z]{3}\d{3}", (docs.ROOT / "README.md").read_text(encoding="utf-8"))) <= codes


@pytest.mark.parametrize("path", [*PAGES, *docs.ROOT.glob("*.md")], ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
