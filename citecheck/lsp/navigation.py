"""From cites to entries and back, over all manuscripts of a project."""

from __future__ import annotations

from lsprotocol import types

from citecheck.lsp.checking import Checked, works
from citecheck.lsp.session import Session
from citecheck.model import Reference, Resolution

Key = tuple[str, int, int]


def definition(session: Session, checked: Checked, offset: int) -> list[types.LocationLink] | None:
    """The entries that the cite at a place means, or may mean."""
    cite = checked.cite_at(offset)
    if cite is None:
        entry = checked.entry_at(offset)
        return [_link(session, checked, entry, None)] if entry else None
    near = [r for i in cite.nearest if (r := checked.references.get(i))]
    return [_link(session, checked, e, cite) for e in checked.meant(cite) or near] or None


def _link(session: Session, checked: Checked, entry: Reference, cite: Resolution | None) -> types.LocationLink:
    lines = session.lines_of(checked, entry.path)
    whole = lines.range(entry.start, entry.end)
    first = lines.range(entry.start, min(entry.end, lines.line_end(entry.start)))
    origin = checked.lines.range(cite.cite.start, cite.cite.end) if cite else None
    return types.LocationLink(session.uri(checked, entry.path), whole, first, origin)


async def references(
    session: Session, checked: Checked, offset: int, *, declaration: bool
) -> list[types.Location] | None:
    """All cites of the works at a place, in the project; with `declaration` their entries, too."""
    entries = checked.works_at(offset)
    if not entries:
        return None
    wanted = works(entries)
    found: list[types.Location] = []
    if declaration:
        for entry in entries:
            lines = session.lines_of(checked, entry.path)
            found.append(types.Location(session.uri(checked, entry.path), lines.range(entry.start, entry.end)))
    for other in await session.project(checked.uri):
        found += [
            types.Location(other.uri, other.lines.range(r.cite.start, r.cite.end))
            for r in other.resolutions
            if wanted & works(other.meant(r))
        ]
    return found


def highlights(checked: Checked, offset: int) -> list[types.DocumentHighlight] | None:
    """The cites and the entry of the works at a place, in this document."""
    wanted = works(checked.works_at(offset))
    if not wanted:
        return None
    spans = [(r.cite.start, r.cite.end) for r in checked.resolutions if wanted & works(checked.meant(r))]
    found = [types.DocumentHighlight(checked.lines.range(*s), types.DocumentHighlightKind.Read) for s in spans]
    own = [r for r in checked.own if (r.path, r.id) in wanted]
    return found + [
        types.DocumentHighlight(checked.lines.range(r.start, r.end), types.DocumentHighlightKind.Write) for r in own
    ]
