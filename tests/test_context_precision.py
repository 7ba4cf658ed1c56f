"""How often context is right: of all sources that it gives in the cases under `cases/context`, by kind of evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import golden

CASES = Path(__file__).parent / "cases" / "context"
FLOOR = 0.9  # a kind of evidence that is right less often is switched off
LEAST = {"declared": 10, "named": 10, "cluster": 10, "pages": 10, "undecided": 20, "wording": 15, "essays": 3}

# what `why` says of each kind, first to last: a title named in the same parenthesis is of the cluster
KINDS = {"cluster": "same parenthesis", "declared": "declared", "pages": "continues", "named": "named"}
KINDS |= {"back": "before it", "op. cit.": "cited before"}


class Answer(NamedTuple):
    """A source given by context, and whether it is the one stated."""

    kind: str
    right: bool
    where: str


def kind_of(why: str) -> str:
    """The kind of evidence that a `why` speaks of."""
    return next((kind for kind, words in KINDS.items() if words in why), "other")


def judged(case: golden.Case, given: list[golden.Mark]) -> list[Answer]:
    """Every answer by context in a case; one for which no source is stated is wrong."""
    wanted = [m for s in case.files for m in golden.stated(s)]
    answers = []
    for mark in given:
        if mark.word == "context":
            ids, _, why = mark.rest.partition(": ")
            same = [m for m in wanted if m[:4] == mark[:4] and m.word == "context"]
            right = any(set(m.rest.partition(": ")[0].split()) == set(ids.split()) for m in same)
            answers.append(Answer(kind_of(why), right, f"{case.name}: {mark.line + 1}:{mark.column + 1} {mark.rest}"))
    return answers


def cases_of(stem: str) -> list[golden.Case]:
    return [c for c in golden.parse((CASES / f"{stem}.case").read_text(encoding="utf-8"), stem) if c.sections]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """All answers by context, in the cases that still fail as well."""
    found: list[Answer] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        for path in sorted(CASES.glob("*.case")):
            for case in cases_of(path.stem):
                folder = tmp_path_factory.mktemp("case")
                patch.chdir(folder)
                found += judged(case, golden.verdicts(case, golden.run(case, folder)[0]))
    return found


@pytest.mark.parametrize("kind", ["declared", "named", "cluster", "pages"])
def test_precision(answers: list[Answer], kind: str) -> None:
    given = [a for a in answers if a.kind == kind]
    wrong = [a.where for a in given if not a.right]
    assert given, f"no source is given by {kind}"
    precision = 1 - len(wrong) / len(given)
    assert precision >= FLOOR, f"{kind}: {precision:.2f} of {len(given)}\n" + "\n".join(wrong)


def test_every_answer_is_of_a_known_kind(answers: list[Answer]) -> None:
    assert [a.where for a in answers if a.kind == "other"] == []


def narrow(line: str) -> str:
    """A line set in 60 columns, as a writer of short lines has it."""
    if not line.startswith((">", "[^", "#")):
        return "\n".join(textwrap.wrap(line, 60, break_long_words=False, break_on_hyphens=False))
    return line


def straight(line: str) -> str:
    return line.translate(str.maketrans("“”‘’", "\"\"''"))


@pytest.mark.parametrize("way", [narrow, straight, "{}\r".format], ids=["narrow", "straight", "crlf"])
def test_how_a_text_is_set_changes_no_verdict(
    way: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for case in (c for stem in LEAST for c in cases_of(stem)):
        files = tuple(
            s._replace(lines=tuple("\n".join(way(line) for line in s.source).split("\n")))
            if s.name == "paper.md"
            else s
            for s in case.files
        )
        said, reset = (
            [(" ".join(m.rest.split()[:2]), m.word) for m in golden.verdicts(c, golden.run(c, tmp_path)[0])]
            for c in (case, case._replace(sections=files))
        )
        assert said == reset, case.name


@pytest.mark.parametrize("stem", list(LEAST))
def test_cases_enough(stem: str) -> None:
    assert len(cases_of(stem)) >= LEAST[stem]


def test_an_answer_that_nobody_states_is_wrong() -> None:
    case = golden.parse("-- a.md --\nA quay (12), a pier (13).\n        ^^ context reed: named\n", "a")[0]
    why = "reed: named just before it"
    given = [golden.Mark("a.md", 0, 8, 2, "context", why), golden.Mark("a.md", 0, 20, 2, "context", why)]
    assert [a.right for a in judged(case, given)] == [True, False]
