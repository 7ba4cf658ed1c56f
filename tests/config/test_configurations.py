"""The configuration of each place, files that extend each other, and what editors are told."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from citecheck.config import Config, ConfigError, Configurations, load, located
from citecheck.config.options import NAMES, schema
from tests import docs


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_each_place_has_the_configuration_nearest_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {".git": "", "citecheck.toml": 'ignore = ["LOC"]', "letters/citecheck.toml": 'ignore = ["BIB"]'})
    (tmp_path / "book" / "part").mkdir(parents=True)
    found = Configurations(overrides={"max_size": 7})
    assert found.at("one.md").ignore == ("LOC",)
    assert found.at("book/part/one.md") == found.at("one.md")
    assert found.at("letters/one.md").ignore == ("BIB",)
    assert found.at("letters/one.md").max_size == found.at("one.md").max_size == 7
    assert Configurations(isolated=True).at("letters/one.md") == Config()
    assert Configurations(explicit=Path("letters/citecheck.toml")).at("one.md").ignore == ("BIB",)
    assert Configurations(Config(select=("CIT",))).at("letters/one.md").select == ("CIT",)


def test_a_configuration_builds_on_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(
        tmp_path,
        {
            "house/base.toml": 'extend = "first.toml"\nbibliography = "works.bib"\nignore = ["LOC"]\nselect = ["CIT"]',
            "house/first.toml": 'exclude = ["drafts"]\nselect = ["ALL"]',
            "book/pyproject.toml": '[tool.citecheck]\nextend = "../house/base.toml"\nignore = ["BIB"]',
        },
    )
    found, origins = located(tmp_path / "book")
    assert found == Config(
        bibliography=(str(tmp_path / "house" / "works.bib"),),
        ignore=("BIB",),
        select=("CIT",),
        exclude=("drafts",),
        file="book/pyproject.toml",
        folder=str(tmp_path / "book"),
    )
    assert origins == {
        "bibliography": "house/base.toml",
        "ignore": "book/pyproject.toml",
        "select": "house/base.toml",
        "exclude": "house/first.toml",
    }


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"citecheck.toml": 'extend = "nowhere.toml"'}, r"nowhere\.toml: no such file"),
        (
            {"citecheck.toml": 'extend = "citecheck.toml"'},
            "extend leads through more than 10 files, perhaps",
        ),
        ({"citecheck.toml": 'extend = "b.toml"', "b.toml": "select = 5"}, r"b\.toml: select must be a list"),
        ({"citecheck.toml": "extend = [1]"}, "extend must be the path of a file, not a list"),
        (
            {"citecheck.toml": '[severity]\nCIT001 = "fatal"'},
            'severity must be a table .*, not a table with "f',
        ),
        ({"citecheck.toml": 'severity = "error"'}, 'severity must be a table of rules .*, not "error"'),
        ({"citecheck.toml": "[per-file-ignores]\na = 5"}, "per-file-ignores must .*, not a table with the number 5"),
        ({"citecheck.toml": 'force-exclude = "yes"'}, 'force-exclude must be true or false, not "yes"'),
        ({"citecheck.toml": "[abbreviations]\nNF = [1]"}, "abbreviations must be a table .* with a list"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, files: dict[str, str], says: str) -> None:
    put(tmp_path, files)
    with pytest.raises(ConfigError, match=says):
        load(tmp_path)


def test_the_schema_in_the_package_is_that_of_the_code() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(docs.SCHEMA.read_text(encoding="utf-8")) == schema(), "run `make docs`"
    assert set(schema()["properties"]) == set(NAMES)


@pytest.mark.parametrize(
    "text",
    [
        'select = "CIT"\nmax-size = "2M"\nforce-exclude = true\nextend-select = ["STY"]',
        '[per-file-ignores]\n"a/**" = ["BIB"]\nb = "CIT"\n[severity]\nBIB201 = "note"\n[abbreviations]\nNF = "marsh"',
        "selct = []",
        "select = 5",
        "select = [1]",
        'citation-format = "mla"',
        'citation-format = "author"',
        '[severity]\nCIT001 = "fatal"',
        "max-size = [1]",
        'force-exclude = "yes"',
        "abbreviations = []",
    ],
)
def test_an_editor_marks_what_the_program_refuses(tmp_path: Path, text: str) -> None:
    import tomllib

    put(tmp_path, {"citecheck.toml": text})
    valid = jsonschema.Draft202012Validator(schema()).is_valid(tomllib.loads(text))
    try:
        load(tmp_path)
    except ConfigError:
        assert not valid
    else:
        assert valid


def test_examples_of_the_schema_are_valid() -> None:
    for name, option in schema()["properties"].items():
        assert option["examples"], name
        for example in option["examples"]:
            jsonschema.validate({name: example}, schema())
