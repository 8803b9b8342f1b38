"""The public tree in a directory, for any web server and for whatever copies directories."""

import fcntl
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from incidents.errors import NotValidError
from incidents.publishing import aside, faults
from incidents.publishing.store import Files, Written, names
from incidents.publishing.variants import SUFFIXES, has_variants, says
from incidents.report.words import say


class DirectoryStore:
    """A tree in a directory, for any web server.

    New bytes are first written aside, all of them, and forced to disk; only then is each file switched by
    renaming, which readers see whole or not at all. The directory must be the tree's own: empty at first.
    """

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self.root = root
        self._durable = durable  # False where the caller forces everything to disk at once
        self._aside = root / ".aside"
        self._inside: set[Path] = set()  # folders found to lie in the tree since it was locked

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
            shutil.rmtree(self._aside, ignore_errors=True)  # left by a writer that was killed
            self._inside.clear()
            yield

    def read(self, path: str) -> bytes | None:
        return _read(self._place(path))

    def holds(self, path: str, data: bytes) -> bool:
        place = self._place(path)
        found = _file(place)
        if not found or found.st_size != len(data) or place.read_bytes() != data:
            return False
        return all(
            _agrees(_beside(place, suffix), suffix, path, data, found.st_mtime_ns) for suffix in SUFFIXES
        )

    def put(self, files: Files) -> Written:
        changed = [(path, data) for path, data in files if not self.holds(path, data)]
        if changed:
            self._aside.mkdir(parents=True, exist_ok=True)
        written = [aside.write(self._aside, path, data) for path, data in changed]
        self._force([place for parts in written for place in parts.values()])
        for (path, _), parts in zip(changed, written, strict=True):
            self._switch(parts, path)
        self._settle(path for path, _ in changed)
        return Written(len(changed), sum(len(data) for _, data in changed))

    @contextmanager
    def anew(self) -> Iterator[Self]:
        """Yield a tree inside this one: this one may be a mount point, or held open by a web server."""
        root = self.root / ".rebuild"
        shutil.rmtree(root, ignore_errors=True)  # left by a run that was killed
        yield type(self)(root, durable=False)
        shutil.rmtree(root)

    def take(self, other: Self, paths: Iterable[str]) -> None:
        faults.reach("force")
        os.sync()
        for path in paths:
            whole = {suffix: _beside(other.root / path, suffix) for suffix in ("", *SUFFIXES)}
            self._switch({suffix: place for suffix, place in whole.items() if place.exists()}, path)

    def delete(self, paths: Iterable[str]) -> int:
        gone = [path for path in paths if os.path.lexists(self._place(path))]
        for path in gone:
            place = self._place(path)
            # The siblings go first: a file that still stands is found and removed by the next run.
            for suffix in SUFFIXES:
                _unlink(_beside(place, suffix))
            _unlink(place)
            self._prune(place.parent)
        self._settle(gone)
        return len(gone)

    def paths(self, prefix: str = "") -> Iterator[str]:
        folder = self._place(prefix) if prefix else self.root
        if folder.is_dir():
            for place in _walk(folder):
                yield place.relative_to(self.root).as_posix()

    def _claim(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        if not (self.root / ".lock").exists() and next(_walk(self.root), None) is not None:
            raise NotValidError(
                say("%(root)s holds files that are no public tree; name an empty directory.", root=self.root)
            )

    def _place(self, path: str) -> Path:
        """Return where a path lies. Raises NotValidError for one that is hidden or leads out of the tree."""
        place = self.root.joinpath(*names(path))
        if not self._is_inside(place.parent):
            raise NotValidError(
                say(
                    "%(path)s leads out of the public tree; remove the link it goes through.",
                    path=f"{path!r}",
                )
            )
        return place

    def _is_inside(self, folder: Path) -> bool:
        """Say whether a folder lies in the tree, whatever links lead to it."""
        if folder == self.root or folder in self._inside:
            return True
        is_inside = self._is_inside(folder.parent)
        if is_inside and folder.is_symlink():
            is_inside = folder.resolve().is_relative_to(self.root.resolve())
        if is_inside:
            self._inside.add(folder)
        return is_inside

    def _switch(self, parts: Mapping[str, Path], path: str) -> None:
        """Put a file and its siblings in place of the old ones. `parts` are they, by suffix.

        Three files can't be renamed at once. The siblings go first and the plain file last, so that a plain
        file never stands beside siblings of an edition before it. In between, the new siblings differ from
        the old plain file in their modification time, and a server that asks for equal times answers with
        the plain file; one that doesn't sends the new edition to some and the old one to others, both whole.
        """
        place = self._place(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        for suffix in SUFFIXES:
            if suffix in parts:
                _rename(parts[suffix], _beside(place, suffix))
            else:
                _unlink(_beside(place, suffix))
        _rename(parts[""], place)

    def _settle(self, paths: Iterable[str]) -> None:
        """Force the renames to disk, so that what is said to be public survives a power cut."""
        folders = {folder for path in paths for folder in _above(path)}
        self._force([place for folder in sorted(folders) if (place := self.root / folder).exists()])

    def _force(self, places: Sequence[Path]) -> None:
        """Force files or folders to disk; together, which is faster than each when it is written."""
        faults.reach("force")
        if self._durable:
            aside.force(places)

    def _prune(self, folder: Path) -> None:
        while folder != self.root and not any(folder.iterdir()):
            faults.reach("remove")
            folder.rmdir()
            folder = folder.parent


def _above(path: str) -> Iterator[str]:
    """Yield the folders a path lies in, the tree itself last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _rename(source: Path, target: Path) -> None:
    faults.reach("rename")
    source.replace(target)


def _unlink(place: Path) -> None:
    faults.reach("remove")
    place.unlink(missing_ok=True)


def _beside(place: Path, suffix: str) -> Path:
    return place.with_name(place.name + suffix)


def _read(place: Path) -> bytes | None:
    return place.read_bytes() if _file(place) else None


def _file(place: Path) -> os.stat_result | None:
    """Return what is known of a file. A link in its place is never ours, wherever it leads."""
    try:
        found = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _agrees(sibling: Path, suffix: str, path: str, data: bytes, changed_at: int) -> bool:
    compressed = _read(sibling)
    if compressed is None or not has_variants(path, data):
        return compressed is None and not has_variants(path, data)
    return sibling.stat().st_mtime_ns == changed_at and says(suffix, compressed, data)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below, in order, but hidden ones, `lost+found`, and siblings whose file is there."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    names = {entry.name for entry in found}
    for entry in found:
        if entry.name.startswith(".") or entry.name == "lost+found":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name)
        elif not (entry.name.endswith(SUFFIXES) and entry.name[:-3] in names):
            yield folder / entry.name
