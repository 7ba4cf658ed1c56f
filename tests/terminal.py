"""A program in a terminal without a screen (tmux), and its screen as a picture (SVG)."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tests.programs import program

CELL = 8.4, 18  # pixels of one character
PAPER, INK = "#22272e", "#c5d0db"
_SGR = re.compile(r"\x1b\[([\d;:]*)m|\x1b\][^\x1b]*\x1b\\|(.)", re.DOTALL)
_FAMILY = "ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_PATIENCE = 30  # seconds


class Face(NamedTuple):
    """How a character is set; a colour is empty where it is the usual one."""

    ink: str = ""
    paper: str = ""
    line: str = ""  # the colour of what is drawn under it
    bold: bool = False
    italic: bool = False
    under: str = ""  # line, wave


class Terminal:
    """A running terminal."""

    def __init__(self, socket: Path) -> None:
        """Speak with the tmux behind a socket."""
        self._tmux = [program("tmux"), "-S", str(socket), "-f", "/dev/null"]

    def start(self, command: Sequence[str], size: tuple[int, int], folder: Path) -> None:
        """Run a command in so many columns and rows."""
        columns, rows = map(str, size)
        settings = ["set", "-g", "status", "off", ";", "set", "-g", "default-terminal", "tmux-256color", ";"]
        settings += ["set", "-sa", "terminal-features", "*:RGB:usstyle", ";"]
        self._run(*settings, "new-session", "-d", "-x", columns, "-y", rows, "-c", str(folder), *command)

    def type(self, *keys: str) -> None:
        """Press keys, by the names that tmux has for them."""
        self._run("send-keys", *keys)

    def screen(self) -> str:
        """What it shows, with the codes of its colours."""
        return self._run("capture-pane", "-e", "-p", "-N")

    def cursor(self) -> tuple[int, int]:
        """Its column and row."""
        column, row = self._run("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)

    def wait(self, words: str) -> None:
        """Until words are shown."""
        end = time.monotonic() + _PATIENCE
        while words not in (shown := self._run("capture-pane", "-p")):
            if time.monotonic() > end:
                raise TimeoutError(f"“{words}” is not shown:\n{shown}")
            time.sleep(0.1)

    def stop(self) -> None:
        """End it and all that runs in it."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)

    def _run(self, *arguments: str) -> str:
        return subprocess.run([*self._tmux, *arguments], capture_output=True, text=True, check=True).stdout


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    """A terminal whose socket lies in a folder."""
    one = Terminal(folder / "tmux")
    try:
        yield one
    finally:
        one.stop()


# ---- the picture


def svg(screen: str, cursor: tuple[int, int], title: str) -> str:
    """A picture of a screen, every run of characters as wide as it is in a terminal whatever font there is."""
    rows = [list(_cells(line)) for line in screen.rstrip("\n").split("\n")]
    wide, high = CELL
    width, height = max(map(len, rows)) * wide + 2 * wide, len(rows) * high + high
    column, row = cursor
    rows[row][column] = rows[row][column][0], Face(PAPER, INK)
    drawn = "\n".join(mark for number, row in enumerate(rows) for mark in _row(row, number))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>\n'
        f'<g font-family="{_FAMILY}" font-size="14" fill="{INK}" transform="translate({wide} {high / 2})">\n'
        f"{drawn}\n</g>\n</svg>\n"
    )


def _row(row: list[tuple[str, Face]], number: int) -> Iterator[str]:
    wide, high = CELL
    at = 0
    for face, group in groupby(row, key=lambda cell: cell[1]):
        text = "".join(char for char, _ in group)
        left, width, top = at * wide, len(text) * wide, number * high
        at += len(text)
        if face.paper:
            yield f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{high}" fill="{face.paper}"/>'
        if face.under:
            yield _line(left, top + high - 2.5, width, face)
        if not text.strip():
            continue
        lead = len(text) - len(text.lstrip())
        said = text.strip()
        style = f' fill="{face.ink}"' if face.ink else ""
        style += ' font-weight="bold"' if face.bold else ""
        style += ' font-style="italic"' if face.italic else ""
        yield (
            f'<text x="{left + lead * wide:.1f}" y="{top + 13}" textLength="{len(said) * wide:.1f}" '
            f'lengthAdjust="spacingAndGlyphs" xml:space="preserve"{style}>{escape(said)}</text>'
        )


def _line(left: float, y: float, width: float, face: Face) -> str:
    ink = face.line or face.ink or INK
    if face.under == "line":
        path = f"M{left:.1f} {y}h{width:.1f}"
    else:
        path = f"M{left:.1f} {y}" + "q1.05 -2.4 2.1 0t2.1 0" * round(width / 4.2)
    return f'<path d="{path}" fill="none" stroke="{ink}"/>'


def _cells(line: str) -> Iterator[tuple[str, Face]]:
    face = Face()
    for found in _SGR.finditer(line):
        if found[1] is not None:
            face = _turned(face, found[1])
        elif found[2]:
            yield found[2], face


def _turned(face: Face, codes: str) -> Face:
    """The face after a sequence of codes (ECMA-48 §8.3.117, and the colours of ISO 8613-6)."""
    parts = iter(codes.replace("::", ":").split(";"))
    for part in parts:
        kind, _, rest = part.partition(":")
        if kind in ("38", "48", "58"):
            colour = rest.split(":") if rest else [next(parts), *(next(parts) for _ in range(3))]
            name = {"38": "ink", "48": "paper", "58": "line"}[kind]
            face = face._replace(**{name: "#" + "".join(f"{int(c):02x}" for c in colour[-3:])})
        elif kind in ("", "0"):
            face = Face()
        elif kind == "4":
            face = face._replace(under={"": "line", "0": ""}.get(rest, "wave" if rest == "3" else "line"))
        else:
            face = face._replace(**_PLAIN.get(kind, {}))
    return face


_PLAIN: dict[str, dict[str, bool | str]] = {
    "1": {"bold": True},
    "3": {"italic": True},
    "22": {"bold": False},
    "23": {"italic": False},
    "24": {"under": ""},
    "39": {"ink": ""},
    "49": {"paper": ""},
    "59": {"line": ""},
}
