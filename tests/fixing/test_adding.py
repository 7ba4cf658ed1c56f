"""`citecheck add`: entries for missing works, in the style of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies import bibtex
from citecheck.bibliographies.bibtex_write import CannotWrite, with_entry
from citecheck.bibliographies.citekey_style import key_for
from citecheck.cli.main import main
from citecheck.model import Name, Reference

HOLM = "@book{holm1994stone,\n  author = {Holm, Ingrid},\n  title = {Stone and Water},\n  year = {1994}\n}\n"
MARSH = "@book{marsh1987floods,\n  author = {Marsh, Ann},\n  title = {Floods of the Vale},\n  year = {1987}\n}\n"
TYPED = (
    "It sank (Holm, *Stone* 3; Reed, *Weirs & Dams* 7).\n\nIt rose (Reed 9; Marsh 4), and fell (Carter and Weir 5).\n"
)


def work(names: str = "Reed", title: str = "The Weirs and Dams", year: str = "1999", key: str = "") -> Reference:
    people = tuple(Name(n) for n in names.split("+") if n)
    return Reference(key, "", 0, 0, names=people, title=title, year=year)


# ---- keys


def others(*keys: str) -> tuple[Reference, ...]:
    """Works with these keys, by Holm, Marsh and Okoro with Weir."""
    known = [
        work("Holm", "Stone and Water", "1994"),
        work("Marsh", "The Floods of the Vale", "1987"),
        work("Okoro+Weir", "Who Paid for the Toll House?", "2009"),
    ]
    return tuple(
        Reference(k, "", 0, 0, names=w.names, title=w.title, year=w.year) for k, w in zip(keys, known, strict=False)
    )


@pytest.mark.parametrize(
    ("keys", "made"),
    [
        ((), "reed1999weirs"),
        (("holm1994stone", "marsh1987floods"), "reed1999weirs"),
        (("holm1994stone", "marsh1987the"), "reed1999the"),
        (("Holm1994", "Marsh1987", "Okoro2009"), "Reed1999"),
        (("Holm1994", "Marsh1987", "OkoroWeir2009"), "Reed1999"),
        (("holm:stone", "marsh:floods", "okoro:who"), "reed:weirs"),
        (("holm_stone_1994", "marsh_floods_1987"), "reed_weirs_1999"),
        (("holm-94", "marsh-87"), "reed-99"),
        (("Holm:1994:Stone", "Marsh:1987:Floods"), "Reed:1999:Weirs"),
        (("a1", "a2", "a3"), "reed1999weirs"),
        (("holm1994a", "marsh1987b"), "reed1999"),
    ],
)
def test_a_key_is_made_as_the_others_are(keys: tuple[str, ...], made: str) -> None:
    assert key_for(work(), others(*keys)) == made


@pytest.mark.parametrize(
    ("reference", "made"),
    [
        (work(year=""), "reedweirs"),
        (work(title=""), "reed1999"),
        (work(""), "1999weirs"),
        (work("", "", ""), "entry"),
        (work("Žižka"), "zizka1999weirs"),
        (work("van der Meer"), "vandermeer1999weirs"),
        (work("Holm", "Stone", "1994"), "holm1994stonea"),
    ],
)
def test_a_key_of_what_is_known(reference: Reference, made: str) -> None:
    assert key_for(reference, others("holm1994stone", "marsh1987floods")) == made


# ---- styles

STYLES = {
    "plain": (
        HOLM + "\n" + MARSH,
        "@misc{reed1999weirs,\n  author = {Reed},\n  title = {Weirs},\n  year = {1999}\n}\n",
    ),
    "aligned": (
        "@book{holm1994stone,\n  author    = {Holm, Ingrid},\n  publisher = {Lantern},\n  title     = {Stone},\n}\n",
        "@misc{reed1999weirs,\n  author = {Reed},\n  title  = {Weirs},\n  year   = {1999},\n}\n",
    ),
    "aligned to one column": (
        "".join(
            f"@book{{{k},\n  author    = {{{n}}},\n  title     = {{{t}}},\n  {f.ljust(9)} = {{x}},\n}}\n\n"
            for k, n, t, f in (("holm94", "Holm, I.", "Stone", "publisher"), ("marsh87", "Marsh, A.", "Floods", "note"))
        ).removesuffix("\n"),
        "@misc{reed1999weirs,\n  author    = {Reed},\n  title     = {Weirs},\n  year      = {1999},\n}\n",
    ),
    "quoted, upper case, tabs": (
        '@BOOK{holm1994stone,\n\tAUTHOR="Holm, Ingrid",\n\tTITLE="Stone",\n\tYEAR=1994}\n',
        '@MISC{reed1999weirs,\n\tAUTHOR="Reed",\n\tTITLE="Weirs",\n\tYEAR=1999}\n',
    ),
    "one line": (
        (
            "@book{holm1994stone, author = {Holm, Ingrid}, title = {Stone}, year = 1994}\n"
            "@book{marsh1987floods, author = {Marsh, Ann}, title = {Floods}, year = 1987}\n"
        ),
        "@misc{reed1999weirs, author = {Reed}, title = {Weirs}, year = 1999}\n",
    ),
    "date": (
        HOLM.replace("year =", "date ="),
        "@misc{reed1999weirs,\n  author = {Reed},\n  title = {Weirs},\n  date = {1999}\n}\n",
    ),
    "carriage returns": (
        HOLM.replace("\n", "\r\n"),
        "@misc{reed1999weirs,\r\n  author = {Reed},\r\n  title = {Weirs},\r\n  year = {1999}\r\n}\r\n",
    ),
    "empty": ("", "@misc{reed1999weirs,\n  author = {Reed},\n  title = {Weirs},\n  year = {1999},\n}\n"),
}


@pytest.mark.parametrize("name", STYLES)
def test_an_entry_looks_like_the_others(name: str) -> None:
    text, entry = STYLES[name]
    new, made = with_entry(text, "works.bib", work(title="Weirs", key="reed1999weirs"))
    assert new.endswith(entry)
    assert new.startswith(text.rstrip())
    assert (made.names, made.title, made.year) == ((Name("Reed"),), "Weirs", "1999")
    blank = text.count("\n\n") + text.count("\r\n\r\n")
    assert (new.count("\n\n") + new.count("\r\n\r\n") > blank) is (name not in ("one line", "empty"))


@pytest.mark.parametrize(
    ("text", "key", "order"),
    [
        (HOLM + "\n" + MARSH, "abel", "holm1994stone marsh1987floods abel"),  # two may be in order by chance
        (HOLM + "\n" + MARSH + "\n@misc{reed}\n", "keane", "holm1994stone keane marsh1987floods reed"),
        (HOLM + "\n" + MARSH + "\n@misc{reed}\n", "abel", "abel holm1994stone marsh1987floods reed"),
        (HOLM + "\n" + MARSH + "\n@misc{reed}\n", "weir", "holm1994stone marsh1987floods reed weir"),
        (MARSH + "\n" + HOLM + "\n@misc{reed}\n", "keane", "marsh1987floods holm1994stone reed keane"),
        (
            "% mine\n" + HOLM + MARSH + "@misc{reed} % hers\n\n@comment{jabref-meta: x}\n",
            "weir",
            "holm1994stone marsh1987floods reed weir",
        ),
        ("@misc{a}@misc{b}@misc{d}", "c", "a b c d"),
    ],
)
def test_files_in_order_stay_so(text: str, key: str, order: str) -> None:
    new, _ = with_entry(text, "works.bib", work(key=key), "a remark")
    assert " ".join(r.id for r in bibtex.parse(new, "").references) == order
    for line in text.splitlines():
        assert line in new or "}@" in line


@pytest.mark.parametrize("text", ["@book{open, title = {{{ never closed\n", HOLM + "@book{open, title = {Weirs\n"])
def test_nothing_is_added_to_what_would_swallow_it(text: str) -> None:
    with pytest.raises(CannotWrite, match="mend it first"):
        with_entry(text, "works.bib", work())


@pytest.mark.parametrize("key", ["a b", "a,b", "a{b", 'a"b', "a%b", "a@b", "a=b"])
def test_what_is_no_key(key: str) -> None:
    with pytest.raises(CannotWrite, match="cannot be a key"):
        with_entry(HOLM, "works.bib", work(key=key))


ODD = st.text(st.sampled_from("abZ éЖ&%$#_{}~^\\\"'@,=\n\r\t()\x00\u2028"), max_size=20)


@given(ODD, ODD, ODD, st.sampled_from([*(text for text, _ in STYLES.values())]))
def test_any_words_give_an_entry_and_harm_no_other(name: str, title: str, remark: str, text: str) -> None:
    before = bibtex.parse(text, "")
    new, made = with_entry(text, "", Reference("", "", 0, 0, names=(Name(name),), title=title), remark)
    after = bibtex.parse(new, "")
    assert [r.raw for r in after.references if r.id != made.id] == [r.raw for r in before.references]
    assert after.problems == before.problems == ()
    plain = "".join(c for c in title if c.isalnum())
    assert "".join(c for c in made.title if c.isalnum()) == plain


# ---- the command


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITECHECK_DEBUG", "1")
    Path(".git").mkdir()


def test_missing_works_are_added_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("references.bib").write_text(HOLM + "\n" + MARSH)
    Path("one.md").write_text(TYPED)
    Path("two.md").write_text("It sank (Holm, *Stone* 3; Reed, *Weirs & Dams* 8), and rose (Marsh 3).\n")
    assert main(["add", "one.md", "two.md"]) == 0
    assert capsys.readouterr().out == (
        "references.bib:19: reedweirs for “Reed, *Weirs & Dams* 7” (one.md:1 and 1 more)\n"
        "references.bib:2: carter for “Carter and Weir 5” (one.md:3)\n"
        "2 entries added; they hold only what the citations tell\n"
    )
    assert (
        Path("references.bib")
        .read_text()
        .endswith(
            "}\n\n" + HOLM + "\n" + MARSH + "\n% to be completed: cited as Reed, *Weirs & Dams* 7 in one.md\n"
            "@misc{reedweirs,\n  author = {Reed},\n  title = {Weirs \\& Dams}\n}\n"
        )
    )
    assert main(["check", "one.md", "two.md"]) == 0
    assert main(["add", "one.md", "two.md"]) == 0
    assert "Nothing to add" in capsys.readouterr().out


def test_an_undefined_key_gives_an_entry_with_that_key() -> None:
    Path("works.bib").write_text(HOLM.replace("@book", "@misc"))
    text = "---\nbibliography: works.bib\n---\n\nIt sank [@holm1994stone; @reed1999weirs; @reed1999weirs; @zzz:1].\n"
    Path("paper.md").write_text(text)
    assert main(["add", "paper.md"]) == 0
    assert [r.id for r in bibtex.parse(Path("works.bib").read_text(), "").references] == [
        "holm1994stone",
        "reed1999weirs",
        "zzz:1",
    ]
    assert main(["check", "--select", "CIT,BIB", "--ignore", "BIB201", "paper.md", "works.bib"]) == 0


@pytest.mark.parametrize(
    ("files", "arguments", "made"),
    [
        ({"paper.md": "It sank [@reed1999].\n"}, [], "references.bib"),
        ({"part/paper.md": "It sank [@reed1999].\n"}, ["part"], "part/references.bib"),
        ({"paper.md": "---\nbibliography: my.bib\n---\nIt sank [@reed1999].\n"}, [], "my.bib"),
        (
            {"paper.md": "It sank [@reed1999].\n", "citecheck.toml": 'bibliography = ["b/c.bib"]\n', "b/x": ""},
            [],
            "b/c.bib",
        ),
        ({"paper.md": "It sank [@reed1999].\n"}, ["--bib", "new.bib", "paper.md"], "new.bib"),
    ],
)
def test_a_bibliography_that_does_not_exist_is_made(files: dict[str, str], arguments: list[str], made: str) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    before = set(Path().rglob("*"))
    assert main(["add", *(arguments or ["paper.md"])]) == 0
    assert set(Path().rglob("*")) - before == {Path(made)}
    assert "@misc{reed1999,\n}" in Path(made).read_text()
    assert main(["check", *(arguments or ["paper.md"])]) == 0


PRINTED = (
    "It sank (Holm, *Stone* 3; Reed, *Weirs* 7).\n\n# Works Cited\n\n"
    "Holm, Ingrid. *Stone and Water*. Northam: Lantern, 1994.\n"
)


def test_a_printed_list_is_not_edited(capsys: pytest.CaptureFixture[str]) -> None:
    Path("paper.md").write_text(PRINTED)
    assert main(["add", "paper.md"]) == 2
    assert "it prints its own list, which is not edited" in capsys.readouterr().err
    assert Path("paper.md").read_text() == PRINTED
    assert main(["add", "--bib", "works.bib", "paper.md"]) == 0  # nothing fits an empty bibliography: nothing is cited
    assert not Path("works.bib").exists()
    Path("works.bib").write_text(HOLM)
    assert main(["add", "--bib", "works.bib", "paper.md"]) == 0
    assert "title = {Weirs}" in Path("works.bib").read_text()


@pytest.mark.parametrize("arguments", [["--diff"], ["--dry-run"]])
def test_a_dry_run_writes_nothing(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("references.bib").write_text(HOLM + "\n" + MARSH)
    Path("paper.md").write_text(TYPED)
    assert main(["add", *arguments, "paper.md"]) == 1
    assert "+  author = {Reed},\n+  title = {Weirs \\& Dams}\n" in capsys.readouterr().out
    assert Path("references.bib").read_text() == HOLM + "\n" + MARSH
    Path("paper.md").write_text("It sank (Holm, *Stone* 3; Marsh 4).\n")
    assert main(["add", *arguments, "paper.md"]) == 0


def test_a_misprint_is_named_and_not_added(capsys: pytest.CaptureFixture[str]) -> None:
    Path("references.bib").write_text(HOLM + "\n" + MARSH)
    Path("paper.md").write_text("It sank (Holm, *Stome und Wetr* 3; Holm 4; Marsh 5).\n")
    assert main(["add", "paper.md"]) == 2
    told = capsys.readouterr()
    assert told.out == "Nothing to add\n"
    assert (
        "“Holm, *Stome und Wetr* 3” looks like a misprint of “Holm, *Stone und Water* 3”; --all adds it, too"
        in told.err
    )
    assert main(["add", "--all", "paper.md"]) == 0
    assert "title = {Stome und Wetr}" in Path("references.bib").read_text()


def test_a_misspelt_key_is_named_and_not_added(capsys: pytest.CaptureFixture[str]) -> None:
    Path("references.bib").write_text(HOLM)
    Path("paper.md").write_text("It sank [@holm1994stone; @holm1994stne].\n")
    assert main(["add", "paper.md"]) == 2
    assert "“@holm1994stne” looks like a misprint of “holm1994stone”" in capsys.readouterr().err
    assert Path("references.bib").read_text() == HOLM


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    Path("references.bib").write_text(HOLM + "\n" + MARSH)
    Path("paper.md").write_text("It sank (Holm, *Stone* 3; Reed, *Weirs & Dams* 7).\n")
    assert main(["add", "--output-format", "json", "paper.md"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "added": [
            {"path": "references.bib", "line": 14, "citekey": "reedweirs", "cited": [{"path": "paper.md", "line": 1}]}
        ],
    }


@pytest.mark.parametrize(
    ("bib", "says"),
    [
        (HOLM.encode() + b"% caf\xe9\n" * 2, "DOC901"),
        ((HOLM + "@book{open, title = {Weirs\n").encode(), "mend it first"),
    ],
)
def test_a_bibliography_that_must_not_be_written(bib: bytes, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("references.bib").write_bytes(bib)
    Path("paper.md").write_text("It sank [@holm1994stone; @reed1999].\n")
    assert main(["add", "paper.md"]) == 2
    assert says in capsys.readouterr().err
    assert Path("references.bib").read_bytes() == bib
