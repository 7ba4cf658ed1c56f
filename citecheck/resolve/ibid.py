"""What `ibid.` refers to where citations of several formats stand together: `Marsh (2010) … (ibid., 12)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from citecheck.citations import author, groups
from citecheck.model import Block, Citation, Resolution
from citecheck.resolve.author_date import Place
from citecheck.text import spans

_KNOWN = ("resolved", "context", "mismatch")


def in_brackets(places: Sequence[Place], blocks: Sequence[Block], text: str) -> Iterator[Resolution]:
    """Each `ibid.` that stands behind a year in its bracket, not yet decided: `(Marsh 2010, 12; ibid., 14)`."""
    for place in places:
        block, found = blocks[place.block], place.found
        for start, end in groups.pieces(block.prose, found.start, found.end)[1:] if found.bracketed else ():
            if author.is_ibid(block.prose[start:end]) and (cite := author.cite(block, text, start, end)):
                bounds = spans.to_source(block.map, found.start - 1, found.end + 1)
                citation = Citation(bounds.start, bounds.end, (cite,), place="parenthesis", at=found.start)
                yield Resolution(cite, citation, "undecided")


def referred(found: Iterable[Resolution]) -> list[Resolution]:
    """The citations in order of place, each ibid. with the one source of the citation before it (Chicago 17 §14.34).

    What stands before it in the notes is none of the text's, and the other way round.
    """
    out: list[Resolution] = []
    last: dict[bool, list[Resolution]] = {True: [], False: []}
    for one in found:
        before = last[one.citation.place == "note"]
        if one.cite.back == "ibid":
            one = _of(one, before)
        if before and before[-1].citation != one.citation:
            before.clear()
        before.append(one)
        out.append(one)
    return out


def _of(one: Resolution, before: list[Resolution]) -> Resolution:
    """An ibid. with the source of the cites before it, which are those of one citation."""
    if not before:
        return _unknown(one, "nothing is cited before it")
    last = before[-1]
    if last.verdict == "missing":
        return _unknown(one, "what is cited before it is not in the bibliography")
    together = one.cite.start < last.citation.end
    several = not together and len({r.references for r in before if r.verdict != "unlisted"}) > 1
    if several or last.verdict not in _KNOWN or len(last.references) != 1:
        return _unknown(one, "the citation before it does not name one source")
    why = "the source of the citation before it"
    return replace(one, verdict="context", references=last.references, why=why, reading=last.reading)


def _unknown(one: Resolution, why: str) -> Resolution:
    return replace(one, verdict="undecided", references=(), why=why)
