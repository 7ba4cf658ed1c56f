"""Rules on what could not be read: files, lists, formats."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.config import Config
from citecheck.model import Document, Finding
from citecheck.resolve import signs
from citecheck.resolve.formats import WORDS
from citecheck.rules.project import Project, cut, outside_lists, problems

_MOST_PLACES = 5  # that could not be decoded: all have one cause


def broken_entry(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """An entry of the bibliography cannot be read.

    BibTeX skips such an entry or stops at it, and the works around it may be lost with it; everything that cites
    them would be called missing. Mend the brackets, quotation marks or commas that the message names.

    Bad:  @book{reed1999weirs, title = {Weirs
    Good: @book{reed1999weirs, title = {Weirs}}
    """
    yield from problems(document, "BIB208")


def unreadable(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A part of the file could not be read, or only by guessing its encoding.

    Citations in that part may have been overlooked or misread. Save the file as UTF-8. Of a file that cites nothing,
    a README in an old encoding, nothing is said.

    Bad:  a manuscript in which the byte E9 stands for é
    Good: the same manuscript, saved as UTF-8
    """
    found = list(problems(document, "DOC901"))
    if "DOC901" not in project.asked and _cites_nothing(document):
        found = [f for f in found if document.manuscript.text[f.start : f.end].strip("\ufffd")]
    yield from found[:_MOST_PLACES]
    if more := found[_MOST_PLACES:]:
        yield Finding(more[0].start, more[0].end, f"{len(more):,} more places like this one could not be read")


def _cites_nothing(document: Document) -> bool:
    """Whether a file neither cites nor lists nor declares anything, as far as it could be read."""
    manuscript = document.manuscript
    printed = any(b.path == manuscript.path for b in document.bibliographies)
    return not (printed or document.resolutions or manuscript.citekeys or manuscript.bibliographies)


def no_bibliography(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """The manuscript cites, but its bibliography cannot be found.

    Without it nothing can be said about a citation. Print the list under a heading such as Works Cited, name a file
    in the front matter, keep it as references.bib beside the manuscript, or give it with --bib.

    Bad:  bibliography: nowhere.bib
    Good: bibliography: references.bib
    """
    yield from problems(document, "DOC902")


def unused_suppression(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A comment that is to suppress findings, where there is none to suppress.

    Left behind, it would hide the next mistake at its place. Codes of rules that were not applied in this run are not
    called unused. The fix removes the comment, or those of its codes that do nothing.

    Bad:  The toll was doubled (Holm, *Stone* 14). <!-- citecheck: ignore CIT001 -->
    Good: The toll was doubled (Holm, *Stoen* 14). <!-- citecheck: ignore CIT -->
    """
    yield from problems(document, "DOC903")


def format_unknown(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A bibliography is of a format that is not read, or how the manuscript cites cannot be told.

    What such a bibliography holds is not checked, and what needs it is not called missing. Where nothing that looks
    like a citation fits any entry, look whether the list is this manuscript's; --citation-format names the format.

    Bad:  bibliography: references.enl
    Good: bibliography: references.bib
    """
    yield from problems(document, "DOC904")
    if document.citation_format or document.resolutions or not any(b.references for b in document.bibliographies):
        return
    if sign := signs.first(tuple(outside_lists(document)), document.manuscript.text):
        why = "the bibliography has no numbers" if sign.format == "numeric" else "no citation fits the bibliography"
        message = f"“{cut(sign.text)}” looks like a citation {WORDS[sign.format]}, but {why}; nothing was checked"
        yield Finding(sign.span.start, sign.span.end, message, severity="note")


def limit_reached(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """There are more findings than anyone reads; the rest of the file's is only counted.

    So many mostly have one cause: the wrong bibliography, or a list that was not recognised. Mend that first.

    Bad:  a book checked against the bibliography of another
    Good: the same book with its own
    """
    yield from problems(document, "DOC905")


def list_not_understood(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """The bibliography fits the citations so badly that it was probably misread, or is another manuscript's.

    One finding stands for all the citations that would come out missing. Look whether the list of works is complete,
    stands under its own heading, and has one entry a paragraph.

    Bad:  a manuscript most of whose works are not in its list
    Good: the same manuscript with its own list
    """
    yield from problems(document, "DOC906")
