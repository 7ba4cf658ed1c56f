"""Whatever is cited by author and year, number or label means the entry it was made of; other brackets mean none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies import works_cited
from citecheck.manuscripts import markdown
from citecheck.model import CitationFormat, Resolution
from citecheck.resolve.document import resolve_document

COMMON = (
    "Marsh Reed Holm Okoro Weir Abel Dyer Eames Gil Keane Lowe Østby Müller Ng O’Hara D’Arcy Łukasik Žukov Lê".split()
)
FAMILIES = [*COMMON, "Reed-Marsh", "van der Berg", "de la Cruz", "von Holt", "Gómez Gil", "Ó Briain", "St. Clair"]
TITLES = "Floods of the vale|Weirs and dams|Stone and water|Arches|Bees|Locks|Tides|Old mills|Tolls".split("|")
PAGES = ["", ", p. 12", ", pp. 12–14", ", chap. 3", ", § 4", ", fig. 2"]
# what no citation is, in any of the formats
OTHERS = (
    "(May 2010)|(1890–1910)|(b. 1921)|(Figure 3)|(see Table 2)|(n = 12)|(p < 0.05)|[sic]|[the river]|[n = 4]|"
    "(about 30 m)|(in 1990)|(the 1990s)|(r. 1603–1625)|(by boat)|(chapter 2, above)|[1.5]|(12 %)|10^3^|H~2~O|Ca^2+^|"
    "`a[3]`|$x_{[2]}$|a[3]|the interval [0, 1]"
)
OTHER_BRACKETS = st.sampled_from(OTHERS.split("|"))


class Work(NamedTuple):
    """What an entry is made of."""

    families: tuple[str, ...]
    year: int
    title: str


class Cited(NamedTuple):
    """A citation as it is printed, and the places in the list of what each cite in it means."""

    text: str
    means: tuple[tuple[int, ...], ...]


@st.composite
def works(draw: st.DrawFn, least: int = 3) -> list[Work]:
    """Works no two of which have a first author in common."""
    firsts = draw(st.lists(st.sampled_from(FAMILIES), min_size=least, max_size=7, unique=True))
    out = []
    for first in firsts:
        others = [f for f in FAMILIES if f not in firsts]
        rest = draw(st.lists(st.sampled_from(others), max_size=3, unique=True))
        out.append(Work((first, *rest), draw(st.integers(1950, 2015)), draw(st.sampled_from(TITLES))))
    return out


def judged(body: Iterable[str], entries: Iterable[str]) -> tuple[CitationFormat | str, list[Resolution], list[str]]:
    """The format told, the resolutions, and the ids of the entries in the order of the list."""
    text = "\n".join(f"The weir is old {piece}, they say." for piece in body)
    manuscript = markdown.read(text + "\n\n# References\n\n" + "\n\n".join(entries) + "\n", "paper.md")
    listed = works_cited.parse(manuscript)
    assert listed is not None
    document = resolve_document(manuscript, (listed,))
    return document.citation_format, list(document.resolutions), [r.id for r in listed.references]


def check(cites: list[Cited], others: list[str], entries: list[str], name: str) -> None:
    """Each cite is resolved to what it means, in order, and nothing else is a citation."""
    body = [text for pair in zip((c.text for c in cites), others, strict=True) for text in pair]
    told, resolutions, ids = judged(body, entries)
    assert len(ids) == len(entries)
    assert told == name
    assert [(r.verdict, r.references) for r in resolutions] == [
        ("resolved", tuple(ids[n] for n in one)) for cited in cites for one in cited.means
    ]


# ---- author and year


def entry_of(work: Work) -> str:
    first, *rest = (f"{family}, {'ABCD'[n]}." for n, family in enumerate(work.families))
    names = f"{first[:-1]}." if not rest else ", ".join([first, *rest[:-1], f"& {rest[-1]}"])
    return f"{names} ({work.year}). *{work.title}*. Lantern Press."


@st.composite
def named(draw: st.DrawFn, work: Work, sign: str) -> str:
    """The names of a work as a citation gives them."""
    *front, last = work.families
    if not front:
        return last
    if len(work.families) > 2 and draw(st.booleans()):
        return f"{work.families[0]} et al."
    comma = "," if len(front) > 1 and draw(st.booleans()) else ""
    return f"{', '.join(front)}{comma} {sign} {last}"


@st.composite
def by_year(draw: st.DrawFn, listed: list[Work]) -> Cited:
    numbers = draw(st.lists(st.integers(0, len(listed) - 1), min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        (number,) = numbers[:1]
        who = draw(named(listed[number], "and"))
        who += draw(st.sampled_from(["", "’s"])) if not who.endswith(".") else ""
        return Cited(f"as {who} ({listed[number].year}{draw(st.sampled_from(PAGES))}) has it", ((number,),))
    comma = draw(st.sampled_from([",", ""]))
    sign = draw(st.sampled_from(["&", "and"]))
    items = [f"{draw(named(listed[n], sign))}{comma} {listed[n].year}{draw(st.sampled_from(PAGES))}" for n in numbers]
    lead = draw(st.sampled_from(["", "see ", "cf. ", "e.g., ", "see also "]))
    opening, closing = draw(st.sampled_from(["()", "()", "[]"]))
    return Cited(f"{opening}{lead}{'; '.join(items)}{closing}", tuple((n,) for n in numbers))


@given(st.data())
def test_by_author_and_year(data: st.DataObject) -> None:
    listed = data.draw(works())
    cites = [
        Cited(f"({w.families[0]}{' et al.' if len(w.families) > 2 else ''}, {w.year})", ((n,),))
        for n, w in enumerate(listed)
    ]
    cites = [c for c, w in zip(cites, listed, strict=True) if len(w.families) != 2]
    cites += data.draw(st.lists(by_year(listed), min_size=3, max_size=6))
    others = data.draw(st.lists(OTHER_BRACKETS, min_size=len(cites), max_size=len(cites)))
    check(cites, others, [entry_of(w) for w in listed], "author-date")


# ---- numbers


@st.composite
def by_number(draw: st.DrawFn, size: int, setting: str) -> Cited:
    items: list[str] = []
    means: list[tuple[int, ...]] = []
    for _ in range(draw(st.integers(1, 3))):
        first = draw(st.integers(1, size))
        last = draw(st.integers(first, min(size, first + 4)))
        if last > first:
            items.append(f"{first}{draw(st.sampled_from('- – —'.split()))}{last}")
        else:
            items.append(f"{first}{draw(st.sampled_from(PAGES[:2] if setting == 'bracket' else ['']))}")
        means.append(tuple(range(first - 1, last)))
    joint = draw(st.sampled_from([",", ", "]))
    if setting == "bracket":
        return Cited(f"[{draw(st.sampled_from(['', 'see ', 'e.g., ']))}{joint.join(items)}]", tuple(means))
    opening, closing = draw(st.sampled_from([("^", "^"), ("<sup>", "</sup>")]))
    inside = "," if opening == "^" else joint
    return Cited(f"indeed{opening}{inside.join(items)}{closing}", tuple(means))


@given(st.data())
def test_by_number(data: st.DataObject) -> None:
    listed = data.draw(works())
    setting = data.draw(st.sampled_from(["bracket", "superscript"]))
    every = Cited("[1–{}]" if setting == "bracket" else "indeed^1–{}^", (tuple(range(len(listed))),))
    cites = [every._replace(text=every.text.format(len(listed)))]
    cites += data.draw(st.lists(by_number(len(listed), setting), min_size=1, max_size=6))
    others = data.draw(st.lists(OTHER_BRACKETS, min_size=len(cites), max_size=len(cites)))
    marker = data.draw(st.sampled_from(["[{}]", "{}.", "({})"]))
    check(cites, others, [f"{marker.format(n)} {entry_of(w)}" for n, w in enumerate(listed, 1)], "numeric")


# ---- labels


@st.composite
def by_label(draw: st.DrawFn, labels: list[str]) -> Cited:
    numbers = draw(st.lists(st.integers(0, len(labels) - 1), min_size=1, max_size=3, unique=True))
    joint = draw(st.sampled_from(["; ", ", "]))
    items = [labels[n] + draw(st.sampled_from(PAGES[:4] if joint == "; " else [""])) for n in numbers]
    lead = draw(st.sampled_from(["", "see ", "cf. "]))
    return Cited(f"[{lead}{joint.join(items)}]", tuple((n,) for n in numbers))


@given(st.data())
def test_by_label(data: st.DataObject) -> None:
    listed = data.draw(works())
    made = data.draw(st.sampled_from(["letters", "names"]))
    if made == "letters":
        labels = [
            f"{w.families[0].split()[-1].replace('’', '')[:3].title()}{n}{w.year % 10}" for n, w in enumerate(listed)
        ]
    else:
        labels = [f"{w.families[0].split()[-1]} {w.year}" for w in listed]
    cites = [Cited(f"[{label}]", ((n,),)) for n, label in enumerate(labels)]
    cites += data.draw(st.lists(by_label(labels), min_size=1, max_size=6))
    others = data.draw(st.lists(OTHER_BRACKETS, min_size=len(cites), max_size=len(cites)))
    check(cites, others, [f"[{label}] {entry_of(w)}" for label, w in zip(labels, listed, strict=True)], "label")


# ---- nothing


@given(st.lists(OTHER_BRACKETS, min_size=1, max_size=12), st.sampled_from(["", "[{}] ", "{}. "]))
def test_other_brackets_cite_nothing(others: list[str], marker: str) -> None:
    listed = [Work((name,), 1990 + n, TITLES[n]) for n, name in enumerate(FAMILIES[:4])]
    _, resolutions, ids = judged(others, [marker.format(n) + entry_of(w) for n, w in enumerate(listed, 1)])
    assert len(ids) == len(listed)
    assert [(r.cite.text, r.verdict) for r in resolutions] == []
