"""`cites` for people: where each cite stands, what it was taken for, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from citecheck.model import Document, Reference, Resolution, Run, Verdict
from citecheck.reports.look import Look, Style, counted
from citecheck.reports.places import entries, line_table
from citecheck.reports.printable import head, one_line, printable, shown_path, width
from citecheck.resolve.wording import short

_STYLES: dict[Verdict, Style] = {
    "resolved": "good",
    "context": "good",
    "missing": "error",
    "ambiguous": "error",
    "mismatch": "warning",
    "undecided": "note",
    "unlisted": "faint",
}
_VERDICT = max(map(len, _STYLES))
_GAP = 2
_NARROW = 72  # columns below which the reasons go into lines of their own


def render(run: Run, look: Look | None = None) -> str:
    """A table a file, then the verdicts counted."""
    look = look or Look()
    out: list[str] = []
    for document in run.documents:
        out += _table(document, look)
        out.append("")
    verdicts = Counter(r.verdict for d in run.documents for r in d.resolutions)
    told = ", ".join(f"{verdicts[v]:,} {v}" for v in _STYLES if verdicts[v])
    out.append(f"{counted(sum(verdicts.values()), 'cite')}{': ' + told if told else ''}")
    return "\n".join(out) + "\n"


def _table(document: Document, look: Look) -> Iterator[str]:
    yield look.paint(printable(shown_path(document.manuscript.path)), "path") + _about(document)
    if not document.resolutions:
        yield "  no cites"
        return
    locate = line_table(document.manuscript.text)
    known = entries(Run(), document)
    places = ["{}:{}".format(*locate(r.cite.start)) for r in document.resolutions]
    first = max(map(len, places))
    room = look.width - first - _VERDICT - 3 * _GAP
    wanted = max(width(one_line(r.cite.text, 60)) for r in document.resolutions)
    cite_room = max(16, min(wanted, room * 2 // 5))
    for place, found in zip(places, document.resolutions, strict=True):
        left = f"{place:>{first}}{_GAP * chr(32)}{_padded(found.cite.text, cite_room)}{_GAP * chr(32)}"
        verdict = look.paint(found.verdict, _STYLES[found.verdict])
        if look.width < _NARROW:
            yield left + verdict
            indent = first + _GAP
            yield from (indent * " " + line for line in _wrapped(_taken(found, known), max(20, look.width - indent)))
        else:
            indent = first + cite_room + _VERDICT + 3 * _GAP
            reason = list(_wrapped(_taken(found, known), look.width - indent)) or [""]
            yield (left + verdict + " " * (_VERDICT - len(found.verdict) + _GAP) + reason[0]).rstrip()
            yield from (indent * " " + line for line in reason[1:])


def _about(document: Document) -> str:
    """The citation format and the bibliographies that the file was resolved against."""
    kind = f"{document.citation_format} format" if document.citation_format else "no citation format told"
    lists = ", ".join(
        f"{counted(len(b.references), 'entry/entries')} "
        + ("listed in it" if b.path == document.manuscript.path else f"in {one_line(shown_path(b.path), 60)}")
        for b in document.bibliographies
    )
    return f": {kind}; {lists or 'no bibliography'}"


def _taken(found: Resolution, known: dict[str, Reference]) -> str:
    """`Marsh, Bridges: the only work listed under Marsh`; a work that the evidence names again is named once."""
    works = " | ".join(short(known[i]) if i in known else i for i in found.references[:4])
    if len(found.references) > 4:
        works += f" and {len(found.references) - 4} more"
    why = found.why.removesuffix(f": {works}")
    return f"{works}: {why}" if works and why else works or why


def _wrapped(text: str, room: int) -> Iterator[str]:
    """The text in lines of at most `room` columns, broken between words where there are any."""
    line = ""
    for word in one_line(text).split(" "):
        if line and width(line) + 1 + width(word) > room:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
        while width(line) > room:
            part = head(line, room)
            yield part
            line = line[len(part) :]
    if line:
        yield line


def _padded(text: str, room: int) -> str:
    text = one_line(text)
    shown = text if width(text) <= room else head(text, room - 1).rstrip() + "…"
    return shown + " " * (room - width(shown))
