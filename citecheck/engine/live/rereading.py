"""Read an edited Markdown manuscript again: only what lies between two paragraphs that the edit leaves as they were."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from citecheck.engine.live import links
from citecheck.engine.live.shifting import shifted
from citecheck.manuscripts import frontmatter, joining, markdown, markdown_reader, notes
from citecheck.manuscripts.frontmatter import FrontMatter
from citecheck.manuscripts.markdown import Parts
from citecheck.model import Block, Edit, Span
from citecheck.text.patterns import pattern

_T = TypeVar("_T")
_BLANK = pattern(r"[ \t]*\r?\n")
_FENCES = ("\n---", "\n...", "\r---", "\r...")
_FENCE = len(":::")  # the longest that the parser would trip over
_MOST_TRIED = 20  # blocks behind an edit at which joining may end
_INLINE = "^["
_CALL = pattern(r"\[\^([^\[\]\s]+)\]")


class Reading(Struct, frozen=True):
    """A manuscript as it was read, with what reading it again takes.

    `shown` is the text as the parser sees it, `noted` are the blocks before page breaks were looked for, `linked`
    are the labels of the links that may be defined apart from where they stand, and `inline` tells whether the text
    may have notes in the line.
    """

    text: str
    front: FrontMatter
    shown: str
    parts: Parts
    noted: tuple[Block, ...]
    blocks: tuple[Block, ...]
    linked: frozenset[str]
    inline: bool


class Kept(NamedTuple):
    """How many blocks at the beginning, and at the end, are what they were, the latter moved."""

    first: int
    last: int


def read(text: str, path: str) -> Reading:
    """Read a whole manuscript."""
    front = frontmatter.read(text, path)
    shown = markdown.parsed(front.masked)
    parts = markdown.parts(text, shown)
    rules = [rule.start for rule in parts.rules]
    noted = tuple(notes.find(parts.blocks, text, rules))
    blocks, linked = joining.join(noted, text, rules), frozenset(links.defined(shown))
    return Reading(text, front, shown, parts, noted, blocks, linked, _INLINE in text)


def again(old: Reading, text: str, path: str, edit: Edit) -> tuple[Reading, Kept] | None:
    """Read an edited manuscript, and tell which blocks are the same; None where what the edit touches may matter
    elsewhere."""
    front, grown = _front(old, text, path, edit), len(text) - len(old.text)
    shown = _shown(old, front.masked, edit)
    start, paragraph = _begin(old, edit.start), _end(old, edit.end)
    end = paragraph.end if paragraph else len(old.text)
    untouched = _line_before(old.shown, paragraph.start) if paragraph else end
    if shown[:start] != old.shown[:start] or shown[untouched + grown :] != old.shown[untouched:]:
        return None
    piece, was = shown[start : end + grown], old.shown[start:end]
    if any(links.defined(piece)) or any(links.defined(was)) or links.calls_one(piece, old.linked):
        return None
    parts = _parts(old.parts, text, piece, _Cut(start, end, grown), paragraph)
    if parts is None:
        return None
    rules = [rule.start for rule in parts.rules]
    around = text if old.inline else text[max(0, edit.start - 1) : edit.start + len(edit.text) + 1]
    inline = _INLINE in around
    noted, kept = _notes(old, parts, text, rules, _Cut(start, end, grown), inline)
    blocks, kept = _joined(old, noted, kept, rules, text, grown)
    return Reading(text, front, shown, parts, noted, blocks, old.linked, inline), kept


def _notes(
    old: Reading, parts: Parts, text: str, rules: list[int], cut: _Cut, inline: bool
) -> tuple[tuple[Block, ...], Kept]:
    """The blocks with the notes among them, looked for only where some may have come or gone."""
    was = _exchanged(old.parts.blocks, parts.blocks, cut)
    first, last = was.first, len(old.parts.blocks) - was.last
    gone, new = old.parts.blocks[first:last], parts.blocks[first : len(parts.blocks) - was.last]
    plain = all(block.kind == "paragraph" and not notes.may_be_note(block) for block in (*gone, *new))
    if plain and bool(gone) == bool(new) and not inline:
        begin = bisect_left(old.noted, gone[0].start, key=_start) if gone else 0
        if gone and _same(gone, old.noted[begin : begin + len(gone)]):
            after = old.noted[begin + len(gone) :]
            moved = _moved(after, old.parts.blocks[last:], parts.blocks[len(parts.blocks) - was.last :], cut.grown)
            return (*old.noted[:begin], *new, *moved), Kept(begin, len(after))
    noted = tuple(notes.find(parts.blocks, text, rules))
    return noted, same_blocks(old.noted, noted, cut.grown)


def _exchanged(old: tuple[Block, ...], new: tuple[Block, ...], cut: _Cut) -> Kept:
    """How many blocks before and behind those that an edit exchanges are the same, in the piece that was read, too."""
    first, last = cut.kept(old)
    most = min(len(old), len(new)) - last
    while first < most and old[first] == new[first]:
        first += 1
    most = min(len(old), len(new)) - first
    while last < most and _is_moved(old[-1 - last], new[-1 - last], cut.grown):
        last += 1
    return Kept(first, last)


def _same(some: Sequence[Block], others: Sequence[Block]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


def same_blocks(old: tuple[Block, ...], new: tuple[Block, ...], grown: int) -> Kept:
    """The blocks at the beginning that are the same, and those at the end that have moved."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] is not new[n] and old[n] != new[n]), most)
    last = 0
    while last < most - first and _is_moved(old[-1 - last], new[-1 - last], grown):
        last += 1
    return Kept(first, last)


def _front(old: Reading, text: str, path: str, edit: Edit) -> FrontMatter:
    """The metadata of an edited text, read again unless it clearly ends before the edit."""
    if not frontmatter.may_have(text):
        return FrontMatter(text)
    last = old.front.end
    if (
        0 < last <= edit.start
        and old.text[last - 1] in "\r\n"
        and not any(t.find(sign, last - 1) >= 0 for t in (old.text, text) for sign in _FENCES)
    ):
        return replace(old.front, masked=old.front.masked[: edit.start] + text[edit.start :])
    return frontmatter.read(text, path)


def _shown(old: Reading, masked: str, edit: Edit) -> str:
    """The text for the parser; where it was the text itself, only what an edit may have made is looked at."""
    was, last = old.front.masked, edit.start + len(edit.text)
    if old.shown is was and masked[: edit.start] == was[: edit.start] and masked[last:] == was[edit.end :]:
        around = masked[max(0, edit.start - _FENCE) : last + _FENCE]
        if markdown.parsed(around) == around:
            return masked
    return markdown.parsed(masked)


def _begin(old: Reading, before: int) -> int:
    """Where the last paragraph and its blank line end that lie before a place."""
    paragraphs = old.parts.paragraphs
    at = bisect_left(paragraphs, before, key=lambda p: p.end)
    for paragraph in reversed(paragraphs[max(0, at - 50) : at]):
        blank = _BLANK.match(old.shown, paragraph.end)
        if blank and blank.end() <= before and old.shown[paragraph.end - 1] == "\n":
            return blank.end()
    return 0


def _end(old: Reading, after: int) -> Span | None:
    """The first paragraph behind a place that stands behind a blank line, which lies behind that place, too."""
    paragraphs = old.parts.paragraphs
    at = bisect_left(paragraphs, after, key=lambda p: p.start)
    for paragraph in paragraphs[at : at + 50]:
        line = _line_before(old.shown, paragraph.start)
        if line > after and _BLANK.fullmatch(old.shown, line, old.shown.rfind("\n", 0, paragraph.start) + 1):
            return paragraph
    return None


def _line_before(text: str, at: int) -> int:
    """Where the line begins that stands before that of a place."""
    line = text.rfind("\n", 0, at) + 1
    return text.rfind("\n", 0, max(line - 1, 0)) + 1


class _Cut(NamedTuple):
    """Where a piece of a text is exchanged: `start`-`end` of the old one, for another that is `grown` longer."""

    start: int
    end: int
    grown: int

    def kept(self, blocks: tuple[Block, ...]) -> Kept:
        """How many blocks lie before and behind the piece."""
        first, last = (bisect_left(blocks, at, key=_start) for at in (self.start, self.end))
        return Kept(first, len(blocks) - last)

    def patched(self, old: Sequence[_T], new: Iterable[_T], place: Callable[[_T], int]) -> tuple[_T, ...]:
        """What there was before and behind the piece, and what is in it now; the latter counts from its beginning."""
        size = self.end - self.start + self.grown
        low, high = (bisect_left(old, at, key=place) for at in (self.start, self.end))
        inside = (shifted(n, self.start) for n in new if place(n) < size)
        return (*old[:low], *inside, *shifted(tuple(old[high:]), self.grown))


def _parts(old: Parts, text: str, piece: str, cut: _Cut, paragraph: Span | None) -> Parts | None:
    """What the parser makes of the whole, where it has to look at a piece only; None where that says too little."""
    stubs, defined = _outside(old, piece, cut)
    found = markdown.parts(text[cut.start : cut.start + len(piece)] + stubs, piece + stubs)
    size = old.size + found.size
    if paragraph and shifted(paragraph, cut.grown - cut.start) not in found.paragraphs:
        return None
    labels = tuple(label for label in found.labels if label.start < len(piece))
    if defined != {label.name.casefold() for label in labels} or old.problems or found.problems:
        return None
    if size > markdown_reader.MOST_EVENTS:
        return None
    return Parts(
        cut.patched(old.blocks, found.blocks, _start),
        cut.patched(old.rules, found.rules, _start),
        (),
        cut.patched(old.comments, found.comments, _start),
        cut.patched(old.paragraphs, found.paragraphs, _start),
        cut.patched(old.labels, labels, _start),
        size,
    )


def _start(value: Any) -> int:
    place: int = value.start
    return place


def _outside(old: Parts, piece: str, cut: _Cut) -> tuple[str, set[str]]:
    """Definitions that stand for those outside of a piece that it calls, and the labels that were defined in it."""
    inside = [label.name for label in old.labels if cut.start <= label.start < cut.end]
    outside = {label.name.casefold() for label in old.labels if not cut.start <= label.start < cut.end}
    called = {m[1].casefold(): m[1] for m in _CALL.finditer(piece)} if "[^" in piece else {}
    stubs = "".join(f"\n\n[^{name}]: .\n" for folded, name in called.items() if folded in outside)
    return stubs, {name.casefold() for name in inside}


def _joined(
    old: Reading, noted: tuple[Block, ...], kept: Kept, rules: list[int], text: str, grown: int
) -> tuple[tuple[Block, ...], Kept]:
    """The blocks with what page breaks cut joined, which is looked for only around those that are new."""
    alone = {id(block): number for number, block in enumerate(old.blocks)}
    begin = next((n for n in range(kept.first - 1, -1, -1) if _stands_alone(old.noted[n], alone, old.text)), -1)
    before = old.blocks[: alone[id(old.noted[begin])]] if begin >= 0 else ()
    for back in range(kept.last, max(0, kept.last - _MOST_TRIED), -1):
        if _stands_alone(old.noted[-back], alone, old.text):
            window = joining.join(noted[max(begin, 0) : len(noted) - back + 1], text, rules)
            if window[-1] is noted[-back]:
                after = old.blocks[alone[id(old.noted[-back])] + 1 :]
                moved = tuple(_moved(after, old.noted[-back:], noted[-back:], grown))
                return (*before, *window, *moved), Kept(len(before), len(after))
    blocks = joining.join(noted, text, rules)
    return blocks, same_blocks(old.blocks, blocks, grown)


def _stands_alone(block: Block, alone: dict[int, int], text: str) -> bool:
    """Whether a block is joined to none, and ends what came before it."""
    return id(block) in alone and block.kind != "note" and not joining.is_furniture(block, text)


def _is_moved(old: Block, new: Block, grown: int) -> bool:
    return new.start == old.start + grown and new.prose == old.prose and shifted(old, grown) == new


def _moved(blocks: tuple[Block, ...], old: tuple[Block, ...], new: tuple[Block, ...], grown: int) -> Iterator[Block]:
    """Blocks where they are now; those that are among the new ones already are the same."""
    if _same(blocks, old):
        yield from new
        return
    known = {id(one): other for one, other in zip(old, new, strict=True)}
    for block in blocks:
        yield known.get(id(block)) or shifted(block, grown)
