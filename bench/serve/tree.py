"""A public tree to measure with: one page of 25 KB and its compressed siblings, as publishing writes them."""

import gzip
import os
import random
from pathlib import Path

import brotli

SIZE = 25 * 1024
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
    folder = root / "incidents" / "checkout"
    folder.mkdir(parents=True)
    bodies = {"": body, ".gz": gzip.compress(body, 6), ".br": brotli.compress(body, quality=9)}
    for suffix, content in bodies.items():
        file = folder / f"index.html{suffix}"
        file.write_bytes(content)
        os.utime(file, ns=(1_790_000_000_000_000_000, 1_790_000_000_000_000_000))


def _page() -> str:
    chance = random.Random(7)  # the same page every time
    text = "<!doctype html><title>Checkout unavailable</title>"
    while len(text) < SIZE:
        text += f"<p>{' '.join(chance.choices(_WORDS, k=12))} {chance.randrange(10**6)}.</p>\n"
    return text[:SIZE]
