"""Citations by citekey, as the reader of a manuscript found them: `[@key, 343; see -@k2]`."""

from __future__ import annotations

from citecheck.model import Citation, Cite, Locator, Manuscript, RawCite
from citecheck.text import locators


def extract(manuscript: Manuscript) -> tuple[Citation, ...]:
    """The citekey citations of a manuscript, in order of place."""
    return tuple(
        Citation(raw.start, raw.end, tuple(_cite(manuscript, cite, raw.end) for cite in raw.cites), place="bracket")
        for raw in manuscript.citekeys
    )


def _cite(manuscript: Manuscript, raw: RawCite, limit: int) -> Cite:
    text = manuscript.text
    return Cite(
        raw.start,
        raw.end,
        text[raw.start : raw.end],
        "citekey",
        prose=text[raw.start : raw.end],
        citekey=raw.key,
        locator=_locator(text, raw, limit),
        prefix=raw.prefix,
        suffix=raw.suffix,
        mode=raw.mode,
    )


def _locator(text: str, raw: RawCite, limit: int) -> Locator | None:
    """The locator that a suffix begins with: `, p. 343`."""
    words = raw.suffix.lstrip(" ,[{")
    found = locators.tail(words) if words else None
    if not found or found.starts[0] > 0:
        return None
    written = words[: found.end]
    at = text.find(written, raw.end, limit)
    return Locator(written, at, at + len(written), locators.ranges(written)) if at >= 0 else None
