"""How fast is free text read? Documents per second over a folder, and time against size.

    python bench/reading.py FOLDER

The sizes are generated text of 1 KB to 10 MB: a report's usual sections, repeated in proportion. Each row
says the time per KB, which stays level where reading is linear.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from incidents.report.reading import read

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # characters
OPENING = "# Outage of the shop\n\n**Duration:** 2025-03-04 09:00 to 17:00 UTC\n\n"
SECTIONS = (
    ("Summary", "The shop answered slowly, and 40% of users saw an error page instead of their basket.\n"),
    ("Timeline", "- 10:05 UTC: the on-call engineer looked at the database and found its disk full.\n"),
    ("Root cause", "A log that nobody rotated had filled the disk, so that no order could be written.\n"),
    ("Action items", "- [ ] Rotate the log of orders every night (owner: Ada, due 2025-04-01).\n"),
)


def text_of(size: int) -> str:
    share = (size - len(OPENING)) // len(SECTIONS)
    return OPENING + "".join(f"## {name}\n\n{line * (share // len(line))}\n" for name, line in SECTIONS)


def seconds(work: Callable[[], Any], least: float = 0.5) -> float:
    """Return the best time of one run, of as many as fit into `least` seconds."""
    best, until = float("inf"), time.perf_counter() + least
    while best == float("inf") or time.perf_counter() < until:
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    texts = [
        path.read_text("utf-8")
        for path in sorted(Path(sys.argv[1]).rglob("*"))
        if path.suffix in (".md", ".txt")
    ]
    took = seconds(lambda: [read(text) for text in texts])
    print(f"{len(texts)} documents, {sum(map(len, texts)) / 1000:.0f} KB: {len(texts) / took:.0f} a second")
    print(f"{'size':>10} {'seconds':>9} {'ms per KB':>10}")
    for size in SIZES:
        text = text_of(size)
        took = seconds(partial(read, text))
        print(f"{size / 1000:>7.0f} KB {took:>9.4f} {took * 1_000_000 / len(text):>10.3f}")


if __name__ == "__main__":
    main()
