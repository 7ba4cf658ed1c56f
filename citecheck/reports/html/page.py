"""All that the template shows, worked out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from citecheck.model import RulePage, Run, Verdict
from citecheck.reports.html import chapters, parts, works
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
_LONGEST_START = 110  # characters of an entry beside a finding
_LEADS = {
    "missing": "to none",
    "ambiguous": "to more than one",
    "mismatch": "to an entry that differs",
    "undecided": "undecided",
    "unlisted": "to what need not be listed",
}
_SURE = ("resolved", "context", "mismatch")


class Evidence(Struct, frozen=True):
    """A reason, and the cites that it holds for; without a `work` it says why there is none."""

    number: int
    work: int
    verdict: str
    text: str
    cites: tuple[Citing, ...]


class Work(Struct, frozen=True):
    """A work of the list; `project` counts its cites beyond this run, too."""

    number: int
    called: str
    start: str  # of its entry, as plain text
    entry: Markup
    links: list[tuple[str, str]]
    cited: int
    project: int
    places: tuple[tuple[int, tuple[Citing, ...]], ...]  # chapter -> cites
    maybe: tuple[Citing, ...]
    evidence: tuple[Evidence, ...]
    cards: tuple[Card, ...]


class Shelf(Struct, frozen=True):
    """A list of works, with the findings about the whole of it."""

    title: str
    works: tuple[Work, ...]
    others: int
    cards: tuple[Card, ...]


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
    shelves: tuple[Shelf, ...]
    works: dict[int, Work]  # by number
    used: tuple[Work, ...]
    cited: int
    once: int
    left_open: tuple[Evidence, ...]
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
    reasons, evidence = _reasons(every)
    shelves = _shelves(run, catalogue, every, reasons, found)
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
        left_open=tuple(_left_open(reasons.values(), found)),
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


def _reasons(cites: list[Citing]) -> tuple[dict[tuple[int, str, str], Evidence], dict[int, int]]:
    """The reasons given, each once a work, in the order of the text; and the number of each cite's."""
    grouped: dict[tuple[int, str, str], list[Citing]] = defaultdict(list)
    for citing in cites:
        sure = citing.found.verdict in _SURE and citing.works
        key = (citing.works[0], "", citing.found.why) if sure else (0, citing.found.verdict, citing.found.why)
        grouped[key].append(citing)
    reasons = {
        key: Evidence(number, key[0], key[1], one_line(key[2]) or "no reason is given", tuple(held))
        for number, (key, held) in enumerate(grouped.items(), start=1)
    }
    return reasons, {c.number: r.number for r in reasons.values() for c in r.cites}


def _left_open(reasons: Iterable[Evidence], found: list[Card]) -> Iterator[Evidence]:
    """The cites that lead to no one work, as far as no finding speaks of them."""
    judged = {c.cite for c in found if c.verdict not in ("resolved", "context")}
    for reason in reasons:
        cites = tuple(c for c in reason.cites if c.number not in judged)
        if cites and not reason.work:
            yield replace(reason, cites=cites)


def _shelves(
    run: Run,
    catalogue: works.Catalogue,
    cites: list[Citing],
    reasons: dict[tuple[int, str, str], Evidence],
    found: list[Card],
) -> tuple[Shelf, ...]:
    """The lists of works, with all that is said about each."""
    sure: dict[int, list[Citing]] = defaultdict(list)
    maybe: dict[int, list[Citing]] = defaultdict(list)
    for citing in cites:
        for number in citing.works:
            (sure if citing.found.verdict in _SURE else maybe)[number].append(citing)
    at_work: dict[int, list[Card]] = defaultdict(list)
    at_list: dict[int, list[Card]] = defaultdict(list)
    for card in found:
        if card.home.kind in ("work", "list"):
            (at_work if card.home.kind == "work" else at_list)[card.home.at].append(card)
    why: dict[int, list[Evidence]] = defaultdict(list)
    for reason in reasons.values():
        why[reason.work].append(reason)
    documents = {d.manuscript.path: d for d in reversed(run.documents)}
    starts = {path: [b.start for b in d.manuscript.blocks] for path, d in documents.items()}
    shelves = []
    for place, shelf in enumerate(catalogue.shelves):
        printed = documents.get(shelf.bibliography.path) if shelf.bibliography.printed else None
        rows = []
        for reference in shelf.listed:
            number = catalogue.number(reference)
            entry = works.entry(reference, printed, starts.get(reference.path, []))
            rows.append(
                Work(
                    number=number,
                    called=works.called(reference),
                    start=one_line(entry.striptags(), _LONGEST_START),
                    entry=entry,
                    links=[link for link in works.links(reference) if escape(link[1]) not in entry],
                    cited=len(sure[number]),
                    project=run.cited.get((reference.path, reference.id), 0),
                    places=_by_chapter(sure[number]),
                    maybe=tuple(maybe[number]),
                    evidence=tuple(why[number]),
                    cards=tuple(at_work[number]),
                )
            )
        shelves.append(Shelf(shelf.title, tuple(rows), shelf.others, tuple(at_list[place])))
    return tuple(shelves)


def _by_chapter(cites: list[Citing]) -> tuple[tuple[int, tuple[Citing, ...]], ...]:
    grouped: dict[int, list[Citing]] = defaultdict(list)
    for citing in cites:
        grouped[citing.chapter].append(citing)
    return tuple((chapter, tuple(held)) for chapter, held in grouped.items())


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
