"""Files kept in memory, up to a bound."""

from threading import Lock

from config.serving.published import PublishedFile


class Cache:
    """The files read last, by address. Looking one up costs a `stat`: a changed file is never served."""

    def __init__(self, room: int) -> None:
        """Keep at most `room` bytes of content."""
        self._room = room
        self._used = 0
        self._files: dict[str, PublishedFile] = {}
        self._lock = Lock()  # for changes only: looking up is one dictionary access, which is atomic

    def get(self, path: str) -> PublishedFile | None:
        file = self._files.get(path)
        return file if file is not None and file.is_current() else None

    def keep(self, path: str, file: PublishedFile) -> None:
        """Keep a file, letting the oldest ones go; one that takes half of the room isn't kept at all."""
        if file.size() > self._room // 2:
            return
        with self._lock:
            self._forget(path)
            while self._used + file.size() > self._room:
                self._forget(next(iter(self._files)))
            self._files[path] = file
            self._used += file.size()

    def used(self) -> int:
        """Return the bytes of content kept."""
        return self._used

    def _forget(self, path: str) -> None:
        forgotten = self._files.pop(path, None)
        if forgotten is not None:
            self._used -= forgotten.size()
