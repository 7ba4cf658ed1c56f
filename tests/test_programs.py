from __future__ import annotations

import pytest

from tests.programs import program


def test_a_program_is_found() -> None:
    assert program("no-such-program", "python3").endswith("python3")


def test_a_lacking_program_skips_its_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CITECHECK_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program"):
        program("no-such-program")


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("CITECHECK_REQUIRE_ALL", "1")])
def test_where_all_must_run_it_fails(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(pytest.fail.Exception, match="no-such-program"):
        program("no-such-program")
