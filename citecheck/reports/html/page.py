"""All that the template shows, worked out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from citecheck.model import RulePage, Run, Verdict
from citecheck.reports.html import chapters, listing, parts, works
from citecheck.reports.html.cards import Card, Sight, cards
from citecheck.reports.html.cites import Blocks, Citing, blocks_of, numbered
from citecheck.reports.html.marking import Links, notes
from citecheck.reports.look import Look, counted
from citecheck.reports.printable import one_line

MOST_USED = 10  # works shown in the overview
SEVERITIES = ("error", "warning", "note")
VERDICTS: tuple[tuple[Verdict, str], ...] = (
    ("resolved", "exactly one work fits what is printed"),
    ("context", "one work fits by what stands around it: a bare page, ibid., an author named in the sentence"),
    ("missing", "no work fits"),
    ("ambiguous", "several works fit equally"),
    ("mismatch", "one work is surely meant, but a name, a title or a year differs from it"),
    ("undecided", "a citation, but what is printed does not lead to one work"),
    ("unlisted", "a web address, an archive, or a source that need not be in the list"),
)
_LEADS = {
    "missing": "to none",
    "ambiguous": "to more than one",
    "mismatch": "to an entry that differs",
    "undecided": "undecided",
    "unlisted": "to what need not be listed",
}


class ChapterRow(Struct, frozen=True):
    """A chapter in figures."""

    number: int
    title: str
    cites: int
    findings: int


class Page(Struct, frozen=True):
    """The report. `cited` and `once` count works; `loose` are findings about nothing that is shown."""

    title: str
    cites: int
    verdicts: tuple[tuple[str, str, int], ...]  # verdict, meaning, how many
    chapters: tuple[ChapterRow, ...]
    chapter_titles: dict[int, str]  # by number
    several: bool
    cards: tuple[Card, ...]
    severities: dict[str, int]
    kinds: tuple[tuple[tuple[str, str, str], int], ...]  # code, name and severity; how many
    hidden_notes: int
    left_out: int
    parts: tuple[parts.Part, ...]
    loose: tuple[Card, ...]
    shelves: tuple[listing.Shelf, ...]
    works: dict[int, listing.Work]  # by number
    used: tuple[listing.Work, ...]
    cited: int
    once: int
    left_open: tuple[listing.Evidence, ...]
    pages: tuple[RulePage, ...]
    rules: frozenset[str]  # the codes that have a page
    failed: tuple[str, ...]

    @property
    def lead(self) -> str:
        """What there is to say, in a sentence or two."""
        if not self.cites:
            return "No citations were found." if self.parts else ""
        counts = {name: count for name, _, count in self.verdicts}
        good = counts["resolved"] + counts["context"]
        lead = f"{counted(self.cites, 'citation')} of {counted(self.cited, 'work')}. "
        if good == self.cites:
            return lead + ("It leads to exactly one entry." if good == 1 else "Each leads to exactly one entry.")
        parts = [f"{good:,} {'leads' if good == 1 else 'lead'} to exactly one entry"]
        parts += [f"{counts[name]:,} {words}" for name, words in _LEADS.items() if counts[name]]
        return lead + (", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]) + "."


def page(run: Run, look: Look) -> Page:
    """Work out the report of a run."""
    catalogue = works.catalogue(run)
    outlines = chapters.outlines(run)
    tables = [blocks_of(d) for d in run.documents]
    cites = numbered(run, catalogue, outlines, tables)
    found = cards(Sight(run, catalogue, outlines, tables, cites), look)
    every = [c for row in cites for c in row]
    given, evidence = listing.reasons(every)
    shelves = listing.shelves(run, catalogue, every, given, found)
    used = sorted((w for s in shelves for w in s.works), key=lambda w: (-w.cited, w.number))
    read = [i for i, d in enumerate(run.documents) if d.manuscript.blocks or d.resolutions]
    rows = tuple(_chapter_rows([outlines[i] for i in read], every, found))
    verdicts = Counter(c.found.verdict for c in every)
    kinds = Counter((c.found.code, c.name, c.found.severity) for c in found)
    return Page(
        title=_title([chapters.title(run.documents[i]) for i in read] or [s.title for s in shelves]),
        verdicts=tuple((v, said, verdicts[v]) for v, said in VERDICTS),
        cites=len(every),
        chapters=rows,
        chapter_titles={row.number: row.title for row in rows},
        several=len(read) > 1,
        cards=tuple(found),
        severities={s: sum(c.found.severity == s for c in found) for s in SEVERITIES},
        kinds=tuple(sorted(kinds.items(), key=lambda k: (SEVERITIES.index(k[0][2]), -k[1], k[0]))),
        hidden_notes=len(run.diagnostics) - len(found),
        left_out=sum(run.left_out.values()),
        parts=tuple(_part(i, run, outlines, tables, cites, found, evidence) for i in read),
        loose=tuple(c for c in found if c.home.kind == "top" and c.home.document not in read),
        shelves=shelves,
        works={w.number: w for s in shelves for w in s.works},
        used=tuple(w for w in used[:MOST_USED] if w.cited),
        cited=sum(w.cited > 0 for w in used),
        once=sum(w.cited == 1 for w in used),
        left_open=tuple(listing.left_open(given.values(), found)),
        pages=run.pages,
        rules=frozenset(p.code for p in run.pages),
        failed=tuple(one_line(f, 600) for f in run.failed),
    )


def _title(titles: list[str]) -> str:
    return " · ".join(titles[:3]) + (" …" if len(titles) > 3 else "") or "no file"


def _chapter_rows(outlines: list[chapters.Outline], cites: list[Citing], found: list[Card]) -> Iterator[ChapterRow]:
    cited, judged = Counter(c.chapter for c in cites), Counter(c.chapter for c in found)
    for outline in outlines:
        for number, title in enumerate(outline.titles, start=outline.first):
            yield ChapterRow(number, title, cited[number], judged[number])


def _part(
    place: int,
    run: Run,
    outlines: list[chapters.Outline],
    tables: list[Blocks],
    cites: list[list[Citing]],
    found: list[Card],
    evidence: dict[int, int],
) -> parts.Part:
    by_block: dict[int, list[Card]] = defaultdict(list)
    by_cite: dict[int, list[Card]] = defaultdict(list)
    for card in found:
        if card.home.document == place and card.home.kind in ("text", "top"):
            by_block[card.home.at].append(card)
            by_cite[card.cite].append(card)
    document = run.documents[place]
    links = Links(place + 1, evidence, by_block, by_cite, notes(document.manuscript.blocks))
    return parts.part(document, outlines[place], tables[place], cites[place], links)
