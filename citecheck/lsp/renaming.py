"""Rename a citekey over a project, or a short title over all typed citations of its work."""

from __future__ import annotations

import re
from typing import NamedTuple

from lsprotocol import types

from citecheck.lsp.checking import Checked, works
from citecheck.lsp.session import Session
from citecheck.model import Reference, Resolution

_KEY = re.compile(r"[^\s,;{}()\[\]\"'@#%\\~]+")
_IN_ENTRY = re.compile(r"@\w+\s*[{(]\s*(?P<key>[^\s,]+)\s*,")


class Refused(Exception):
    """Nothing can be renamed here, or not so; the message says why."""


class Target(NamedTuple):
    """What is renamed: the text under the cursor, where it stands, and the works it stands for."""

    start: int
    end: int
    text: str
    entry: Reference
    is_key: bool


def target(checked: Checked, offset: int) -> Target:
    """The citekey or short title at a place. Raises `Refused`."""
    cite = checked.cite_at(offset)
    if cite is None:
        entry = checked.entry_at(offset)
        if entry and (key := _key_of(checked.lines.text, entry)) and key[0] <= offset <= key[1]:
            return Target(*key, checked.lines.text[slice(*key)], entry, True)
        raise Refused("only citekeys and the short titles of typed citations can be renamed")
    entries = checked.meant(cite)
    if len(entries) != 1 or cite.verdict not in ("resolved", "context", "mismatch"):
        raise Refused("it is not certain which work is cited here")
    if cite.cite.citekey:
        start = cite.cite.start + cite.cite.text.find(cite.cite.citekey)
        return Target(start, start + len(cite.cite.citekey), cite.cite.citekey, entries[0], True)
    span = title_in(cite, entries[0])
    if span is None:
        raise Refused("this citation gives no short title")
    return Target(*span, checked.lines.text[slice(*span)], entries[0], False)


async def rename(session: Session, checked: Checked, offset: int, new: str) -> types.WorkspaceEdit:
    """The edits that rename what stands at a place, in all manuscripts and bibliographies. Raises `Refused`."""
    what = target(checked, offset)
    new = new.strip()
    if what.is_key and not _KEY.fullmatch(new):
        raise Refused(f"“{new[:60]}” can be no citekey: it has no spaces, brackets, commas or quotation marks")
    if not new or "\n" in new or (not what.is_key and set(new) & set("()[];*")):
        raise Refused("a short title is one line without brackets, semicolons and asterisks")
    if what.is_key and new != what.text and new in checked.references:
        raise Refused(f"there is an entry {new} already")
    edits: dict[str, set[tuple[int, int]]] = {}
    found = await session.project(checked.uri)
    for other in found:
        for one in other.resolutions:
            if works([what.entry]) & works(other.meant(one)) and (span := _span(one, what)):
                edits.setdefault(other.path, set()).add(span)
    for span in _in_list(session, checked, what):
        edits.setdefault(what.entry.path, set()).add(span)
    shown = {c.path: c for c in found}
    changes = []
    for path, spans in edits.items():
        uri, lines = session.uri(shown.get(path, checked), path), session.lines_of(shown.get(path, checked), path)
        buffer = session.buffers.get(uri)
        document = types.OptionalVersionedTextDocumentIdentifier(uri, buffer.version if buffer else None)
        changes.append((document, [types.TextEdit(lines.range(a, b), new) for a, b in sorted(spans)]))
    if not session.document_changes:
        return types.WorkspaceEdit(changes={d.uri: e for d, e in changes})
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(d, e) for d, e in changes])


def _span(one: Resolution, what: Target) -> tuple[int, int] | None:
    """The part of a cite that is renamed."""
    if what.is_key:
        if one.cite.citekey != what.text:
            return None
        start = one.cite.start + one.cite.text.find(one.cite.citekey)
        return start, start + len(one.cite.citekey)
    sure = len(one.references) == 1 and one.verdict in ("resolved", "context", "mismatch")
    return title_in(one, what.entry) if sure and not one.cite.citekey else None


def title_in(one: Resolution, entry: Reference) -> tuple[int, int] | None:
    """Where a typed cite prints its title (source), markup and quotation marks left out; of a label what is no name."""
    title = one.reading.title
    for name in entry.names[:1]:
        title = title.removeprefix(f"{name.family}, ").removeprefix(f"{name.family} ")
    if not title or title in {n.family for n in entry.names}:
        return None
    words = [re.escape(w) for w in title.split()]
    found = re.search(r"[\s*_]+".join(words), one.cite.text)
    return (one.cite.start + found.start(), one.cite.start + found.end()) if found else None


def _in_list(session: Session, checked: Checked, what: Target) -> list[tuple[int, int]]:
    """The key of the entry; or the short title in a label that the list prints behind it."""
    whole = session.lines_of(checked, what.entry.path).text
    if what.is_key:
        key = _key_of(whole, what.entry)
        return [key] if key else []
    label = what.entry.shorthand
    text = whole[what.entry.start : what.entry.end]
    at = text.rfind(label) if label and what.text in label else -1
    if at < 0:
        return []
    start = what.entry.start + at + label.find(what.text)
    return [(start, start + len(what.text))]


def _key_of(text: str, entry: Reference) -> tuple[int, int] | None:
    """Where the key of an entry stands in the text of its .bib."""
    found = _IN_ENTRY.search(text, entry.start, entry.end)
    return found.span("key") if found and found["key"] == entry.id else None
