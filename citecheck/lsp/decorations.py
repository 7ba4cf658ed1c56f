"""What an editor shows beside the text: counts over entries, the sources of bare pages, the colour of cites."""

from __future__ import annotations

from lsprotocol import types

from citecheck.lsp import words
from citecheck.lsp.checking import Checked
from citecheck.model import Resolution
from citecheck.resolve.wording import short

LEGEND = types.SemanticTokensLegend(
    token_types=["variable", "number"], token_modifiers=["declaration", "deprecated", "readonly"]
)
SHOW = "citecheck.showCitations"
_LONGEST = 40  # characters of a hint
_WRONG = ("missing", "ambiguous", "mismatch")


def lenses(checked: Checked) -> list[types.CodeLens]:
    """How often each entry is cited, over it."""
    found = []
    for entry in checked.own:
        first = min(entry.end, checked.lines.line_end(entry.start))
        where = checked.lines.range(entry.start, first)
        place = {"line": where.start.line, "character": where.start.character}
        title = words.times(checked.times_cited(entry))
        found.append(types.CodeLens(where, types.Command(title, SHOW, arguments=[checked.uri, place])))
    return found


def hints(checked: Checked, start: int, end: int) -> list[types.InlayHint]:
    """The source that a bare page, an ibid. or a number means, behind it."""
    found = []
    for one in checked.resolutions:
        if not start <= one.cite.end <= end or not _is_bare(one):
            continue
        entries = checked.meant(one)
        if len(entries) == 1:
            said = short(entries[0])
            label = said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
            tip = types.MarkupContent(types.MarkupKind.Markdown, words.reference(entries[0]))
            found.append(types.InlayHint(checked.lines.position(one.cite.end), label, tooltip=tip, padding_left=True))
    return found


def _is_bare(one: Resolution) -> bool:
    return one.verdict == "context" or (one.verdict == "resolved" and one.cite.number is not None)


def tokens(checked: Checked, start: int = 0, end: int | None = None) -> types.SemanticTokens:
    """The cites and their locators; those that a finding is about have the modifier `deprecated`."""
    data: list[int] = []
    line = character = 0
    last = 0
    for low, high, kind, modifiers in _parts(checked):
        if low < last or (end is not None and (high <= start or low >= end)):
            continue
        last = high
        for place, size in _by_line(checked, low, high):
            step = place.character - (character if place.line == line else 0)
            data += [place.line - line, step, size, kind, modifiers]
            line, character = place.line, place.character
    return types.SemanticTokens(data)


def _parts(checked: Checked) -> list[tuple[int, int, int, int]]:
    """Start, end, token type and modifiers of what is coloured, in order."""
    found = []
    for one in checked.resolutions:
        cite, locator = one.cite, one.cite.locator
        modifiers = 2 if one.verdict in _WRONG else 4
        inside = locator is not None and cite.start <= locator.start < locator.end <= cite.end
        if locator and inside:
            found += [(cite.start, locator.start, 0, modifiers), (locator.start, locator.end, 1, modifiers)]
        else:
            found.append((cite.start, cite.end, 0, modifiers))
    return sorted((a, b, k, m) for a, b, k, m in found if a < b)


def _by_line(checked: Checked, start: int, end: int) -> list[tuple[types.Position, int]]:
    """A stretch line by line: where each part begins, and how long it is in the client's units."""
    found = []
    while start < end:
        stop = min(end, checked.lines.line_end(start))
        if stop > start:
            first, last = checked.lines.position(start), checked.lines.position(stop)
            found.append((first, last.character - first.character))
        start = max(stop, start) + 1
    return found
