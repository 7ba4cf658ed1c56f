"""`check --output-format html`: one file to read, with the manuscript's text, its citations, works and findings."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from citecheck import __version__
from citecheck.model import RulePage, Run
from citecheck.reports.html.page import page
from citecheck.reports.html.text import clean
from citecheck.reports.look import Look, counted

_TEMPLATES = ("report.html.j2", "overview.html.j2", "cards.html.j2", "works.html.j2")
_SCRIPTS = ("search.js", "findings.js", "reference.js", "keys.js")  # one script, in this order
_EXAMPLE = re.compile(r"(?:Bad|Good): ")


def render(run: Run, look: Look | None = None) -> str:
    """The report. It fetches nothing, runs no script but its own, and is the same for the same run."""
    style = _asset("report.css")
    script = "".join(['"use strict";\n(() => {\n', *map(_asset, _SCRIPTS), "})();\n"])
    shown = page(run, look or Look())
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            page=shown,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'",
            version=__version__,
        )
        + "\n"
    )


@cache
def _environment() -> Environment:
    """Everything that is not marked as HTML is escaped, and its controls spelled out."""
    made = Environment(
        autoescape=True,
        loader=DictLoader({name: _asset(name) for name in _TEMPLATES}),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_final,
    )
    made.filters |= {
        "counted": counted,
        "times": _times,
        "first_capital": _first_capital,
        "paragraphs": _paragraphs,
        "bar": _bar,
    }
    return made


def _final(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _times(number: int) -> str:
    """`once`, `3 times`"""
    return "once" if number == 1 else f"{number:,} times"


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraphs(page: RulePage) -> list[tuple[str, list[str]]]:
    """A rule's page as paragraphs: `text` or `example`, and its lines."""
    parts = (part.split("\n") for part in page.text.strip().split("\n\n"))
    return [("example" if _EXAMPLE.match(lines[0]) else "text", lines) for lines in parts]


def _bar(share: float) -> Markup:
    """A bar for a table: the share of its largest row."""
    return Markup(
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{:.1f}" height="6"/></svg>'
    ).format(100 * share)
