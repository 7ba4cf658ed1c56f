"""Rules on citekeys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citecheck.config import Config
from citecheck.model import Document, Edit, Finding, Fix, Reference, Resolution
from citecheck.rules.project import Project, has_problem, listed, of_verdict, place_of

_MOST_GUESSED = 200  # undefined keys that get near misses; whoever has more has another bibliography
_LEAST_ALIKE = 70  # of 100


def undefined_citekey(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A citekey that no entry of the bibliography has.

    The typesetter prints a question mark or the bare key in its place. Correct the key, or add the entry.

    Bad:  The weir broke [@reed1999wiers, 7].
    Good: The weir broke [@reed1999weirs, 7].
    """
    if has_problem(document, "DOC902", "DOC904") or not any(not b.printed for b in document.bibliographies):
        return
    known = project.references.get(document.manuscript.path, {})
    missing = (r for r in of_verdict(document, "missing") if r.cite.format == "citekey")
    keys = [r for r in missing if r.cite.citekey not in known]
    certain = bool(document.manuscript.bibliographies) or any(
        r.cite.format == "citekey" for r in of_verdict(document, "resolved")
    )
    nearest = _nearest(keys, known)
    for resolution in keys:
        cite = resolution.cite
        if not certain and _is_mention(resolution):
            continue
        near = nearest.get(cite.citekey, [])
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        entries = listed(project, document, near)
        yield Finding(
            cite.start,
            cite.end,
            f"no entry has the key {cite.citekey}{hint}",
            (cite.citekey,),
            fix=_respelt(resolution, near, document.manuscript.text),
            places=tuple(place_of(r) for r in entries),
        )


def _respelt(resolution: Resolution, near: list[str], text: str) -> Fix | None:
    """The only key that is near, in the place of a misspelt one; with other figures it is another work's."""
    cite = resolution.cite
    at = text.find(cite.citekey, cite.start, cite.end)
    if len(near) != 1 or at < 0 or _figures(near[0]) != _figures(cite.citekey):
        return None
    return Fix("write the key of the entry", (Edit(at, at + len(cite.citekey), near[0]),))


def _figures(key: str) -> str:
    return "".join(c for c in key if c.isdigit())


def _is_mention(resolution: Resolution) -> bool:
    """`@key` outside brackets: where no other key is cited it may as well name a person."""
    return resolution.cite.mode == "author-in-text"


def _nearest(keys: list[Resolution], known: Mapping[str, Reference]) -> dict[str, list[str]]:
    """Up to three keys that look most like each undefined one."""
    wanted = list(dict.fromkeys(r.cite.citekey for r in keys if len(r.cite.citekey) < 100))[:_MOST_GUESSED]
    if not wanted or not known:
        return {}
    from rapidfuzz import fuzz, process

    choices = {key: key.lower() for key in known}
    return {
        key: [
            near
            for _, _, near in process.extract(
                key.lower(), choices, scorer=fuzz.ratio, limit=3, score_cutoff=_LEAST_ALIKE
            )
        ]
        for key in wanted
    }
