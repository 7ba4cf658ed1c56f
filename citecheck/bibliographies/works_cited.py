"""The list of references that a manuscript prints: Works Cited, Literaturverzeichnis, Список литературы, 参考文献 …"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from citecheck.bibliographies import (
    entry_figures,
    entry_head,
    entry_ids,
    entry_imprint,
    entry_labels,
    entry_title,
    entry_year,
    list_authors,
    list_chapters,
    list_entries,
    list_habits,
    list_headings,
    list_unheaded,
)
from citecheck.bibliographies.entry_head import Head
from citecheck.bibliographies.entry_labels import Label
from citecheck.bibliographies.list_entries import Entry
from citecheck.bibliographies.list_headings import ListRegion
from citecheck.model import Bibliography, Block, Manuscript, Name, PrintedList, Reference, Span
from citecheck.text import filed_names, names, scripts, years
from citecheck.text.looking import Look
from citecheck.text.names import Form
from citecheck.text.patterns import pattern

_OPENING, _CLOSING = '"“«„', '"”»“'
# Marsh (2010), Reed and Holm (2011, 2012a).
_CITATIONS = pattern(
    rf"(?:[^\s().,;\d](?:[^().;\d]|(?<=\bal)\.){{1,100}}(?<!,\s)\(?{years.DIGITS}[a-z]?(?:,\s{years.DIGITS}[a-z]?)*\)?[\s,;.]*)+"
)
_FILED_LEAST = 3  # entries with several names that show how a list writes them
_SAMPLE = 60  # entries are enough to see how a list writes its names


def parse(manuscript: Manuscript, headings: tuple[str, ...] = (), look: Look | None = None) -> Bibliography | None:
    """The lists of references printed in a manuscript as one bibliography; None where there is none.

    `headings` are further headings of such lists; `look` may know what blocks hold.
    """
    look = look or Look()
    blocks = manuscript.blocks
    references: list[Reference] = []
    within: list[str] = []
    lists: list[PrintedList] = []
    kept: list[ListRegion] = []
    pending = -1  # the block behind a heading such as Works Cited that has nothing but further lists under it
    regions = list(list_headings.find(blocks, headings, look))
    for region in regions or list_unheaded.find(blocks, manuscript.text):
        if pending == region.heading:
            region, pending = region._replace(cited=True), region.last
        headed, several = blocks[region.heading].kind == "heading", len(regions) > 1
        keys = region.skip, headed, region.cited, several, manuscript.path
        listed = look.run(_list, blocks[region.first : region.last], keys, manuscript.text, look)
        if listed is None:
            pending = region.last if region.cited and region.last == region.first else -1
            continue
        found, inside, whole = listed
        references += found
        within += inside
        lists.append(PrintedList(blocks[region.heading].start, whole.end, region.cited))
        kept.append(region)
    if not references:
        return None
    bare = tuple(replace(r, start=0, end=0) for r in references)
    named = look.once(_named, (bare, tuple(within)), bare, within)
    references = [replace(r, start=at.start, end=at.end) for r, at in zip(named, references, strict=True)]
    return Bibliography(
        manuscript.path,
        manuscript.text,
        tuple(references),
        printed=True,
        lists=tuple(list_chapters.assign(lists, kept, blocks, references)),
    )


def _named(references: Sequence[Reference], within: Sequence[str]) -> list[Reference]:
    """The references with their ids, and those of the entries that they lie in."""
    ids = entry_ids.assign(references)
    return entry_ids.with_parents([replace(r, id=i) for r, i in zip(references, ids, strict=True)], within)


def _list(
    blocks: Sequence[Block], skip: int, headed: bool, cited: bool, several: bool, path: str, text: str, look: Look
) -> tuple[list[Reference], list[str], Span] | None:
    """The references of the blocks under a heading, what each prints behind an In, and where all of them stand.

    None where they are no list: where one is not sure by its heading, half of the blocks have to be entries; where
    there are `several`, one that has nothing but `Marsh (2010), Reed (2011)` sends the reader to another, and one under
    a line that is no heading ends where paragraphs are text.
    """
    if several and not headed:
        blocks = blocks[: list_entries.leading(blocks, text, skip)]
    surely = headed and cited
    entries = list_entries.split(blocks, text, skip)
    others = [b for b in blocks if b.kind != "note" and b.prose.strip()]
    if not entries or not (surely or len(entries) * 2 >= len(others)):
        return None
    if several and all(_CITATIONS.fullmatch(e.text) for e in entries):
        return None
    named = list_authors.named(list_habits.plain(entries))
    whole = Span(entries[0].start, max(e.end for e in entries))
    return *_references(named, path, look), whole


def _references(entries: Sequence[Entry], path: str, look: Look) -> tuple[list[Reference], list[str]]:
    """The references of one list, without ids, and what each prints behind an In."""
    usual = _usual_form(entries)
    labels = entry_labels.labels(entries)
    references: list[Reference] = []
    within: list[str] = []
    previous: tuple[Name, ...] = ()
    for entry, label in zip(entries, labels, strict=True):
        told = replace(entry, start=0, end=0), label, previous, usual, path
        reference, inside = look.once(_entry, told, entry, label, previous, usual, path)
        previous = reference.names or previous
        references.append(replace(reference, start=entry.start, end=entry.end))
        within.append(inside)
    if usual == "direct" and _filed_by_first_word(references):
        references = [replace(r, names=tuple(map(_turned, r.names))) for r in references]
    return references, within


def _usual_form(entries: Sequence[Entry]) -> Form | None:
    """How most entries of a list write the first name."""
    if _files(entries):
        return "filed"
    forms = Counter(
        names.leading_names(e.text, 0, entry_head.title_start(e)).form
        for e in entries[:: max(1, len(entries) // _SAMPLE)]
    )
    del forms[None]
    if not forms:
        return None
    form, number = forms.most_common(1)[0]
    return form if number * 2 >= sum(forms.values()) else None


def _entry(
    entry: Entry, label: Label, previous: tuple[Name, ...], usual: Form | None, path: str
) -> tuple[Reference, str]:
    """The reference of an entry, without its place, and what it prints behind an In."""
    return _reference(entry, entry_head.read(entry, previous, usual), label, path)


def _reference(entry: Entry, head: Head, label: Label, path: str) -> tuple[Reference, str]:
    text = entry.text
    title = entry_title.find(entry, head.end, head.form)
    if title.end <= title.start or (head.body and _names_no_body(text, head, title)):
        title = entry_title.find(entry, 0)
        if head.body and head.year:  # Bridge Register (2010): https://…
            title = title._replace(end=min(title.end, len(head.names[0].family)))
        head = head._replace(names=(), end=0, body=False)
    masked = entry_year.mask(text, label.start, label.end)
    imprint = entry_imprint.read(entry, title, masked)
    year = list_habits.year_of(entry, head.year or imprint.year or entry_year.within(entry, masked, title))
    editors, translators = entry_imprint.people(text, title.rest)
    if head.role == "editor":
        editors = head.names
    elif head.role == "translator":
        translators = head.names
    printed, translated = entry_title.translated(text, title)
    printed, translated = _clean(printed), _clean(translated)
    reference = Reference(
        "",
        path,
        0,
        0,
        raw=" ".join(text.split()),
        type=entry_imprint.kind(text, title.styled, imprint),
        names=_as_labelled(head, label.text) or list_habits.names_of(entry, head.names) or editors,
        editors=editors,
        translators=translators,
        others=head.others,
        title=printed,
        title_short=_short(printed),
        translated=translated,
        container=imprint.container,
        publisher=imprint.publisher,
        place=imprint.place,
        year="" if year == years.UNDATED else year,
        volume=imprint.volume,
        issue=imprint.issue,
        pages=imprint.pages,
        shorthand=label.text or entry.label,
        number=entry.number,
        doi=imprint.doi,
        isbn=imprint.isbn,
        url=imprint.url,
    )
    return reference, imprint.within


def _names_no_body(text: str, head: Head, title: entry_title.Title) -> bool:
    """Whether what was taken for a body is the title: nothing that looks like one follows it."""
    if entry_head.names_role(text, title.start):
        return True
    if title.styled == "italic" and head.year and not names.is_body(head.names[0].family):
        return entry_figures.follow(text, title.end)
    return False


def _as_labelled(head: Head, label: str) -> tuple[Name, ...]:
    """Names that only look inverted, as the author's own label has them: `Wei Zhu, Ana Gil` with (Zhu & Gil)."""
    if not label or head.form != "inverted" or len(head.names) != 1:
        return ()
    name = head.names[0]
    first, second = names.direct(name.family), names.direct(name.given)
    said = scripts.words(label)
    if not (first.given and second.given) or scripts.fold(first.given) in said:
        return ()
    return (first, second) if scripts.fold(first.family) in said and scripts.fold(second.family) in said else ()


def _files(entries: Sequence[Entry]) -> bool:
    """Whether most entries begin with names without commas, several with more than one, filed by their first words."""
    found = [filed_names.read(e.text, 0, entry_head.title_start(e)) for e in entries[:_SAMPLE]]
    listed = [f for f in found if f.names]
    several = sum(len(f.names) > 1 for f in listed)
    if several < _FILED_LEAST or several * 4 < len(found) or len(listed) * 2 < len(found):
        return False
    firsts = [scripts.fold(f.names[0].family) for f in listed]
    lasts = [scripts.fold(f.names[0].given.split()[-1]) for f in listed if f.names[0].given]
    return _order(firsts) > max(0.8, _order(lasts) + 0.1)


def _filed_by_first_word(references: Sequence[Reference]) -> bool:
    """Whether a list of names without commas is in the order of their first words, so that these are the surnames."""
    people = [r.names[0] for r in references if r.names and not r.names[0].literal]
    firsts = [scripts.fold(n.given or n.family) for n in people]
    lasts = [scripts.fold(n.family) for n in people]
    return _order(firsts) > max(0.8, _order(lasts) + 0.1)


def _order(words: Sequence[str]) -> float:
    pairs = list(pairwise(words))
    return sum(a <= b for a, b in pairs) / len(pairs) if pairs else 0.0


def _turned(name: Name) -> Name:
    if name.family.isupper() and name.given and not name.given.isupper():
        return name  # set apart by its capitals
    return name if name.literal else names.surname_first(f"{name.given} {name.particle} {name.family}")


def _clean(text: str) -> str:
    text = " ".join(text.replace("-\n", "-").split()).strip(" ,.;:")
    return text[1:] if text[:1] in _OPENING and not any(c in text[1:] for c in _CLOSING) else text


def _short(title: str) -> str:
    """The leading words of a title, before a colon or a full stop."""
    for at, sign in enumerate(title):
        if sign in ":.?!" and at > 2 and title[at + 1 : at + 2] in (" ", ""):
            return title[:at]
    return title
