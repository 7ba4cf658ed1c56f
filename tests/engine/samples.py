"""Small projects that the tests of the engine check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from citecheck.model import Run

Put = Callable[[Mapping[str, str | bytes]], Path]

HOLM = "@book{holm1994, author = {Holm, Ingrid}, title = {Stone and Water}, publisher = {Lantern}, year = 1994}\n"
MARSH = "@book{marsh1987, author = {Marsh, Ann}, title = {Floods of the Vale}, publisher = {Eastmere}, year = 1987}\n"
BROKEN = "@book{weir2001, title = {The Toll\n\n"
KEYED = "The rope was cut [@holm1994, 12], the bell was sold [@reed1972].\n"
DECLARED = "---\nbibliography: {}\n---\n\n" + KEYED
LIST = (
    "\n# Works Cited\n\nHolm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.\n\n"
    "Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987.\n"
)
TYPED = "The ferry was slow (Marsh, *Floods* 12), and the bridge was not (Holm, *Stone* 30).\n"


def found(run: Run) -> list[tuple[str, str, str]]:
    """Path, code and the text spoken of."""
    return [(d.path, d.code, run.texts[d.path][d.start : d.end]) for d in run.diagnostics]


def codes(run: Run) -> list[str]:
    return [d.code for d in run.diagnostics]
