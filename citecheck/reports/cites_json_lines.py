"""`cites --output-format jsonl`: the cites of the JSON, one a line, each with its path."""

from __future__ import annotations

from msgspec.structs import asdict

from citecheck.model import Run
from citecheck.reports.cites_json import cite_items
from citecheck.reports.encoding import encode
from citecheck.reports.look import Look


def render(run: Run, look: Look | None = None) -> str:
    """One JSON object a cite, in the order of the files and of their text."""
    return "".join(encode({"path": path, **asdict(item)}) for path, item in cite_items(run))
