"""Where the public tree lives. A store holds files by path and knows nothing of what they say."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, Self

from incidents.errors import NotValidError
from incidents.report.words import say

Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Written:
    """How many files of the tree were written, and their size in bytes before compression."""

    files: int = 0
    size: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.files + other.files, self.size + other.size)


class Store(Protocol):
    """What publishing needs of a place for files: paths are relative, compressed siblings don't count.

    Whatever goes wrong with the place itself is an OSError. A store can be pickled: several processes may
    fill it for the one that holds its lock.
    """

    @property
    def name(self) -> str:
        """Return what people call the place, for messages."""

    def lock(self) -> AbstractContextManager[None]:
        """Return a lock that one writer holds at a time; others wait. It ends with the process."""

    def read(self, path: str) -> bytes | None:
        """Return the file's bytes, or None where there is none."""

    def holds(self, path: str, data: bytes) -> bool:
        """Say whether every reader of the path, compressed or not, gets exactly these bytes."""

    def put(self, files: Files) -> Written:
        """Make each path hold its bytes, in this order; what holds them already is left alone."""

    def delete(self, paths: Iterable[str]) -> int:
        """Remove the files, in this order, and return how many there were."""

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Yield the path of every file under a folder."""

    def anew(self) -> AbstractContextManager[Self]:
        """Return a store into which the whole tree is put from nothing, under this one's lock."""

    def take(self, other: Self, paths: Iterable[str]) -> None:
        """Have readers see the files that were put into the store from `anew`, in this order."""


def names(path: str) -> list[str]:
    """Return the names a path is made of. Raises NotValidError for one that is hidden or leads elsewhere."""
    parts = path.split("/")
    if not all(parts) or "/." in f"/{path}" or "\\" in path or "\0" in path:
        raise NotValidError(say("%(path)s is no path of the public tree.", path=f"{path!r}"))
    return parts
