"""A pass that begins at the edit finds what one from the beginning does."""

from __future__ import annotations

import random

import pytest

from citecheck.engine.live import Live
from citecheck.resolve.judge import Pass
from tests.engine.live_samples import LIST
from tests.engine.samples import Put
from tests.engine.test_live import CONFIG, agrees, edited

CHAPTER = """\
## Chapter {n}

The ferry was slow (Marsh, *Floods* {n}), and the bridge was not (Holm 30; 32). Marsh notes: “the span was old” (14).

Page numbers in parentheses refer to *Stone and Water*. The rope was cut ({n}).

Nobody mended it (Rivers), and the miller denied it (Rivers {n}; Reed, op. cit.). The weir was old (Reed and Weir 14).

It was lost once more (Marsh, *Toll* {n}; ibid. 9), says Holm ({n}4), and the rest is silence (Waters, *Rivers* 3).

"""
TEXT = "".join(CHAPTER.format(n=n) for n in range(1, 9)) + LIST
# what a chapter leaves to those behind it: sources, habits, words in use, the structure
TELLING = (
    " rivers ",
    "(Rivers 12)",
    "(Marsh 3)",
    "# Part\n\n",
    "Quotations are from *Stone and Water*. ",
    "(Hill, *Fords*)",
)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found(put: Put, seed: int) -> None:
    put({})
    chance, text = random.Random(seed), TEXT
    live = Live(CONFIG)
    for _ in range(25):
        live.put("one.md", text)
        agrees(live, "one.md")
        if chance.random() < 0.5:
            text = edited(text, chance)
        else:
            at = chance.randrange(len(TEXT) - len(LIST))
            text = text[:at] + chance.choice(TELLING) + text[at:]


NAMED = "".join(f"So it was (Marsh, *Floods* {n}).\n\n" for n in range(1, 9))
NAMES = "Barton", "Carter", "Dunn", "Egger"
LONGER = LIST + "".join(f"\n{name}, Jo. *Canals of {name}town*. Northam: Lantern Press, 1990.\n" for name in NAMES)
ALONE = "".join(f"It rose ({name}).\n\n" for name in NAMES)
PAGE = "A page.[^{n}]\n\n[^{n}]: Ann Hill, “How it rose {n},” River News, 3 May 2001, https://example.org/{n}\n\n"
SPEAKERS = "\n\nAnn Hill\n\nBo Ford\n\nCy Mill\n\n"
FAR = "The river is long, and slow, and wide. " * 5  # an edit is nowhere near what stands before it
UNFIT = " ".join(f"({name} 7)" for name in ("Hill", "Ford", "Stone", "Mill", "Barge", "Lock", "Quay", "Pier"))


@pytest.mark.parametrize(
    ("early", "late", "new"),
    [
        pytest.param("It sank (Waters 3).", "", UNFIT, id="what fits nothing is common"),
        pytest.param(f"It sank (Rivers). {ALONE}", "It fell.", "The rivers rose.", id="a name becomes a word"),
        pytest.param("", "It rose (9).", "x", id="pages go on"),
        pytest.param("", f"See Amy Hill, *Fords* (Lantern, 2001). {FAR}\n\nIt rose (9).", "x", id="of no list"),
        pytest.param("".join(PAGE.format(n=n) for n in "abcd"), "", "x", id="web pages"),
        pytest.param("It sank.", "".join(PAGE.format(n=n) for n in "abcdef"), "x", id="web pages behind"),
        pytest.param(f"It rose (Hill). {ALONE}", "They spoke.", SPEAKERS, id="who speaks"),
        pytest.param("> It rose (Waters, *Old Rivers* 3)", "", "(Holm 3)", id="the source of a quotation"),
    ],
)
def test_what_one_place_is_to_another(put: Put, early: str, late: str, new: str) -> None:
    put({})
    live = Live(CONFIG)
    pieces = [NAMED, early, FAR, late, "The end."]
    for at in (4, 3, 1, 0):
        for word in ("", f" {new}", ""):
            text = "\n\n".join([*pieces[:at], pieces[at] + word, *pieces[at + 1 :]])
            live.put("one.md", text + "\n" + LONGER)
            agrees(live, "one.md")


@pytest.mark.parametrize("place", ["(74)", "(44)", "(24)"])
def test_only_what_stands_around_an_edit_is_judged_again(put: Put, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    put({})
    judged: list[int] = []
    one = Pass._citation
    monkeypatch.setattr(Pass, "_citation", lambda self, place: judged.append(place.block) or one(self, place))
    live = Live(CONFIG)
    sizes = []
    for text in (TEXT, TEXT.replace(place, f"{place} once"), TEXT.replace(place, f"{place} again")):
        judged.clear()
        live.put("one.md", text)
        agrees(live, "one.md") if not sizes else live.check("one.md")
        sizes.append(len(judged))
    assert 0 < sizes[2] < sizes[0] / 3
