from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pytest

from citecheck import registry
from citecheck.config import Config


@pytest.mark.parametrize(
    ("module", "name"),
    [
        *((m, "read") for m in sorted(set(registry.MANUSCRIPTS.values()))),
        *((m, "parse") for m in sorted({*registry.BIBLIOGRAPHIES.values(), registry.PRINTED_LIST})),
        *((m, "render") for m in registry.REPORTS.values()),
    ],
)
def test_every_row_leads_to_its_function(module: str, name: str) -> None:
    assert callable(registry.load(module, name))


@pytest.mark.parametrize("rule", registry.RULES, ids=lambda r: r.code)
def test_every_rule_has_its_page(rule: registry.Rule) -> None:
    function = registry.rule_function(rule)
    assert function.__name__.replace("_", "-") == rule.name
    assert list(inspect.signature(function).parameters) == ["document", "project", "config"]
    summary, _, rest = registry.rule_page(rule.code).partition("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]*\.", summary), "one line"
    assert re.search(r"\n\nBad:  .+\nGood: .+$", rest), "one bad and one good example at the end"
    assert len(rest.partition("\n\nBad:")[0]) > 30, "why it matters"


def test_codes_and_names_are_each_used_once() -> None:
    codes = [r.code for r in registry.RULES]
    assert codes == sorted(set(codes), key=lambda c: (["CIT", "LOC", "BIB", "STY", "DOC"].index(c[:3]), c))
    assert len({r.name for r in registry.RULES}) == len(codes)


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (("LOC",), (), ["LOC101", "LOC102", "LOC103"]),
        (("LOC101,bib203",), (), ["LOC101", "BIB203"]),
        (("descending-range",), (), ["LOC101"]),
        (("LOC1 BIB2",), ("BIB",), ["LOC101", "LOC102", "LOC103"]),
        (("ALL",), ("CIT", "BIB", "STY", "DOC9"), ["LOC101", "LOC102", "LOC103"]),
    ],
)
def test_chosen(select: tuple[str, ...], ignore: tuple[str, ...], codes: list[str]) -> None:
    rules, asked = registry.chosen(Config(select=select, ignore=ignore))
    assert [r.code for r in rules] == codes
    assert asked >= set(codes)


def test_without_a_choice_the_defaults_are_on() -> None:
    rules, asked = registry.chosen(Config(ignore=("DOC905",)))
    assert [r.code for r in rules] == [r.code for r in registry.RULES if r.default and r.code != "DOC905"]
    assert asked == set()


@pytest.mark.parametrize(
    ("word", "says"),
    [("CIT00l", "did you mean CIT00"), ("missing-refrence", "did you mean missing-reference"), ("zz", "lists all")],
)
def test_a_rule_that_does_not_exist(word: str, says: str) -> None:
    with pytest.raises(registry.UnknownRule, match=says):
        registry.named([word])


def test_a_clean_run_imports_only_what_it_meets(tmp_path: pytest.TempPathFactory) -> None:
    code = (
        "import sys, pathlib\nfrom citecheck import engine\nfrom citecheck.config import load\n"
        "pathlib.Path('a.md').write_text('So (Holm 3).\\n\\n# Works Cited\\n\\nHolm, Ingrid. *Stone*. 1994.\\n')\n"
        "engine.run(['a.md'], load(pathlib.Path('a.md')))\n"
        "unwanted = {'bibtexparser', 'pylatexenc', 'rapidfuzz', 'yaml', 'click', 'difflib', 'tomllib'}\n"
        "unwanted |= {'jinja2', 'idutils'}\n"
        "sys.exit(str(sorted(unwanted & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=str(tmp_path))
    assert done.stderr.strip() == "[]"
