"""Baselines on real manuscripts: edits revive no old finding, and seeded faults are all that is new.

    baseline.py edits MANUSCRIPT [--edits 200] [--seed 1]
    baseline.py faults CORPUS BENCH [--seeds 5]

`edits` writes a baseline, then moves and re-wraps paragraphs, puts in and takes out sentences, paragraphs and headings,
and renames the file, and leaves alone only the sentences that have a finding. It fails when a finding whose words the
baseline holds is reported, and lists what else is new, for a person to judge. `faults` does the same with
the author-page manuscripts of a corpus and the faults that BENCH/mutate.py seeds.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

from citecheck import engine
from citecheck.config import Config
from citecheck.engine import baseline
from citecheck.model import Diagnostic, Run

SENTENCES = (
    "The river rises in the hills.",
    "Bees were kept along the bank.",
    "A weir is a low dam (a wall, in truth).",
    "Nobody has asked why.",
    "It rained for days: the ferry did not run.",
)
BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
PLAIN = re.compile(r"[A-Z][a-z]+ [a-z][^\n#|<>]*\S", re.DOTALL)  # a paragraph of running text
LIST = re.compile(r"^#+ .*(?:Works Cited|References|Bibliography)", re.MULTILINE)


# ---- edits


class Text:
    """A manuscript as paragraphs, and which of their sentences have findings."""

    def __init__(self, text: str, run: Run) -> None:
        self.parts = re.split(r"(\n{2,})", text)
        spans = [(d.start, d.end) for d in run.diagnostics if d.severity != "note"]
        head = LIST.search(text)
        self.plain: list[int] = []
        self.free: list[int] = []
        self.listed: list[int] = []  # entries, but for those that a page break may cut
        self.found: dict[int, list[tuple[int, int]]] = {}
        at = 0
        for number, part in enumerate(self.parts):
            end = at + len(part)
            here = [(s - at, e - at) for s, e in spans if s < end and e > at]
            self.found[number] = here
            if number % 2 == 0 and head and at > head.start():
                around = self.parts[number - 2 : number + 3 : 2]
                if len(around) == 3 and all(re.match(r"[*\"“.]*\w", p) and p[-1] != "," for p in around):
                    self.listed.append(number)
            elif number % 2 == 0 and PLAIN.fullmatch(part) and not (head and at > head.start()):
                self.plain.append(number)
                if not here:
                    self.free.append(number)
            at = end

    def joined(self) -> str:
        return "".join(self.parts)


def move(text: Text, rng: random.Random) -> None:
    one, other = rng.sample(text.plain, 2)
    text.parts[one], text.parts[other] = text.parts[other], text.parts[one]


def move_entry(text: Text, rng: random.Random) -> None:
    """Swap two neighbours: a list out of its order is read otherwise."""
    one = rng.choice([n for n in text.listed if n + 2 in text.listed])
    text.parts[one], text.parts[one + 2] = text.parts[one + 2], text.parts[one]


def wrap(text: Text, rng: random.Random) -> None:
    number = rng.choice(text.plain + text.listed)
    words = " ".join(text.parts[number].split())
    lines = textwrap.wrap(words, rng.randint(40, 120), break_long_words=False, break_on_hyphens=False)
    if not any(re.match(r"[-+*#>|~=]|\d+[.)]|    ", line) for line in lines):  # such a line would begin something else
        text.parts[number] = "\n".join(lines)


def quote(text: Text, rng: random.Random) -> None:
    number = rng.choice(text.plain)
    text.parts[number] = "\n".join("> " + line for line in text.parts[number].split("\n"))


def add_sentence(text: Text, rng: random.Random) -> None:
    number = rng.choice(text.plain)
    text.parts[number] = rng.choice(SENTENCES) + " " + text.parts[number]


def drop_sentence(text: Text, rng: random.Random) -> None:
    number = rng.choice(text.plain)
    part = text.parts[number]
    bounds = [0, *(m.start() for m in BREAK.finditer(part)), len(part)]
    stretches = list(itertools.pairwise(bounds))
    free = [(a, b) for a, b in stretches if not any(s < b and e > a for s, e in text.found[number])]
    if len(stretches) > 1 and free:
        start, end = rng.choice(free)
        text.parts[number] = (part[:start] + part[end:]).lstrip()


def add_paragraph(text: Text, rng: random.Random) -> None:
    number = rng.choice(text.plain)
    text.parts[number] = " ".join(rng.sample(SENTENCES, 3)) + "\n\n" + text.parts[number]


def drop_paragraph(text: Text, rng: random.Random) -> None:
    text.parts[rng.choice(text.free)] = "A paragraph stood here."


def add_heading(text: Text, rng: random.Random) -> None:
    number = rng.choice(text.plain)
    text.parts[number] = "## On the River\n\n" + text.parts[number]


def other_emphasis(text: Text, rng: random.Random) -> None:
    number = rng.choice(text.plain)
    text.parts[number] = re.sub(r"(?<!\*)\*([^*_\n]+)\*(?!\*)", r"_\1_", text.parts[number])


EDITS = (
    move, move, move_entry, wrap, wrap, quote, add_sentence, drop_sentence, add_paragraph, drop_paragraph, add_heading,
    other_emphasis,
)  # fmt: skip


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def returned(new: Diagnostic, run: Run, left: list[baseline.Record]) -> bool:
    """Whether the words of a new finding are those of a record that was not found again."""
    own = letters(run.texts[new.path][new.start : new.end])
    return any(r.code == new.code and own.startswith(letters(r.text)[:40]) for r in left)


def edits(manuscript: Path, count: int, seed: int) -> int:
    rng = random.Random(seed)
    judged: dict[tuple[str, str], str] = {}
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        path = Path("book.md")
        path.write_text(manuscript.read_text(encoding="utf-8"), encoding="utf-8")
        place = os.path.join(folder, baseline.NAME)
        run = engine.run([os.fspath(path)], Config())
        Path(place).write_bytes(baseline.encoded(r for _, r in baseline.recorded(run, place)))
        old = baseline.read(place)
        for number in range(count):
            text = Text(path.read_text(encoding="utf-8"), run)
            edit = rng.choice(EDITS)
            edit(text, rng)
            if number % 20 == 19:
                path.unlink()
                path = Path(f"book-{number}.md")
            ends = "\r\n" if number % 50 > 40 else "\n"
            path.write_text(text.joined(), encoding="utf-8", newline=ends)
            run = engine.run([os.fspath(path)], Config())
            compared = baseline.compare(baseline.recorded(run, place), old, lambda _: True)
            for found in compared.new:
                words = " ".join(run.texts[found.path][found.start : found.end].split())[:90]
                if returned(found, run, list(compared.left)):
                    faults += 1
                    print(f"RETURNED after {edit.__name__}: {found.code} {words}")
                judged.setdefault((found.code, words), f"{number} {edit.__name__}: {found.message[:110]}")
            path.write_text(text.joined(), encoding="utf-8", newline="")
    print(f"{count} edits, {len(old)} findings in the baseline, {faults} returned; new: {len(judged)}")
    for (code, words), said in judged.items():
        print(f"  {code} {words}\n      {said}")
    return int(faults > 0 or not old)


# ---- faults


def faults(corpus: Path, bench: Path, seeds: int) -> int:
    sys.path.insert(0, os.fspath(bench))
    import mutate
    import score_faults
    import score_prose

    names = [p.name.removesuffix(".gold.json") for p in sorted(corpus.glob("*.gold.json"))]
    golds = {n: json.loads((corpus / f"{n}.gold.json").read_text(encoding="utf-8")) for n in names}
    names = [n for n in names if golds[n]["style"] == "author-page"]
    select = list(score_faults.SELECT)
    worst = 0.0
    lost = 0
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            place = os.path.join(folder, baseline.NAME)
            for name in names:
                Path(folder, f"{name}.md").write_bytes((corpus / f"{name}.md").read_bytes())
            subprocess.run(
                ["citecheck", "check", f"--write-baseline={place}", folder], check=True, stdout=subprocess.DEVNULL
            )
            for name in names:
                mutate.mutate(os.fspath(corpus / name), folder, seed)
            docs = score_prose.documents(folder)
            truths = {
                d["name"]: json.loads(d["file"].with_suffix(".truth.json").read_text(encoding="utf-8")) for d in docs
            }
            values = {}
            for kind, more in (("all", []), ("new", [f"--baseline={place}"])):
                score_faults.SELECT[:] = [*select, *more]
                found, ids, _, failed = score_faults.findings(docs, "citecheck", "md")
                values[kind], errors = score_faults.report(docs, truths, found, ids, "style")
                lost += len(failed)
            worst = max(worst, values["new"]["alarms"])
            lost += values["new"]["any"] < values["all"]["any"]
            score_faults.show_errors([(d, [e for e in es if e[0] == "alarm"]) for d, es in errors], 20)
    print(f"{seeds} seeds on {len(names)} manuscripts: at most {worst:.2f} findings per 100 citations without a fault")
    return int(worst > 0 or lost > 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    on_edits = kinds.add_parser("edits")
    on_edits.add_argument("manuscript", type=Path)
    on_edits.add_argument("--edits", type=int, default=200)
    on_edits.add_argument("--seed", type=int, default=1)
    on_faults = kinds.add_parser("faults")
    on_faults.add_argument("corpus", type=Path)
    on_faults.add_argument("bench", type=Path)
    on_faults.add_argument("--seeds", type=int, default=5)
    asked = parser.parse_args()
    if asked.kind == "edits":
        return edits(asked.manuscript.resolve(), asked.edits, asked.seed)
    return faults(asked.corpus.resolve(), asked.bench.resolve(), asked.seeds)


if __name__ == "__main__":
    sys.exit(main())
