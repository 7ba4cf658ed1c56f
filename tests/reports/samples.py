"""A hand-made run: one manuscript, one .bib, one finding of each severity."""

from __future__ import annotations

from citecheck.model import (
    Bibliography,
    Citation,
    Cite,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Locator,
    Manuscript,
    Name,
    Place,
    Reading,
    Reference,
    Resolution,
    Run,
)

TEXT = "# The ferry\n\nIt was slow (Marsh, *Floods* 12; Reed 7) and\twet (Holm 3-1).\n"
BIB = (
    "@book{marsh1987floods, author = {Marsh, Ann}, title = {Floods}, year = 1987}\n"
    "@book{holm1994stone, author = {Holm, Ingrid}, title = {Stone}, year = 1994}\n"
    "@book{holm2001account, author = {Holm, Ingrid}, title = {Account}, year = 2001}\n"
)


def reference(key: str, family: str, title: str, year: str) -> Reference:
    start = BIB.index("@book{" + key)
    return Reference(
        id=key,
        path="works.bib",
        start=start,
        end=BIB.index("\n", start),
        raw=BIB[start : BIB.index("\n", start)],
        type="book",
        names=(Name(family),),
        title=title,
        year=year,
    )


REFERENCES = (
    reference("marsh1987floods", "Marsh", "Floods", "1987"),
    reference("holm1994stone", "Holm", "Stone", "1994"),
    reference("holm2001account", "Holm", "Account", "2001"),
)
BIBLIOGRAPHY = Bibliography("works.bib", BIB, REFERENCES)


def cite(text: str, **rest: object) -> Cite:
    start = TEXT.index(text)
    return Cite(start, start + len(text), text, "author", **rest)  # type: ignore[arg-type]


def resolutions() -> tuple[Resolution, ...]:
    at = TEXT.index("12")
    marsh = cite("Marsh, *Floods* 12", locator=Locator("12", at, at + 2, ((12, 12),)))
    reed, holm = cite("Reed 7"), cite("Holm 3-1")
    cluster = Citation(marsh.start - 1, reed.end + 1, (marsh, reed))
    alone = Citation(holm.start - 1, holm.end + 1, (holm,))
    reading = Reading(("Marsh",), "Floods")
    return (
        Resolution(marsh, cluster, "resolved", ("marsh1987floods",), "the title of the only work by Marsh", reading),
        Resolution(reed, cluster, "missing", (), "no entry of this name", Reading(("Reed",))),
        Resolution(holm, alone, "ambiguous", ("holm1994stone", "holm2001account"), "two works", Reading(("Holm",))),
    )


def diagnostics() -> tuple[Diagnostic, ...]:
    reed, holm = cite("Reed 7"), cite("Holm 3-1")
    entry = REFERENCES[1]
    return (
        Diagnostic("paper.md", reed.start, reed.end, "CIT001", "missing-reference", "error", "no reference for “Reed”"),
        Diagnostic(
            "paper.md",
            holm.start,
            holm.end,
            "CIT002",
            "ambiguous-citation",
            "error",
            "two works by Holm",
            ("holm1994stone", "holm2001account"),
            places=(Place("works.bib", entry.start, entry.end, "Holm, Stone"),),
        ),
        Diagnostic(
            "paper.md",
            holm.start + 5,
            holm.end,
            "LOC101",
            "descending-range",
            "warning",
            "pages 3-1 run backwards",
            fix=Fix("turn the range round", (Edit(holm.start + 5, holm.end, "1-3"),)),
        ),
        Diagnostic("paper.md", 0, 0, "STY301", "mixed-formats", "note", "two formats"),
    )


def run(**rest: object) -> Run:
    manuscript = Manuscript("paper.md", "markdown", TEXT, ())
    found = resolutions()
    document = Document(manuscript, "author", tuple(dict.fromkeys(r.citation for r in found)), found, (BIBLIOGRAPHY,))
    values = {
        "documents": (document,),
        "bibliographies": (BIBLIOGRAPHY,),
        "diagnostics": diagnostics(),
        "cited": {("works.bib", "marsh1987floods"): 1},
        "texts": {"paper.md": TEXT, "works.bib": BIB},
    }
    return Run(**{**values, **rest})  # type: ignore[arg-type]
