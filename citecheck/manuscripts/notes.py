"""Notes that have no syntax of their own: a raised number that begins a paragraph, a section of notes."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from citecheck.manuscripts.blocks import part, without
from citecheck.model import Block, Mark
from citecheck.text.patterns import pattern
from citecheck.text.spans import to_source

# Notes · Endnotes · Notes to Chapter 3 · Anmerkungen
_HEADING = pattern(
    r"[\W\d]*(?:(?:end|foot)?-?notes?|anmerkung(?:en)?|(?:fu(?:ss|ß)|end)noten|notas|notes? (?:de fin|de bas de page)|"
    r"notes? finales?|notas (?:de rodapé|al pie|finales)|note|note (?:finali|a pi[eè] di pagina)|примечани[ея]|сноски|"
    r"примітки|бележки|напомене|przypisy|poznámky|vysvetlivky|opombe|napomene|bilješke|(?:láb|vég)?jegyzetek|"
    r"(?:voet|eind)?noten|aantekeningen|(?:fot|slut|slutt)?noter|merknader|notater|(?:ala|loppu)?viitteet|"
    r"(?:dip|son )?notlar|märkused|piezīmes|pastabos|išnašos|σημειώσεις|notițe|catatan|각주|미주|주석|"
    r"注释?|註釋?|脚注|尾注|注記)(?: (?:to|on|for|zu|zum|к) .{1,60})?\W*",
    re.IGNORECASE,
)
_RAISED = pattern(r"\d{1,4}|[*†‡§¶]{1,3}|[a-z]")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_DIGITS = pattern(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}")  # ¹²
_NUMBERED = pattern(r"(\d{1,4})[.)]")
_AFTER = pattern(r"[.)]?\s+|(?=[^\W\d_]{3,}|[\"“‘«(\[*])")
_ANY = pattern(r"(?=\S)")
_MOST = 50_000  # brackets in one block
_INLINE = pattern(r"\^\[|[\[\]]")


def find(blocks: Sequence[Block], text: str, rules: Sequence[int]) -> list[Block]:
    """The blocks, with the notes among them told from paragraphs; the number of a note is not part of its prose.

    A paragraph that begins with a raised number is a note, and so is what is numbered in a section of notes;
    `^[text]` is a note where it stands. `rules` are the source offsets of the rules (`---`), in order.
    """
    found: list[Block] = []
    section = 0  # the level of the notes' heading that we are under
    number = ""  # of the note that the last item was
    for block in blocks:
        if block.kind == "heading":
            if is_heading(block.prose):
                section = block.level
            elif block.level <= section:
                section = 0
        near = bool(section) or _rule_between(found[-1].end if found else 0, block.start, rules)
        before = found[-1].marker if found and found[-1].kind == "note" else ""
        if block.kind in ("paragraph", "quote", "item") and (notes := list(_raised(block, before, near))):
            found.extend(notes)
        elif section and block.kind == "item" and (count := _NUMBERED.fullmatch(block.marker)):
            number = count[1]
            found.append(part(block, 0, len(block.prose), kind="note", marker=number))
        elif section and block.kind == "item" and not block.marker and number:
            found.append(part(block, 0, len(block.prose), kind="note", marker=number))
        else:
            found.append(block)
            number = ""
    if "^[" not in text:
        return found
    labels = itertools.count(1)
    return [piece for block in found for piece in (_inline(block, text, labels) if "^[" in block.prose else (block,))]


def is_heading(prose: str) -> bool:
    """Whether a heading announces notes."""
    return bool(_HEADING.fullmatch(prose))


def _rule_between(start: int, end: int, rules: Sequence[int]) -> bool:
    at = bisect_left(rules, start)
    return at < len(rules) and rules[at] < end


def may_be_note(block: Block) -> bool:
    """Whether a block or one of its lines begins with a raised number."""
    return any(True for _ in _numbers(block))


def _raised(block: Block, before: str, near: bool) -> Iterator[Block]:
    """The notes that a block holds, one a line, if it begins with a raised number.

    Where notes stand (`near`), or a note with the number `before` came just before, any text may follow the number;
    elsewhere a space or a word must, for there are isotopes.
    """
    starts: list[tuple[int, int, str]] = []
    for begin, end, number in _numbers(block):
        next_one = before.isdigit() and number.isdigit() and int(number) == int(before) + 1
        after = _AFTER.match(block.prose, end) or (_ANY.match(block.prose, end) if near or next_one else None)
        if after and (next_one or not starts):
            starts.append((begin, after.end(), number))
            before = number
        if not starts:
            return
    for index, (begin, end, number) in enumerate(starts):
        last = starts[index + 1][0] if index + 1 < len(starts) else len(block.prose)
        stop = end + len(block.prose[end:last].rstrip())
        if stop <= end:
            continue
        note = part(block, end, stop, kind="note", marker=number)
        whole = block.start if begin == 0 else to_source(block.map, begin - 1, begin).end
        yield Block("note", whole, note.end, note.prose, note.map, note.marks, 0, number, block.quoted)


def _numbers(block: Block) -> Iterator[tuple[int, int, str]]:
    """The raised numbers at the beginning of a block and of its lines."""
    prose = block.prose
    if found := _RAISED_DIGITS.match(prose):
        yield 0, found.end(), found[0].translate(_DIGITS)
    for mark in block.marks:
        if mark.kind != "superscript" or (mark.start and prose[mark.start - 1] != "\n"):
            continue
        content = prose[mark.start : mark.end].strip()
        if _RAISED.fullmatch(content):
            yield mark.start, mark.end, content


def _inline(block: Block, text: str, numbers: Iterator[int]) -> Iterator[Block]:
    """A block without its `^[inline notes]`, and those behind it."""
    notes: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    inside = 0
    for sign in itertools.islice(_INLINE.finditer(block.prose), _MOST):
        at = to_source(block.map, sign.start(), sign.end())
        if text[at.start - 1 : at.start] == "\\" or at.end - at.start != len(sign[0]):
            continue
        if sign[0] != "]":
            stack.append((sign[0], sign.start()))
            inside += sign[0] == "^["
        elif stack:
            opening, start = stack.pop()
            inside -= opening == "^["
            if opening == "^[" and not inside and sign.start() > start + len(opening):
                notes.append((start, sign.end()))
    labels = [f"^{next(numbers)}" for _ in notes]
    calls = [Mark("noteref", start, start, label) for (start, _), label in zip(notes, labels, strict=True)]
    if (rest := without(block, notes, calls)).prose:
        yield rest
    for (start, end), label in zip(notes, labels, strict=True):
        yield part(block, start + len("^["), end - 1, kind="note", marker=label)
