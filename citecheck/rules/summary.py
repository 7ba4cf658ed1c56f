"""What rules share that give one finding a document."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.model import Document, Place

OF_A_WORK = ("resolved", "context", "mismatch")  # the verdicts on cites that surely mean a work
MOST_NAMED, _MOST_PLACES = 3, 50


def places(document: Document, spans: Sequence[tuple[int, int, str]]) -> tuple[Place, ...]:
    """The places in a document that a summary speaks of, from (start, end, message); the first so many."""
    path = document.manuscript.path
    return tuple(Place(path, start, end, message) for start, end, message in spans[:_MOST_PLACES])
