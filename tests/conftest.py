"""Options and settings of the whole suite."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

_PROPERTY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _PROPERTY, max_examples=60)
settings.register_profile("thorough", _PROPERTY, max_examples=1000)
settings.register_profile("gate", _PROPERTY, max_examples=60, derandomize=True)  # says the same of the same code
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate" if os.environ.get("CI") else "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="rewrite the carets of the golden cases")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the user's cache nor his terminal settings reach a test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("NO_COLOR", "COLUMNS", "CITECHECK_DEBUG", "CITECHECK_OUTPUT_FORMAT", "CITECHECK_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
