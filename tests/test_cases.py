"""Every golden case under tests/cases: what is found is what its carets say, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import golden

CASES = Path(__file__).parent / "cases"


def collected() -> list[object]:
    params: list[object] = []
    for path in sorted(CASES.rglob("*.case")):
        for case in golden.parse(path.read_text(encoding="utf-8"), path.stem):
            if case.sections:
                reason = case.text("xfail")
                marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
                name = f"{path.relative_to(CASES).with_suffix('').as_posix()}: {case.name}"
                params.append(pytest.param(path, case, marks=marks, id=name.encode("ascii", "replace").decode()))
    return params


@pytest.mark.parametrize(("path", "case"), collected())
def test_case(
    path: Path, case: golden.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--update-cases"):
        rewrite(path, tmp_path, monkeypatch)
        return
    monkeypatch.chdir(tmp_path)
    result, notes = golden.run(case, tmp_path)
    assert not result.failed
    faults = golden.differences(case, golden.findings(case, result, notes), golden.verdicts(case, result))
    assert not faults, "\n" + "\n".join(faults)


_rewritten: set[Path] = set()


def rewrite(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give all cases of a file but those that are known to fail the carets of today."""
    if path in _rewritten:
        return
    _rewritten.add(path)
    cases = golden.parse(path.read_text(encoding="utf-8"), path.stem)
    for at, case in enumerate(cases):
        if case.sections and not case.text("xfail"):
            here = folder / str(at)
            here.mkdir()
            monkeypatch.chdir(here)
            result, notes = golden.run(case, here)
            cases[at] = golden.updated(case, golden.findings(case, result, notes), golden.verdicts(case, result))
    path.write_text(golden.write(cases), encoding="utf-8")
