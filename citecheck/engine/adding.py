"""Entries for works that are cited and missing: what the citations tell of them, put into the right bibliography."""

from __future__ import annotations

import os
from collections.abc import Iterable

from msgspec import Struct

from citecheck import engine, registry
from citecheck.config import Config, Configurations
from citecheck.engine import files, sources, writing
from citecheck.engine.fixing import Change, with_text
from citecheck.model import Document, Name, Reference, Resolution, Run
from citecheck.text.scripts import fold, words

CODES = ("CIT001", "CIT004")  # of what can be missing
_NOT_EDITED = "it prints its own list, which is not edited; add the entries there, or name a .bib file with --bib"

Work = tuple[str, tuple[str, ...], tuple[str, ...], str]  # citekey, names, words of the title, year


class Cited(Struct, frozen=True):
    """A place that cites a missing work."""

    path: str
    resolution: Resolution


class Added(Struct, frozen=True):
    """An entry made for a work: its bibliography, the entry as it reads there, and where it is cited."""

    path: str
    reference: Reference
    cited: tuple[Cited, ...]


class Plan(Struct, frozen=True):
    """What adding comes to: new contents of bibliographies, the entries, and why others were not added."""

    run: Run
    changes: tuple[Change, ...] = ()
    added: tuple[Added, ...] = ()
    skipped: tuple[str, ...] = ()


class _State:
    """What has been planned so far."""

    def __init__(self, doubtful: bool) -> None:
        """Begin with nothing planned."""
        self.doubtful = doubtful
        self.changes: dict[str, Change] = {}  # by real path
        self.added: dict[tuple[str, Work], Added] = {}
        self.refused: dict[str, None] = {}  # why entries were not written
        self.skipped: dict[str, None] = {}  # why citations were passed over, as of the last look

    def instead(self) -> dict[str, bytes]:
        """What stands for the files that are changed."""
        return {path: change.after for path, change in self.changes.items()}

    def holds_anything(self, path: str) -> bool:
        """Whether a bibliography is there already, or has an entry by now."""
        change = self.changes.get(files.real(path))
        return change is None or change.exists or bool(change.new)

    def skip(self, path: str, reason: str) -> None:
        """Say once why something is not added."""
        self.skipped[f"{path}: {reason}"] = None


def plan(
    paths: Iterable[str],
    configurations: Configurations,
    *,
    stdin: engine.Stdin | None = None,
    doubtful: bool = False,
    means: engine.Means | None = None,
) -> Plan:
    """Entries for the missing works of manuscripts; with `doubtful` for those, too, that look like a misprint.

    What the configurations do not let report (CIT001, CIT004) is not added. A printed list is never edited. Raises
    `engine.CannotRun`.
    """
    paths = tuple(paths)
    refused: set[tuple[str, Work]] = set()
    while True:
        state = _State(doubtful)
        _begin_missing_files(paths, configurations, stdin, state)
        while True:
            run = engine.run(paths, configurations, stdin=stdin, instead=state.instead(), means=means)
            wanted = _wanted(run, state)
            left = {k: v for k, v in wanted.items() if k not in refused and k not in state.added}
            if not _add(left, configurations, state):
                break
        unresolved = {key for key in wanted if key in state.added}
        if not unresolved:
            break
        refused |= unresolved
    for _, work in refused:
        state.skip(_named(work), "no entry can be told from the way it is cited; add it by hand")
    used = {files.real(a.path) for a in state.added.values()}
    changes = tuple(c for path, c in state.changes.items() if path in used)
    return Plan(run, changes, tuple(state.added.values()), (*state.refused, *state.skipped))


def write(found: Plan) -> tuple[str, ...]:
    """Write the bibliographies, and say which could not be."""
    failed = []
    for change in found.changes:
        try:
            if change.exists:
                writing.replace(change.path, change.before, change.after)
            else:
                writing.create(change.path, change.after)
        except writing.NotWritten as error:
            failed.append(f"{change.path}: nothing was added: {error}")
    return tuple(failed)


def _begin_missing_files(
    paths: tuple[str, ...], configurations: Configurations, stdin: engine.Stdin | None, state: _State
) -> None:
    """Let bibliographies that are named, or looked for, and do not exist begin empty."""
    for document in engine.run(paths, configurations, stdin=stdin).documents:
        for path in _named_ones(document, configurations.at(document.manuscript.path)):
            if files.suffix(path) in registry.ENTRY_WRITERS and not os.path.lexists(path):
                state.changes.setdefault(files.real(path), Change(path, b"", b"", "", "", {}, exists=False))


def _named_ones(document: Document, config: Config) -> Iterable[str]:
    """The bibliographies that a manuscript would use if they existed."""
    manuscript = document.manuscript
    if config.bib:
        return config.bib
    if not manuscript.citekeys or any(not b.printed for b in document.bibliographies):
        return ()
    folder, root = os.path.dirname(manuscript.path), sources.project_root(manuscript.path, config)
    if not manuscript.bibliographies and config.bibliography:
        return [files.shown(files.joined(config.folder, name)) for name in config.bibliography]
    names = manuscript.bibliographies or (sources.DEFAULT,)
    return [path for name in names if files.inside(files.real(path := files.joined(folder, name)), root)]


def _wanted(run: Run, state: _State) -> dict[tuple[str, Work], list[Cited]]:
    """The missing works, each with the bibliography that it belongs into, and where they are cited."""
    found: dict[tuple[str, Work], list[Cited]] = {}
    state.skipped.clear()
    reported = {(d.path, d.start, d.end): d for d in run.diagnostics if d.severity == "error"}
    for document in run.documents:
        path, target = document.manuscript.path, _target(document)
        fresh = target is not None and not state.holds_anything(target)
        for one in document.resolutions:
            # Against a bibliography that is still empty, no key is reported; a key in brackets is surely one.
            certain = fresh and one.cite.format == "citekey" and one.cite.mode != "author-in-text"
            said = reported.get((path, one.cite.start, one.cite.end))
            if one.verdict != "missing" or not (certain or said):
                continue
            if said and said.fix and not state.doubtful:
                meant = one.suggestion or said.fix.edits[0].text
                state.skip(path, f"“{one.cite.text}” looks like a misprint of “{meant}”; --all adds it, too")
            elif target:
                found.setdefault((target, _work(one)), []).append(Cited(path, one))
            else:
                state.skip(path, _NOT_EDITED)
        for problem in document.problems:
            if problem.code in ("DOC902", "DOC906"):
                state.skip(path, problem.message)
    return found


def _target(document: Document) -> str | None:
    """The bibliography that takes the new entries of a manuscript: the first that can be written."""
    paths = (b.path for b in document.bibliographies if not b.printed)
    return next((p for p in paths if files.suffix(p) in registry.ENTRY_WRITERS), None)


def _work(one: Resolution) -> Work:
    if one.cite.format == "citekey":
        return one.cite.citekey, (), (), ""
    reading = one.reading
    return "", tuple(fold(n) for n in reading.names), tuple(words(reading.title)), reading.year


def _named(work: Work) -> str:
    return work[0] or ", ".join(part for part in (" and ".join(work[1]), " ".join(work[2]), work[3]) if part)


def _add(wanted: dict[tuple[str, Work], list[Cited]], configurations: Configurations, state: _State) -> bool:
    """Add the works that are cited most clearly: by key, else by title, year, name alone; whether there are any.

    The others may be found to be the same works when these are there.
    """
    clearest = max((_clearness(work) for _, work in wanted), default=0)
    chosen: list[tuple[str, Work]] = []
    for (path, work), _ in sorted(wanted.items(), key=lambda item: -len(item[0][1][2])):
        if _clearness(work) == clearest and not any(p == path and _is_short_form(work, w) for p, w in chosen):
            chosen.append((path, work))
    done = [_write_entry(key, wanted[key], configurations, state) for key in wanted if key in chosen]
    return any(done)


def _clearness(work: Work) -> int:
    key, _, title, year = work
    return 4 if key else 3 if title else 2 if year else 1


def _is_short_form(work: Work, other: Work) -> bool:
    """Whether a title begins another one by the same names."""
    return not work[0] and work[1] == other[1] and work[2] == other[2][: len(work[2])]


def _write_entry(key: tuple[str, Work], cited: list[Cited], configurations: Configurations, state: _State) -> bool:
    path, real = key[0], files.real(key[0])
    module = registry.ENTRY_WRITERS[files.suffix(path)]
    with_entry, cannot_write = registry.load(module, "with_entry"), registry.load(module, "CannotWrite")
    try:
        change = state.changes.get(real) or _unchanged(path, configurations)
        new, reference = with_entry(change.new, path, told(cited[0].resolution), _remark(cited[0]))
    except (files.Refused, writing.NotWritten, cannot_write) as error:
        state.refused[f"{path}: nothing was added: {error}"] = None
        return False
    state.changes[real] = with_text(change, new)
    state.added[key] = Added(path, reference, tuple(cited))
    return True


def _unchanged(path: str, configurations: Configurations) -> Change:
    data = files.read(path, configurations.at(path).max_size)
    text = writing.strictly(data).text
    return Change(path, data, data, text, text, {})


def told(one: Resolution) -> Reference:
    """What a citation tells of a work."""
    reading, key = one.reading, one.cite.citekey
    names = tuple(Name(name) for name in reading.names)
    return Reference(key, "", 0, 0, names=names, others=reading.others, title=reading.title, year=reading.year)


def _remark(one: Cited) -> str:
    return f"to be completed: cited as {' '.join(one.resolution.cite.text.split())} in {os.path.basename(one.path)}"
