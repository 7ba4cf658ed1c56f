"""The shape of a document: headings, entries, links, the parts that fold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from lsprotocol import types

from citecheck.lsp.buffers import uri_of
from citecheck.lsp.checking import Checked
from citecheck.lsp.session import Session
from citecheck.model import Block, Reference
from citecheck.reports.places import entry_start
from citecheck.resolve.wording import short_dated
from citecheck.text.patterns import pattern

_NAME = 120  # characters of a symbol's name
_FILE = pattern(r"\bfile\s*=\s*[{\"]:?(?P<path>[^{}\"\n:;]+\.(?:pdf|epub|djvu))", re.IGNORECASE)
_ADDRESS = pattern(r"https?://[^\s<>\"{}|\\^`]+[^\s<>\"{}|\\^`.,;:)\]*_'’”]")


def symbols(checked: Checked) -> list[types.DocumentSymbol]:
    """The headings, one within the other, and the entries of lists in their places."""
    blocks = checked.document.manuscript.blocks if checked.document else ()
    end = len(checked.lines.text)
    headings = [b for b in blocks if b.kind == "heading"]
    ends = [next((h.start for h in headings[n + 1 :] if h.level <= b.level), end) for n, b in enumerate(headings)]
    roots: list[types.DocumentSymbol] = []
    open_: list[tuple[int, types.DocumentSymbol]] = []
    marked: list[tuple[int, int, Block | Reference]] = [(b.start, e, b) for b, e in zip(headings, ends, strict=True)]
    marked += [(r.start, r.end, r) for r in checked.own]
    for start, stop, what in sorted(marked, key=lambda m: (m[0], isinstance(m[2], Reference))):
        while open_ and open_[-1][0] <= start:
            open_.pop()
        symbol = _symbol(checked, start, stop, what)
        (open_[-1][1].children if open_ else roots).append(symbol)  # type: ignore[union-attr]
        if isinstance(what, Block):
            open_.append((stop, symbol))
    return roots


def _symbol(checked: Checked, start: int, end: int, what: Block | Reference) -> types.DocumentSymbol:
    heading = isinstance(what, Block)
    name = " ".join(what.prose.split()) if isinstance(what, Block) else short_dated(what)
    first = min(what.end, checked.lines.line_end(start))
    return types.DocumentSymbol(
        name=name[:_NAME].strip() or "(untitled)",
        kind=types.SymbolKind.String if heading else types.SymbolKind.Key,
        range=checked.lines.range(start, max(end, first)),
        selection_range=checked.lines.range(start, max(start, first)),
        detail="" if isinstance(what, Block) else what.id,
        children=[],
    )


def folds(checked: Checked) -> list[types.FoldingRange]:
    """The lists printed in a manuscript, and entries over several lines."""
    spans = [(s.start, s.end) for b in checked.bibliographies if b.path == checked.path for s in b.lists]
    spans += [(r.start, r.end) for r in checked.own]
    found = []
    for start, end in spans:
        text = checked.lines.text[start:end].rstrip()
        first, last = checked.lines.position(start).line, checked.lines.position(start + len(text)).line
        if last > first:
            found.append(types.FoldingRange(first, last, kind=types.FoldingRangeKind.Region))
    return found


def links(checked: Checked) -> list[types.DocumentLink]:
    """The addresses in entries: DOIs, web addresses, files."""
    found: dict[tuple[int, int], types.DocumentLink] = {}
    for entry in checked.own:
        for start, end, target in _targets(checked, entry):
            if not any(a < end and start < b for a, b in found):
                found[start, end] = types.DocumentLink(checked.lines.range(start, end), target)
    return [found[key] for key in sorted(found)]


def _targets(checked: Checked, entry: Reference) -> Iterator[tuple[int, int, str]]:
    text = checked.lines.text[entry.start : entry.end]
    for address in _ADDRESS.finditer(text):
        yield entry.start + address.start(), entry.start + address.end(), address[0]
    if entry.doi and (at := text.lower().find(entry.doi.lower())) >= 0:
        yield entry.start + at, entry.start + at + len(entry.doi), f"https://doi.org/{entry.doi}"
    for file in _FILE.finditer(text):
        path = os.path.join(os.path.dirname(os.path.abspath(checked.path)), file["path"].strip())
        yield entry.start + file.start("path"), entry.start + file.end("path"), uri_of(path)


def works(session: Session, found: list[Checked], query: str) -> list[types.WorkspaceSymbol]:
    """The works of a workspace whose entry has all words of a query."""
    wanted = query.casefold().split()
    seen: dict[tuple[str, str], types.WorkspaceSymbol] = {}
    for checked in found:
        for entry in checked.references.values():
            said = f"{entry.id} {entry_start(entry, 400)} {entry.title}".casefold()
            if (entry.path, entry.id) not in seen and all(w in said for w in wanted):
                lines = session.lines_of(checked, entry.path)
                where = types.Location(session.uri(checked, entry.path), lines.range(entry.start, entry.end))
                name = short_dated(entry)[:_NAME] or entry.id
                seen[entry.path, entry.id] = types.WorkspaceSymbol(
                    where, name, types.SymbolKind.Key, container_name=os.path.basename(entry.path)
                )
    return list(seen.values())
