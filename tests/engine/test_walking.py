"""Which files of a folder are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from citecheck import engine
from citecheck.config import Config, Configurations
from citecheck.engine import patterns
from citecheck.engine.walking import within
from tests.engine.samples import Put

FILES = ("a.md", "b.md", "drafts/a.md", "part/a.md", "part/drafts/c.md", "part/one/d.md")


def walked(folder: str = ".", **options: object) -> list[str]:
    config = Config(folder=str(Path.cwd()), **options)  # type: ignore[arg-type]
    return sorted(within(folder, [".md"], Configurations(config)))


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        (("drafts",), ["a.md", "b.md", "part/a.md", "part/one/d.md"]),
        (("/drafts/",), ["a.md", "b.md", "part/a.md", "part/drafts/c.md", "part/one/d.md"]),
        (("drafts/*",), ["a.md", "b.md", "part/a.md", "part/drafts/c.md", "part/one/d.md"]),
        (("a.md",), ["b.md", "part/drafts/c.md", "part/one/d.md"]),
        (("**/one/**", "drafts"), ["a.md", "b.md", "part/a.md"]),
        (("*.md", "!b.md"), ["b.md"]),
        (("[", "***/a*b*c*d*e*"), list(FILES)),
    ],
)
def test_excluded(put: Put, exclude: tuple[str, ...], left: list[str]) -> None:
    put(dict.fromkeys(FILES, ""))
    assert walked(exclude=exclude) == left


@pytest.mark.parametrize(
    ("include", "left"),
    [
        (("part/**",), ["part/a.md", "part/drafts/c.md", "part/one/d.md"]),
        (("a.md",), ["a.md", "drafts/a.md", "part/a.md"]),
        (("/a.md", "part/one"), ["a.md", "part/one/d.md"]),
    ],
)
def test_included(put: Put, include: tuple[str, ...], left: list[str]) -> None:
    put(dict.fromkeys(FILES, ""))
    assert walked(include=include) == left


@pytest.mark.parametrize(
    ("ignored", "left"),
    [
        ({".gitignore": "drafts/\n"}, ["a.md", "b.md", "part/a.md", "part/one/d.md"]),
        (
            {".gitignore": "/a.md\n# b.md\n\n"},
            ["b.md", *FILES[2:]],
        ),
        ({".gitignore": "a.md\n", "part/.gitignore": "!a.md\n/one/\n"}, ["b.md", "part/a.md", "part/drafts/c.md"]),
        ({".git/info/exclude": "part\n"}, ["a.md", "b.md", "drafts/a.md"]),
        ({".gitignore": b"\xff\n*.md\n"}, []),
    ],
)
def test_ignored_by_git(put: Put, ignored: dict[str, str | bytes], left: list[str]) -> None:
    put(dict.fromkeys(FILES, ""))
    put(ignored)
    assert walked() == left
    assert walked(respect_gitignore=False) == list(FILES)
    part = [p for p in left if p.startswith("part/")]
    assert walked("part") == part or ".git/info/exclude" in ignored


def test_a_folder_below_the_repository_obeys_what_stands_above(put: Put) -> None:
    put({**dict.fromkeys(FILES, ""), ".gitignore": "part/drafts/\n/part/one/*.md\n"})
    assert walked("part") == ["part/a.md"]


def test_a_named_file_is_checked_unless_exclusion_is_forced(put: Put) -> None:
    put({**dict.fromkeys(FILES, ""), ".gitignore": "b.md\n"})
    config = Config(exclude=("drafts",), folder=str(Path.cwd()))
    forced = Config(exclude=("drafts",), force_exclude=True, folder=str(Path.cwd()))
    paths = ["drafts/a.md", "b.md"]
    assert [d.manuscript.path for d in engine.run(paths, config).documents] == ["b.md", "drafts/a.md"]
    run = engine.run(paths, forced)
    assert [d.manuscript.path for d in run.documents] == ["b.md"]
    assert run.failed == ()


def test_a_pattern_that_would_take_for_ever_is_passed_over() -> None:
    assert not patterns.fits("a" * 200, ("*a*a*a*a*a*a*a*a*a*a*b",), "")
    assert patterns.fits("abc.md", ("*a*b*.md",), "")
    assert patterns.fits("x/y/z.md", ("**/y/**/*.md",), "")
