"""The hooks, run by the real pre-commit on real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from citecheck import registry
from citecheck.cli.check import check
from tests.hook.conftest import ROOT, Repository, configured

pytestmark = pytest.mark.xdist_group("pre-commit")  # one worker builds the environment, for all of these

BIB = """@book{holm1994stone,
  author = {Holm, Ingrid},
  title = {Stone and Water},
  year = 1994
}

@book{marsh1987nine,
  author = {Marsh, Ann},
  title = {Nine Floods},
  year = 1987
}
"""
CLEAN = "# The Bridge\n\nThe span is old (Holm, *Stone* 12). The river rose twice (Marsh 30).\n"
MISSING = "# The Weir\n\nThe weir is older (Holm 14), as the ledger has it (Reed, *Ledgers* 112).\n"
WITHOUT_MARSH = BIB[: BIB.index("@book{marsh")]
REED = f"3:{MISSING.splitlines()[2].index('Reed') + 1} CIT001 no reference for “Reed"
MARSH = f"3:{CLEAN.splitlines()[2].index('Marsh') + 1} CIT001 no reference for “Marsh"


def test_the_hooks_fit_what_is_read() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [h["id"] for h in hooks] == ["citecheck", "citecheck-fix"]
    suffixes = [s.removeprefix(".") for s in (*registry.MANUSCRIPTS, *registry.BIBLIOGRAPHIES)]
    for hook in hooks:
        assert hook["files"] == rf"(?i)\.({'|'.join(suffixes)})$"
        assert hook["require_serial"] is True


def test_a_clean_book_passes(repository: Repository) -> None:
    repository.commit({"chapters/one.md": CLEAN, "references.bib": BIB, "notes.docx": "no text", "README.md": "Hello!"})
    done = repository.run("pre-commit", "run", "--all-files", "--verbose")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    assert "No findings in 3 files with 2 cites" in done.stdout


def test_a_commit_with_a_missing_reference_is_refused_and_the_place_named(repository: Repository) -> None:
    repository.commit({"chapters/one.md": CLEAN, "references.bib": BIB})
    assert repository.run("pre-commit", "install").returncode == 0
    done = repository.commit({"chapters/two.md": MISSING})
    assert done.returncode == 1
    assert f"chapters/two.md:{REED}" in done.stderr
    assert "chapters/one.md" not in done.stderr
    assert repository.git("rev-list", "--count", "HEAD").stdout.strip() == "1"
    assert repository.commit({"chapters/two.md": MISSING.replace("Reed, *Ledgers*", "Marsh, *Floods*")}).returncode == 0
    assert repository.git("rev-list", "--count", "HEAD").stdout.strip() == "2"


@pytest.mark.parametrize(
    "name", ["first draft/one two.md", "Brücken/Über die Brücke.md", "главы/мост № 1.md", "章/橋.md", "it's.MD"]
)
def test_names_of_files(name: str, repository: Repository) -> None:
    repository.commit({name: MISSING, "references.bib": BIB})
    done = repository.run("pre-commit", "run", "--all-files")
    assert done.returncode == 1
    assert f"{name}:{REED}" in done.stdout


def test_a_commit_of_the_bibliography_alone_checks_what_cites_from_it(repository: Repository) -> None:
    repository.commit({"chapters/one.md": CLEAN, "README.md": "A book (Marsh 4).\n", "references.bib": BIB})
    repository.run("pre-commit", "install")
    done = repository.commit({"references.bib": WITHOUT_MARSH})
    assert done.returncode == 1
    assert f"chapters/one.md:{MARSH}" in done.stderr
    kept = BIB.replace("Nine Floods", "Nine Floods: A River")
    assert repository.commit({"references.bib": kept}).returncode == 0


def test_a_work_that_another_chapter_cites_is_not_called_uncited(
    clone: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    book = configured(tmp_path / "book", clone, variables, more="    args: [--select, BIB201]\n")
    one, two = "The span is old (Holm, *Stone* 12).\n", "The river rose (Marsh 30).\n"
    book.commit({"one.md": one, "two.md": two, "references.bib": BIB})
    book.write({"one.md": one.replace("old", "new"), "references.bib": BIB.replace("Nine Floods", "Ten Floods")})
    book.git("add", "one.md", "references.bib")
    assert book.run("pre-commit", "run").returncode == 0
    book.git("rm", "--quiet", "two.md")
    done = book.run("pre-commit", "run")
    assert done.returncode == 1
    assert "references.bib:7:1 BIB201 nothing cites" in done.stdout


def test_what_the_configuration_excludes_is_not_checked(repository: Repository) -> None:
    repository.commit({"drafts/two.md": MISSING, "references.bib": BIB, "citecheck.toml": 'exclude = ["drafts/"]\n'})
    done = repository.run("pre-commit", "run", "--all-files")
    assert done.returncode == 0, done.stdout


def test_the_whole_book_at_each_commit(clone: Path, variables: dict[str, str], tmp_path: Path) -> None:
    book = configured(tmp_path / "book", clone, variables, more="    args: [.]\n    pass_filenames: false\n")
    book.commit({"one.md": CLEAN, "two.md": MISSING, "references.bib": BIB})
    book.write({"one.md": CLEAN.replace("old", "new")})
    book.git("add", "one.md")
    done = book.run("pre-commit", "run")
    assert done.returncode == 1
    assert f"two.md:{REED}" in done.stdout


def test_a_run_that_cannot_be_done_fails(repository: Repository) -> None:
    repository.commit({"one.md": CLEAN, "references.bib": BIB, "citecheck.toml": "exclud = []\n"})
    done = repository.run("pre-commit", "run", "--all-files")
    assert done.returncode == 1
    assert "there is no option" in done.stdout
    assert "exit code: 2" in done.stdout


def test_runs_at_the_same_time(clone: Path, variables: dict[str, str], tmp_path: Path) -> None:
    books = [configured(tmp_path / str(number), clone, variables) for number in range(3)]
    for number, book in enumerate(books):
        book.commit({f"chapter {number}.md": MISSING, "one.md": CLEAN, "references.bib": BIB})
    running = [book.start("pre-commit", "run", "--all-files") for book in books * 2]
    told = [(process.communicate()[0], process.returncode) for process in running]
    for number, (said, status) in enumerate(told):
        assert status == 1
        assert f"chapter {number % 3}.md:{REED}" in said


@pytest.mark.parametrize("serial", [True, False])
def test_many_files(serial: bool, clone: Path, variables: dict[str, str], tmp_path: Path) -> None:
    """More than fit on one command line, and where a book asks for it in batches at the same time."""
    more = "" if serial else "    require_serial: false\n"
    book = configured(tmp_path / "book", clone, variables, more=more)
    long = "a" * 200
    files = {f"{long}/{number:03}.md": CLEAN for number in range(700 if serial else 60)}
    wrong = [name for name in files if name.endswith("7.md")]
    book.commit({**files, **dict.fromkeys(wrong, MISSING), "references.bib": BIB})
    done = book.run("pre-commit", "run", "--all-files")
    assert done.returncode == 1
    assert [done.stdout.count(f"{name}:{REED}") for name in wrong] == [1] * len(wrong)
    assert done.stdout.count("CIT001") == len(wrong)
    assert done.stdout.count("file with") + done.stdout.count("files with") > 1  # batches


def test_try_repo(clone: Path, variables: dict[str, str], tmp_path: Path) -> None:
    """As somebody tries the hook who has configured nothing yet."""
    book = Repository(tmp_path / "book", variables)
    book.commit({"one.md": MISSING, "references.bib": BIB})
    done = book.run("pre-commit", "try-repo", str(clone), "citecheck", "--all-files")
    assert done.returncode == 1
    assert f"one.md:{REED}" in done.stdout


fixes = pytest.mark.skipif(
    not any("--fix" in option.opts for option in check.params), reason="citecheck check --fix is not there yet"
)


@fixes
def test_fixes_stop_the_commit_once(clone: Path, variables: dict[str, str], tmp_path: Path) -> None:
    """What can be mended safely is; the change waits to be looked at and staged, and then the hook passes."""
    book = configured(tmp_path / "book", clone, variables, hook="citecheck-fix")
    spaced = CLEAN.replace("*Stone* 12", "*Stone* 12 -19")
    book.commit({"chapters/one.md": spaced, "references.bib": BIB})
    book.run("pre-commit", "install")
    done = book.commit({"chapters/one.md": f"{spaced}\nMore.\n"})
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stderr
    fixed = (book.folder / "chapters/one.md").read_text(encoding="utf-8")
    assert fixed == f"{CLEAN.replace('*Stone* 12', '*Stone* 12-19')}\nMore.\n"
    assert book.commit().returncode == 0


@fixes
def test_what_takes_a_judgement_is_left_to_the_writer(clone: Path, variables: dict[str, str], tmp_path: Path) -> None:
    book = configured(tmp_path / "book", clone, variables, hook="citecheck-fix")
    book.commit({"two.md": MISSING, "references.bib": BIB})
    for _ in range(2):
        done = book.run("pre-commit", "run", "--all-files")
        assert done.returncode == 1
        assert f"two.md:{REED}" in done.stdout
        assert "files were modified" not in done.stdout
    assert (book.folder / "two.md").read_text(encoding="utf-8") == MISSING
