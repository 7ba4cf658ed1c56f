"""A manuscript and its bibliographies: what every citation refers to."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import Literal

from msgspec.structs import replace

from citecheck.citations import citekey
from citecheck.model import (
    Bibliography,
    Block,
    Citation,
    CitationFormat,
    Cite,
    Document,
    Manuscript,
    Problem,
    Resolution,
    Section,
    Span,
)
from citecheck.resolve import chapters, signs
from citecheck.resolve.chapters import Chapter
from citecheck.resolve.formats import MARKS, WORDS, Format, Typed, recognised
from citecheck.resolve.index import Index, build
from citecheck.resolve.shapes import core_of
from citecheck.text.looking import Look
from citecheck.text.scripts import fold

# Of distinct works cited, the share that is missing when a list was not understood, and the least number of them.
FLOOD_SHARE, FLOOD_LEAST = 0.4, 5  # an entry that is there but misread keeps its citations out of the count
FEW = 6  # citations of a chapter that say little about its format


def resolve_document(
    manuscript: Manuscript,
    bibliographies: tuple[Bibliography, ...],
    *,
    citation_format: Format = "auto",
    index: Index | None = None,
    look: Look | None = None,
) -> Document:
    """The citations of a manuscript, resolved against its bibliographies; `auto` recognises the citation format.

    `index` is that of the bibliographies, where several manuscripts share it; `look` may know what blocks hold.
    """
    index = index or build(bibliographies)
    lists = [Span(s.start, s.end) for b in bibliographies if b.printed and b.path == manuscript.path for s in b.lists]
    keyed = [
        one
        for citation in citekey.extract(manuscript)
        for cite in citation.cites
        if (one := _keyed(citation, cite, index)).verdict != "missing"
        or not any(s.start <= cite.start < s.end for s in lists)  # the name of an account, in an entry
    ]
    blocks = _searched(manuscript, lists)
    whole = Typed(manuscript, blocks, bibliographies, index, look)
    sections: tuple[Section, ...] = ()
    if parts := chapters.split(blocks, bibliographies, manuscript.path):
        proses = [Typed(manuscript, p.blocks, p.bibliographies, build(p.bibliographies)) for p in parts]
        formats: list[Format] = [citation_format] * len(parts)
        if citation_format == "auto":
            formats = _formats(proses, recognised(whole, keyed=bool(keyed)), keyed=bool(keyed))
        typed, problems = _by_chapter(parts, proses, formats, whole)
        sections = tuple(
            Section(p.span.start, p.span.end, f) for p, f in zip(parts, formats, strict=True) if f != "auto"
        )
        main = _commonest(sections, typed)
    else:
        main = recognised(whole, keyed=bool(keyed)) if citation_format == "auto" else citation_format
        typed, problems = _unflooded(whole.resolved(main))
    if not typed and not keyed and index.entries:
        if citation_format == "auto":
            main = ""
        else:
            problems = _not_so(whole, citation_format)
    resolutions = tuple(sorted((*keyed, *typed), key=lambda r: (r.cite.start, r.cite.end)))
    citations = tuple({id(r.citation): r.citation for r in resolutions}.values())
    return Document(
        manuscript,
        main or ("citekey" if keyed else ""),
        citations,
        resolutions,
        bibliographies,
        problems,
        sections,
    )


def _formats(proses: list[Typed], usual: Format, *, keyed: bool) -> list[Format]:
    """The citation format of each chapter: of one with few citations the usual one, where that fits as well."""
    formats: list[Format] = []
    for prose in proses:
        kind: Format = recognised(prose, keyed=keyed)
        if kind != usual and (number := _fitting(prose, kind)) < FEW and _fitting(prose, usual) >= number:
            kind = usual
        formats.append(kind)
    return formats


def _fitting(prose: Typed, kind: Format) -> int:
    return sum(r.verdict in chapters.SURE for r in prose.resolved(kind))


def _by_chapter(
    parts: list[Chapter], proses: list[Typed], formats: list[Format], whole: Typed
) -> tuple[list[Resolution], tuple[Problem, ...]]:
    """The citations of chapters that have lists of their own, each in the format of its chapter."""
    own: dict[int, list[Resolution]] = {}
    everywhere: dict[int, list[Resolution]] = {}
    problems: list[Problem] = []
    for number, (part, prose, kind) in enumerate(zip(parts, proses, formats, strict=True)):
        found, flood = _unflooded(chapters.own_first(prose.resolved(kind), part.own))
        if not part.listed:  # what an introduction cites may be listed nowhere
            found = [replace(r, verdict="undecided") if r.verdict in ("missing", "ambiguous") else r for r in found]
            flood = ()
        own[number] = found
        problems += flood
        if part.listed and any(r.verdict == "missing" for r in found):
            everywhere[number] = whole.only(part.blocks).resolved(kind)
    return [r for found in chapters.elsewhere(own, everywhere).values() for r in found], tuple(problems)


def _commonest(sections: tuple[Section, ...], resolutions: list[Resolution]) -> CitationFormat | Literal[""]:
    """The format of most citations."""
    cited: Counter[CitationFormat | Literal[""]] = Counter()
    for section in sections:
        cited[section.citation_format] += sum(section.start <= r.cite.start < section.end for r in resolutions)
    return cited.most_common(1)[0][0]


def _not_so(prose: Typed, asked: Format) -> tuple[Problem, ...]:
    """What says that nothing is cited in the format that was asked for, where something else is."""
    other = recognised(prose, keyed=False)
    found = prose.resolved(other)
    sign = signs.first(prose.blocks, prose.manuscript.text) if not found else None
    if not found and not sign:
        return ()
    marks = {"numeric": prose.by_number, "label": prose.by_label}.get(asked, True)
    what = f"its bibliography has no {MARKS[asked]}" if not marks else f"no citation {WORDS[asked]} was found"
    seems = WORDS[sign.format] if sign else WORDS[other]
    message = f"the citation format is said to be {asked}, but {what}; nothing was checked"
    if seems != WORDS[asked]:
        message += f" (this manuscript seems to cite {seems})"
    span = sign.span if sign else Span(found[0].cite.start, found[0].cite.end)
    return (Problem("DOC904", span, message),)


def _keyed(citation: Citation, cite: Cite, index: Index) -> Resolution:
    number = index.by_id.get(cite.citekey)
    if number is None:
        return Resolution(cite, citation, "missing", why=f"no entry has the key {cite.citekey}")
    return Resolution(cite, citation, "resolved", (index.entries[number].reference.id,), why=f"citekey {cite.citekey}")


def _searched(manuscript: Manuscript, printed: list[Span]) -> tuple[Block, ...]:
    """The blocks outside the printed lists."""
    spans = sorted(printed)
    starts = [s.start for s in spans]

    def listed(block: Block) -> bool:
        at = bisect_right(starts, block.start) - 1
        return at >= 0 and block.start < spans[at].end

    first = starts[0] if starts else len(manuscript.text)
    return tuple([b for b in manuscript.blocks if b.start < first or not listed(b)])


def _work(resolution: Resolution) -> object:
    """What a missing cite names: names and year, a title, a number."""
    reading = resolution.reading
    if resolution.cite.format == "author":
        return core_of(resolution.cite).casefold()
    return resolution.cite.number or (tuple(map(fold, reading.names)), reading.year, fold(reading.title))


def _unflooded(resolutions: list[Resolution]) -> tuple[list[Resolution], tuple[Problem, ...]]:
    """A list that was not understood is reported once, not as a flood of missing works."""
    missing = {_work(r) for r in resolutions if r.verdict == "missing" and _is_set_apart(r)}
    cited = {one for r in resolutions for one in r.references}
    if len(missing) < FLOOD_LEAST or len(missing) <= FLOOD_SHARE * (len(missing) + len(cited)):
        return resolutions, ()
    first = next(r for r in resolutions if r.verdict == "missing")
    what = "numbers" if first.cite.number else "works"
    message = (
        f"{len(missing)} of the {len(missing) + len(cited)} {what} cited are not in the bibliography; "
        "it may have been misread, or be another manuscript's"
    )
    why = "the bibliography fits too few of the citations"
    kept = [replace(r, verdict="undecided", why=why) if r.verdict == "missing" else r for r in resolutions]
    return kept, (Problem("DOC906", Span(first.cite.start, first.cite.end), message),)


def _is_set_apart(resolution: Resolution) -> bool:
    """Whether a cite stands where citations of its format do; running text names works that nobody has to list."""
    places = ("parenthesis", "bracket", "note") if resolution.cite.format == "note" else ("parenthesis", "bracket")
    return resolution.citation.place in places
