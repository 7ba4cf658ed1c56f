"""`citecheck init`: what it sees, what it writes, and what it leaves alone."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from citecheck import config, engine
from citecheck.cli import hook_lines, init, main
from citecheck.cli.survey import Survey
from citecheck.config import Configurations
from tests.needs import program

LIST = "\n# Works Cited\n\nHolm, Ingrid. *Stone and Water*. Northam: Lantern, 1994.\n"
BIB = "@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, year = 1994}\n"
OTHER = "@book{reed1999, author = {Reed, Hannah}, title = {Weirs}, year = 1999}\n"
TYPED = "The span is old (Holm, *Stone* 12), and wide (Holm, *Stone* 14).\n"
KEYED = "The span is old [@holm1994, 12].\n"
DECLARED = f"---\nbibliography: own.bib\n---\n\n{KEYED}"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()


def project(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


PROJECTS = {
    "a book with references.bib": ({"chapters/one.md": TYPED, "chapters/two.md": KEYED, "references.bib": BIB}, {}),
    "a book with another .bib": (
        {"chapters/one.md": TYPED, "chapters/two.md": KEYED, "library.bib": BIB},
        {"bibliography": ["library.bib"]},
    ),
    "a .bib of others is not named": (
        {"one.md": KEYED, "lib/works.bib": BIB, "lib/other.bib": OTHER},
        {"bibliography": ["lib/works.bib"]},
    ),
    "references.bib goes on being used": (
        {"a/one.md": KEYED, "a/references.bib": BIB, "b/two.md": "The weir [@reed1999].\n", "weirs.bib": OTHER},
        {"bibliography": ["a/references.bib", "weirs.bib"]},
    ),
    "a paper with front matter": ({"paper.md": DECLARED, "own.bib": BIB}, {}),
    "a paper that prints its list": ({"paper.md": TYPED + LIST, "README.md": "# A paper\n"}, {}),
    "what a build wrote": (
        {"one.md": TYPED + LIST, "_book/one.md": TYPED, "x/build/two.md": KEYED, "_book/works.bib": BIB},
        {"exclude": ["_book/", "build/"]},
    ),
    "a folder called build that holds the book": ({"build/one.md": TYPED + LIST}, {}),
    "what git ignores": ({"one.md": TYPED + LIST, "out/one.md": TYPED, ".gitignore": "out/\n"}, {}),
    "nothing cited yet": ({"notes.md": "The river rose.\n"}, {}),
}


@pytest.mark.parametrize(("files", "said"), PROJECTS.values(), ids=PROJECTS)
def test_the_file_says_what_the_defaults_would_not_do(
    files: dict[str, str], said: dict[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    project(files)
    assert main.main(["init"]) == 0
    assert "wrote citecheck.toml\n" in capsys.readouterr().out
    assert tomllib.loads(Path("citecheck.toml").read_text(encoding="utf-8")) == said
    loaded = config.load(Path())
    assert [Path(p).relative_to(Path.cwd()).as_posix() for p in loaded.bibliography] == said.get("bibliography", [])
    assert [d.message for d in engine.run(["."], Configurations()).diagnostics] == []


def test_what_was_seen_and_what_comes_next_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    project({f"chapters/{n}.md": KEYED for n in range(5)} | {"README.md": "A book.\n", "library.bib": BIB})
    project({"chapters/5.md": "The weir [@reed1999].\n"})
    assert main.main(["init"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(
        "6 manuscripts: chapters/0.md, chapters/1.md, chapters/2.md and 3 more\n"
        "1 file without citations\n1 bibliography: library.bib\nwrote citecheck.toml\n\n"
        "Next: `citecheck check` shows 1 finding.\n"
    )
    assert told.err == ""


def test_a_manuscript_without_any_bibliography_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    project({"thesis/one.md": TYPED})
    assert main.main(["init", "thesis"]) == 0
    told = capsys.readouterr().out
    assert "no bibliography for one.md: print a list in it" in told
    assert "Next: `citecheck check thesis` shows 1 finding.\n" in told
    assert Path("thesis/citecheck.toml").exists()


@pytest.mark.parametrize(
    ("before", "file"),
    [
        ("[project]\nname = 'book'\n", "pyproject.toml"),
        ("[project]\nname = 'book'", "pyproject.toml"),
        ("[project]\r\nname = 'book'\r\n", "pyproject.toml"),
        ("", "pyproject.toml"),
        ("\ufeff[tool.other]\nx = 1\n", "pyproject.toml"),
        ("tool = {other = 1}\n", "citecheck.toml"),  # takes no further table
        ("[project\n", "citecheck.toml"),  # not TOML at all
    ],
)
def test_a_table_is_added_to_pyproject(before: str, file: str) -> None:
    project({"one.md": KEYED, "library.bib": BIB})
    Path("pyproject.toml").write_bytes(before.encode())
    assert main.main(["init"]) == 0
    after = Path("pyproject.toml").read_bytes().decode()
    assert after.startswith(before)
    assert (after == before) is (file == "citecheck.toml")
    assert "\r\n" not in before or after.count("\n") == after.count("\r\n")
    loaded = config.load(Path())
    assert (loaded.file, loaded.bibliography) == (file, (str(Path("library.bib").absolute()),))


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("citecheck.toml", "select = ['CIT']\n", "citecheck.toml is the configuration here already"),
        (".citecheck.toml", "", ".citecheck.toml is the configuration here already"),
        ("pyproject.toml", "[tool.citecheck]\n", "pyproject.toml is the configuration here already"),
        ("citecheck.toml", "selekt = []\n", "there is no option"),
        ("citecheck.toml", "[", "no valid TOML"),
    ],
)
@pytest.mark.parametrize("folder", [".", "chapters"])
def test_a_configuration_is_never_overwritten(
    folder: str, name: str, text: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"chapters/one.md": KEYED, name: text})
    assert main.main(["init", folder]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""
    assert Path(name).read_text(encoding="utf-8") == text
    assert sorted(p.name for p in Path("chapters").iterdir()) == ["one.md"]


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        (".", ".: no manuscript here, so nothing was written (citecheck reads .md, "),
        ("nowhere", "nowhere: no such folder"),
    ],
)
def test_nothing_to_configure(folder: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["init", folder]) == 2
    assert says in capsys.readouterr().err
    assert [p.name for p in Path().iterdir()] == [".git"]


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    project({"one.md": KEYED, "library.bib": BIB, "pyproject.toml": "[project]\n"})
    assert main.main(["init", "--dry-run"]) == 0
    told = capsys.readouterr()
    assert tomllib.loads(told.out) == {"tool": {"citecheck": {"bibliography": ["library.bib"]}}}
    assert told.err == "citecheck: this would be added to pyproject.toml\n"
    assert Path("pyproject.toml").read_text(encoding="utf-8") == "[project]\n"


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    project({"one.md": KEYED})
    Path("citecheck.toml").symlink_to("/nowhere/at/all")  # as good as a folder without permission, and true for root
    assert main.main(["init"]) == 2
    assert "citecheck.toml cannot be written: File exists; --dry-run shows the text" in capsys.readouterr().err


@given(st.lists(st.text(st.characters(codec="utf-8")).filter(str.isprintable), max_size=4))
def test_any_name_of_a_file_is_written_as_toml(names: list[str]) -> None:
    text = init.options(Survey(("one.md",), needed=tuple(names), built=("build/",)))
    assert tomllib.loads(text) == {**({"bibliography": names} if names else {}), "exclude": ["build/"]}


def test_a_long_list_has_a_line_for_each() -> None:
    names = tuple(f"library of the river {n}.bib" for n in range(5))
    text = init.options(Survey(("one.md",), needed=names))
    assert tomllib.loads(text) == {"bibliography": list(names)}
    assert max(map(len, text.splitlines())) <= 100


class Installed:
    """A package that was installed from somewhere."""

    def __init__(self, record: object) -> None:
        self.text = None if record is None else json.dumps(record)

    def read_text(self, name: str) -> str | None:
        return self.text if name == "direct_url.json" else None


GIT = {"vcs": "git", "commit_id": "0f3a"}


@pytest.mark.parametrize(
    ("record", "lines"),
    [
        ({"url": "https://example.org/c.git", "vcs_info": GIT}, ("- repo: https://example.org/c.git", '  rev: "0f3a"')),
        (
            {"url": "https://example.org/c.git", "vcs_info": {**GIT, "requested_revision": "v1.0"}},
            ("- repo: https://example.org/c.git", "  rev: v1.0"),
        ),
        (
            {"url": "ssh://git@example.org:22/c d.git", "vcs_info": {**GIT, "requested_revision": "1.0"}},
            ('- repo: "ssh://git@example.org:22/c d.git"', '  rev: "1.0"'),
        ),
        ({"url": "file:///nowhere/at/all", "dir_info": {}}, ("- repo: local", "  hooks:")),
        ({"url": "https://example.org/c.whl", "archive_info": {}}, ("- repo: local", "  hooks:")),
        (None, ("- repo: local", "  hooks:")),
        (["odd"], ("- repo: local", "  hooks:")),
    ],
)
def test_the_lines_for_the_hook(record: object, lines: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed(record))
    found = hook_lines.hook_lines()
    assert found[:2] == lines
    text = "\n".join(("repos:", *found))
    assert yaml.safe_load(text)["repos"][0]["hooks"][0]["id"] == "citecheck"
    Path(".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    command = [program("pre-commit"), "validate-config", ".pre-commit-config.yaml"]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_clone_is_named_with_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = program("git")
    clone = tmp_path / "a clone"
    subprocess.run([git, "init", "--quiet", str(clone)], check=True)
    person = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    subprocess.run([git, "-C", str(clone), *person, "commit", "--quiet", "--allow-empty", "-m", "x"], check=True)
    commit = subprocess.run([git, "-C", str(clone), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    (clone / "below").mkdir()
    for folder, first in ((clone, f'- repo: "{clone}"'), (clone / "below", "- repo: local")):
        record = {"url": folder.as_uri(), "dir_info": {}}
        monkeypatch.setattr("importlib.metadata.distribution", lambda _, record=record: Installed(record))
        assert hook_lines.hook_lines()[0] == first
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed({"url": clone.as_uri(), "dir_info": {}}))
    assert yaml.safe_load("\n".join(hook_lines.hook_lines()))[0]["rev"] == commit.stdout.strip()


def test_a_hook_that_is_there_is_not_told_again(capsys: pytest.CaptureFixture[str]) -> None:
    project({"one.md": TYPED + LIST, ".pre-commit-config.yaml": "repos:\n- repo: x/citecheck\n"})
    assert main.main(["init"]) == 0
    assert capsys.readouterr().out.endswith(".pre-commit-config.yaml names citecheck already.\n")
