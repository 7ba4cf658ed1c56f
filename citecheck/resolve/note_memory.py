"""What the notes before a note have cited: what ibid., op. cit. and `(wie Anm. 3)` refer back to."""

from __future__ import annotations

from collections.abc import Iterable

from citecheck.model import Block
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold

_SMALL_WORD = pattern(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]{3,}")
_FIGURE = pattern(r"\d|https?://")
_MOST_SMALL = 4  # words in small letters of a note that gives a source and no more: an archive's, a newspaper's
_SHORT, _LONGEST_SOURCE = 100, 200  # characters without figures, and with


def numbers(notes: Iterable[Block]) -> list[str]:
    """The number of each note as it is printed: its own, or, where labels are words, its place."""
    own = [block.marker.lstrip("^") for block in notes]
    return own if all(number.isdigit() for number in own) else [str(place) for place in range(1, len(own) + 1)]


class Memory:
    """What has been cited so far; a note numbered 1 begins a chapter, and what other notes had its numbers is past."""

    def __init__(self) -> None:
        """Begin with nothing cited."""
        self.by_note: dict[str, list[int]] = {}
        self.texts: dict[str, str] = {}  # what each note says, folded
        self.seen: dict[int, int] = {}  # entry -> when it was cited last
        self._times = 0
        self._number = ""
        self._here: list[tuple[int, ...]] = []  # what each cite of this note was taken for
        self._before: list[tuple[int, ...]] = []  # and of the last note that cites
        self._unknown = False  # the note before gives a source that is none of the bibliography

    def begin(self, number: str, note: Block, before: Block | None) -> None:
        """Go on to a note, behind another."""
        if self._here:
            self._before, self._unknown = self._here, False
        elif before is not None and gives_source(before.prose):
            self._unknown = True
        self._number, self._here = number, []
        if number == "1" and self.by_note:
            self.by_note, self.texts, self._before, self._unknown = {}, {}, [], False
        self.texts[number] = fold(note.prose)

    def remember(self, entries: tuple[int, ...]) -> None:
        """Note what a cite was taken for; several are what it may mean, none is a work that is not listed."""
        if len(entries) == 1:
            self._times += 1
            self.by_note.setdefault(self._number, []).append(entries[0])
            self.seen[entries[0]] = self._times
        self._here.append(entries)

    def antecedents(self) -> tuple[int, ...] | None:
        """What ibid. may refer to: the cite before it in its note, else all of the note before it (Chicago 17 §14.34).

        None where that is not known.
        """
        if self._here:
            return self._here[-1] if len(self._here[-1]) == 1 else None
        if self._unknown or any(len(e) != 1 for e in self._before):
            return None
        return tuple(dict.fromkeys(e[0] for e in self._before))

    def cited(self, entries: Iterable[int]) -> tuple[int, ...]:
        """Those of some entries that were cited before, the last one first."""
        return tuple(sorted((n for n in entries if n in self.seen), key=self.seen.__getitem__, reverse=True))

    @property
    def last(self) -> int | None:
        """The work cited last."""
        return max(self.seen, key=self.seen.__getitem__, default=None)


def gives_source(prose: str) -> bool:
    """Whether a note that cites nothing listed is a source and no remark: short, and hardly a verb."""
    text = prose.strip()
    return (
        0 < len(text) <= _LONGEST_SOURCE
        and (len(text) <= _SHORT or _FIGURE.search(text) is not None)
        and len(_SMALL_WORD.findall(text)) <= _MOST_SMALL
    )
