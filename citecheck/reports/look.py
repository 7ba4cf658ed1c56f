"""How a report is to look, and the few marks that all readable reports share."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

DEFAULT_WIDTH = 100

Style = Literal["path", "error", "warning", "note", "code", "faint", "good"]
_SGR: dict[Style, str] = {
    "path": "1",
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "code": "1",
    "faint": "2",
    "good": "32",
}


class Look(Struct, frozen=True):
    """What the reader of a report asked for: `width` in columns; notes are shown by `notes`.

    `folder` is the one that a report for another machine gives paths from, as far as they lead into it.
    With `unsafe_fixes` all fixes count as those that `--fix` applies.
    """

    colour: bool = False
    width: int = DEFAULT_WIDTH
    notes: bool = False
    folder: str = ""
    unsafe_fixes: bool = False

    def paint(self, text: str, style: Style) -> str:
        """The text in colour, where colour is wanted."""
        return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if self.colour and text else text


def counted(number: int, noun: str) -> str:
    """`1 cite`, `2 cites`; a plural that is no mere `s` is given as `entry/entries`."""
    one, _, many = noun.partition("/")
    return f"{number:,} {one if number == 1 else many or one + 's'}"
