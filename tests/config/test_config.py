from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.config import MAX_SIZE, Config, ConfigError, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "book" / "part").mkdir(parents=True)
    return tmp_path


def test_without_a_file_all_is_as_given(folder: Path) -> None:
    assert load(folder / "book" / "one.md") == Config()
    assert load(folder, overrides={"select": ["CIT"], "max_size": 5}) == Config(select=("CIT",), max_size=5)


def test_all_options(folder: Path) -> None:
    (folder / "citecheck.toml").write_text(
        'bibliography = ["works.bib", "more.bib"]\nselect = ["CIT"]\nignore = ["CIT007"]\ncitation-format = "author"\n'
        'list-headings = ["Sources"]\nmax-size = "2M"\nexclude = ["drafts"]\n'
    )
    found = load(folder / "book" / "part" / "one.md")
    assert found == Config(
        bibliography=(str(folder / "works.bib"), str(folder / "more.bib")),
        select=("CIT",),
        ignore=("CIT007",),
        citation_format="author",
        list_headings=("Sources",),
        max_size=2 << 20,
        exclude=("drafts",),
        file=found.file,
        folder=str(folder),
    )
    assert found.file.endswith("citecheck.toml")


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"citecheck.toml": "", "pyproject.toml": "[tool.citecheck]\n"}, "citecheck.toml"),
        ({".citecheck.toml": "", "pyproject.toml": "[tool.citecheck]\n"}, ".citecheck.toml"),
        ({"pyproject.toml": "[tool.citecheck]\n"}, "pyproject.toml"),
        ({"pyproject.toml": "[tool.other]\n"}, ""),
        ({"pyproject.toml": "not TOML at all ["}, ""),  # none of ours
        ({"pyproject.toml": "# citecheck\n[tool.other]\n"}, ""),
        ({"book/citecheck.toml": "", "citecheck.toml": ""}, "book/citecheck.toml"),
        ({"book/pyproject.toml": "[tool.other]\n", "citecheck.toml": ""}, "citecheck.toml"),
    ],
)
def test_the_nearest_file_holds(folder: Path, files: dict[str, str], where: str) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)
    assert load(folder / "book" / "one.md").file == (str(folder / where) if where else "")


def test_nothing_above_the_repository_holds(folder: Path) -> None:
    (folder / "citecheck.toml").write_text('select = ["CIT"]')
    (folder / "book" / ".git").mkdir()
    assert load(folder / "book" / "part" / "one.md") == Config()


def test_a_given_file_and_none(folder: Path) -> None:
    (folder / "citecheck.toml").write_text('select = ["CIT"]')
    (folder / "other.toml").write_text('select = ["LOC"]')
    assert load(folder, explicit=folder / "other.toml").select == ("LOC",)
    assert load(folder, isolated=True) == Config()
    with pytest.raises(ConfigError, match="no such file"):
        load(folder, explicit=folder / "nowhere.toml")


def test_the_command_line_has_the_last_word(folder: Path) -> None:
    (folder / "citecheck.toml").write_text('select = ["CIT"]\nbib = "works.bib"')
    found = load(folder, overrides={"select": ["LOC"], "bib": ["other.bib"]})
    assert (found.select, found.bib) == (("LOC",), ("other.bib",))
    assert found.bibliography == (str(folder / "works.bib"),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("select = 5", "select must be a list of texts, as in .*, not the number 5"),
        ("ignore = {a = 1}", "ignore must be a list of texts, .* not a table"),
        ("bib = [1, 2]", "not a list with the number 1"),
        ("exclude = true", "exclude .* not true"),
        ('citation-format = "mla"', 'must be one of auto, author, .*, not "mla"'),
        ("max-size = -1", "max-size must be a size"),
        ("max-size = 0", "max-size must be a size"),
        ("max-size = true", "max-size must be a size"),
        ('max-size = "large"', 'a size such as 500000 or "20M", not "large"'),
        ("selct = []", 'there is no option "selct"; did you mean select\\?'),
        ("bibliografy = []", "did you mean bibliography"),
        ("[nothing]\na = 1", 'no option "nothing"; the options are extend, bibliography'),
        ("select = [", "no valid TOML: .*at end of document"),
        ("select = 'a'\nignore = @", "no valid TOML: .*line 2, column 10"),
        ("a = " + "[" * 100_000, "no valid TOML"),
        ('select = ["\x1b"]', "no valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(folder: Path, text: str, says: str) -> None:
    (folder / "citecheck.toml").write_text(text)
    with pytest.raises(ConfigError, match=rf"citecheck\.toml: .*{says}"):
        load(folder)


def test_other_faults_of_files(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("tool.citecheck = 5")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: citecheck must be a table"):
        load(folder)
    (folder / "citecheck.toml").write_bytes(b"select = ['\xff']")
    with pytest.raises(ConfigError, match="not in UTF-8"):
        load(folder)
    (folder / "citecheck.toml").write_bytes(b"#" * (1 << 21))
    with pytest.raises(ConfigError, match="1 MB"):
        load(folder)
    (folder / "citecheck.toml").unlink()
    (folder / "citecheck.toml").mkdir()
    (folder / "pyproject.toml").unlink()
    assert load(folder) == Config(max_size=MAX_SIZE)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_configuration_or_a_clear_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "citecheck.toml"
    path.write_bytes(data)
    with contextlib.suppress(ConfigError):
        assert isinstance(load(path.parent, explicit=path), Config)
