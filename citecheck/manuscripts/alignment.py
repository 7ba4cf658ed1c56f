"""Where the text that a parser gives back stands in the source: bytes to characters, escapes and entities."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from citecheck.text.patterns import pattern

_CHUNK = 128
_MOST_ESCAPES = 300_000  # in one stretch of text
_CONTINUATION = bytes(range(0x80, 0xC0))
# \* · &amp; · &#8211; · &#x2013;
_ESCAPE = pattern(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def code_points(data: bytes) -> Callable[[int], int]:
    """A function from byte offsets of UTF-8 text to character offsets, after one pass over the text."""
    if data.isascii():
        return int
    before = [0]
    for at in range(0, len(data), _CHUNK):
        before.append(before[-1] + len(data[at : at + _CHUNK].translate(None, _CONTINUATION)))

    def convert(offset: int) -> int:
        chunk = offset // _CHUNK
        return before[chunk] + len(data[chunk * _CHUNK : offset].translate(None, _CONTINUATION))

    return convert


def align(text: str, source: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Pieces (text, source offset, source length) of parsed text; `source` is what it was parsed from, at `start`.

    Escapes lose their backslash, entities map as a whole. Where the two cannot be matched, it is one piece.
    """
    if text == source or source.count("\\") + source.count("&") > _MOST_ESCAPES:
        yield text, start, len(source)
        return
    from html import unescape

    pieces: list[tuple[str, int, int]] = []
    done = at = 0
    for found in _ESCAPE.finditer(source):
        plain = source[done : found.start()]
        at += len(plain)
        if found[1]:
            meant = found[1]
        else:
            meant = unescape(found[0])
            if meant == found[0]:
                continue
            if not text.startswith(meant, at):
                meant = text[at : at + 1]
        if plain:
            pieces.append((plain, start + done, len(plain)))
        at += len(meant)
        size = 1 if found[1] else len(found[0])
        pieces.append((meant, start + found.end() - size, size))
        done = found.end()
    if source[done:]:
        pieces.append((source[done:], start + done, len(source) - done))
    if "".join(p[0] for p in pieces) == text:
        yield from pieces
    else:
        yield text, start, len(source)
