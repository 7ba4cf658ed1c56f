"""What was checked, and what was found."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from citecheck.model.bibliography import Bibliography
from citecheck.model.citation import Citation, CitationFormat, Resolution
from citecheck.model.edits import Fix, Place, Problem, Severity
from citecheck.model.manuscript import Manuscript


class Finding(Struct, frozen=True):
    """What a rule yields; the engine adds path, code and severity. A rule may lower its severity for one finding."""

    start: int
    end: int
    message: str
    references: tuple[str, ...] = ()
    fix: Fix | None = None
    places: tuple[Place, ...] = ()
    severity: Severity | None = None


class Section(Struct, frozen=True, array_like=True):
    """A stretch of a manuscript with a list of its own (source), and the citation format there."""

    start: int
    end: int
    citation_format: CitationFormat | Literal[""] = ""


class Diagnostic(Struct, frozen=True):
    """A finding with its address."""

    path: str
    start: int
    end: int
    code: str
    name: str
    severity: Severity
    message: str
    references: tuple[str, ...] = ()
    fix: Fix | None = None
    places: tuple[Place, ...] = ()


class Document(Struct, frozen=True, array_like=True):
    """A manuscript, checked: what rules and reports see of it.

    `citation_format` is the manuscript's main one, empty where it could not be told; `sections` are there where
    chapters have lists of their own. `bibliographies` are those that its citations were resolved against; `citations`
    and `resolutions` are in the order of the text.
    """

    manuscript: Manuscript
    citation_format: CitationFormat | Literal[""] = ""
    citations: tuple[Citation, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    bibliographies: tuple[Bibliography, ...] = ()
    problems: tuple[Problem, ...] = ()  # found while looking for its bibliography or its format
    sections: tuple[Section, ...] = ()


class RulePage(Struct, frozen=True):
    """What a rule finds, why it matters, a bad and a good example."""

    code: str
    name: str
    severity: Severity
    text: str


class Run(Struct, frozen=True):
    """All that one run found; what a report renders.

    `cited` counts the cites of each (bibliography path, reference id) over the whole project. `texts` maps each path
    that a diagnostic or place names to its decoded text. `pages` are there only for reports that print them.
    Documents and diagnostics are in the order of their paths.
    """

    documents: tuple[Document, ...] = ()
    bibliographies: tuple[Bibliography, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    cited: dict[tuple[str, str], int] = {}
    texts: dict[str, str] = {}
    left_out: dict[str, int] = {}  # path -> findings beyond the limit
    checked: dict[str, frozenset[str]] = {}  # path -> codes of the rules that were applied, found anything or not
    known: int = 0  # findings that a baseline holds, and that are not among the diagnostics
    failed: tuple[str, ...] = ()  # messages about files that could not be read at all
    pages: tuple[RulePage, ...] = ()  # of the rules that found something
    fixed: dict[str, int] = {}  # code -> fixes applied before this check
