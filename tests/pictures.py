"""The picture of the HTML report that README.md shows: the example manuscript, opened in Chromium.

`python -m tests.pictures` takes it anew. Its letters are those of the machine: with Charter or a metric twin of Cambria
(Debian's fonts-crosextra-caladea) it looks as it does for most readers.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.chromium import chromium
from tests.docs import ROOT, output_of

PICTURE = ROOT / "docs" / "images" / "report.png"
SIZE = {"width": 1300, "height": 710}


def picture() -> bytes:
    """The text beside its findings, with the reference of one citation shown."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        report = Path(folder, "report.html")
        report.write_text(output_of("check --output-format html examples/bridges.md"), encoding="utf-8")
        page = browser.new_page(viewport=SIZE, device_scale_factor=1.25)
        page.goto(report.as_uri())
        page.locator("#ch3 h5").evaluate("heading => scrollBy(0, heading.getBoundingClientRect().top - 80)")
        page.hover("a.c:text('Holm, Stone 63-64')")
        page.locator("#pop").wait_for()
        return page.screenshot()


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture())
