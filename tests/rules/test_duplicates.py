from __future__ import annotations

import pytest

from citecheck.config import Config
from citecheck.model import Bibliography, Document, Manuscript, Name, Reference
from citecheck.rules.duplicates import duplicate_citekey, duplicate_reference, label_conflict, same_work
from citecheck.rules.project import gather

HOLM = (Name("Holm", "Ingrid"),)


def work(key: str = "a", **fields: object) -> Reference:
    given = {"names": HOLM, "title": "Stone and Water", "year": "1994", **fields}
    return Reference(key, "works.bib", 0, 10, **given)  # type: ignore[arg-type]


def found(rule: object, *references: Reference) -> list[tuple[str, ...]]:
    placed = tuple(Reference(**{**_fields(r), "start": 20 * n, "end": 20 * n + 9}) for n, r in enumerate(references))
    manuscript = Manuscript("works.bib", "bibliography", " " * 20 * len(placed), ())
    document = Document(manuscript, bibliographies=(Bibliography("works.bib", manuscript.text, placed),))
    return [f.references for f in rule(document, gather((document,)), Config())]  # type: ignore[operator]


def _fields(reference: Reference) -> dict[str, object]:
    return {name: getattr(reference, name) for name in reference.__struct_fields__}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"title": "Stone and water"}),
        ({}, {"title": "STONE AND WATER."}),
        ({}, {"names": (Name("Holm", "I."),)}),
        ({}, {"publisher": "Lantern"}),
        ({"container": "Rivers"}, {}),
        ({"container": "Rechnoi Zhurnal"}, {"container": "Rechnoj Žurnal"}),
        ({"container": "A translated title", "raw": "… Rivers 12 …"}, {"container": "Rivers"}),
        ({"doi": "10.1000/1", "year": ""}, {"doi": "10.1000/1"}),
        ({"doi": "https://doi.org/10.1000/A"}, {"doi": "10.1000/a"}),
        ({"names": (), "title": "The Accounts of the Ferry"}, {"names": (), "title": "The Accounts of the Ferry"}),
    ],
)
def test_one_work(one: dict[str, object], other: dict[str, object]) -> None:
    assert same_work(work("a", **one), work("b", **other))
    assert same_work(work("b", **other), work("a", **one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"year": "1995"}),
        ({"year": "1994a"}, {"year": "1994b"}),
        ({}, {"title": "Stone"}),
        ({}, {"names": (Name("Holm", "Karl"),)}),
        ({}, {"names": (*HOLM, Name("Marsh", "Ann"))}),
        ({"volume": "1"}, {"volume": "2"}),
        ({"issue": "1"}, {"issue": "2"}),
        ({"pages": ((1, 9),)}, {"pages": ((10, 20),)}),
        ({"container": "Rivers"}, {"container": "Bridges"}),
        ({"isbn": "1"}, {"isbn": "2"}),
        ({"url": "https://example.org/1"}, {"url": "https://example.org/2"}),
        ({"language": "german"}, {"language": "english"}),
        ({"translators": (Name("Weir", "Ruth"),)}, {}),
        ({"related": ("b",)}, {}),
        ({"parent": "b"}, {}),
        ({"doi": "10.1000/1"}, {"doi": "10.1000/2"}),
        ({"doi": "10.1000/1", "title": "The First Chapter"}, {"doi": "10.1000/1", "title": "The Second Chapter"}),
        ({"names": (), "title": "Letters"}, {"names": (), "title": "Letters"}),
        ({"title": ""}, {"title": ""}),
        ({"year": ""}, {"year": ""}),
    ],
)
def test_two_works(one: dict[str, object], other: dict[str, object]) -> None:
    assert not same_work(work("a", **one), work("b", **other))
    assert not same_work(work("b", **other), work("a", **one))


def test_duplicate_reference() -> None:
    assert found(duplicate_reference, work("a"), work("b"), work("c", year="1995"), work("d")) == [
        ("b", "a"),
        ("d", "a"),
    ]
    assert found(duplicate_reference, work("a"), work("a")) == [], "that is another rule's"
    assert found(duplicate_reference, work("a", doi="10.1/x"), work("b", doi="10.1/x")) == [("b", "a")], "once"


def test_duplicate_citekey() -> None:
    assert found(duplicate_citekey, work("a"), work("b"), work("a"), work("a"), work("")) == [("a",), ("a",)]
    assert found(duplicate_citekey, work(""), work("")) == [], "no key is no common key"


def test_label_conflict() -> None:
    other = {"title": "Stone Bridges", "year": "2001"}
    assert found(label_conflict, work("a", shorthand="Holm, Stone"), work("b", shorthand="Holm, Stone", **other)) == [
        ("b", "a")
    ]
    assert (
        found(label_conflict, work("a", shorthand="Holm, Stone"), work("b", shorthand="Holm, Bridges", **other)) == []
    )
    assert found(label_conflict, work("a", shorthand="VNP 1"), work("b", shorthand="VNP 2", **other)) == []
    assert found(label_conflict, work("a", shorthand="Holm"), work("b", shorthand="Holm")) == [], "a duplicate"
    assert found(label_conflict, work("a"), work("b", **other)) == []
