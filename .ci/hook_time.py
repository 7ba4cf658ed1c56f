"""How long a hook run takes on one clean chapter of 20 kB, beside importing the two libraries that it rests on.

    hook_time.py [MOST]

Fails when the best run takes more than MOST times (default 3) the best import. `python` and `citecheck` are those of
PATH; the runs take turns, so that other work on the machine slows both.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
SIZE, CITES = 20_000, 44
AUTHORS = "Aldous Brandt Holm Ilves Kestrel Lund Marsh Okafor Teasdale Varga".split()
TITLES = ("Arches", "Bees of the Vale", "The Account Books", "Ice and Timber", "Tolls of the North", "Ferrymen",
          "Nine Floods", "A Lock at Eastmere", "Memoir of a Water Boy", "River Stones")  # fmt: skip
WORDS = (
    "the river rose in spring and carried off planks of an old bridge while keepers of bees watched from their hill "
    "where hives stood dry under straw and a ledger shows that masons were paid for work at its lower pier before frost"
).split()
IMPORTS = ["python", "-c", "import click, msgspec"]
HOOK = ["citecheck", "check", "chapter.md"]


def chapter(cite: list[str], ending: str) -> str:
    """A chapter of 20 kB: paragraphs of five sentences, the cites spread over them."""
    chance = random.Random(20)
    sentences: list[str] = []
    size = len(ending)
    while size < SIZE:
        sentences.append(" ".join(chance.choices(WORDS, k=chance.randint(14, 24))).capitalize())
        size += len(sentences[-1]) + 2
    step = len(sentences) / CITES
    for number in range(CITES):
        sentences[int(number * step)] += f" {chance.choice(cite)}"
    paragraphs = ("\n".join(f"{s}." for s in sentences[at : at + 5]) for at in range(0, len(sentences), 5))
    return "# The Bridge at Eastmere\n\n" + "\n\n".join(paragraphs) + f"\n{ending}"


def projects() -> dict[str, dict[str, str]]:
    """The ways in which a chapter can come by its references, each with its files."""
    works = list(zip(AUTHORS, TITLES, strict=True))
    typed = [f"({name}, *{title}* 12)" for name, title in works] + [f"({name} 240)" for name, _ in works]
    keyed = [f"[@{name.lower()}, 12]" for name, _ in works]
    listed = "".join(f"\n{name}, Ann. *{title}*. Northam: Lantern Press, 1990.\n" for name, title in works)
    bib = "".join(
        f"@book{{{name.lower()},\n  author = {{{name}, Ann}},\n  title = {{{title}}},\n"
        "  publisher = {Lantern Press},\n  address = {Northam},\n  year = 1990\n}\n"
        for name, title in works
    )
    configured = 'exclude = ["drafts/"]\n'
    return {
        "typed, with its own list": {"chapter.md": chapter(typed, f"\n## Works Cited\n{listed}")},
        "typed, with references.bib": {"chapter.md": chapter(typed, ""), "references.bib": bib},
        "citekeys, and a configuration": {
            "chapter.md": chapter(keyed, ""), "references.bib": bib, "citecheck.toml": configured,
        },
    }  # fmt: skip


def seconds(command: list[str], folder: str) -> float:
    """One run, with nothing kept of earlier ones. Ends the program when it found something: the chapter is clean."""
    with tempfile.TemporaryDirectory() as kept:
        env = {**os.environ, "CITECHECK_CACHE_DIR": kept}
        began = time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        took = time.perf_counter() - began
    if done.returncode or done.stderr:
        sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stdout[:2000]}{done.stderr[:2000]}")
    return took


def main() -> int:
    """Measure, tell, and compare."""
    most = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    worst = 0.0
    for name, files in projects().items():
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                Path(folder, path).write_text(text, encoding="utf-8")
            for command in (IMPORTS, HOOK):
                seconds(command, folder)
            rounds = [(seconds(IMPORTS, folder), seconds(HOOK, folder)) for _ in range(ROUNDS)]
        imports, hook = zip(*rounds, strict=True)
        ratio = min(hook) / min(imports)
        worst = max(worst, ratio)
        middle = statistics.median(hook) / statistics.median(imports)
        print(
            f"{name}: {min(hook) * 1000:.0f} ms, {ratio:.2f} times {min(imports) * 1000:.0f} ms (medians {middle:.2f})"
        )
    print(f"at most {worst:.2f} times the imports (limit {most:g})")
    return int(worst > most)


if __name__ == "__main__":
    sys.exit(main())
