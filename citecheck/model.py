"""The immutable values that all stations speak.

Offsets are half-open code points: of the decoded file where a docstring says *source*, of a block's prose where it says
*prose*. Words are those of CSL 1.0.2 and BibLaTeX.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CitationFormat = Literal["author", "author-date", "numeric", "label", "note", "citekey"]
Verdict = Literal["resolved", "context", "missing", "ambiguous", "mismatch", "undecided", "unlisted"]
Severity = Literal["error", "warning", "note"]
Mode = Literal["normal", "author-in-text", "suppress-author"]


class Span(Struct, frozen=True, order=True):
    """A stretch of source text."""

    start: int
    end: int


class Problem(Struct, frozen=True):
    """What a reader could not read: `code` is the rule that reports it (DOC901, BIB208 …)."""

    code: str
    span: Span
    message: str
    fix: Fix | None = None


class Comment(Struct, frozen=True):
    """A comment that begins with `citecheck:`, signs included (source); `text` is what follows that, from `at` on."""

    start: int
    end: int
    text: str
    at: int


# ---- manuscripts


class OffsetMap(Struct, frozen=True):
    """Where prose comes from: run i covers prose from `prose[i]` and `size[i]` characters of source from `source[i]`.

    A run whose size in the source equals its size in the prose maps character by character; any other (an entity, a
    placeholder) maps as a whole. `citecheck.text.spans` does the arithmetic.
    """

    prose: tuple[int, ...]
    source: tuple[int, ...]
    size: tuple[int, ...]


MarkKind = Literal["emphasis", "strong", "superscript", "link", "url", "noteref"]


class Mark(Struct, frozen=True):
    """Markup over a stretch of prose. `target` is a link's address or a note's label; a noteref has no width."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


BlockKind = Literal["heading", "paragraph", "item", "quote", "cell", "note"]


class Block(Struct, frozen=True):
    """A paragraph, heading, list item, table cell or note: prose without markup, and the way back to it.

    Soft line breaks are newlines. Code, math and images are one U+FFFC each. Characters that print nothing (soft
    hyphens, zero-width spaces) are left out.
    """

    kind: BlockKind
    start: int  # source
    end: int  # source
    prose: str
    map: OffsetMap
    marks: tuple[Mark, ...] = ()
    level: int = 0  # of a heading, 1-6; of a quote or item, how deep
    marker: str = ""  # "-", "14.", "[14]" of an item; the number or label of a note
    quoted: bool = False  # inside a block quotation


class RawCite(Struct, frozen=True):
    """A citekey as a reader found it, `start`-`end` covering the key with its `@` (source)."""

    start: int
    end: int
    key: str
    prefix: str = ""
    suffix: str = ""
    mode: Mode = "normal"


class RawCitation(Struct, frozen=True):
    """A cluster of citekeys, brackets included (source)."""

    start: int
    end: int
    cites: tuple[RawCite, ...]


class Manuscript(Struct, frozen=True):
    """A decoded file and what a reader made of it."""

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    bibliographies: tuple[str, ...] = ()  # as declared, relative to the manuscript
    language: str = ""
    citekeys: tuple[RawCitation, ...] = ()
    inline_references: tuple[Reference, ...] = ()  # of a bibliography inside the front matter
    nocite: tuple[str, ...] = ()  # citekeys listed without being cited; "*" for all
    problems: tuple[Problem, ...] = ()
    comments: tuple[Comment, ...] = ()  # those that speak to citecheck


# ---- bibliographies


class Name(Struct, frozen=True):
    """A person, or with `literal` a body whose name has no parts (then `family` is the whole of it)."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: bool = False


class Reference(Struct, frozen=True):
    """An entry of the bibliography. Text fields are Unicode without markup; what is not given is empty.

    `type` is a CSL or BibLaTeX type name where it is known. `year` is as printed with its suffix letter (`2003a`);
    `pages` holds the page spans of the work in its container.
    """

    id: str
    path: str
    start: int
    end: int
    raw: str = ""
    type: str = ""
    names: tuple[Name, ...] = ()  # those the work is filed under: authors, else editors
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    others: bool = False  # "et al." in the list itself
    names_short: tuple[Name, ...] = ()  # the form they are cited by: `shortauthor`, or as a printed list has them
    title: str = ""
    title_short: str = ""
    translated: str = ""  # another title of the work: its translation, or its original
    container: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    shorthand: str = ""  # the label an author gives: `RKEB 1`, `Marsh, Rivers`
    abbreviations: tuple[str, ...] = ()  # further labels, which the configuration gives it
    number: str = ""  # of an entry in a numbered list
    printed: str = ""  # the entry of a printed list that describes the same work, where `raw` is that of a .bib
    doi: str = ""
    isbn: str = ""
    url: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()  # BibLaTeX `ids`
    parent: str = ""  # id of the entry it inherits from, or lies in
    related: tuple[str, ...] = ()


class PrintedList(Struct, frozen=True):
    """A list printed in a manuscript, its heading included (source).

    `promises_cited` says that its heading does, as Works Cited. `chapter` is the stretch of text that it is for, None
    where that is all of it.
    """

    start: int
    end: int
    promises_cited: bool = False
    chapter: Span | None = None


class Listed(Struct, frozen=True):
    """An entry of a printed list that gives way to other bibliographies: its place, its marks, what it describes.

    `reference` is the id of the one reference there that it describes, empty where that cannot be told. `label` is one
    in square brackets at the head of the entry.
    """

    start: int  # source
    end: int
    number: str = ""
    label: str = ""
    reference: str = ""


class Bibliography(Struct, frozen=True):
    """What one .bib file, or the lists printed in one manuscript, hold.

    Where a printed list gives way to other bibliographies, `listed` is what is left of its entries.
    """

    path: str
    text: str
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...] = ()
    printed: bool = False
    noted: bool = False  # made of the works that the notes of a manuscript cite in full
    lists: tuple[PrintedList, ...] = ()
    listed: tuple[Listed, ...] = ()


# ---- citations


class Locator(Struct, frozen=True):
    """Where in a work: `text` as printed, its source span, and the page ranges in it (abbreviated ends filled in)."""

    text: str
    start: int
    end: int
    ranges: tuple[tuple[int, int], ...] = ()


class Reading(Struct, frozen=True):
    """One way to take a cite apart; the bibliography decides which is meant."""

    names: tuple[str, ...] = ()
    title: str = ""
    year: str = ""
    others: bool = False  # et al.
    styled: Literal["", "italic", "quoted"] = ""  # how the title is set


class Cite(Struct, frozen=True):
    """One item of a citation. `start`-`end` (source) leave out brackets, `;` and the final full stop."""

    start: int
    end: int
    text: str
    format: CitationFormat
    prose: str = ""  # the text without markup
    readings: tuple[Reading, ...] = ()
    citekey: str = ""
    number: tuple[int, int] | None = None  # in a numbered list, the first and the last of a range
    locator: Locator | None = None
    locator_at: int = -1  # where the locator begins in `prose`
    prefix: str = ""
    suffix: str = ""
    mode: Mode = "normal"
    back: Literal["", "ibid", "op. cit."] = ""  # refers back: to the citation before, or to that work of its author


class Citation(Struct, frozen=True):
    """A cluster of cites in one pair of brackets, one note, or one stretch of running text (source)."""

    start: int
    end: int
    cites: tuple[Cite, ...]
    place: Literal["parenthesis", "bracket", "note", "text"] = "parenthesis"
    at: int = 0  # where it begins in the prose of its block
    closed: bool = True  # False where a bracket is missing


class Resolution(Struct, frozen=True):
    """What a cite was taken for: ids of `references` (the candidates, when ambiguous), the `nearest` of a missing one.

    `suggestion` is the text to print in its place, where one can be told; it is `certain` where one letter of a name is
    wrong, and all else leads to one entry.
    """

    cite: Cite
    citation: Citation
    verdict: Verdict
    references: tuple[str, ...] = ()
    why: str = ""
    reading: Reading = Reading()
    nearest: tuple[str, ...] = ()
    suggestion: str = ""
    certain: bool = False


# ---- findings


class Edit(Struct, frozen=True):
    """Replace a stretch of source."""

    start: int
    end: int
    text: str


class Fix(Struct, frozen=True):
    """Edits that mend a finding; a safe one cannot change what the text says."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Place(Struct, frozen=True):
    """A related place: a candidate's entry, the other of two duplicates."""

    path: str
    start: int
    end: int
    message: str


class Finding(Struct, frozen=True):
    """What a rule yields; the engine adds path, code and severity. A rule may lower its severity for one finding."""

    start: int
    end: int
    message: str
    references: tuple[str, ...] = ()
    fix: Fix | None = None
    places: tuple[Place, ...] = ()
    severity: Severity | None = None


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


# ---- a run


class Section(Struct, frozen=True):
    """A stretch of a manuscript with a list of its own (source), and the citation format there."""

    start: int
    end: int
    citation_format: CitationFormat | Literal[""] = ""


class Document(Struct, frozen=True):
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
