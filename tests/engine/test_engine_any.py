"""Any bytes in any file are survived, and every finding lies inside its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck import engine
from citecheck.config import Config

PIECES = st.sampled_from(
    [
        *("(Holm, *Stone* 30)", "(12)", "[@holm1994, 3]", "@x", "ibid.", "(", "“", "\r", "\0", "}"),
        *("\n\n# Works Cited\n\n", "Holm, Ingrid. *Stone*. 1994.\n\n", "---\nbibliography: a.bib\n---\n"),
        *("@book{holm1994, title = {Stone}, year = 1994}\n", "@book{x,"),
    ]
)
CONTENTS = st.lists(PIECES | st.text(max_size=20), max_size=12).map(lambda p: "".join(p).encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None)
@given(CONTENTS | st.binary(max_size=200), CONTENTS | st.binary(max_size=200))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, text: bytes, bib: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("CITECHECK_DEBUG", "1")
        for name, content in (("paper.md", text), ("paper.txt", text), ("a.bib", bib), ("references.bib", bib)):
            Path(name).write_bytes(content)
        run = engine.run(["."], Config(select=("ALL",)))
        assert len(run.documents) + len(run.failed) >= 2
        for found in run.diagnostics:
            assert 0 <= found.start <= found.end <= len(run.texts[found.path])
            assert all(0 <= p.start <= p.end <= len(run.texts[p.path]) for p in found.places)
        assert engine.run(["."], Config(select=("ALL",))) == run
