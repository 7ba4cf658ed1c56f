"""Changes as a unified diff."""

from __future__ import annotations

import re

from citecheck.reports.printable import printable, shown_path

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def unified(path: str, old: str, new: str, *, exists: bool = True, terminal: bool = False) -> str:
    """What to take away and to add, to be given to `patch`; on a terminal, control characters are spelled out."""
    from difflib import unified_diff

    name = printable(shown_path(path))
    lines = unified_diff(_lines(old), _lines(new), name if exists else "/dev/null", name)
    return "".join(_shown(line, terminal) for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with their ends; `\\r\\n`, `\\r` and `\\n` end one and nothing else does."""
    return _LINE.findall(text)


def _shown(line: str, terminal: bool) -> str:
    ending = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
    if terminal:
        return printable(line.rstrip("\r\n")) + (ending or "\n")
    return line + ending
