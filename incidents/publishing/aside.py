"""New bytes on their way into a directory: they lie where no reader looks until they are on disk."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from incidents.publishing import faults
from incidents.publishing.variants import variants

_AT_ONCE = 8  # threads: the file system takes what waits into one of its commits
_numbers = count()


def write(folder: Path, path: str, data: bytes) -> dict[str, Path]:
    """Write a file and its siblings into a folder; return where each lies, by its suffix."""
    parts = {suffix: _write_new(folder, content) for suffix, content in [*variants(path, data), ("", data)]}
    if len(parts) > 1:
        # One modification time says that they belong together: see `_switch` in directory.py.
        changed_at = time.time_ns()
        for place in parts.values():
            os.utime(place, ns=(changed_at, changed_at))
    return parts


def force(places: Sequence[Path]) -> None:
    """Force files or folders to disk; together, which is faster than each when it is written."""
    shares = [share for first in range(_AT_ONCE) if (share := places[first::_AT_ONCE])]
    if shares:
        with ThreadPoolExecutor(len(shares)) as pool:
            list(pool.map(_force_each, shares))


def _write_new(folder: Path, content: bytes) -> Path:
    faults.reach("write aside")
    # Of its own in each process: several may write into the same folder.
    place = folder / f"{os.getpid()}-{next(_numbers)}"
    with place.open("xb") as file:
        file.write(content)
    return place


def _force_each(places: Sequence[Path]) -> None:
    for place in places:
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
