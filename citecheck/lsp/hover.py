"""What is said of the place under the cursor: a finding, a cite, an entry."""

from __future__ import annotations

from lsprotocol import types

from citecheck import registry
from citecheck.lsp import words
from citecheck.lsp.checking import Checked
from citecheck.model import Reference

_MOST = 12  # citations of an entry that are listed


def hover(checked: Checked, offset: int) -> types.Hover | None:
    """The findings at a place with their rules, then the cite or the entry there."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in checked.findings_at(offset):
        page = registry.rule_page(found.code).strip()
        parts.append(f"**{found.code}** {words.plain(found.message)}\n\n{_fenced(page)}")
        spans.append((found.start, found.end))
    cite, entry = checked.cite_at(offset), checked.entry_at(offset)
    if cite:
        parts.insert(0, words.verdict(cite, checked))
        spans.insert(0, (cite.cite.start, cite.cite.end))
    elif entry:
        parts.insert(0, _citations(checked, entry))
        spans.insert(0, (entry.start, entry.end))
    if not parts:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))
    return types.Hover(content, checked.lines.range(*spans[0]))


def _fenced(page: str) -> str:
    """The page of a rule, whose examples are manuscripts and no markup of ours."""
    text, _, examples = page.partition("\n\nBad:")
    return f"{text}\n\n```\nBad:{examples}\n```" if examples else text


def _citations(checked: Checked, entry: Reference) -> str:
    found = [r for r in checked.resolutions if entry.id in r.references]
    lines = [f"{words.reference(entry)}\n\n**{words.times(checked.times_cited(entry))}**"]
    for one in found[:_MOST]:
        line = checked.lines.position(one.cite.start).line + 1
        lines.append(f"- line {line}: `{words.plain_code(one.cite.text)}`")
    if len(found) > _MOST:
        lines.append(f"- and {len(found) - _MOST} more")
    lines += [f"- <{link}>" for link in words.links(entry)]
    return "\n".join(lines)
