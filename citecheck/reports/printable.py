"""Text made safe to print: nothing of a file can steer the terminal it is shown on."""

from __future__ import annotations

import os
import re
import unicodedata

from citecheck.text.patterns import pattern

LONGEST_MESSAGE = 400

# C0 and C1 controls (tabs and line ends too), line separators, marks that turn the direction of writing, surrogates
# that stand for the bytes of an undecodable file name: "\x1b", "\x9b", "\u202e", "\udce9".
_UNSAFE = pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = pattern(r"\s+")
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8, as the system hands it over
        return f"\\x{code - 0xDC00:02x}"
    return _NAMED.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def printable(text: str) -> str:
    """The text in one line, with what would act on a terminal spelled out: `\\x1b`, `\\n`."""
    return _UNSAFE.sub(_escaped, text) if _UNSAFE.search(text) else text


def clip(text: str, longest: int) -> str:
    """At most `longest` characters; a cut is marked by `…`."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def one_line(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """Running text for one line: breaks and runs of spaces are one space, controls spelled out, the end clipped."""
    return clip(printable(_BREAKS.sub(" ", text[: longest * 4]).strip()), longest)


def shown_path(path: str) -> str:
    """A path as people read and programs pass it on: `/` between folders, undecodable bytes as `\\xe9`."""
    return re.sub("[\ud800-\udfff]", _escaped, path) if not path.isascii() else path


def path_from(folder: str, path: str) -> str:
    """A path as seen from a folder that it lies in; any other as it is, without detours."""
    path = os.path.normpath(path)
    if folder and os.path.isabs(path):
        inside = os.path.relpath(path, folder)
        path = path if inside.split(os.sep)[0] == os.pardir else inside
    return path.replace(os.sep, "/")


def cells(char: str) -> int:
    """How many columns of a terminal a printable character takes: 2 for 橋, 0 for a combining accent."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def width(text: str) -> int:
    """The columns that a printable text takes."""
    return len(text) if text.isascii() else sum(map(cells, text))


def head(text: str, room: int) -> str:
    """The start of a printable text that fits into `room` columns."""
    if text.isascii():
        return text[: max(room, 0)]
    at = 0
    while at < len(text) and (room := room - cells(text[at])) >= 0:
        at += 1
    return text[:at]
