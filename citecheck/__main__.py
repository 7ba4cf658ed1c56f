"""The program: `citecheck`, and `python -m citecheck`."""

from __future__ import annotations

import gc
import sys


def program() -> int:
    """Run the command line, and spare the interpreter two searches for garbage.

    Importing makes none. And what is left at the end dies with the process: to look through all of it, as the
    interpreter does when it closes, takes longer than to check a chapter.
    """
    gc.disable()
    from citecheck.cli.main import main

    gc.enable()
    status = main()
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(program())
