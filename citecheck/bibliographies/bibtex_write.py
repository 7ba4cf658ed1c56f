"""Write entries into a .bib file, in its own style and without touching what is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from citecheck.bibliographies import bibtex
from citecheck.bibliographies.bibtex_style import Style, style_of
from citecheck.bibliographies.citekey_style import key_for
from citecheck.model import Bibliography, Name, Reference
from citecheck.text import years
from citecheck.text.patterns import pattern

_CONTROLS = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ESCAPED = pattern(r"([&%$#_])")
_NO_KEY = pattern(r"[\s,={}()\"%\\#~@]")
_LONGEST_REMARK = 160
_LEAST_SORTED = 3  # entries in the order of their keys that show it to be meant


class CannotWrite(Exception):
    """An entry cannot be put into the file; the message says why."""


def with_entry(text: str, path: str, reference: Reference, remark: str = "") -> tuple[str, Reference]:
    """The file with an entry for a work, a comment line above it, and the entry as it reads there.

    An empty id is filled in the style of the file's keys. Files in the order of their keys stay so; else the entry
    comes after the last one. Raises `CannotWrite`.
    """
    before = bibtex.parse(text, path)
    if broken := [p for p in before.problems if p.code == "BIB208"]:
        line = len(re.findall(r"\r\n|\r|\n", text[: broken[0].span.start])) + 1
        raise CannotWrite(f"an entry in line {line} is broken, and a new one might be lost in it; mend it first")
    key = reference.id or key_for(reference, before.references)
    if _NO_KEY.search(key) or not key:
        raise CannotWrite(f"“{key}” cannot be a key in a .bib file")
    style = style_of(text, before.references)
    entry = entry_text(reference, key, style, remark)
    at = _place(text, key, before.references)
    new = _inserted(text, at, entry, style)
    after = bibtex.parse(new, path)
    made = [r for r in after.references if r.id == key]
    if len(made) != 1 or not _kept(before, after, key):
        raise CannotWrite(f"an entry for “{key}” would not be read there as it is written")
    return new, made[0]


def entry_text(reference: Reference, key: str, style: Style, remark: str = "") -> str:
    """An entry with the fields that a reference has; it ends without a line end."""
    year = reference.year if years.is_dated(reference.year) else ""
    fields = [("author", _people(reference)), ("title", _escaped(reference.title)), (style.date, year)]
    fields = [(style.field_case(name), value) for name, value in fields if value]
    width = style.column
    if width is not None:
        width = max(width, *(len(name) + 1 for name, _ in fields)) if fields else 0
    lines = [
        f"{name.ljust(width) if width is not None else name + style.before}={style.after}{_quoted(value, style)}"
        for name, value in fields
    ]
    head = f"@{style.type_case('misc')}{{{key},"
    note = f"% {_remark(remark)}{style.newline}" if remark else ""
    if style.one_line:
        return f"{note}{head}{' ' if lines else ''}{', '.join(lines)}{',' if style.comma and lines else ''}}}"
    body = "".join(f"{style.newline}{style.indent}{line}," for line in lines)
    if lines and not style.comma:
        body = body[:-1]
    return f"{note}{head}{body}{style.newline if style.own_line or not lines else ''}}}"


def _people(reference: Reference) -> str:
    names = [_person(n) for n in reference.names]
    return " and ".join([*names, "others"] if reference.others and names else names)


def _person(name: Name) -> str:
    """A name as BibTeX takes it apart again; one whose parts are not known is kept whole where it has several."""
    text = _escaped(f"{name.family}, {name.given}" if name.given else name.family)
    whole = name.literal or re.search(r"(?i)\band\b", text) or ("," in text and not name.given)
    return f"{{{text}}}" if whole else text


def _escaped(text: str) -> str:
    """Text in which LaTeX finds no command."""
    plain = " ".join(_CONTROLS.sub(" ", text).split()).translate(str.maketrans("~^", "  ", "{}\\"))
    return _ESCAPED.sub(r"\\\1", plain)


def _quoted(value: str, style: Style) -> str:
    if style.bare_year and value.isdigit():
        return value
    if style.quote == '"' and '"' not in value:
        return f'"{value}"'
    return f"{{{value}}}"


def _remark(text: str) -> str:
    plain = " ".join(_CONTROLS.sub(" ", text).translate(str.maketrans("", "", "@{}\\")).split())
    return plain if len(plain) <= _LONGEST_REMARK else plain[: _LONGEST_REMARK - 1] + "…"


def _place(text: str, key: str, references: Sequence[Reference]) -> int:
    """Behind which offset the entry comes; -1 for the start of the file."""
    if not references:
        return len(text)
    keys = [r.id.casefold() for r in references]
    if len(keys) >= _LEAST_SORTED and all(a <= b for a, b in pairwise(keys)):
        earlier = [r for r in references if r.id.casefold() <= key.casefold()]
        return earlier[-1].end if earlier else -1
    return references[-1].end


def _inserted(text: str, at: int, entry: str, style: Style) -> str:
    gap = style.newline * (style.blank_lines + 1)
    if at < 0:
        first = text.find("@")
        line = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
        return text[:line] + entry + gap + text[line:]
    rest = text[at:]
    if not rest.strip():
        start = text[:at].rstrip()
        return f"{start}{gap if start else ''}{entry}{style.newline}"
    line_end = re.search(r"\r\n|\r|\n", rest)
    same_line = rest[: line_end.start()] if line_end else rest
    if "@" in same_line:  # the next entry begins in the same line
        return text[:at] + gap + entry + gap + rest.lstrip()
    return text[:at] + same_line + gap + entry + rest[len(same_line) :]


def _kept(before: Bibliography, after: Bibliography, key: str) -> bool:
    """Whether all that was there reads as before, and nothing is broken that was whole."""
    old = [(r.id, r.raw) for r in before.references]
    return old == [(r.id, r.raw) for r in after.references if r.id != key] and len(after.problems) <= len(
        before.problems
    )
