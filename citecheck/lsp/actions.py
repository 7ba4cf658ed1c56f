"""What an editor offers to do about a finding or a citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from citecheck import fixes, registry
from citecheck.engine import adding, files
from citecheck.engine.fixing import fitted
from citecheck.lsp import diagnostics
from citecheck.lsp.checking import Checked
from citecheck.lsp.completion import written
from citecheck.lsp.session import Session
from citecheck.model import Diagnostic, Edit, Resolution

FIX_ALL = "source.fixAll.citecheck"
KINDS: list[types.CodeActionKind | str] = [
    types.CodeActionKind.QuickFix,
    types.CodeActionKind.RefactorRewrite,
    FIX_ALL,
]


def actions(
    session: Session, checked: Checked, start: int, end: int, wanted: Sequence[types.CodeActionKind | str]
) -> list[types.CodeAction]:
    """The actions for a stretch of text, of the kinds that were asked for, or of all but those of a whole source."""
    found = [d for d in checked.diagnostics if d.start <= end and start <= d.end]
    every = [
        *(a for d in found for a in _for_finding(session, checked, d)),
        *_fix_all(session, checked),
        *_rewrites(session, checked, start, end),
    ]
    return [a for a in every if _asked(a, wanted)]


def _asked(action: types.CodeAction, wanted: Sequence[types.CodeActionKind | str]) -> bool:
    kind = str(getattr(action.kind, "value", action.kind))
    said = [str(getattr(w, "value", w)) for w in wanted]
    if not said:
        return not kind.startswith("source.")
    return any(kind == w or kind.startswith(w + ".") or w == "" for w in said)


def _for_finding(session: Session, checked: Checked, found: Diagnostic) -> Iterator[types.CodeAction]:
    shown = [diagnostics.value(session, checked, found)]
    if found.fix:
        fix = fitted(found.fix, checked.lines.text)
        yield types.CodeAction(
            fix.message[:1].upper() + fix.message[1:],
            types.CodeActionKind.QuickFix,
            shown,
            is_preferred=fix.safe,
            edit=_edit(session, checked, {checked.path: list(fix.edits)}),
        )
    if found.code in ("CIT001", "CIT004") and (stub := _stub(session, checked, found)):
        stub.diagnostics = shown
        yield stub
    yield types.CodeAction(
        f"Ignore {found.code} here",
        types.CodeActionKind.QuickFix,
        shown,
        edit=_edit(session, checked, {checked.path: [_ignore(checked, found)]}),
    )


def _ignore(checked: Checked, found: Diagnostic) -> Edit:
    """A comment that suppresses a finding, at the end of its line, or before an entry of a .bib."""
    text = checked.lines.text
    if files.suffix(checked.path) in registry.BIBLIOGRAPHIES:
        line = checked.lines.starts[checked.lines.position(found.start).line]
        return Edit(line, line, f"% citecheck: ignore {found.code}{_line_end(text)}")
    at = checked.lines.line_end(found.start)
    return Edit(at, at, f" <!-- citecheck: ignore {found.code} -->")


def _line_end(text: str) -> str:
    first = min((at for sign in "\r\n" if (at := text.find(sign)) >= 0), default=-1)
    return "\n" if first < 0 else "\r\n" if text.startswith("\r\n", first) else text[first]


def _fix_all(session: Session, checked: Checked) -> Iterator[types.CodeAction]:
    safe = [fitted(d.fix, checked.lines.text) for d in checked.diagnostics if d.fix and d.fix.safe]
    chosen = fixes.choose(safe)
    if chosen:
        edits = [e for f in chosen for e in f.edits]
        yield types.CodeAction(
            "Apply all safe fixes of citecheck", FIX_ALL, edit=_edit(session, checked, {checked.path: edits})
        )


# ---- entries and citekeys


def _stub(session: Session, checked: Checked, found: Diagnostic) -> types.CodeAction | None:
    """An entry begun for a work that is not listed, in the .bib of the manuscript."""
    one = next((r for r in checked.resolutions if r.cite.start == found.start and r.verdict == "missing"), None)
    paths = [b.path for b in checked.bibliographies if not b.printed and files.suffix(b.path) in registry.ENTRY_WRITERS]
    if one is None or not paths:
        return None
    text = session.lines_of(checked, paths[0]).text
    with_entry = registry.load(registry.ENTRY_WRITERS[files.suffix(paths[0])], "with_entry")
    new, entry = with_entry(text, paths[0], adding.told(one))
    edit = fixes.difference(text, new)
    title = f"Add an entry {entry.id} to {files.shown(paths[0])}"
    return types.CodeAction(title, types.CodeActionKind.QuickFix, edit=_edit(session, checked, {paths[0]: [edit]}))


def _rewrites(session: Session, checked: Checked, start: int, end: int) -> Iterator[types.CodeAction]:
    """A typed citation by citekeys, and the reverse, where the manuscript has a .bib."""
    printed = {b.path for b in checked.bibliographies if b.printed}
    by_citation: dict[int, list[Resolution]] = {}
    for one in checked.resolutions:
        if one.citation.start <= end and start <= one.citation.end:
            by_citation.setdefault(one.citation.start, []).append(one)
    for group in by_citation.values():
        entries = [checked.meant(r) for r in group]
        if any(len(e) != 1 or e[0].path in printed for e in entries) or len(group) != len(group[0].citation.cites):
            continue
        if any(r.verdict not in ("resolved", "context") for r in group):
            continue
        new, title = _by_key(group) if not group[0].cite.citekey else _typed(checked, group)
        if new:
            edit = Edit(group[0].citation.start, group[0].citation.end, new)
            yield types.CodeAction(
                title, types.CodeActionKind.RefactorRewrite, edit=_edit(session, checked, {checked.path: [edit]})
            )


def _by_key(group: list[Resolution]) -> tuple[str, str]:
    if group[0].citation.place != "parenthesis" or any(r.cite.suffix for r in group):
        return "", ""
    parts = []
    for one in group:
        prefix = f"{one.cite.prefix} " if one.cite.prefix else ""
        locator = f", {one.cite.locator.text}" if one.cite.locator else ""
        parts.append(f"{prefix}@{one.references[0]}{locator}")
    return f"[{'; '.join(parts)}]", "Cite by citekey"


def _typed(checked: Checked, group: list[Resolution]) -> tuple[str, str]:
    parts = []
    for one in group:
        if one.cite.mode != "normal":
            return "", ""
        said = written(checked, checked.meant(one)[0])
        prefix = f"{one.cite.prefix} " if one.cite.prefix else ""
        locator = one.cite.locator.text if one.cite.locator else one.cite.suffix.lstrip(" ,")
        if not said:
            return "", ""
        parts.append(f"{prefix}{said}{' ' + locator if locator else ''}")
    return f"({'; '.join(parts)})", "Cite by author and title"


def _edit(session: Session, checked: Checked, edits: dict[str, list[Edit]]) -> types.WorkspaceEdit:
    changes: dict[str, list[types.TextEdit]] = {}
    for path, wanted in edits.items():
        lines = session.lines_of(checked, path)
        changes[session.uri(checked, path)] = [types.TextEdit(lines.range(e.start, e.end), e.text) for e in wanted]
    return types.WorkspaceEdit(changes=changes)
