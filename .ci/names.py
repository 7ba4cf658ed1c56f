"""Fail when the program knows a name or a title word of a corpus: a rule must rest on a fact about writing.

    names.py WORKS_CITED.json PROSE_FOLDER SOURCE_FOLDER

What counts is every surname that is no common word as well, and every title word of five letters or more that is no
general word: months, languages, cities and the like stand in three or more documents of the prose corpus.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
GENERAL = 3  # documents
TECHNICAL = {"verbatim"}  # BibLaTeX's name for fields that are taken as they are (manual, 2.2.1)


def fold(text: str) -> str:
    """Lower case without accents and apostrophes."""
    text = re.sub("['’‘ʼ`´]", "", text)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def surnames(works: list[dict]) -> set[str]:
    """The family names of authors and editors, as `Family, Given` or as the last word."""
    found = set()
    for work in works:
        for person in [*work["authors"], *work["editors"]]:
            name = person if isinstance(person, str) else person.get("family", "")
            family = name.split(",")[0] if "," in name else name.split()[-1] if name.split() else ""
            found |= {w for w in WORD.findall(fold(family)) if len(w) >= 4}
    return found


def title_words(works: list[dict]) -> set[str]:
    """The words of titles, short titles and labels."""
    text = " ".join(work.get(field) or "" for work in works for field in ("title", "short_title", "label"))
    return {w for w in WORD.findall(fold(text)) if len(w) >= 5}


def general_words(folder: Path) -> tuple[set[str], set[str]]:
    """The words that several documents hold, and those that several write in lower case."""
    held: Counter[str] = Counter()
    common: Counter[str] = Counter()
    for path in sorted(folder.glob("*.md")):
        words = set(WORD.findall(path.read_text(encoding="utf-8", errors="replace")))
        held.update({fold(w) for w in words})
        common.update({fold(w) for w in words if w.islower()})
    return {w for w in held if held[w] >= GENERAL}, {w for w in common if common[w] >= GENERAL}


def main() -> int:
    """Report every line of the program that holds such a word."""
    works = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    general, common = general_words(Path(sys.argv[2]))
    banned = (surnames(works) - common) | (title_words(works) - general - TECHNICAL)
    failed = 0
    for path in sorted(p for p in Path(sys.argv[3]).rglob("*") if p.suffix in {".py", ".toml", ".txt", ".json"}):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for word in sorted({fold(w) for w in WORD.findall(re.sub("(?<=[a-z])(?=[A-Z])", " ", line))} & banned):
                print(f"{path}:{number}: knows {word!r}")
                failed += 1
    print(f"names: {len(banned)} names and title words looked for, {failed} found")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
