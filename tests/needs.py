"""Programs that a test needs and that a developer's machine may lack."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest


def program(name: str) -> str:
    """The path of a program, first of all beside this Python. Without it a test is skipped, but in CI it fails."""
    beside = str(Path(sys.executable).parent)
    if found := shutil.which(name, path=os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])):
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is needed, and in CI nothing is skipped for want of a program")
    pytest.skip(f"{name} is not installed")
