"""The immutable values that all stations speak.

Offsets are half-open code points: of the decoded file where a docstring says *source*, of a block's prose where it says
*prose*. Words are those of CSL 1.0.2 and BibLaTeX. What only the cache writes is written without the names of its
fields (`array_like`).
"""

from __future__ import annotations

from citecheck.model.bibliography import Bibliography, Listed, Name, PrintedList, Reference
from citecheck.model.citation import Citation, CitationFormat, Cite, Locator, Reading, Resolution, Verdict
from citecheck.model.edits import Comment, Edit, Fix, Place, Problem, Severity, Span
from citecheck.model.manuscript import (
    Block,
    BlockKind,
    Manuscript,
    Mark,
    MarkKind,
    Mode,
    OffsetMap,
    RawCitation,
    RawCite,
)
from citecheck.model.run import Diagnostic, Document, Finding, RulePage, Run, Section

__all__ = [
    "Bibliography",
    "Block",
    "BlockKind",
    "Citation",
    "CitationFormat",
    "Cite",
    "Comment",
    "Diagnostic",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Listed",
    "Locator",
    "Manuscript",
    "Mark",
    "MarkKind",
    "Mode",
    "Name",
    "OffsetMap",
    "Place",
    "PrintedList",
    "Problem",
    "RawCitation",
    "RawCite",
    "Reading",
    "Reference",
    "Resolution",
    "RulePage",
    "Run",
    "Section",
    "Severity",
    "Span",
    "Verdict",
]
