"""Rules on typed citations: what each refers to, and how it is printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from citecheck.config import Config
from citecheck.model import Cite, Document, Finding, Reference, Resolution
from citecheck.resolve.chapters import ELSEWHERE
from citecheck.resolve.full_references import is_full
from citecheck.resolve.wording import joined, short, short_dated
from citecheck.rules import corrections
from citecheck.rules.project import Project, cut, has_problem, listed, of_verdict, place_of, quoted, told_apart
from citecheck.rules.years import other_letters
from citecheck.text.scripts import fold

_FAR = 4_000  # characters, about two printed pages: so far back nobody looks for what a bare page refers to
_NAMED_NEAR = 900  # characters before a bare page in which a name tells whose page it is
_OPENERS = "([（［"


def missing_reference(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A citation of a work that no entry of the bibliography fits.

    A reader cannot find the work. Either the entry is missing, or the name, title or year is misprinted here.

    Bad:  (Marsh, *Floods* 12; Reed, *Patrons* 7)
    Good: (Marsh, *Floods* 12; Holm, *Stone* 7)
    """
    if has_problem(document, "DOC902", "DOC904"):
        return
    for resolution in of_verdict(document, "missing"):
        cite = resolution.cite
        if cite.format != "citekey" and (cite.readings or cite.format != "author"):  # pages of a work reported before
            near = listed(project, document, resolution.nearest) if cite.format != "numeric" else []
            if other_letters(resolution, near):  # CIT008
                continue
            yield Finding(
                cite.start,
                cite.end,
                _missing(resolution, near),
                tuple(r.id for r in near),
                fix=corrections.suggested(resolution, "print it as the bibliography does"),
                places=tuple(place_of(r) for r in near),
                severity="note" if resolution.citation.place == "note" and _stands_alone(cite) else None,
            )


def _stands_alone(cite: Cite) -> bool:
    """Whether a note gives a work in full, so that no reader needs the list."""
    return (cite.mode == "author-in-text" and cite.format != "author-date") or is_full(cite)


def _missing(resolution: Resolution, near: list[Reference]) -> str:
    """`no work by Reed is called “Patrons”; did you mean (Reed, Weirs)?`"""
    reading, cite = resolution.reading, resolution.cite
    if resolution.why == ELSEWHERE:
        return f"the list of this chapter has nothing for {quoted(cite)}, that of another {_choice(near)}"
    if cite.number:
        return resolution.why if cite.number[0] == cite.number[1] else f"{quoted(cite)}: {resolution.why}"
    if cite.format == "label":
        labels = " or ".join(f"[{r.shorthand}]" for r in near)
        return f"{resolution.why}; did you mean {labels}?" if near else resolution.why
    who = joined(reading.names, reading.others)
    theirs = bool(near and reading.names) and any(
        fold(n.family) == fold(reading.names[0].split()[-1]) or fold(n.family) == fold(reading.names[0])
        for n in near[0].names
    )
    if theirs and reading.title:
        said = f"no work by {who} is called “{cut(reading.title)}”"
    elif theirs and reading.year and any(n.year == reading.year for n in near):
        alone = " alone" if all(len(n.names) > 1 for n in near) else ""
        said = (
            f"no work of {reading.year} is by {who}{alone}" if len(reading.names) == 1 else f"no reference for “{who}”"
        )
    elif theirs and reading.year:
        return f"no work by {who} is of {reading.year}; did you mean {_choice(near, dated=True)}?"
    elif theirs and cite.format == "author-date":
        said = f"no reference for {quoted(cite)}"
    else:
        labelled = any(r.shorthand.startswith(f"{who} ") for r in near)  # VNP 3, beside VNP 1 and VNP 2
        title = f"“{cut(reading.title)}”" if reading.title else quoted(cite)
        said = f"no reference for {f'“{cut(who)}”' if who and not labelled else title}"
    return f"{said}; did you mean {_choice(near)}?" if near else said


def ambiguous_citation(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A citation that several entries of the bibliography fit equally.

    A reader cannot tell which work is meant. Add what tells them apart: words of the title, a first name, or the year.

    Bad:  (Holm 40)
    Good: (Holm, *Stone* 40)
    """
    for resolution in of_verdict(document, "ambiguous"):
        candidates = listed(project, document, resolution.references)
        names = [f"({name})" for name in told_apart(candidates)]
        more = f" and {len(names) - 4} more" if len(names) > 4 else ""
        hint = _distinction(resolution.why)
        yield Finding(
            resolution.cite.start,
            resolution.cite.end,
            f"{quoted(resolution.cite)} fits {len(names)} references equally: {', '.join(names[:4])}{more}{hint}",
            resolution.references,
            fix=corrections.suggested(resolution, "name the one cited before it"),
            places=tuple(place_of(r) for r in candidates),
        )


def _distinction(why: str) -> str:
    """`; the title tells them apart: …`, where the evidence says so."""
    _, semicolon, rest = why.partition("; ")
    return semicolon + rest


def mismatched_citation(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """One entry is surely meant, but a name, a title or a year in the citation differs from it.

    One of the two is misprinted. The fix prints what the bibliography has; look which of them is right.

    Bad:  (Holme, *Stone* 14)
    Good: (Holm, *Stone* 14)
    """
    spelling, text = corrections.Spelling(document), document.manuscript.text
    for resolution in of_verdict(document, "mismatch"):
        cite, entries = resolution.cite, listed(project, document, resolution.references)
        meant = f"({short(entries[0])})" if entries else ""
        why = resolution.why or f"differs from {meant}"
        shown = quoted(cite) if not cite.number else f"“{text[resolution.citation.start : resolution.citation.end]}”"
        message = f"{shown}: {why}" + (f"; did you mean {meant}?" if meant and meant[1:-1] not in why else "")
        fix = corrections.as_listed(resolution, spelling)
        if fix and len(fix.edits) == 1:
            message += f"; write “{fix.edits[0].text}”"
        yield Finding(
            cite.start,
            cite.end,
            message,
            resolution.references,
            fix=fix,
            places=tuple(place_of(r) for r in entries),
        )


def locator_without_source(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A page, or an “ibid.”, for which no source is cited, named or declared near by.

    A reader has to guess whose page it is. Name the author, or say once to what bare pages refer.

    Bad:  The toll was doubled (14).
    Good: The toll was doubled (Marsh 14).
    """
    for resolution in of_verdict(document, "undecided"):
        cite = resolution.cite
        if cite.back or (cite.locator and not cite.readings and not resolution.reading.names):
            yield Finding(cite.start, cite.end, f"{quoted(cite)} has no source: {resolution.why}", severity="note")


def unbalanced_citation(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """The parenthesis of a citation is opened and never closed, or closed and never opened.

    What follows reads as part of the citation, and programs misread both.

    Bad:  The toll was doubled (Marsh 14.
    Good: The toll was doubled (Marsh 14).
    """
    fitting = {r.citation for r in document.resolutions if not r.citation.closed and r.verdict not in _DOUBTFUL}
    for citation in sorted(fitting, key=lambda c: c.start):
        opened = document.manuscript.text[citation.start : citation.start + 1] in tuple(_OPENERS)
        what = "opened here is never closed" if opened else "closed here is never opened"
        fix = corrections.balanced(citation, document.manuscript.text)
        yield Finding(citation.start, citation.end, f"the parenthesis {what}", fix=fix)


_DOUBTFUL = ("missing", "undecided", "unlisted")


def doubtful_antecedent(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A bare page or an “ibid.” whose source stands far before it, or in another section.

    It was taken for the source that the message names; a reader may not find the way back. Name the author again.

    Bad:  The toll was doubled (Marsh 14). … two pages on: It was lifted (15).
    Good: The toll was doubled (Marsh 14). … two pages on: It was lifted (Marsh 15).
    """
    headings = [b.start for b in document.manuscript.blocks if b.kind == "heading"]
    last: dict[tuple[str, ...], int] = {}
    for resolution in document.resolutions:
        if resolution.verdict not in ("resolved", "context", "mismatch"):
            continue
        here, before = resolution.cite.start, last.get(resolution.references)
        last[resolution.references] = here
        if resolution.verdict != "context" or before is None or (resolution.cite.readings and not resolution.cite.back):
            continue
        another = bisect_right(headings, here) != bisect_right(headings, before)
        entries = listed(project, document, resolution.references)
        if (another or here - before > _FAR) and not _named(document.manuscript.text, resolution.cite.end, entries):
            where = "in another section" if another else "far before it"
            yield Finding(
                here,
                resolution.cite.end,
                f"{quoted(resolution.cite)} was taken for {_choice(entries)}, cited {where}",
                resolution.references,
                places=tuple(place_of(r) for r in entries),
            )


def _named(text: str, at: int, entries: list[Reference]) -> bool:
    """Whether the text before a place names an author of the entries, or their titles."""
    near = text[max(0, at - _NAMED_NEAR) : at]
    return any(n.family in near for r in entries for n in r.names) or any(
        (r.shorthand and r.shorthand in near) or (r.title_short and r.title_short in near) for r in entries
    )


def _choice(entries: list[Reference], *, dated: bool = False) -> str:
    """`(Reed, Weirs) or (Holm, Stone)`, with their years `(Reed, Weirs, 1999)`"""
    names = map(short_dated, entries) if dated else told_apart(entries)
    return " or ".join(f"({name})" for name in dict.fromkeys(names))
