"""What there is: formats of manuscripts and bibliographies, rules, and reports.

A row names its module as text, and the module is imported when it is first needed: a run pays only for what it meets.
Adding one is one file and one row here. The citation formats have their table in `citecheck.resolve.formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from citecheck.config import Config
from citecheck.model import Document, Finding, RulePage, Run, Severity
from citecheck.rules.project import Project

RuleFunction = Callable[[Document, Project, Config], Iterator[Finding]]


class Rule(Struct, frozen=True):
    """A row: `place` is `module:function` inside `citecheck.rules`; `default` says whether it is on unasked."""

    code: str
    name: str
    severity: Severity
    place: str
    default: bool = True


class UnknownRule(Exception):
    """A rule was asked for that does not exist."""


# Suffix in lower case -> module with `read(text, path) -> Manuscript`.
MANUSCRIPTS = {
    ".md": "citecheck.manuscripts.markdown",
    ".markdown": "citecheck.manuscripts.markdown",
    ".mdown": "citecheck.manuscripts.markdown",
    ".qmd": "citecheck.manuscripts.markdown",
    ".rmd": "citecheck.manuscripts.markdown",
    ".txt": "citecheck.manuscripts.plain",
    ".text": "citecheck.manuscripts.plain",
}

# Suffix in lower case -> module with `parse(text, path) -> Bibliography`; the list printed in a manuscript has its own.
BIBLIOGRAPHIES = {".bib": "citecheck.bibliographies.bibtex"}
# Suffix -> module with `with_entry(text, path, reference, remark) -> (text, reference)` and `CannotWrite`.
ENTRY_WRITERS = {".bib": "citecheck.bibliographies.bibtex_write"}
PRINTED_LIST = "citecheck.bibliographies.works_cited"
NOTED_WORKS = "citecheck.resolve.noted_works"
PAIRING = "citecheck.bibliographies.pairing"
LIST_HEADINGS = "citecheck.bibliographies.list_headings"

RULES = (
    Rule("CIT001", "missing-reference", "error", "citations:missing_reference"),
    Rule("CIT002", "ambiguous-citation", "error", "citations:ambiguous_citation"),
    Rule("CIT003", "mismatched-citation", "warning", "citations:mismatched_citation"),
    Rule("CIT004", "undefined-citekey", "error", "citekeys:undefined_citekey"),
    Rule("CIT005", "locator-without-source", "note", "citations:locator_without_source"),
    Rule("CIT006", "unbalanced-citation", "warning", "citations:unbalanced_citation"),
    Rule("CIT007", "doubtful-antecedent", "note", "citations:doubtful_antecedent"),
    Rule("CIT008", "year-suffix", "warning", "years:year_suffix"),
    Rule("LOC101", "descending-range", "warning", "locators:descending_range"),
    Rule("LOC102", "outside-page-span", "warning", "locators:outside_page_span"),
    Rule("LOC103", "locator-spacing", "warning", "locator_spacing:locator_spacing"),
    Rule("BIB201", "uncited-reference", "warning", "uncited:uncited_reference"),
    Rule("BIB202", "duplicate-reference", "warning", "duplicates:duplicate_reference"),
    Rule("BIB203", "duplicate-citekey", "error", "duplicates:duplicate_citekey"),
    Rule("BIB204", "label-conflict", "warning", "duplicates:label_conflict"),
    Rule("BIB205", "missing-field", "warning", "fields:missing_field", default=False),
    Rule("BIB206", "bad-identifier", "warning", "identifiers:bad_identifier", default=False),
    Rule("BIB207", "out-of-order", "warning", "order:out_of_order", default=False),
    Rule("BIB208", "broken-entry", "error", "reading:broken_entry"),
    Rule("BIB209", "undefined-string-or-crossref", "warning", "strings:undefined_string_or_crossref", default=False),
    Rule("BIB210", "bad-date-or-pages", "warning", "dates:bad_date_or_pages", default=False),
    Rule("STY301", "mixed-formats", "warning", "mixing:mixed_formats", default=False),
    Rule("STY302", "title-form", "warning", "titles:title_form", default=False),
    Rule("STY303", "range-form", "warning", "ranges:range_form", default=False),
    Rule("STY304", "name-form", "warning", "names:name_form", default=False),
    Rule("STY306", "citation-order", "warning", "numbering:citation_order", default=False),
    Rule("DOC901", "unreadable", "warning", "reading:unreadable"),
    Rule("DOC902", "no-bibliography", "warning", "reading:no_bibliography"),
    Rule("DOC903", "unused-suppression", "warning", "reading:unused_suppression"),
    Rule("DOC904", "format-unknown", "warning", "reading:format_unknown"),
    Rule("DOC905", "limit-reached", "warning", "reading:limit_reached"),
    Rule("DOC906", "list-not-understood", "warning", "reading:list_not_understood"),
)

# Output -> module with `render(run, look) -> str`.
REPORTS = {
    "text": "citecheck.reports.text",
    "concise": "citecheck.reports.concise",
    "json": "citecheck.reports.json",
    "jsonl": "citecheck.reports.json_lines",
    "sarif": "citecheck.reports.sarif",
    "github": "citecheck.reports.github",
    "gitlab": "citecheck.reports.gitlab",
    "junit": "citecheck.reports.junit",
    "checkstyle": "citecheck.reports.checkstyle",
    "rdjson": "citecheck.reports.rdjson",
    "rdjsonl": "citecheck.reports.rdjson_lines",
    "html": "citecheck.reports.html",
    "statistics": "citecheck.reports.statistics",
    "cites-text": "citecheck.reports.cites_table",
    "cites-json": "citecheck.reports.cites_json",
    "cites-jsonl": "citecheck.reports.cites_json_lines",
    "cites-csv": "citecheck.reports.cites_csv",
}

# The reports that print the rules' pages beside the findings.
EXPLAINING = {"sarif", "html"}


def load(module: str, name: str) -> Any:
    """A function of a row's module."""
    return getattr(import_module(module), name)


def report(name: str) -> Callable[..., str]:
    """The function that renders a run."""
    render: Callable[..., str] = load(REPORTS[name], "render")
    return _explaining(render) if name in EXPLAINING else render


def _explaining(render: Callable[..., str]) -> Callable[..., str]:
    def explained(run: Run, *rest: Any, **options: Any) -> str:
        found = {d.code for d in run.diagnostics}
        pages = (RulePage(r.code, r.name, r.severity, rule_page(r.code)) for r in RULES if r.code in found)
        return render(replace(run, pages=tuple(pages)), *rest, **options)

    return explained


def rule_function(rule: Rule) -> RuleFunction:
    """The function of a rule."""
    module, _, name = rule.place.partition(":")
    function: RuleFunction = load(f"citecheck.rules.{module}", name)
    return function


def rule_page(code: str) -> str:
    """What a rule finds, why it matters, a bad and a good example: its docstring, without indentation."""
    import inspect

    rule = next(r for r in RULES if r.code == code)
    return inspect.getdoc(rule_function(rule)) or ""


def named(words: Iterable[str]) -> frozenset[str]:
    """The codes that codes, prefixes, names and `ALL` stand for. Raises `UnknownRule`."""
    codes: set[str] = set()
    for word in words:
        for part in word.replace(",", " ").split():
            codes |= _codes(part)
    return frozenset(codes)


def _codes(word: str) -> set[str]:
    upper = word.upper()
    found = {r.code for r in RULES if upper == "ALL" or r.code.startswith(upper) or r.name == word.lower()}
    if not found:
        from difflib import get_close_matches

        known = {w.lower(): w for r in RULES for w in (r.code, r.name)}
        near = get_close_matches(word.lower()[:60], known, n=1, cutoff=0.6)
        hint = f"did you mean {known[near[0]]}?" if near else "`citecheck rules` lists all"
        raise UnknownRule(f"there is no rule {word[:60]!r}; {hint}")
    return found


def chosen(config: Config) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """The rules that a configuration turns on, and the codes it asks for by name. Raises `UnknownRule`."""
    asked, ignored = named((*config.select, *config.extend_select)), named(config.ignore)
    on = asked if config.select else asked | {r.code for r in RULES if r.default}
    return tuple(r for r in RULES if r.code in on and r.code not in ignored), asked
