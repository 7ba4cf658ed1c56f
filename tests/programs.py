"""Programs of the system that tests drive: where one is lacking, its tests are skipped, save where all must run."""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str) -> str:
    """The path of the first of these programs that is installed.

    Skips the test that asks; under `CI=true` or `CITECHECK_REQUIRE_ALL=1` the test fails instead.
    """
    found = next((path for name in names if (path := shutil.which(name))), "")
    if not found:
        message = f"none of these programs is installed: {', '.join(names)}"
        if os.environ.get("CI") == "true" or os.environ.get("CITECHECK_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    return found
