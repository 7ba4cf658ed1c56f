"""The bad and good examples in the rules' docstrings, executed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck import engine, registry
from citecheck.config import Config

Files = dict[str, str | bytes]

LIST = """
# Works Cited

Holm, Ingrid. *The Account Books of a Ferry*. Northam: Lantern Press, 2001.

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.

Okoro, Daniel. “Who Paid for the Toll House?” *Journal of River History* 12 (2009): 66-84.
"""
# Two citations of each work, so that no example stands alone.
CITED = """The ferry was slow (Holm, *Account* 12). The bridge was not (Holm, *Stone* 30), as all agree
(Marsh 12; Marsh 41). The toll was paid in kind (Okoro 70).

"""
DATED_LIST = """
# References

Holm, I., Reed, H., & Weir, R. (1994). *Stone and water*. Lantern Press.

Marsh, A. (1987). *Floods of the vale*. Eastmere University Press.

Okoro, D., & Weir, R. (2009). Who paid for the toll house? *Journal of River History*, 12, 66-84.

Weir, R. (2005a). *Tolls and fords*. Lantern Press.

Weir, R. (2005b). *Keepers of the weir*. Lantern Press.
"""
CITED_BY_YEAR = """The ferry was slow (Holm et al., 1994, p. 12; Marsh, 1987). The bridge was not (Okoro & Weir, 2009),
as all agree (Weir, 2005a, 2005b; Marsh, 1987, p. 41).

"""
BIB = "@book{reed1999weirs, author = {Reed, Hannah}, title = {Weirs and Dams}, publisher = {Lantern}, year = 1999}\n"
EXAMPLE = re.compile(r"^(Bad|Good): +(.+)$", re.MULTILINE)


def typed(example: str, _: bool) -> Files:
    """A citation, or a sentence with one, in a manuscript with its list."""
    sentence = example if example.endswith(".") else f"The dam was rebuilt {example}."
    distant = sentence.replace("… two pages on: ", "\n\n" + "The river rises in the hills. " * 200 + "\n\n")
    return {"paper.md": f"{CITED}{distant}\n{LIST}"}


def dated(example: str, _: bool) -> Files:
    """A citation, or a sentence with some, in a manuscript that cites by author and year."""
    sentence = example if example.endswith(".") else f"The dam was rebuilt {example}."
    return {"paper.md": f"{CITED_BY_YEAR}{sentence}\n{DATED_LIST}"}


def habitual(example: str, _: bool) -> Files:
    """The same, where the manuscript cites so again and again."""
    cited = CITED_BY_YEAR.replace("as all", "as (Okoro & Weir, 2009) and all") * 5
    return {"paper.md": f"{cited}The dam was rebuilt {example}.\n{DATED_LIST}"}


def counted(example: str, _: bool) -> Files:
    """Numbers in a list of works that are numbered as they are cited."""
    works = "".join(f"[{n}] Holm I. Stone {n}. Lantern Press; 19{n:02}.\n\n" for n in range(1, 15))
    rest = " ".join(f"It rose [{n}]." for n in range(6, 15))
    return {"paper.md": f"{example} {rest}\n\n# References\n\n{works}"}


def keyed(example: str, _: bool) -> Files:
    return {"paper.md": example, "references.bib": BIB}


def front_matter(example: str, _: bool) -> Files:
    return {
        "paper.md": f"---\n{example}\n---\n\nThe weir broke [@reed1999weirs].\n",
        "references.bib": BIB,
        "references.enl": "",
    }


def bib(example: str, _: bool) -> Files:
    return {"works.bib": example.replace("} @", "}\n@")}


def entries(example: str, _: bool) -> Files:
    """Entries with dashes between them; `and again` stands for the first one."""
    first, _dash, second = example.partition(" — ")
    second = "" if second == "once" else first if second.startswith("and again") else second
    lines = ("The bridge was new (Holm, *Stone* 30).", "# Bibliography", first, "Marsh, Ann. *Floods*. 1987.", second)
    return {"paper.md": "\n\n".join(lines) + "\n"}


def uncited(_: str, bad: bool) -> Files:
    return {"paper.md": ("As said (Marsh 12; Okoro 70)." if bad else CITED) + "\n" + LIST}


def encoded(_: str, bad: bool) -> Files:
    text = f"The café by the river was full. {CITED} " * 20
    return {"paper.md": text.encode() + (b"A caf\xe9." if bad else "A café.".encode()) + f"\n\n{LIST}".encode()}


def flood(_: str, bad: bool) -> Files:
    return {"paper.md": "[@reed1999weirs] " * 5 + "[@reed] " * (10_010 if bad else 5), "references.bib": BIB}


def other_list(_: str, bad: bool) -> Files:
    others = " ".join(f"So says {n} ({n}, *{t}* {p}; {n}, *{t}* {p + 2})." for n, t, p in OTHERS)
    return {"paper.md": CITED + (others if bad else "") + "\n" + LIST}


def in_order(example: str, _: bool) -> Files:
    """A list of works by the people that the example names."""
    works = (
        f"{name}, Ann. *Rivers of {name}*. Northam: Lantern Press, 1999." for name in example.strip(".").split(". ")
    )
    return {"paper.md": "\n\n".join(("As said (Holm 3).", "# Works Cited", *works)) + "\n"}


OTHERS = [
    ("Abel", "Mills", 3),
    ("Becket", "Millers", 14),
    ("Cooper", "Barrels", 25),
    ("Dyer", "Colours", 36),
    ("Eames", "Chairs", 47),
    ("Fowler", "Geese", 58),
    ("Gardner", "Roses", 69),
]
WORLDS: dict[str, Callable[[str, bool], Files]] = {
    "CIT004": keyed,
    "CIT008": dated,
    "BIB201": uncited,
    "BIB202": entries,
    "BIB203": bib,
    "BIB204": entries,
    "BIB205": bib,
    "BIB206": bib,
    "BIB207": in_order,
    "BIB208": bib,
    "BIB209": bib,
    "BIB210": bib,
    "STY301": habitual,
    "STY304": habitual,
    "STY306": counted,
    "DOC901": encoded,
    "DOC902": front_matter,
    "DOC904": front_matter,
    "DOC905": flood,
    "DOC906": other_list,
}


@pytest.mark.parametrize("rule", registry.RULES, ids=lambda r: r.code)
def test_the_examples_are_what_they_say(rule: registry.Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_DEBUG", "1")
    examples = dict(EXAMPLE.findall(registry.rule_page(rule.code)))
    assert list(examples) == ["Bad", "Good"]
    for word, example in examples.items():
        folder = tmp_path / word
        folder.mkdir()
        monkeypatch.chdir(folder)
        for name, content in WORLDS.get(rule.code, typed)(example, word == "Bad").items():
            Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
        select = () if rule.default else (rule.code,)
        run = engine.run(["works.bib"] if Path("works.bib").exists() else ["paper.md"], Config(select=select))
        found = {d.code for d in run.diagnostics}
        assert run.failed == ()
        assert (rule.code in found) is (word == "Bad"), (word, [(d.code, d.message) for d in run.diagnostics])
