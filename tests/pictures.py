"""The pictures that README.md shows: the example manuscript as an HTML report, and in Neovim.

`python -m tests.pictures` takes them anew. The letters of the report are those of the machine: with Charter or a metric
twin of Cambria (Debian's fonts-crosextra-caladea) it looks as it does for most readers. Neovim is shown in tmux, by the
snippet of `editors/neovim` for 0.7.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.chromium import chromium
from tests.docs import ROOT, output_of
from tests.programs import program
from tests.terminal import svg, terminal

IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1300, "height": 710}


class Scene(NamedTuple):
    """What is typed into Neovim, the words that are waited for before each, and what the picture shows then."""

    name: str
    title: str
    rows: int
    typed: tuple[tuple[str, str], ...]
    shown: str


SCENES = (
    Scene(
        "neovim-findings",
        "Neovim: findings underlined in the text, and listed below it",
        29,
        (("Aldwick", "33G24|"), ("E 33", "L"), ("nothing cites", "14Gzt33G24|")),
        "E 18",
    ),
    Scene(
        "neovim-hover",
        "Neovim: the work that a citation means, how often it is cited, and why it is that one",
        16,
        (("Aldwick", "36Gzt39G51|"), ("W 41", "K")),
        "cited 3 times",
    ),
)
COLUMNS = 126


def report() -> bytes:
    """The text beside its findings, with the reference of one citation shown."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        written = Path(folder, "report.html")
        written.write_text(output_of("check --output-format html examples/bridges.md"), encoding="utf-8")
        page = browser.new_page(viewport=SIZE, device_scale_factor=1.25)
        page.goto(written.as_uri())
        page.locator("#ch3 h5").evaluate("heading => scrollBy(0, heading.getBoundingClientRect().top - 80)")
        page.hover("a.c:text('Holm, Stone 63-64')")
        page.locator("#pop").wait_for()
        return page.screenshot()


def neovim(scene: Scene) -> str:
    """The example manuscript in Neovim, with nothing of the user's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        snippet = ROOT / "editors" / "neovim" / "citecheck-0.7.lua"
        look = ROOT / "tests" / "editors" / "neovim_look.lua"
        command = ["env", f"HOME={name}", f"PATH={path}", f"SNIPPET={snippet}", program("nvim"), "-u", str(look)]
        with terminal(folder) as shown:
            shown.start([*command, "bridges.md"], (COLUMNS, scene.rows), folder / "examples")
            for words, keys in scene.typed:
                shown.wait(words)
                shown.type(keys)
            shown.wait(scene.shown)
            return svg(shown.screen(), shown.cursor(), scene.title)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    for each in SCENES:
        (IMAGES / f"{each.name}.svg").write_text(neovim(each), encoding="utf-8")
    (IMAGES / "report.png").write_bytes(report())
