"""What the public tree asks of a file system, and where a process may be killed meanwhile.

Places are text: making a `Path` of each took as long as what is done with it.
"""

import contextlib
import os
import stat
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from incidents.publishing import faults
from incidents.publishing.variants import SUFFIXES, variants

_AT_ONCE = 4  # threads: the file system takes what waits into one of its commits
_WORTH_A_THREAD = 10  # files

_numbers = count()


def write_aside(folder: str, path: str, data: bytes) -> dict[str, str]:
    """Write a file and its siblings into a folder that no reader sees; return where each lies, by suffix."""
    parts = {suffix: _write_new(folder, content) for suffix, content in [*variants(path, data), ("", data)]}
    if len(parts) > 1:
        # One modification time says that they belong together: see `_switch` in directory.py.
        changed_at = time.time_ns()
        for place in parts.values():
            os.utime(place, ns=(changed_at, changed_at))
    return parts


def force(places: Sequence[str]) -> None:
    """Force files or folders to disk; together, which is faster than each when it is written."""
    faults.reach("force")
    threads = min(_AT_ONCE, len(places) // _WORTH_A_THREAD)
    if threads <= 1:
        _force_each(places)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(_force_each, [places[first::threads] for first in range(threads)]))


def force_everything() -> None:
    """Force whatever was written to disk, which is faster than each of very many files."""
    faults.reach("force")
    os.sync()


def rename(source: str, target: str) -> None:
    faults.reach("rename")
    os.replace(source, target)


def remove(place: str) -> None:
    """Remove a file that may be there."""
    faults.reach("remove")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place)


def remove_if_empty(folder: str) -> bool:
    with os.scandir(folder) as entries:
        if any(entries):
            return False
    faults.reach("remove")
    os.rmdir(folder)
    return True


def make(folder: str) -> list[str]:
    """Make a folder, and those above it, where it isn't there; return those in which one was made."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return []
    except FileNotFoundError:
        return [*make(above(folder)), *make(folder)]
    return [above(folder)]


def above(place: str) -> str:
    return place.rpartition("/")[0]


def read(place: str) -> bytes | None:
    """Return a file's bytes. A link in its place is never ours, wherever it leads."""
    if not known(place):
        return None
    with open(place, "rb") as file:
        return file.read()


def known(place: str) -> os.stat_result | None:
    """Return what the file system says of a file; None where there is none, or something else."""
    try:
        found = os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def walk(folder: str) -> Iterator[str]:
    """Yield the files below, in order, but hidden ones, `lost+found`, and siblings whose file is there."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    names = {entry.name for entry in found}
    for entry in found:
        if entry.name.startswith(".") or entry.name == "lost+found":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path)
        elif not (entry.name.endswith(SUFFIXES) and entry.name[:-3] in names):
            yield entry.path


def _write_new(folder: str, content: bytes) -> str:
    faults.reach("write aside")
    # Of its own in each process: several may write into the same folder.
    place = f"{folder}/{os.getpid()}-{next(_numbers)}"
    with open(place, "xb") as file:
        file.write(content)
    return place


def _force_each(places: Sequence[str]) -> None:
    for place in places:
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
