"""`python -m citecheck`."""

from __future__ import annotations

import sys

from citecheck.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
