from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.bib import in_bib

VALE = "@book{b, editor = {Marsh}, title = {The Vale}, publisher = {Lantern}, year = 1999}\n"
BIBLATEX = "@online{weir, title = {Weirs}, url = {https://example.org}}\n"


@pytest.mark.parametrize(
    ("entry", "place", "says"),
    [
        ("@article{a, author = {Reed}, title = {Weirs}, year = 1999}", "@article{a", "no journal"),
        ("@article{a, title = {Weirs}, journal = {}, year = 1999}", "@article{a", "no author and journal"),
        ("@article{, author = {Reed}, title = {Weirs}, journal = {Rivers}}", "@article{", "this entry has no year"),
        ("@book{a, author = {Reed}, title = {Weirs}, year = 1999}", "@book{a", "no publisher"),
        ("@book{a, title = {Weirs}, publisher = {Lantern}, year = 1999}", "@book{a", "no author or editor"),
        (
            "@InCollection{a, author = {Reed}, title = {Weirs}, publisher = {L}, year = 1999}",
            "@InCollection{a",
            "no booktitle",
        ),
        ("@phdthesis{a, author = {Reed}, title = {Weirs}, year = 1999}", "@phdthesis{a", "no school"),
        (BIBLATEX + "@article{a, author = {Reed}, title = {Weirs}, date = {1999}}", "@article{a", "no journal"),
        (BIBLATEX + "@thesis{a, author = {Reed}, title = {Weirs}, date = {1999}}", "@thesis{a", "no institution"),
        (BIBLATEX + "@online{a, title = {Weirs}}", "@online{a", "no url"),
    ],
)
def test_lacking(entry: str, place: str, says: str, tmp_path: Path) -> None:
    ((found, message),) = in_bib("BIB205", tmp_path, entry)
    assert found == place
    assert says in message


@pytest.mark.parametrize(
    "entry",
    [
        "@book{a, editor = {Reed}, title = {Weirs}, publisher = {Lantern}, year = 1999}",
        "@book{a, organization = {Water Board}, title = {Weirs}, publisher = {Lantern}, year = 1999}",
        "@article{a, author = {Reed}, title = {Weirs}, journaltitle = {Rivers}, date = {1999}}",
        "@article{a, author = {Reed}, title = {Weirs}, eprint = {2101.00001}, archiveprefix = {arXiv}, year = 2021}",
        "@misc{a, title = {Weirs}}",
        "@misc{a, howpublished = {a leaflet}}",
        "@manual{a, title = {Weirs}}",
        "@weirdtype{a}",
        BIBLATEX + "@book{a, author = {Reed}, title = {Weirs}, date = {1999}}",
        BIBLATEX + "@article{a, author = {Reed}, title = {Weirs}, journal = {Rivers}, pubstate = {inpress}}",
        BIBLATEX + "@report{a, author = {Reed}, title = {Weirs}, institution = {Water Board}, year = {1999}}",
        BIBLATEX + "@online{a, title = {Weirs}, doi = {10.1000/182}}",
        BIBLATEX + "@periodical{a, title = {Rivers}, date = {1999}}",
        VALE + "@incollection{a, author = {Reed}, title = {Weirs}, crossref = {b}}",
        "@xdata{x, publisher = {Lantern}, date = {1999}}\n@book{a, author = {Reed}, title = {Weirs}, xdata = {x}}",
        "@incollection{a, author = {Reed}, title = {Weirs}, crossref = {elsewhere}}",
        "@incollection{a, author = {R}, title = {W}, crossref = {a}, booktitle = {V}, publisher = {L}, year = 1}",
        "@book{a, title = {Weirs",
    ],
)
def test_complete(entry: str, tmp_path: Path) -> None:
    assert in_bib("BIB205", tmp_path, entry) == []


def test_a_circle_of_parents_ends(tmp_path: Path) -> None:
    circle = "@book{a, title = {Weirs}, crossref = {b}}\n@book{b, title = {Dams}, crossref = {a}}"
    assert [place for place, _ in in_bib("BIB205", tmp_path, circle)] == ["@book{a", "@book{b"]
