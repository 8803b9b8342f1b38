"""What does a publication cost when 100, 1,000, 10,000 or 100,000 incidents are public? And with Hugo?

    .venv/bin/python -m bench.publish.measure [SIZE…]

Each size has a database, a tree and a process of its own in a temporary directory (6 GB for 100,000). What
is measured is one deploy: read, render, compress, write with fsync, rename. A "quiet" month lists little but
the new posts, a "busy" one as many as ten years of that many incidents put there. The sizes take turns, so
that whatever else the machine does meanwhile touches all alike; times are medians of 9, by the clock and of
the processor, of which the ratios are. A piece of other work that is always the same is measured beside each
("yardstick").

Then Hugo builds sites of the same reports, where it is installed: all at once, and with one post more.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.publish import growing, hugo, reports
from bench.publish.cost import Cost

SIZES = tuple(map(int, sys.argv[1:])) or (100, 1_000, 10_000, 100_000)
TURNS = 9
MONTHS = {
    "quiet": datetime(2026, 1, 3, 4, 5, tzinfo=UTC),
    "busy": datetime(2020, 5, 6, 7, 8, tzinfo=UTC),
}
LONGEST = 20 * 60  # seconds that a build may be expected to take

Site = subprocess.Popen[str]
Turn = dict[str, Any]  # as bench/publish/site.py spells it


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        measure_candor(Path(name))
        measure_hugo(Path(name))


def measure_candor(home: Path) -> None:
    with ExitStack() as stack:
        sites = {size: stack.enter_context(grown(home / str(size), size)) for size in SIZES}
        turns: dict[tuple[str, int], list[Turn]] = {}
        for turn in range(TURNS):
            for month, first in MONTHS.items():
                for size, site in sites.items():
                    turns.setdefault((month, size), []).append(ask(site, first + timedelta(hours=turn)))
    print("\n| incidents public | month lists | clock ms | CPU ms | ratio | yardstick ms ", end="")
    print("| files written | bytes | queries | peak MB |\n" + "|---:" * 10 + "|")
    for (month, size), took in turns.items():
        print_line(size, took, median(turns[month, SIZES[0]], "cpu"))


def print_line(size: int, turns: list[Turn], first: float) -> None:
    clock, cpu, yardstick = (median(turns, name) for name in ("clock", "cpu", "yardstick"))
    last = turns[-1]
    print(
        f"| {size:,} | {last['listed']} | {clock:.0f} | {cpu:.1f} | {cpu / first:.2f} | {yardstick:.1f} "
        f"| {last['files']} | {last['size']:,} | {last['queries']} | {last['peak_mb']:.0f} |"
    )


def median(turns: list[Turn], name: str) -> float:
    """Return the median of a time, in milliseconds."""
    return float(statistics.median(turn[name] for turn in turns)) * 1000


@contextmanager
def grown(folder: Path, size: int) -> Iterator[Site]:
    """Run a site of so many posts."""
    with running(growing.grow(folder, size)) as site:
        yield site


@contextmanager
def running(said: Mapping[str, str]) -> Iterator[Site]:
    command = [sys.executable, "-m", "bench.publish.site"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=growing.ROOT, env=os.environ | said, stdin=pipe, stdout=pipe, text=True
    ) as site:
        answer(site)
        yield site


def ask(site: Site, started_at: datetime) -> Turn:
    """Have a site publish one post more."""
    if site.stdin:
        print(started_at.isoformat(), file=site.stdin, flush=True)
    turn: Turn = json.loads(answer(site))
    return turn


def answer(site: Site) -> str:
    if site.stdout and (line := site.stdout.readline()):
        return line
    raise RuntimeError("The site's process ended.")


def measure_hugo(home: Path) -> None:
    version = hugo.version()
    if version is None:
        print("\nHugo is not installed, so nothing is measured beside this.")
        return
    print(f"\nHugo {version}:\n")
    print("| posts | build | with one post more | files | bytes |\n|---:|---|---|---:|---:|")
    last: tuple[int, Cost] | None = None
    for size in SIZES:
        if last and (reason := too_large(size, *last)):
            print(f"| {size:,} | left out: {reason} |", flush=True)
            continue
        last = size, measure_build(home / f"hugo-{size}", size)


def measure_build(folder: Path, size: int) -> Cost:
    hugo.begin(folder, reports.loaded(size))
    first = hugo.build(folder)
    hugo.add(folder, "one-more", reports.one_more(MONTHS["quiet"]))
    again = hugo.build(folder)
    files, length = hugo.built(folder)
    print(f"| {size:,} | {first} | {again} | {files:,} | {length:,} |", flush=True)
    return first


def too_large(size: int, measured: int, took: Cost) -> str:
    """Say why a build is not tried: what it takes grows with the posts, and others need memory too."""
    times = size / measured
    if took.clock * times > LONGEST:
        return f"it would take {took.clock * times / 60:.0f} minutes"
    lines = Path("/proc/meminfo").read_text().splitlines()
    free = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("MemAvailable:"))
    if took.peak_mb * times > 0.8 * free:
        return f"it would take {took.peak_mb * times:,.0f} MB of memory, {free:,.0f} are free"
    return ""


if __name__ == "__main__":
    main()
