"""A bound in seconds for a machine as slow as this one is just now: never less than the bound that is given.

Other work on a shared machine slows a run down. A fixed piece of work is done beside it, of the kind that the checker
does (patterns, tables, lists); the bound grows as that takes longer than where the bounds were set.
"""

import re
import statistics
import sys
import time

USUAL, RUNS = 0.0111, 60  # seconds that the piece takes, and how often it is done
TEXT = "The weir at Marsh (Reed, Bridges 12; Holm and Lee 2010, 14-16) was built of stone. " * 40


def piece() -> float:
    """The seconds that the fixed piece of work takes."""
    began = time.perf_counter()
    words = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
    seen: dict[str, list[int]] = {}
    for _ in range(60):
        for found in words.finditer(TEXT):
            seen.setdefault(found[0].lower(), []).append(found.start())
        for key in list(seen):
            seen[key] = [n for n in seen[key] if n % 3][-50:]
    return time.perf_counter() - began


slowness = max(1.0, statistics.median(piece() for _ in range(RUNS)) / USUAL)
print(f"{float(sys.argv[1]) * slowness:.2f}")
print(f"the machine takes {slowness:.2f} of its usual time just now", file=sys.stderr)
