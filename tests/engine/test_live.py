"""What an editor is told after any edit is what a run would find in the same text."""

from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck import engine
from citecheck.config import Config
from citecheck.engine.live import Live, rereading
from citecheck.model import Run
from tests.engine.live_samples import AUTHOR, BIB, DATED, KEYED, LIST, RAISED, SAMPLES, TYPED
from tests.engine.samples import Put

CONFIG = Config(select=("ALL",))


def fresh(live: Live, path: str, config: Config = CONFIG) -> Run:
    return engine.run([path], config, instead=live.instead)


def agrees(live: Live, path: str, config: Config = CONFIG) -> None:
    found = live.check(path)
    expected = fresh(live, path, config)
    assert found.diagnostics == expected.diagnostics
    assert found == expected


def edited(text: str, chance: random.Random) -> str:
    """The text with one edit: something typed, a stretch deleted, moved or pasted once more."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 0, 0, 1, 1, 5, 40, 200)))
    kind = chance.random()
    if kind < 0.6:
        new = chance.choice(TYPED)
    elif kind < 0.8:
        new = ""
        end = max(end, min(len(text), start + 1))
    else:
        copied = chance.randrange(len(text) + 1)
        new = text[copied : copied + chance.choice((1, 20, 150))]
    return text[:start] + new + text[end:]


@pytest.mark.parametrize("name", SAMPLES)
def test_any_edits(name: str, put: Put) -> None:
    put({name: SAMPLES[name], "references.bib": BIB})
    chance = random.Random(name)
    live = Live(CONFIG)
    for _ in range(4):
        text = SAMPLES[name]
        for _ in range(8):
            live.put(name, text)
            agrees(live, name)
            text = edited(text, chance)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(TYPED) | st.text(max_size=3)), max_size=5),
)
def test_any_edit(tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[float, int, str]]) -> None:
    folder = tmp_path_factory.mktemp("live")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("CITECHECK_DEBUG", "1")
        Path("references.bib").write_text(BIB)
        text = SAMPLES[name]
        live = Live(CONFIG)
        live.put(name, text)
        live.check(name)
        for where, size, new in edits:
            at = int(where * len(text))
            text = text[:at] + new + text[at + size :]
            live.put(name, text)
            agrees(live, name)


def test_manuscripts_that_share_a_bibliography(put: Put) -> None:
    other = KEYED.replace("@marsh1987, 12", "@holm1994, 12")
    put({"one.md": KEYED, "two.md": other, "references.bib": BIB})
    live = Live(CONFIG)
    chance = random.Random(3)
    texts = {"one.md": KEYED, "two.md": other, "references.bib": BIB}
    for _ in range(40):
        name = chance.choice(sorted(texts))
        texts[name] = edited(texts[name], chance)
        live.put(name, texts[name])
        for path in sorted(texts):
            agrees(live, path)


def test_the_list_of_another_manuscript(put: Put) -> None:
    text = "The ferry was slow (Marsh, *Floods* 12), the bridge was not (Holm 30).\n"
    put({"one.md": text, "works-cited.md": LIST, ".git/HEAD": ""})
    live = Live(CONFIG)
    live.put("works-cited.md", LIST)
    for path in ("one.md", "works-cited.md"):
        agrees(live, path)
    live.put("works-cited.md", LIST.replace("Floods", "Fords"))
    for path in ("one.md", "works-cited.md"):
        agrees(live, path)


def test_files_on_the_disk_count_where_no_buffer_does(put: Put) -> None:
    put({"one.md": KEYED, "references.bib": BIB})
    live = Live(CONFIG)
    agrees(live, "one.md")
    live.put("references.bib", "")
    agrees(live, "one.md")
    live.drop("references.bib")
    agrees(live, "one.md")
    put({"references.bib": BIB.replace("marsh1987", "marsh1988")})
    live.forget("references.bib")
    agrees(live, "one.md")
    Path("references.bib").unlink()
    live.forget("references.bib")
    agrees(live, "one.md")
    put({"references.bib": BIB})
    live.forget("references.bib")
    agrees(live, "one.md")


def test_a_new_manuscript_that_is_not_saved(put: Put) -> None:
    put({"references.bib": BIB})
    live = Live(CONFIG)
    live.put("draft.md", KEYED)
    agrees(live, "draft.md")
    assert live.check("draft.md").documents


def test_what_cannot_be_read(put: Put) -> None:
    put({"one.md": KEYED, "references.bib": BIB})
    live = Live(CONFIG)
    for text in (KEYED, "\0\1\2" * 200, KEYED, "\ud800 " + KEYED, "\ufeff" + KEYED, KEYED, ""):
        live.put("one.md", text)
        agrees(live, "one.md")


@pytest.mark.parametrize("citation_format", ["author", "author-date", "note", "numeric"])
def test_other_settings(citation_format: str, put: Put) -> None:
    config = Config(
        select=("ALL",),
        citation_format=citation_format,
        abbreviations=(("SW", "Holm, Ingrid"),),
        list_headings=("Sources",),
    )
    text = AUTHOR.replace("Works Cited", "Sources").replace("Holm 30", "SW 30")
    put({})
    live = Live(config)
    chance = random.Random(citation_format)
    for _ in range(12):
        live.put("one.md", text)
        agrees(live, "one.md", config)
        text = edited(text, chance)


# ---- what is not done again


def test_an_edit_of_a_paragraph_reads_that_paragraph(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put({})
    paragraphs = [f"The ferry was slow on day {n} (Marsh, *Floods* {n}).\n\n" for n in range(200)]
    live = Live(CONFIG)
    live.put("one.md", "".join(paragraphs) + LIST)
    live.check("one.md")
    read: list[int] = []
    parts = rereading.markdown.parts
    monkeypatch.setattr(rereading.markdown, "parts", lambda text, shown: read.append(len(text)) or parts(text, shown))
    for at in (0, 100, 199):
        paragraphs[at] = paragraphs[at].replace("slow", "slower")
        live.put("one.md", "".join(paragraphs) + LIST)
        agrees(live, "one.md")
    local = [size for size in read if size < 400]
    assert len(local) == 3


def test_memory_stays_flat(put: Put) -> None:
    put({})
    live = Live(CONFIG)
    text = AUTHOR
    sizes = []
    for n in range(60):
        text = AUTHOR.replace("The ferry was slow", f"The ferry was slow {n}").replace("(Holm 30)", f"(Holm {n})")
        live.put("one.md", text)
        live.check("one.md")
        sizes.append(held(live))
    assert max(sizes[30:]) <= max(sizes[10:30])


def test_an_edit_leaves_nothing_that_only_a_collector_finds(put: Put) -> None:
    broken = "@book{reed, title = {Stone}\n\n@misc{weir title = {Bees}}\n@book{holm1994, year = 1994, year = 1995}\n"
    put({"references.bib": broken})
    live = Live(CONFIG)
    for n in range(3):
        for name, text in (("one.md", AUTHOR), ("two.md", KEYED)):
            live.put("references.bib", f"{broken}% {n}")
            live.put(name, text.replace("The ferry was slow", f"The ferry was slow {n}"))
            live.check(name)
        if n == 1:
            gc.collect()
            gc.disable()
    try:
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_file_that_is_gone_is_forgotten(put: Put) -> None:
    put({"one.md": KEYED, "two.md": KEYED, "references.bib": BIB})
    live = Live(CONFIG)
    for name in ("one.md", "two.md", "draft.md"):
        live.put(name, KEYED)
        live.check(name)
    Path("one.md").unlink()
    live.drop("one.md")
    assert sorted(live._shelf.manuscripts) == ["draft.md", "two.md"]
    agrees(live, "two.md")


def held(live: Live) -> int:
    """How many results are kept."""
    known = live._shelf.manuscripts["one.md"].memory
    columns = sum(sum(s is not None for s in column.seen) for column in known._columns.values())
    return columns + sum(map(len, known._cells)) + len(known._values) + len(known._runs)


@pytest.mark.parametrize("place", ["The ferry", "A toll", "^1^ ", "² ", "The miller", "3. Holm", "## Notes", "Ibid."])
@pytest.mark.parametrize("addition", ["^1^ ", "² ", "^2^ ", "12", "\n\n", "\n\n---\n\n", "^[a note]"])
def test_notes_among_paragraphs(place: str, addition: str, put: Put) -> None:
    put({})
    live = Live(CONFIG)
    for text in (RAISED, RAISED.replace(place, addition + place, 1), RAISED, RAISED.replace(place, "", 1), RAISED):
        live.put("one.md", text)
        agrees(live, "one.md")


@pytest.mark.parametrize(
    "addition",
    ["A word.", "- an item", "[^1]: another", "```", "<!--", "# Heading", "[stone]: /x", "> quoted", "---"],
)
def test_what_reaches_further(addition: str, put: Put) -> None:
    text = DATED.replace("\n\n(ibid.", "\n\n[stone] and [^1]\n\n(ibid.")
    put({"one.md": text})
    live = Live(CONFIG)
    live.put("one.md", text)
    agrees(live, "one.md")
    for place in ("Marsh (1992)", "* * *", "(ibid.", "title:", "References"):
        live.put("one.md", text.replace(place, f"{addition}\n{place}", 1))
        agrees(live, "one.md")
        live.put("one.md", text.replace(place, f"{addition}\n\n{place}", 1))
        agrees(live, "one.md")
