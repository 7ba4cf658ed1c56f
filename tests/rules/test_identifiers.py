from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.bib import check, fixed, in_bib


def entry(field: str, more: str = "") -> str:
    return f"@book{{holm1994, title = {{Stone}}, {field}{more}}}"


@pytest.mark.parametrize(
    ("field", "place", "says"),
    [
        ("isbn = {978-3-16-148410-1}", "978-3-16-148410-1", "check digit"),
        ('isbn = "0-306-40615-3"', "0-306-40615-3", "check digit"),
        ("isbn = {978-3-16-14841}", "978-3-16-14841", "11 digits; it takes 10 or 13"),
        ("isbn = {0317-8471}", "0317-8471", "is an ISSN, no ISBN"),
        ("isbn = {0317-8471 (Print) 2434-561X (Web)}", "0317-8471 (Print) 2434-561X (Web)", "is an ISSN, no ISBN"),
        ("isbn = {978-3-16-148410-0, 0-306-40615-3}", "978-3-16-148410-0, 0-306-40615-3", "0-306-40615-3 is wrong"),
        ("issn = {0317-8472}", "0317-8472", "check digit"),
        ("issn = {978-3-16-148410-0}", "978-3-16-148410-0", "is an ISBN, no ISSN"),
        ("issn = {issn-7}", "issn-7", "“issn-7” is no ISSN"),
        ("doi = {https://doi.org/10.1000/182}", "https://doi.org/10.1000/182", "bare DOI"),
        ("doi = {doi:10.1000/182}", "doi:10.1000/182", "bare DOI"),
        (
            "doi = {https://press.example/doi/10.1000/182}",
            "https://press.example/doi/10.1000/182",
            "did you mean 10.1000/182",
        ),
        ("doi = {10.1000/ 182}", "10.1000/ 182", "blank"),
        ("doi = {10.1000/182.}", "10.1000/182.", "full stop"),
        ("doi = {1000/182}", "1000/182", "no DOI"),
        ("pmid = {PMC12}", "PMC12", "PubMed"),
        ("pmcid = {weir}", "weir", "PubMed Central"),
        ("orcid = {0000-0002-1825-0098}", "0000-0002-1825-0098", "ORCID"),
        ("eprinttype = {arxiv}, eprint = {21.00001}", "21.00001", "no arXiv"),
        ("archiveprefix = {arXiv}, eprint = {arXiv:2101.00001}", "arXiv:2101.00001", "bare identifier"),
    ],
)
def test_bad(field: str, place: str, says: str, tmp_path: Path) -> None:
    ((found, message),) = in_bib("BIB206", tmp_path, entry(field))
    assert found == place
    assert says in message


@pytest.mark.parametrize(
    "field",
    [
        "isbn = {978-3-16-148410-0}",
        "isbn = {9783161484100}",
        "isbn = {978–3–16–148410–0}",
        "isbn = {0-306-40615-2}",
        "isbn = {0-8044-2957-x}",
        "isbn = {ISBN 978-3-16-148410-0 (pbk.)}",
        "isbn = {978-3-16-148410-0 (print), 0-306-40615-2 (cloth)}",
        "isbn = {9783161484100 0306406152}",
        "isbn = {}",
        "issn = {0317-8471}",
        "issn = {03178471}",
        "issn = {2434-561X, 0317-8471}",
        "doi = {10.1000/182}",
        "doi = {10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2}",
        r"doi = {10.1007/978-3\_16}",
        "doi = {10/fk3x}",
        "pmid = {12345678}",
        "pmcid = {PMC1234567}",
        "orcid = {0000-0002-1825-0097}",
        "orcid = {https://orcid.org/0000-0002-1825-0097}",
        "eprinttype = {arxiv}, eprint = {2101.00001v2}",
        "archiveprefix = {arXiv}, eprint = {math/0309136}",
        "eprinttype = {hdl}, eprint = {2117/123}",
        "eprint = {anything}",
    ],
)
def test_good(field: str, tmp_path: Path) -> None:
    assert in_bib("BIB206", tmp_path, entry(field)) == []


@pytest.mark.parametrize(
    ("field", "safely", "on_request"),
    [
        ("doi = {https://doi.org/10.1000/182}", "doi = {10.1000/182}", "doi = {10.1000/182}"),
        ("doi = {https://doi.org/10.1000%2F182}", "doi = {10.1000/182}", "doi = {10.1000/182}"),
        ("eprinttype = {arxiv}, eprint = {arXiv:2101.00001}",) + ("eprinttype = {arxiv}, eprint = {2101.00001}",) * 2,
        (
            "doi = {https://press.example/10.1000/182}",
            "doi = {https://press.example/10.1000/182}",
            "doi = {10.1000/182}",
        ),
        (r"doi = {doi:10.1000/a\_b}", r"doi = {doi:10.1000/a\_b}", "doi = {10.1000/a_b}"),
        ("isbn = {978-3-16-148410-1}",) * 3,
    ],
)
def test_fixes(field: str, safely: str, on_request: str, tmp_path: Path) -> None:
    assert fixed("BIB206", tmp_path, "works_bib", entry(field)) == entry(safely)
    mended = fixed("BIB206", tmp_path, "works_bib", entry(field), unsafe=True)
    assert mended == entry(on_request)
    assert fixed("BIB206", tmp_path, "works_bib", mended, unsafe=True) == mended


def test_printed_lists(tmp_path: Path) -> None:
    text = """So it was (Holm 3; Reed 4; Marsh 5).

# Works Cited

Holm, Ingrid. *Stone*. Northam: Lantern Press, 1994. ISBN 978-3-16-148410-1.

Marsh, Ann. *Floods*. Northam: Lantern Press, 1994. ISBN: 978-3-16-148410-0 12 pages.

Reed, Hannah. *Weirs*. Northam: Lantern Press, 1999. ISSN 0317-8472. https://doi.org/10.1000/182
"""
    found = check("BIB206", tmp_path, paper_md=text)
    assert [text[d.start : d.end] for d in found] == ["978-3-16-148410-1", "0317-8472"]
