"""A document as the cache keeps it and worker processes hand it over: bytes, without the bibliographies outside it."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct, msgpack

from citecheck.model import Bibliography, Document

_T = TypeVar("_T")


class Stored(Struct, frozen=True, array_like=True):
    """A manuscript resolved, and the lists printed in it.

    `document` is without its bibliographies; `against` stands for those, and for all else that its resolutions depend
    on. Where that is another now, only the reading of the manuscript can be used.
    """

    document: Document
    printed: Bibliography | None
    against: bytes


def packed(value: Stored | Bibliography) -> bytes | None:
    """As bytes; None where a text is none that UTF-8 has, as the name of a file may be."""
    try:
        return msgpack.encode(value)
    except UnicodeEncodeError:
        return None


def unpacked(data: bytes | None, kind: type[_T]) -> _T | None:
    """From bytes; None from those that say something else."""
    try:
        return msgpack.decode(data, type=kind) if data else None
    except (ValueError, RecursionError):  # msgspec's own errors and those of Unicode are among the former
        return None
