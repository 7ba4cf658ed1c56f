"""The label in square brackets at the head of a printed entry: `[Mar10]`."""

from __future__ import annotations

from citecheck.model import Reference

_HEAD = 12  # characters beside which a label stands at the head of an entry: bullets, spaces, brackets


def bracketed(reference: Reference, text: str) -> str:
    """The label of an entry of a list in this text, if it is printed so; empty for one that the author gives it."""
    label = reference.shorthand
    around = slice(max(0, reference.start - len(label) - _HEAD), reference.start + len(label) + _HEAD)
    return label if label and f"[{label}]" in text[around] else ""
