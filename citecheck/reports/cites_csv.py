"""`cites --output-format csv`: a table of all cites, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from citecheck.model import Run
from citecheck.reports.cites_json import CiteItem, cite_items
from citecheck.reports.look import Look
from citecheck.reports.printable import one_line

COLUMNS = (
    "path", "line", "column", "text", "format", "citekey", "names", "title", "year", "locator",
    "verdict", "references", "why",
)  # fmt: skip
LONGEST_CELL = 2000
# What spreadsheets take for the start of a formula, in the full-width forms of East Asian keyboards, too.
_FORMULA = tuple("=+-@＝＋－＠")


def render(run: Run, look: Look | None = None) -> str:
    """A line of column names and one row a cite; lists are joined by `; `."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for path, item in cite_items(run):
        table.writerow([_cell(path), *_row(item)])
    return out.getvalue()


def _row(item: CiteItem) -> list[str | int]:
    texts = (item.text, item.format, item.citekey, "; ".join(item.names), item.title, item.year, item.locator)
    verdict = (item.verdict, "; ".join(item.references), item.why)
    return [item.line, item.column, *(_cell(text or "") for text in (*texts, *verdict))]


def _cell(text: str) -> str:
    """The text in one line; an apostrophe before what would be a formula keeps spreadsheets from running it."""
    text = one_line(text, LONGEST_CELL)
    return f"'{text}" if text.startswith(_FORMULA) else text
