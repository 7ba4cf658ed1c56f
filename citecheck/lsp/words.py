"""Entries and verdicts in Markdown, for hovers and completions."""

from __future__ import annotations

from citecheck.lsp.checking import Checked
from citecheck.model import Name, Reference, Resolution
from citecheck.resolve import wording
from citecheck.text.patterns import pattern

_MARKUP = pattern(r"[\\`*_{}\[\]<>#|~]")
_LONGEST = 1_000
_SAID = {
    "resolved": "means",
    "context": "means, by context,",
    "missing": "is in no bibliography",
    "ambiguous": "may mean",
    "mismatch": "probably means",
    "undecided": "cannot be told",
    "unlisted": "is cited by itself, and not listed",
}


def reference(entry: Reference) -> str:
    """An entry as a list of works cited would print it."""
    if entry.raw and not entry.raw.lstrip().startswith("@"):
        return plain(" ".join(entry.raw.split())[:_LONGEST])
    names = "; ".join(map(_name, entry.names)) + (" et al." if entry.others else "")
    pages = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in entry.pages)
    inside = ", ".join(
        p for p in (f"*{plain(entry.container)}*" if entry.container else "", plain(entry.volume), pages) if p
    )
    title = plain(entry.title)
    title = (f"“{title}”" if entry.container else f"*{title}*") if title else ""
    imprint = ": ".join(p for p in (plain(entry.place), plain(entry.publisher)) if p)
    imprint = ", ".join(p for p in (imprint, plain(entry.year)) if p)
    return ". ".join(p.rstrip(".") for p in (plain(names), title, inside, imprint) if p) + "."


def links(entry: Reference) -> list[str]:
    """Where an entry leads to on the web."""
    found = [f"https://doi.org/{entry.doi}"] if entry.doi else []
    return found + ([entry.url] if entry.url and entry.url not in found else [])


def verdict(one: Resolution, checked: Checked) -> str:
    """What a cite was taken for, why, and how often that is cited."""
    entries = checked.meant(one)
    parts = [f"`{plain_code(one.cite.text)}` {_SAID[one.verdict]}"]
    parts += [f"- {reference(e)} ({times(checked.times_cited(e))})" for e in entries[:5]]
    if len(entries) > 5:
        parts.append(f"- and {len(entries) - 5} more")
    if one.why:
        parts.append(f"\n*{plain(one.why)}*")
    return "\n".join(parts)


def times(count: int) -> str:
    """`cited twice`"""
    return {0: "not cited", 1: "cited once"}.get(count, f"cited {wording.times(count)}")


def plain(text: str) -> str:
    """Text that Markdown prints as it is."""
    return _MARKUP.sub(lambda m: "\\" + m[0], text)


def plain_code(text: str) -> str:
    """Text inside a code span."""
    return " ".join(text.replace("`", "'").split())


def _name(name: Name) -> str:
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(p for p in (family, name.given, name.suffix) if p)
