"""What `ibid.` refers to where citations of several formats stand together: `Marsh (2010) … (ibid., 12)`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from citecheck.model import Resolution

_KNOWN = ("resolved", "context", "mismatch")


def referred(found: Iterable[Resolution], *, noted: bool = False) -> list[Resolution]:
    """The citations in order of place, each ibid. with the one source of the citation before it.

    What stands before it in the notes is none of the text's, and the other way round. `noted` are manuscripts that cite
    in notes, where those have been judged with all else that notes say.
    """
    out: list[Resolution] = []
    last: dict[bool, list[Resolution]] = {True: [], False: []}
    for one in found:
        before = last[one.citation.place == "note"]
        if one.cite.back == "ibid" and not (noted and one.citation.place == "note"):
            one = with_source(one, before)
        if before and before[-1].citation != one.citation:
            before.clear()
        before.append(one)
        out.append(one)
    return out


def with_source(one: Resolution, before: Sequence[Resolution]) -> Resolution:
    """An ibid. with the source of the cites before it, which are those of one citation (Chicago 17 §14.34)."""
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
