#!/usr/bin/env python3
"""Time 1,000 manuscripts that share one .bib: anew, again from the cache, and with two processes.

    cache_ratio.py [--manuscripts 1000] [--entries 2000] [--need warm=0.2 jobs=0.9]

The figures are shares of a first run in one process, each time the best of a few runs: `warm` of a second run with
nothing changed, `jobs` of a first run with two processes. All runs must write the same bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

FAMILIES = """
    Aldous Barnaby Carrow Dunmore Eastman Fairley Garrick Hollis Inwood Jessop Kendrew Lockhart Marsden Norcross Oakley
    Penrose Quarles Redfern Seabrook Thackray Underhill Vickery Wainman Yardley Zeller
""".split()
ENDINGS = ["", "son", "ley", "by"]
GIVEN = "Ann Bertil Clara Dirk Edith Frode Greta Hugo Ingrid Jonas Karin Lars Mona Nils Olga Per".split()
THINGS = """
    Rivers Bridges Floods Ferries Mills Orchards Harbours Lanterns Weirs Meadows Quarries Towers Gardens Canals Bees
    Markets Roads Wells Walls Fords
""".split()
PLACES = """
    Northam Eastmere Westhaven Southwick Highfield Lowmoor Longbridge Stonecross Millbrook Fairwater Oldtown Newport
    Greenhill Whitecliff Blackwater Redmarsh
""".split()
QUALITIES = """
    Broken Silent Early Hidden Northern Late Forgotten Narrow Common Rising Standing Distant Crooked Patient Winter
    Summer Ancient Quiet Golden Heavy
""".split()
WORDS = """
    the river rose again before the second spring and nobody on the lower bank had moved stones from old weir while a
    clerk wrote that each boat must pay two coins at gate or wait until evening when men of mill came down with ropes
""".split()


class Work(NamedTuple):
    """What the .bib and the citations say of a work."""

    key: str
    family: str
    title: str


def works(count: int, random_: random.Random) -> list[Work]:
    """A family name has several works."""
    found = []
    for number in range(count):
        family = random_.choice(FAMILIES) + random_.choice(ENDINGS)
        title = f"{random_.choice(QUALITIES)} {random_.choice(THINGS)} of {random_.choice(PLACES)}"
        found.append(Work(f"{family.lower()}{number}", family, title))
    return found


def entry(work: Work, random_: random.Random) -> str:
    """An entry as a reference manager writes it."""
    other = f"{random_.choice(FAMILIES)}, {random_.choice(GIVEN)}"
    fields = {
        "author": f"{work.family}, {random_.choice(GIVEN)} and {other}",
        "title": f"{work.title}: A History from the Sources",
        "publisher": "Lantern Press",
        "address": random_.choice(PLACES),
        "year": str(random_.randint(1900, 2020)),
    }
    return f"@book{{{work.key},\n" + "".join(f"  {k} = {{{v}}},\n" for k, v in fields.items()) + "}\n\n"


def sentence(random_: random.Random) -> str:
    """Some fifteen words."""
    return " ".join(random_.choices(WORDS, k=random_.randint(10, 20))).capitalize()


def manuscript(known: list[Work], random_: random.Random, kind: str) -> str:
    """6 to 9 kB with fifteen citations: typed ones or citekeys of the .bib, or typed ones of a list of its own."""
    cited = random_.sample(known, 15)
    paragraphs = [f"# {sentence(random_)}"]
    for work in cited:
        page, lost = random_.randint(1, 400), random_.random() < 0.02
        typed = "(Nordlund, *Signals* {})" if lost else f"({work.family}, *{work.title}* {{}})"
        keyed = "[@nordlund1999, {}]" if lost else f"[@{work.key}, {{}}]"
        cite = (keyed if kind == "citekey" else typed).format(page)
        before = [sentence(random_) + "." for _ in range(random_.randint(3, 5))]
        paragraphs.append(" ".join([*before, f"{sentence(random_)} {cite}.", sentence(random_) + "."]))
    if kind == "list":
        paragraphs.append("# Works Cited")
        for work in sorted(cited, key=lambda w: w.family):
            imprint = f"{random_.choice(PLACES)}: Lantern Press, 1987"
            paragraphs.append(f"{work.family}, {random_.choice(GIVEN)}. *{work.title}*. {imprint}.")
    return "\n\n".join(paragraphs) + "\n"


def write_project(folder: Path, manuscripts: int, entries: int) -> None:
    """A repository of manuscripts in folders of a hundred, which share references.bib at its root."""
    random_ = random.Random(7)
    (folder / ".git").mkdir(parents=True)
    known = works(entries, random_)
    (folder / "references.bib").write_text("".join(entry(w, random_) for w in known), encoding="utf-8")
    for number in range(manuscripts):
        kind = ("typed", "citekey", "typed", "list")[number % 4]
        path = folder / f"part{number // 100:02}" / f"chapter{number:04}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(manuscript(known, random_, kind), encoding="utf-8")


class Timed(NamedTuple):
    """The best of some runs, and what all of them wrote."""

    seconds: float
    output: bytes


def timed(folder: Path, cache: Path, runs: int, *options: str, cold: bool) -> Timed:
    """Run citecheck some times on a project, each time with an empty cache where it is to be `cold`."""
    env = {**os.environ, "CITECHECK_CACHE_DIR": str(cache)}
    seconds, outputs = [], set()
    for _ in range(runs):
        if cold:
            shutil.rmtree(cache, ignore_errors=True)
        began = time.perf_counter()
        done = subprocess.run(["citecheck", "check", *options, "."], cwd=folder, env=env, capture_output=True)
        seconds.append(time.perf_counter() - began)
        outputs.add(done.stdout)
        if done.returncode != 1 or done.stderr:
            sys.exit(f"citecheck ended with {done.returncode}: {done.stderr.decode()[:2000]}")
    if len(outputs) > 1:
        sys.exit("equal runs wrote different reports")
    return Timed(min(seconds), outputs.pop())


def main() -> int:
    """Measure, and hold the figures against what is needed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--manuscripts", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--need", nargs="*", default=[], metavar="NAME=SHARE", help="the most that a figure may be")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place, "project"), Path(place, "cache")
        write_project(folder, asked.manuscripts, asked.entries)
        first = timed(folder, cache, 2, "--jobs", "1", cold=True)
        again = timed(folder, cache, 4, "--jobs", "1", cold=False)
        shared = timed(folder, cache, 2, "--jobs", "2", cold=True)
    if len({first.output, again.output, shared.output}) > 1:
        sys.exit("the cache or the number of processes changed the report")
    figures = {"warm": again.seconds / first.seconds, "jobs": shared.seconds / first.seconds}
    print(f"{asked.manuscripts:,} manuscripts: {first.seconds:.2f} s, again {again.seconds:.2f} s,", end=" ")
    print(f"with two processes {shared.seconds:.2f} s; shares " + ", ".join(f"{k} {v:.3f}" for k, v in figures.items()))
    needed = {name: float(most) for name, _, most in (n.partition("=") for n in asked.need)}
    return int(any(figures[name] > most for name, most in needed.items()))


if __name__ == "__main__":
    sys.exit(main())
