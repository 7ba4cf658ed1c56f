"""Findings that a comment in the text suppresses, and comments that suppress none (DOC903)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from citecheck import registry
from citecheck.engine import removal
from citecheck.engine.directives import UNUSED, Directive, Word, directives
from citecheck.engine.reach import Lines
from citecheck.model import Document, Finding, Problem, Span
from citecheck.rules.project import Project, own

# Where these say that something could not be read or found, other findings may be absent for that reason.
_IN_THE_DARK = ("DOC901", "DOC902", "DOC904", "DOC905", "DOC906")
_UNCITED = "BIB201"

_Which = tuple[int, int]  # number of a directive, number of a word in it


class Suppressions:
    """The suppressions of one document, and which of them have been of use."""

    def __init__(self, document: Document) -> None:
        """Read the comments and lay out how far each reaches."""
        self._document = document
        self._directives = directives(document)
        self._used: set[_Which] = set()
        self._whole: dict[str, _Which] = {}
        self._near: dict[str, _Stretches] = {}
        self._regions: dict[str, _Stretches] = {}
        self._ends: dict[int, set[int]] = defaultdict(set)  # an `on` -> what it ends
        self._ended_by: dict[int, set[int]] = defaultdict(set)
        self._again: set[_Which] = set()  # turns off what is off already
        self._ran: frozenset[str] = frozenset()
        self._lines = Lines(document)
        self._lay_out()

    def hold(self, code: str, finding: Finding) -> bool:
        """Whether a finding of a rule is suppressed; what suppresses it is noted as used."""
        holding = [self._whole[code]] if code in self._whole else []
        for stretches in (self._near, self._regions):
            if code in stretches:
                holding += stretches[code].at(finding.start, finding.end)
        self._used.update(holding)
        return bool(holding)

    def left(self, code: str, found: Iterable[Finding]) -> Iterator[Finding]:
        """The findings of a rule that nothing suppresses."""
        return (f for f in found if not self.hold(code, f))

    def _lay_out(self) -> None:
        open_since: dict[str, tuple[int, _Which]] = {}
        for number, directive in enumerate(self._directives):
            for place, word in enumerate(directive.words):
                self._word(directive, word, (number, place), open_since)
        for code, (start, which) in open_since.items():
            self._region(code, start, len(self._lines.text) + 1, which)

    def _word(self, directive: Directive, word: Word, which: _Which, open_since: dict[str, tuple[int, _Which]]) -> None:
        start = directive.comment.start
        if directive.verb == "ignore":
            reach = self._lines.reach(directive.comment)
            for code in word.codes:
                self._near.setdefault(code, _Stretches()).add(reach.start, reach.end, which)
        elif directive.verb == "ignore-file":
            for code in word.codes:
                self._whole.setdefault(code, which)
        elif directive.verb == "off":
            for code in word.codes:
                if open_since.setdefault(code, (start, which))[1] != which:
                    self._again.add(which)
        else:
            for code in word.codes & open_since.keys():
                since, opened = open_since.pop(code)
                self._region(code, since, start, opened)
                self._ends[which[0]].add(opened[0])
                self._ended_by[opened[0]].add(which[0])

    def _region(self, code: str, start: int, end: int, which: _Which) -> None:
        self._regions.setdefault(code, _Stretches()).add(start, end, which)

    # ---- what is of no use

    def told(self, ran: frozenset[str], project: Project) -> Document:
        """The document with a problem for each comment that suppresses nothing, or cannot be understood.

        `ran` are the codes of the rules that were applied: of others nobody knows what there is to suppress.
        """
        self._ran = ran if self._expects_uncited(project) else ran - {_UNCITED}
        found = tuple(self._problems())
        return replace(self._document, problems=(*self._document.problems, *found)) if found else self._document

    def _problems(self) -> Iterator[Problem]:
        document = self._document
        told = (*document.problems, *document.manuscript.problems)
        in_the_dark = any(p.code in _IN_THE_DARK for p in told)
        for number, directive in enumerate(self._directives):
            span = Span(directive.comment.start, directive.comment.end)
            if directive.wrong:
                yield Problem(UNUSED, span, directive.wrong)
            if directive.verb == "on":
                if number not in self._ends and not directive.wrong:
                    fix = removal.of([directive], directive, (), self._lines)
                    yield Problem(UNUSED, span, "nothing that could end here is off", fix)
            elif not in_the_dark and (unused := tuple(self._unused(number, directive))):
                yield self._useless(number, directive, unused)

    def _unused(self, number: int, directive: Directive) -> Iterator[Word]:
        for place, word in enumerate(directive.words):
            asks_for_silence = directive.verb == "ignore-file" and not word.text
            if (number, place) not in self._used and not asks_for_silence and self._judged(word):
                yield word

    def _judged(self, word: Word) -> bool:
        """Whether all rules that a word stands for were applied; of those that a prefix means, the default ones."""
        if UNUSED in word.codes:
            return False
        if len(word.codes) == 1:
            return word.codes <= self._ran
        wanted = {r.code for r in registry.RULES if r.default and r.code in word.codes}
        return wanted <= self._ran | {UNUSED, _UNCITED, "DOC905"}

    def _expects_uncited(self, project: Project) -> bool:
        """Whether the document has a list of which a finding on uncited works is to be expected."""
        return any(
            (any(one.promises_cited for one in b.lists) or _UNCITED in project.asked) and b.path not in project.partial
            for b in own(self._document)
        )

    def _useless(self, number: int, directive: Directive, unused: tuple[Word, ...]) -> Problem:
        whole = len(unused) == len(directive.words) and not directive.wrong
        named = " or ".join(
            [", ".join(w.text for w in unused[:-1]), unused[-1].text] if unused[1:] else [unused[0].text]
        )
        message = f"there is no {named} here to suppress" if named else "there is nothing here to suppress"
        if all((number, directive.words.index(w)) in self._again for w in unused):
            message = f"{named or 'everything'} is off here already"
        gone = [directive]
        if whole and directive.verb == "off":
            gone += [self._directives[n] for n in sorted(self._ended_by[number]) if self._ends[n] == {number}]
        span = Span(directive.comment.start, directive.comment.end)
        if not whole:
            span = Span(unused[0].start, unused[-1].end)
        return Problem(UNUSED, span, message, removal.of(gone if whole else [], directive, unused, self._lines))


class _Stretches:
    """Stretches of text, added in the order of their starts, with owners; of two with one end the first counts."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._furthest: list[int] = []  # the largest end so far
        self._owners: list[_Which] = []

    def add(self, start: int, end: int, owner: _Which) -> None:
        if self._ends and self._ends[-1] == end:
            return
        self._starts.append(start)
        self._ends.append(end)
        self._furthest.append(max(end, self._furthest[-1]) if self._furthest else end)
        self._owners.append(owner)

    def at(self, start: int, end: int) -> Iterator[_Which]:
        """The owners of the stretches that share text with another, or hold its place if it is empty."""
        last = bisect_left(self._starts, max(end, start + 1)) - 1
        while last >= 0 and self._furthest[last] > start:
            if self._ends[last] > start:
                yield self._owners[last]
            last -= 1
