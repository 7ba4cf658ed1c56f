"""Labels that a style makes of names and year, where no list prints them: what `[Mar10]` can mean in a .bib.

BibTeX's `alpha.bst` (btxhak §4), the alphabetic styles of BibLaTeX (3.19 §4.5.5, its template for labels), and the
trigraphs of CSL processors (CSL 1.0.2, variable `citation-label`) make them differently; the manuscript tells which.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from citecheck.model import Name, Reference
from citecheck.resolve.index import Index
from citecheck.text import years
from citecheck.text.patterns import pattern

LEAST, SHARE = 3, 0.6  # labels that one style explains, and their share of those cited
_ALPHA_NAMES, _ALPHA_SHOWN = 4, 3  # alpha.bst: of more than four names the first three
_BIBLATEX_NAMES = 3  # maxalphanames; of more the first alone (minalphanames)
_TRIGRAPH_NAMES = 4  # of more the first four
# Mar10 · RHM+19a · vdB99 · O’Zi20, and what stands between the words of a name
SHAPE = pattern(r"[^\W\d_](?:[^\W\d_]|['’]){0,11}\+?\d{2}(?P<letter>[a-z])?")
_UNDATED = pattern(r"(?:[^\W\d_a-z][^\W\d_A-Z]*){2,4}\+?")  # KrBhKr, of works without a year
_GAP = pattern(r"[\s-]+")
_Made = Callable[[Reference], str]


def labels(cited: Iterable[str], index: Index) -> dict[str, tuple[int, ...]]:
    """{label: the one entry that it is of, none where that cannot be told} by the style that explains most of them.

    Empty where no style explains enough.
    """
    cited = set(cited)
    shaped = {label for label in cited if SHAPE.fullmatch(label)}
    if len(shaped) < LEAST:
        return {}
    tables = [_table(style, index) for style in (_alpha, _biblatex, _trigraph, _trigraph_of_three)]
    table = max(tables, key=lambda t: sum(_base(label, t) != "" for label in shaped))
    found = {label: base for label in shaped if (base := _base(label, table))}
    if len(found) < SHARE * len(shaped) or len(found) < LEAST:
        return {}
    undated = {label: label for label in cited - shaped if label in table and _UNDATED.fullmatch(label)}
    return {label: _entry(label, base, table[base], found, index) for label, base in {**found, **undated}.items()}


def _table(style: _Made, index: Index) -> dict[str, tuple[int, ...]]:
    table: dict[str, tuple[int, ...]] = {}
    for entry in index.entries:
        reference = entry.reference
        year = years.plain(reference.year)[2:]
        own = reference.shorthand  # BibLaTeX: `shorthand` is all of a label, `label` what stands before the year
        for label in {f"{style(reference)}{year}", own, f"{own}{year}"} - {"", year}:
            table[_plain(label)] = (*table.get(_plain(label), ()), entry.number)
    return table


def _base(label: str, table: dict[str, tuple[int, ...]]) -> str:
    """A label as the table has it, else without the letter that tells it from its like; empty where it is not there."""
    plain = _plain(label)
    return plain if plain in table else plain[:-1] if plain[-1:].isalpha() and plain[:-1] in table else ""


def _entry(label: str, base: str, entries: tuple[int, ...], found: dict[str, str], index: Index) -> tuple[int, ...]:
    """The entry of a label; of several that would have it, by letters, if all of them are cited (by name, title)."""
    plain = _plain(label)
    if plain == base:
        return entries if len(entries) == 1 else ()
    letters = sorted(_plain(other)[-1] for other, same in found.items() if same == base)
    if len(entries) < 2 or letters != [chr(ord("a") + n) for n in range(len(entries))]:
        return ()
    by_sort = sorted(entries, key=lambda n: (index.entries[n].families, index.entries[n].year, index.entries[n].title))
    return (by_sort[letters.index(plain[-1])],)


def _plain(label: str) -> str:
    """Without accents, and with one kind of apostrophe; capitals tell initials from names."""
    return "".join(c for c in unicodedata.normalize("NFKD", label.replace("’", "'")) if not unicodedata.combining(c))


# ---- the styles


def _alpha(reference: Reference) -> str:
    names = reference.names
    if not names:
        return reference.id[:3]
    if len(names) == 1 and not reference.others:
        initials = _initials(names[0])
        return initials if len(initials) > 1 else names[0].family[:3]
    shown = names if len(names) <= _ALPHA_NAMES else names[:_ALPHA_SHOWN]
    more = reference.others or len(names) > _ALPHA_NAMES
    return "".join(map(_initials, shown)) + "+" * more


def _initials(name: Name) -> str:
    if name.literal:  # braces make one word of it
        return name.family[:1]
    return "".join(part[0] for part in _GAP.split(f"{name.particle} {name.family}".strip()) if part)


def _biblatex(reference: Reference) -> str:
    names = reference.names_short or reference.names
    if reference.others or len(names) > _BIBLATEX_NAMES:
        return f"{names[0].family[:3]}+" if names else ""
    return names[0].family[:3] if len(names) == 1 else _letters(names, (1,) * _BIBLATEX_NAMES)


def _trigraph(reference: Reference) -> str:
    names = reference.names
    return _letters(names, {1: (4,), 2: (2, 2), 3: (2, 2, 2)}.get(len(names), (1,) * _TRIGRAPH_NAMES))


def _trigraph_of_three(reference: Reference) -> str:
    names = reference.names
    return _letters(names, (2, 1, 1)) if len(names) == 3 else _trigraph(reference)


def _letters(names: Sequence[Name], sizes: Sequence[int]) -> str:
    return "".join(name.family[:size] for name, size in zip(names, sizes, strict=False))
