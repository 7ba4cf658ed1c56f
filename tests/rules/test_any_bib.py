"""Properties of the rules on bibliographies and forms: any text is survived, what is right stays quiet, fixes hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citecheck import fixes, registry
from citecheck.bibliographies import bibtex, works_cited
from citecheck.config import Config
from citecheck.engine.documents import as_document
from citecheck.manuscripts import markdown
from citecheck.model import Document, Finding
from citecheck.resolve.document import resolve_document
from citecheck.rules.project import gather

CODES = ("BIB205", "BIB206", "BIB207", "BIB209", "BIB210", "STY302", "STY303")
PARTS = [
    *(
        "@book{a,",
        "@article{b,",
        "}\n",
        "title = {Weirs}",
        "year = ",
        "date = {",
        "pages = {",
        "doi = {",
        "isbn = {",
        "issn = {",
    ),
    *(
        "crossref = {",
        "xdata = {",
        "journal = ",
        "eprinttype = {arxiv}, eprint = {",
        "orcid = {",
        "month = ",
        "day = {",
    ),
    *(
        "10.1000/",
        "https://doi.org/",
        "978-3-16",
        "1999-13",
        "358--349",
        "/",
        "..",
        "XX",
        "9" * 12,
        "a",
        "x",
        "#",
        ",",
        " ",
    ),
    *("{", "}", '"', "%", "\n", "\\", "–", "@string{s = {"),
]
NAMES = st.text(st.sampled_from("abcdeklmnorstuvz"), min_size=2, max_size=6).map(str.title)


def found(code: str, document: Document) -> list[Finding]:
    rule = next(r for r in registry.RULES if r.code == code)
    return list(registry.rule_function(rule)(document, gather((document,)), Config(select=(code,))))


def paper(text: str) -> Document:
    manuscript = markdown.read(text, "paper.md")
    listed = works_cited.parse(manuscript)
    return resolve_document(manuscript, (listed,) if listed else ())


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
def test_any_bib_is_survived(text: str) -> None:
    for document in (as_document(bibtex.parse(text, "works.bib")), paper(f"So (Marsh 3).\n\n# References\n\n{text}")):
        for code in CODES:
            for finding in found(code, document):
                assert 0 <= finding.start <= finding.end <= len(document.manuscript.text)
                assert finding.message
                edits = finding.fix.edits if finding.fix else ()
                assert all(finding.start <= e.start <= e.end <= finding.end for e in edits)


def listing(names: list[str]) -> Document:
    entries = "\n\n".join(f"{name}, Ann. *Rivers of {name}*. Northam: Lantern Press, 1999." for name in names)
    return paper(f"So (Marsh 3).\n\n# Works Cited\n\n{entries}\n")


@given(st.lists(NAMES, min_size=8, max_size=20, unique=True), st.data())
def test_a_sorted_list_is_quiet_and_one_entry_out_of_place_is_found(names: list[str], data: st.DataObject) -> None:
    names.sort()
    assert found("BIB207", listing(names)) == []
    at = data.draw(st.integers(0, len(names) - 4))
    moved = names.pop(at)
    names.insert(at + 3, moved)
    document = listing(names)
    (finding,) = found("BIB207", document)
    assert document.manuscript.text[finding.start : finding.end].startswith(f"{moved}, Ann")


@given(st.lists(st.tuples(st.integers(1, 1400), st.integers(1, 150), st.sampled_from(["-", "–", "--"])), max_size=12))
def test_mended_ranges_are_of_one_form_and_nothing_else_is_changed(ranges: list[tuple[int, int, str]]) -> None:
    cites = "; ".join(f"Okoro {a}{sign}{a + more}" for a, more, sign in ranges)
    text = f"So ({cites}).\n\n# Works Cited\n\nOkoro, Daniel. *Tolls*. Northam: Lantern Press, 2009.\n"
    for finding in found("STY303", paper(text)):
        assert finding.fix
        mended = fixes.apply(text, [finding.fix])
        assert mended != text
        assert found("STY303", paper(mended)) == []
        shown = [c.locator.ranges for d in (paper(text), paper(mended)) for r in d.resolutions if (c := r.cite).locator]
        assert shown[: len(shown) // 2] == shown[len(shown) // 2 :], "the same pages"
