"""Take a comment out of a text, or some of the codes in it, and leave no trace."""

from __future__ import annotations

from collections.abc import Iterable

from citecheck.engine.directives import Directive, Word
from citecheck.engine.reach import Lines
from citecheck.model import Comment, Edit, Fix, Span
from citecheck.text.patterns import pattern

_ITEM_OR_CODE = pattern(r"[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]|    |\t")  # "- item" · "    code"
_BLANK = " \t"


def of(gone: Iterable[Directive], directive: Directive, unused: tuple[Word, ...], lines: Lines) -> Fix:
    """The fix that removes whole comments; where none is to go, the unused codes of one."""
    taken = [_comment(d.comment, lines) for d in gone]
    if taken:
        return Fix("remove it", tuple(edit for edit, _ in taken), safe=all(safe for _, safe in taken))
    return Fix(f"remove {', '.join(w.text for w in unused)}", (_words(directive, unused, lines.text),), safe=True)


def _words(directive: Directive, unused: tuple[Word, ...], text: str) -> Edit:
    """The list of codes without some of them; what could not be understood stays."""
    comment = directive.comment
    start, end = directive.words[0].start, directive.words[-1].end
    kept = [w.text for w in directive.words if w not in unused]
    written = text[start:end]
    if directive.wrong or not kept:  # words that are no codes stand between: take out each by itself
        first = unused[0]
        stop = first.end
        while stop < comment.end and text[stop] in ", \t":
            stop += 1
        return Edit(first.start, stop, "")
    return Edit(start, end, (", " if "," in written else " ").join(kept))


def _comment(comment: Comment, lines: Lines) -> tuple[Edit, bool]:
    """The edit that removes a comment, and whether what is left surely reads as before."""
    text, own = lines.text, lines.of(comment.start, comment.end)
    start, end = comment.start, comment.end
    while start > own.start and text[start - 1] in _BLANK:
        start -= 1
    while end < own.end and text[end] in _BLANK:
        end += 1
    if start > own.start:
        joined = end < own.end and (start == comment.start or end == comment.end)
        return Edit(comment.start if joined else start, comment.end, ""), True
    if end < own.end:  # words behind it: without it, its line is Markdown again
        return Edit(comment.start, end, ""), lines.is_list
    return _line(comment, own, lines)


def _line(comment: Comment, own: Span, lines: Lines) -> tuple[Edit, bool]:
    """Remove a line, and of two blank ones around it one; between two paragraphs it becomes the one that parts them."""
    first, last = lines.number(comment.start), lines.number(comment.end - 1)
    above, below = lines.is_blank(first - 1), lines.is_blank(last + 1)
    if lines.is_list:
        return Edit(own.start, lines.start(last + 1), ""), True
    if not above and not below:
        return Edit(own.start, own.end, ""), True
    next_line = last + (2 if above and below else 1)
    at_end = above and first > 0 and lines.start(next_line) == len(lines.text)
    start = lines.start(first - 1) if at_end else own.start
    return Edit(start, lines.start(next_line), ""), not _parts_lists(first, next_line, lines)


def _parts_lists(first: int, next_line: int, lines: Lines) -> bool:
    """Whether a comment may be what keeps two lists apart, or a list and code."""
    above = next((lines.line(n) for n in range(first - 1, max(-1, first - 20), -1) if not lines.is_blank(n)), "")
    return bool(_ITEM_OR_CODE.match(above) and _ITEM_OR_CODE.match(lines.line(next_line)))
