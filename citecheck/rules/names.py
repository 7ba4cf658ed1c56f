"""The rule on how citations print names: one summary finding a document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citecheck.citations.readings import OTHERS
from citecheck.config import Config
from citecheck.model import Block, Document, Finding, Resolution
from citecheck.rules.project import Project, listed
from citecheck.rules.summary import MOST_NAMED, OF_A_WORK, places
from citecheck.text.patterns import pattern
from citecheck.text.spans import to_prose
from citecheck.text.years import YEAR

_LEAST, _CLEARLY = 5, 0.8  # uses of the usual form, and its share of all
_LEAST_OF_WORK, _CLEARLY_OF_WORK = 3, 0.75  # the same for one work, whose first citation may give all names
_ET_AL_FROM = 3  # names: of two nobody leaves out one
# & · and · und between the last two names
_JOINT = pattern(r"\s*[,;]?\s*(?P<word>&|(?<!\S)(?:and|und|et|y|e|и|i|en|og|och|a|és)(?!\S))\s*")
_SAME = {"e": "y"}  # Spanish writes e for y before an i
_ALL, _SHORTENED = "all names", "et al."


class _Form(NamedTuple):
    """One thing that a citation shows: `group` is what it is compared within, `said` the form in words."""

    group: tuple[str, ...]
    form: str
    said: str
    resolution: Resolution


def name_form(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """Names are joined, shortened or set in another way than in the rest of the manuscript.

    `&` beside “and”, “et al” beside “et al.”, a work by all its authors here, by the first there: readers ask whether
    two works are meant. One finding stands for all such places, wherever one form is clearly the habit. In parentheses
    and in the sentence the habit may differ (APA 7 §8.17); the first citation of a work may give all its names.

    Bad:  (Okoro and Weir, 2009)
    Good: (Okoro & Weir, 2009)
    """
    forms: dict[tuple[str, ...], list[_Form]] = defaultdict(list)
    blocks = document.manuscript.blocks
    starts = [b.start for b in blocks]
    for resolution in document.resolutions:
        if resolution.verdict in OF_A_WORK and resolution.cite.format in ("author", "author-date"):
            number = bisect_right(starts, resolution.cite.start) - 1
            works = listed(project, document, resolution.references)
            several = len(works) == 1 and len(works[0].names) >= _ET_AL_FROM
            for form in _forms(resolution, blocks[number], several):
                forms[form.group].append(form)
    found = [one for group in forms.values() for one in _deviating(group)]
    if found:
        found.sort(key=lambda f: (f[0].resolution.cite.start, f[1]))
        cites = [f.resolution.cite for f, _ in found]
        named = "; ".join(list(dict.fromkeys(why for _, why in found))[:MOST_NAMED])
        count = "1 citation prints" if len(found) == 1 else f"{len(found)} citations print"
        yield Finding(
            cites[0].start,
            cites[0].end,
            f"{count} names in another form than the rest: {named}",
            tuple(dict.fromkeys(i for f, _ in found for i in f.resolution.references)),
            places=places(document, [(c.start, c.end, why) for c, (_, why) in zip(cites, found, strict=True)]),
        )


def _forms(resolution: Resolution, block: Block, several: bool) -> Iterator[_Form]:
    """The joint between the last two names, the term for others, its setting, and whether it stands."""
    cite, names = resolution.cite, resolution.reading.names
    if not names:
        return
    end = next((m.start() for m in YEAR.finditer(cite.prose)), len(cite.prose))
    others = OTHERS.search(cite.prose, 0, end)
    if several and cite.format == "author-date":
        form = _SHORTENED if others else _ALL
        yield _Form(("work", *resolution.references), form, f"{_shown(cite.prose, end)} with {form}", resolution)
    if others:
        term = " ".join(others[0].strip(" ,\n\t").split())
        # a term for each language of the works is a custom of its own (GOST R 7.0.5, GB/T 7714)
        yield _Form(("others", term.lower()[:2]), term.lower(), f"“{term}”", resolution)
        at = to_prose(block.map, cite.start) + others.end() - 1
        set_so = any(m.kind == "emphasis" and m.start < at <= m.end for m in block.marks)
        setting = "in italics" if set_so else "upright"
        yield _Form(("setting", term.lower()[:2]), setting, f"“{term}” {setting}", resolution)
    elif len(names) > 1 and (joint := _joint(cite.prose, names, end)):
        where = "in the sentence" if cite.mode == "author-in-text" else "in parentheses"
        script = "cyrillic" if joint == "и" else "latin"
        yield _Form(("joint", where, script), _SAME.get(joint, joint), f"“{joint}” {where}", resolution)


def _joint(prose: str, names: Sequence[str], end: int) -> str:
    """What stands between the last two names; nothing where only a comma does."""
    last = prose.rfind(names[-1].split()[-1], 0, end)
    before = prose.rfind(names[-2].split()[-1], 0, max(last, 0))
    if before < 0 or last < 0:
        return ""
    found = _JOINT.search(prose, before + len(names[-2].split()[-1]), last)
    return found["word"] if found else ""


def _shown(prose: str, end: int) -> str:
    return f"“{' '.join(prose[:end].strip(' ,(').split())}”"


def _deviating(group: Sequence[_Form]) -> Iterator[tuple[_Form, str]]:
    """The forms of a group that are not its usual one, each with what is said of it."""
    of_work = group[0].group[0] == "work"
    form, times = Counter(f.form for f in group).most_common(1)[0]
    least, clearly = (_LEAST_OF_WORK, _CLEARLY_OF_WORK) if of_work else (_LEAST, _CLEARLY)
    if times < least or times < clearly * len(group):
        return
    usual = next(f for f in group if f.form == form).said
    for number, one in enumerate(group):
        first = of_work and number == 0 and one.form == _ALL
        if one.form != form and not first:
            yield one, f"{one.said} ({times} times {form if of_work else usual})"
