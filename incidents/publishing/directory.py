"""The public tree in a directory, for any web server and for whatever copies directories."""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from incidents.errors import NotValidError
from incidents.publishing import disk
from incidents.publishing.store import Files, Written, names
from incidents.publishing.variants import SUFFIXES, says, suffixes
from incidents.report.words import say


class DirectoryStore:
    """A tree in a directory, for any web server.

    New bytes are first written aside, all of them, and forced to disk; only then is each file switched by
    renaming, which readers see whole or not at all. The directory must be the tree's own: empty at first.
    """

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self.root = root
        self._durable = durable  # False where the caller forces everything to disk at once
        self._top = str(root)
        self._aside = root / ".aside"
        self._anew = root / ".rebuild"
        self._inside = {self._top}  # folders found to lie in the tree since it was locked
        self._unsettled: set[str] = set()  # folders whose entries changed and may not be on disk yet

    @property
    def name(self) -> str:
        return f"The tree in {self.root}"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the tree for one writer. Raises NotValidError for a directory with other people's files.

        The lock is the file's and not the database's, so that writing files never keeps the database busy.
        """
        self._claim()
        with (self.root / ".lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            self._clear()
            self._inside = {self._top}
            self._unsettled.clear()
            yield
            shutil.rmtree(self._aside, ignore_errors=True)

    def read(self, path: str) -> bytes | None:
        return disk.read(self._place(path))

    def holds(self, path: str, data: bytes) -> bool:
        place = self._place(path)
        found = disk.known(place)
        if not found or found.st_size != len(data) or disk.read(place) != data:
            return False
        return all(_agrees(place, suffix, path, data, found.st_mtime_ns) for suffix in SUFFIXES)

    def put(self, files: Files) -> Written:
        changed = [(path, data) for path, data in files if not self.holds(path, data)]
        if changed:
            self._aside.mkdir(parents=True, exist_ok=True)
        written = [disk.write_aside(str(self._aside), path, data) for path, data in changed]
        if self._durable:
            disk.force([place for parts in written for place in parts.values()])
        for (path, _), parts in zip(changed, written, strict=True):
            self._switch(parts, path)
        self._settle()
        return Written(len(changed), sum(len(data) for _, data in changed))

    @contextmanager
    def anew(self) -> Iterator[Self]:
        """Yield a tree inside this one: this one may be a mount point, or held open by a web server."""
        try:
            yield type(self)(self._anew, durable=False)
        finally:
            shutil.rmtree(self._anew, ignore_errors=True)

    def take(self, other: Self, paths: Iterable[str]) -> None:
        disk.force_everything()
        for path in paths:
            parts = {suffix: f"{other.root}/{path}{suffix}" for suffix in ("", *SUFFIXES)}
            self._switch({suffix: place for suffix, place in parts.items() if disk.known(place)}, path)
        disk.force_everything()
        self._unsettled.clear()

    def delete(self, paths: Iterable[str]) -> int:
        gone = [path for path in paths if os.path.lexists(self._place(path))]
        for path in gone:
            place = self._place(path)
            # The siblings go first: a file that still stands is found and removed by the next run.
            for suffix in SUFFIXES:
                disk.remove(place + suffix)
            disk.remove(place)
            self._unsettled.add(disk.above(place))
            self._prune(disk.above(place))
        self._settle()
        return len(gone)

    def paths(self, prefix: str = "") -> Iterator[str]:
        folder = self._place(prefix) if prefix else self._top
        if Path(folder).is_dir():
            for place in disk.walk(folder):
                yield place.removeprefix(f"{self._top}/")

    def _clear(self) -> None:
        """Clear what a killed writer left, and force to disk what it may have renamed."""
        if self._aside.exists():
            disk.force_everything()
        for left in (self._aside, self._anew):
            shutil.rmtree(left, ignore_errors=True)

    def _claim(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        if not (self.root / ".lock").exists() and next(disk.walk(self._top), None) is not None:
            raise NotValidError(
                say("%(root)s holds files that are no public tree; name an empty directory.", root=self.root)
            )

    def _place(self, path: str) -> str:
        """Return where a path lies. Raises NotValidError for one that is hidden or leads out of the tree."""
        place = "/".join([self._top, *names(path)])
        if not self._is_inside(disk.above(place)):
            raise NotValidError(
                say(
                    "%(path)s leads out of the public tree; remove the link it goes through.",
                    path=f"{path!r}",
                )
            )
        return place

    def _is_inside(self, folder: str) -> bool:
        """Say whether a folder lies in the tree, whatever links lead to it."""
        if folder in self._inside:
            return True
        is_inside = self._is_inside(disk.above(folder))
        if is_inside and Path(folder).is_symlink():
            # It doesn't raise where links go round in a circle, as `resolve` does.
            is_inside = Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self._top))
        if is_inside:
            self._inside.add(folder)
        return is_inside

    def _switch(self, parts: Mapping[str, str], path: str) -> None:
        """Put a file and its siblings in place of the old ones. `parts` are they, by suffix.

        Three files can't be renamed at once. The siblings go first and the plain file last, so that a plain
        file never stands beside siblings of an edition before it. In between, the new siblings differ from
        the old plain file in their modification time, and a server that asks for equal times answers with
        the plain file; one that doesn't sends the new edition to some and the old one to others, both whole.
        """
        place = self._place(path)
        if (folder := disk.above(place)) not in self._unsettled:
            self._unsettled |= {folder, *disk.make(folder)}
        for suffix in SUFFIXES:
            if suffix in parts:
                disk.rename(parts[suffix], place + suffix)
            else:
                disk.remove(place + suffix)
        disk.rename(parts[""], place)

    def _settle(self) -> None:
        """Force the renames to disk, so that what is said to be public survives a power cut."""
        if self._durable:
            disk.force(sorted(self._unsettled))
        self._unsettled.clear()

    def _prune(self, folder: str) -> None:
        while folder != self._top and disk.remove_if_empty(folder):
            self._unsettled.discard(folder)
            folder = disk.above(folder)
            self._unsettled.add(folder)


def _agrees(place: str, suffix: str, path: str, data: bytes, changed_at: int) -> bool:
    sibling = place + suffix
    if suffix not in suffixes(path, data):
        return not os.path.lexists(sibling)
    found = disk.known(sibling)
    return (
        found is not None
        and found.st_mtime_ns == changed_at
        and says(suffix, disk.read(sibling) or b"", data)
    )
