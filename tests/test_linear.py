"""Time grows no faster than a text: runs of what citations are made of, as a hostile or a broken file repeats them."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.bibliographies import works_cited
from citecheck.manuscripts import markdown, plain
from citecheck.resolve.document import resolve_document

PARTS = [
    *(
        "Marsh",
        "Aa",
        "A.",
        "ﬁ",
        "McRae-",
        "van der ",
        "Vol. ",
        "Rivers ",
        "ii",
        "№",
        "12",
        "0",
        "358-60",
        "1990",
        "n. ",
    ),
    *(
        " and ",
        "&",
        ", ",
        "; ",
        ".",
        "…",
        "-",
        "–",
        "(",
        ")",
        "[",
        "]",
        "“",
        "”",
        '"',
        "'",
        "’",
        "*",
        "_",
        "<",
        " ",
        "\n",
    ),
    *("p. ", "pp.", "ibid. ", "et al. ", "see ", "qtd. in ", "in ", "http://", "refer to ", "quotations are from "),
    "'s 1990 ",
]
LIST = """

## Works Cited

Marsh, Ann. *Rivers of the North*. Lowfield: Weir Press, 1990. (Marsh, Rivers)

Reed, Jo. “Fords.” *Weirs* 3 (1991): 12-20.
"""
SHORT, FACTOR = 1_500, 8  # characters of the shorter run, and how many times longer the other is
SQUARE = FACTOR * FACTOR / 2  # well below what quadratic time would take
SLACK = 0.1  # seconds that a busy machine may lose


def seconds(text: str) -> float:
    """The least processor time of two checks of a text."""
    best = 60.0
    for _ in range(2):
        began = time.process_time()
        for reader in (markdown, plain):
            manuscript = reader.read(f"# River\n\nSee (Marsh, *Rivers* 12). {text}{LIST}", "paper.md")
            listed = works_cited.parse(manuscript)
            resolve_document(manuscript, (listed,) if listed else ())
        best = min(best, time.process_time() - began)
    return best


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join), st.sampled_from(["", "(", "[^1]: ", "> "])
)
def test_time_grows_no_faster_than_the_text(unit: str, before: str) -> None:
    run = unit * (SHORT // len(unit) + 1)
    short, long = seconds(before + run), seconds(before + run * FACTOR)
    assert long <= SQUARE * short + SLACK, f"{short:.3f} s, and {long:.3f} s for {FACTOR} times as much"
