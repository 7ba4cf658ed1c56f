"""Bytes to text, line ends and all (design §9)."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from citecheck.model import Problem, Span
from citecheck.text.patterns import pattern


class Unreadable(Exception):
    """The bytes are no text; the message says why."""


class Decoded(Struct, frozen=True):
    """A decoded file. `bom` + `text` in `encoding` are its bytes again if it was decoded strictly."""

    text: str
    encoding: str = "utf-8"
    strict: bool = True
    bom: bytes = b""
    problems: tuple[Problem, ...] = ()


# The longer marks first: that of UTF-32 begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 16_384
_MOST_BAD = 0.01  # of the bytes
_ESCAPED = pattern("[\udc80-\udcff]+")
_HIGH = pattern(b"[\x80-\xff]")
# Bytes that no text of any 8-bit encoding holds in numbers: control characters but tab, line ends, form feed, escape.
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
_EIGHT_BIT = "cp1252 cp1250 cp1251 cp1253 cp1254 cp1257 iso8859_2 koi8_r shift_jis euc_jp gb18030 big5 euc_kr".split()


def decode(data: bytes) -> Decoded:
    """Decode a file: by its byte order mark, as UTF-8, as UTF-8 with a few bad bytes, or as what it looks most like.

    Bytes that could not be decoded are U+FFFD, each reported as a problem (DOC901). Raises `Unreadable`.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_bom(data, bom, encoding)
    if encoding := _wide(data):
        return _with_bom(data, b"", encoding)
    if _is_binary(data):
        raise Unreadable("this is a binary file, not text")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _nearly_utf8(data, b"") or _guessed(data)


def _with_bom(data: bytes, bom: bytes, encoding: str) -> Decoded:
    body = data[len(bom) :]
    try:
        return Decoded(body.decode(encoding), encoding, bom=bom)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (found := _nearly_utf8(body, bom)):
            return found
        text = "" if encoding == "utf-8" else body.decode(encoding, errors="replace")
        bad = [Span(m.start(), m.end()) for m in re.finditer("\ufffd+", text)]
        if not text or sum(s.end - s.start for s in bad) >= max(1, len(text) * _MOST_BAD):
            message = f"the file begins with the mark of {encoding.upper()}, but is not in that encoding"
            raise Unreadable(message) from error
        return Decoded(text, encoding, False, bom, tuple(_problem(s, encoding) for s in bad))


def _nearly_utf8(data: bytes, bom: bytes) -> Decoded | None:
    good = len(data.decode("utf-8", errors="ignore").encode())
    if len(data) - good >= len(data) * _MOST_BAD:
        return None
    text = data.decode("utf-8", errors="surrogateescape")
    problems = tuple(_problem(Span(m.start(), m.end()), "utf-8") for m in _ESCAPED.finditer(text))
    return Decoded(_ESCAPED.sub(lambda m: "\ufffd" * len(m[0]), text), "utf-8", False, bom, problems)


def _problem(span: Span, encoding: str) -> Problem:
    many = "1 character" if span.end - span.start == 1 else f"{span.end - span.start} characters"
    return Problem("DOC901", span, f"{many} here could not be read as {encoding.upper()}; save the file as UTF-8")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: its spaces and line ends at least have a zero in every other byte, always the same."""
    sample = data[: 2 * _SAMPLE]
    if len(sample) < 4 or len(data) % 2 or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) or max(even, odd) < 0.02 * len(sample):
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    letters = sum(c.isalpha() or c.isspace() for c in text[:_SAMPLE])
    return encoding if letters > 0.6 * min(len(text), _SAMPLE) else ""


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > 8 and controls > 0.005 * len(data)


def _guessed(data: bytes) -> Decoded:
    import charset_normalizer

    first = _HIGH.search(data)
    start = max(0, first.start() - _SAMPLE // 2) if first else 0
    sample = data[start : start + _SAMPLE]
    for match in charset_normalizer.from_bytes(sample, cp_isolation=list(_EIGHT_BIT), enable_fallback=False):
        try:
            text = data.decode(match.encoding)
        except UnicodeDecodeError:
            continue
        message = f"the file is not UTF-8; it was read as {match.encoding}, which is a guess"
        return Decoded(text, match.encoding, False, b"", (Problem("DOC901", Span(0, 0), message),))
    raise Unreadable("the encoding of this file is unknown; save it as UTF-8")
