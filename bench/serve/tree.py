"""A public tree to measure with: one page of 25 KB and its compressed siblings, as publishing writes them."""

import gzip
import os
import random
from collections.abc import Iterator
from pathlib import Path

import brotli

SIZE = 25 * 1024
PATH = "/incidents/checkout/"
_WORDS = (
    "checkout",
    "latency",
    "database",
    "restored",
    "customers",
    "between",
    "requests",
    "failed",
    "region",
)


def make(root: Path) -> None:
    body = _page().encode()
    folder = root / PATH.strip("/")
    folder.mkdir(parents=True)
    bodies = {"": body, ".gz": gzip.compress(body, 6), ".br": brotli.compress(body, quality=9)}
    for suffix, content in bodies.items():
        file = folder / f"index.html{suffix}"
        file.write_bytes(content)
        os.utime(file, ns=(1_790_000_000_000_000_000, 1_790_000_000_000_000_000))


def events() -> Iterator[dict[str, str | int]]:
    """Yield what the page says, the same every time."""
    chance = random.Random(7)
    for _ in range(SIZE // 75):
        yield {"text": " ".join(chance.choices(_WORDS, k=12)), "number": chance.randrange(10**6)}


def _page() -> str:
    lines = [f"<p>{event['text']} {event['number']}.</p>\n" for event in events()]
    return "<!doctype html><title>Checkout unavailable</title>" + "".join(lines)
