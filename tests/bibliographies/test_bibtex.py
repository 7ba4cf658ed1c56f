"""Whole .bib files: every field, strings, inheritance."""

from __future__ import annotations

from textwrap import dedent

import pytest

from citecheck.bibliographies.bibtex import parse
from citecheck.model import Bibliography, Name, Reference


def read(text: str) -> Bibliography:
    return parse(dedent(text), "refs.bib")


def one(text: str) -> Reference:
    bibliography = read(text)
    assert bibliography.problems == ()
    return bibliography.references[-1]


def test_all_fields() -> None:
    text = """
    @Article{rivers2003arches,
      author       = {Rivers, Ann and van der Brug, Jan and others},
      title        = {Arches and {B}ees},
      subtitle     = {A Comparison},
      shorttitle   = {Arches},
      shorthand    = {Rivers \\& van der Brug, Arches},
      journaltitle = {Journal of Bridges},
      date         = {2003-05},
      volume       = 12,
      number       = {3},
      pages        = {131--46},
      doi          = {https://doi.org/10.1000/ab_c},
      url          = {https://bridges.example/a_b~c--d},
      langid       = {english},
      ids          = {arches, rivers:arches},
      related      = {arcos},
      translator   = {Bee, Cy},
    }
    """
    reference = one(text)
    start = dedent(text).index("@")
    assert reference == Reference(
        id="rivers2003arches",
        path="refs.bib",
        start=start,
        end=start + len(dedent(text).strip()),
        raw=dedent(text).strip(),
        type="article",
        names=(Name("Rivers", "Ann"), Name("Brug", "Jan", "van der")),
        translators=(Name("Bee", "Cy"),),
        others=True,
        title="Arches and Bees: A Comparison",
        title_short="Arches",
        container="Journal of Bridges",
        year="2003",
        volume="12",
        issue="3",
        pages=((131, 146),),
        shorthand="Rivers & van der Brug, Arches",
        doi="10.1000/ab_c",
        url="https://bridges.example/a_b~c--d",
        language="english",
        aliases=("arches", "rivers:arches"),
        related=("arcos",),
    )


def test_bibtex_names_of_fields() -> None:
    reference = one("@phdthesis(a, author = {Ann Bee}, title = {T}, school = {U}, address = {Oslo}, year = 2001)")
    assert (reference.publisher, reference.place, reference.year, reference.type) == ("U", "Oslo", "2001", "phdthesis")
    assert one("@article{a, journal = {J}, title = {T}}").container == "J"
    assert one("@book{a, title = {T}, label = {Bees}}").shorthand == "Bees"


@pytest.mark.parametrize(
    ("fields", "families"),
    [
        ("author = {Rivers, Ann}, editor = {Bee, Bo}", ["Rivers"]),
        ("editor = {Bee, Bo}, organization = {River Society}", ["Bee"]),
        ("organization = {River and Canal Society}", ["River and Canal Society"]),
        ("institution = {River Society}", ["River Society"]),
        ("publisher = {Bridge Press}", []),
        ("author = {}, editor = {Bee, Bo}", ["Bee"]),
    ],
)
def test_what_a_work_is_filed_under(fields: str, families: list[str]) -> None:
    assert [n.family for n in one(f"@report{{a, {fields}, title = {{T}}}}").names] == families


def test_a_thesis_is_not_filed_under_its_school() -> None:
    assert one("@thesis{a, title = {T}, institution = {U}}").names == ()


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("url = {https://a.example/x\\_y\\%20z}", "https://a.example/x_y%20z"),
        ("eprint = {2101.00001}, archiveprefix = {arXiv}", "https://arxiv.org/abs/2101.00001"),
        ("howpublished = {Online: \\url{https://a.example/x}}", "https://a.example/x"),
        ("eprint = {12}", ""),
    ],
)
def test_url(fields: str, url: str) -> None:
    assert one(f"@misc{{a, title = {{T}}, {fields}}}").url == url


def test_strings() -> None:
    reference = one(
        """
        @string{jb = "Journal of Bees"}
        @STRING(supplement = jb # { Supplement})
        @article{a, journal = Supplement # ", " # {Part {#}2}, month = mar, title = "On {"}Bees{"}", year = 19 # 99}
        """
    )
    assert reference.container == "Journal of Bees Supplement, Part #2"
    assert reference.year == "1999"
    assert reference.title == 'On "Bees"'


def test_a_string_that_is_not_there_stands_for_itself() -> None:
    assert one("@article{a, title = {T}, journal = jbees}").container == "jbees"


def test_strings_that_double_each_other_stay_short() -> None:
    text = "@string{s0 = {bee}}" + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(200))
    assert len(one(f"{text}@book{{a, title = s200}}").title) <= 1_000


def test_a_part_inherits_from_its_book() -> None:
    chapter = read(
        """
        @incollection{arch, author = {Rivers, Ann}, title = {Arches}, subtitle = {Part One}, pages = {3-9},
          crossref = {bridges}}
        @collection{bridges, editor = {Bee, Bo}, title = {Bridges}, subtitle = {A Handbook}, date = {2001},
          publisher = {Canal Press}, location = {Oslo}, isbn = {1}, doi = {10.1/x}, pages = {500}, shorthand = {Br}}
        """
    ).references[0]
    assert chapter.title == "Arches: Part One"
    assert chapter.container == "Bridges: A Handbook"
    assert (chapter.year, chapter.publisher, chapter.place) == ("2001", "Canal Press", "Oslo")
    assert [n.family for n in chapter.editors] == ["Bee"]
    assert (chapter.isbn, chapter.doi, chapter.shorthand, chapter.pages) == ("", "", "", ((3, 9),))
    assert chapter.parent == "bridges"


@pytest.mark.parametrize(
    ("child", "parent", "container"),
    [
        ("inproceedings", "proceedings", "Whole"),
        ("inbook", "book", "Whole"),
        ("article", "periodical", "Whole"),
        ("inbook", "mvbook", "Whole"),
        ("book", "mvbook", "Whole"),
        ("misc", "book", ""),
    ],
)
def test_where_the_title_of_the_whole_goes(child: str, parent: str, container: str) -> None:
    text = f"@{child}{{a, title = {{Part}}, crossref = {{b}}}} @{parent}{{b, title = {{Whole}}, subtitle = {{S}}}}"
    reference = read(text).references[0]
    assert reference.title.startswith("Part")
    assert reference.container.startswith(container)
    assert bool(reference.container) is bool(container)


def test_a_collection_does_not_lie_in_itself() -> None:
    assert one("@collection{a, title = {Bridges}, booktitle = {Bridges}}").container == ""
    assert one("@book{a, title = {Bridges}, maintitle = {Rivers}, mainsubtitle = {All}}").container == "Rivers: All"
    proceedings = one("@proceedings{a, booktitle = {Bridges}}")
    assert (proceedings.title, proceedings.container) == ("Bridges", "")


def test_own_fields_stand_before_inherited_ones() -> None:
    own = read(
        """
        @inbook{a, title = {A}, booktitle = {Own}, year = {1999}, location = {Bergen}, crossref = {b}}
        @book{b, title = {Other}, subtitle = {S}, date = {2001}, address = {Oslo}}
        """
    ).references[0]
    assert (own.container, own.year, own.place) == ("Own", "1999", "Bergen")


def test_xdata_and_parents_of_parents() -> None:
    reference = read(
        """
        @inbook{a, title = {A}, xdata = {press, series}, crossref = {b-alias}}
        @xdata{press, publisher = {Canal Press}, xdata = {town}}
        @xdata{town, location = {Oslo}}
        @xdata{series, number = {7}}
        @book{b, ids = {b-alias}, title = {B}, crossref = {c}}
        @mvbook{c, title = {C}, date = {2001}}
        """
    ).references[0]
    assert (reference.publisher, reference.place, reference.issue) == ("Canal Press", "Oslo", "7")
    assert (reference.container, reference.year, reference.parent) == ("B", "2001", "b-alias")


def test_a_parent_that_is_not_there_is_named() -> None:
    reference = one("@inbook{a, title = {A}, crossref = {nowhere}}")
    assert reference.parent == "nowhere"


def test_xref_gives_a_parent_and_nothing_else() -> None:
    reference = read("@inbook{a, title = {A}, xref = {b}} @book{b, title = {B}, year = 2001}").references[0]
    assert (reference.parent, reference.container, reference.year) == ("b", "", "")


def test_comments_and_preambles_are_no_entries() -> None:
    text = """
    River bees.
    @comment{@book{x, title = {X}}}
    @preamble{"\\newcommand{\\a}{b}"}
    """
    assert [r.raw for r in read(f"{text}@book{{a, title = {{A}}}}").references] == ["@book{a, title = {A}}"]
    assert [r.id for r in read("Mail me@rivers (x).\n@book{a, title = {A}}").references] == ["a"]


def test_repeated_keys_and_fields_are_kept_in_order() -> None:
    bibliography = read(
        "@book{a, title = {One}, title = {Two}}\n@book{b, title = {B}}\n@book{a, title = {Three}}\n@book{A}"
    )
    assert [(r.id, r.title) for r in bibliography.references] == [("a", "One"), ("b", "B"), ("a", "Three"), ("A", "")]
    assert bibliography.problems == ()


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_text(ends: str) -> None:
    text = ends.join(["Bees", "", "@book{a,", "  title = {A", "  B},", "}", "", "@book{b, title={C}}", ""])
    references = parse(text, "x.bib").references
    assert [text[r.start : r.end] for r in references] == [r.raw for r in references]
    assert references[0].raw == ends.join(["@book{a,", "  title = {A", "  B},", "}"])
    assert [r.title for r in references] == ["A B", "C"]


def test_a_journal_of_many_parts_costs_no_memory() -> None:
    text = (
        "@book{b, booktitle = {"
        + "x" * 100_000
        + "}, title = {B}}"
        + "".join(f"@inbook{{k{n}, crossref = b}}\n" for n in range(500))
    )
    assert all(len(r.container) < 1_000 for r in parse(text, "x.bib").references[1:])
