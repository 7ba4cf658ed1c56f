"""JSON that any parser reads and any terminal survives."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from citecheck.reports.printable import printable
from citecheck.text.patterns import pattern

# What JSON allows inside strings but a terminal acts on, as UTF-8: DEL, and the C1 controls U+0080-U+009F. Some readers
# take U+2028 and U+2029 for the end of a line.
_CONTROL = pattern(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


def encode(value: object) -> str:
    """One line of JSON and a line end."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair has no UTF-8
        data = msgspec.json.encode(_without_surrogates(msgspec.to_builtins(value)))
    return _CONTROL.sub(lambda m: b"\\u%04x" % ord(m[0].decode()), data).decode() + "\n"


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]+", lambda m: printable(m[0]), value)
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    return [_without_surrogates(v) for v in value] if isinstance(value, list | tuple) else value
