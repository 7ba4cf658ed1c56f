from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.bib import check, in_bib

DEFINED = "@string{jrh = {Journal of River History}}\n"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (DEFINED + "@article{a, title = {Weirs}, journal = jhr}", "jhr", "for text write {jhr}"),
        (DEFINED + "@article{a, title = {Weirs}, journal = jrhh # { 2}}", "jrhh", "did you mean jrh?"),
        ("@article{a, title = {Weirs}, month = june}", "june", "did you mean jun?"),
        ("@book{a, title = {Weirs}, crossref = {vale}}", "vale", "the crossref “vale” leads to no entry"),
        ("@book{Vale1999, title = {Vale}}\n@book{a, crossref = {vale1998}}", "vale1998", "did you mean Vale1999?"),
        ("@book{b, title = {Vale}}\n@book{a, title = {Weirs}, related = {b, c}}", "c", "the related “c”"),
        ("@book{a, title = {Weirs}, xdata = {lantern}}", "lantern", "the xdata"),
    ],
)
def test_undefined(text: str, place: str, says: str, tmp_path: Path) -> None:
    ((found, message),) = in_bib("BIB209", tmp_path, text)
    assert found == place
    assert says in message


@pytest.mark.parametrize(
    "text",
    [
        DEFINED + "@article{a, title = {Weirs}, journal = JRH, month = nov, year = 1999}",
        DEFINED + "@string{long = jrh # { (new series)}}\n@article{a, title = {Weirs}, journal = long}",
        "@article{a, title = {Weirs}, journal = cacm}",
        "@article{a, title = {Weirs of } # {the north}, month = 1 # nov}",
        '@article{a, title = "jrh"}',
        # left to another file
        "@article{a, title = {Weirs}, journal = jrh}",
        "@article{a, journal = jrh}\n@article{b, journal = rivers}\n@book{c, publisher = lantern}",
        "@book{vale, title = {Vale}}\n@book{a, title = {Weirs}, crossref = {vale}}",
        "@book{vale, title = {Vale}}\n@book{a, title = {Weirs}, crossref = {Vale}}",
        "@book{vale, title = {Vale}, ids = {valley}}\n@book{a, title = {Weirs}, crossref = {valley}}",
        "@book{a, title = {Weirs}, crossref = {}}",
    ],
)
def test_defined(text: str, tmp_path: Path) -> None:
    assert in_bib("BIB209", tmp_path, text) == []


def test_other_files_of_the_same_manuscripts_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    work = "@article{a, title = {Weirs}, journal = jrh, crossref = {vale}}"
    more = DEFINED + "@book{vale, title = {Vale}}"
    paper = "---\nbibliography: [works.bib, more.bib]\n---\n\nSo [@a].\n"
    assert check("BIB209", tmp_path, more_bib=more, works_bib=work, paper_md=paper) == []
    assert check("BIB209", tmp_path, more_bib=more, works_bib=work) == [], "given together"
    alone = "---\nbibliography: works.bib\n---\n\nSo [@a].\n"
    found = check("BIB209", tmp_path, more_bib=more, works_bib=work, paper_md=alone)
    assert [work[d.start : d.end] for d in found] == ["jrh", "vale"], "no manuscript joins the two"
