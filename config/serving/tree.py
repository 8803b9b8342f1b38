"""Which file on disk an address names, if the world may see it at all."""

import os
import stat
from pathlib import Path

Place = bytes

# Compressed siblings are chosen by Accept-Encoding; by name they would be a second, unlabelled page.
_SIBLINGS = (b".br", b".gz")


class Tree:
    """A folder whose files are public, but for hidden ones and whatever lies behind a link."""

    def __init__(self, root: Path) -> None:
        self._root = os.fsencode(root)

    def place(self, path: str) -> Place | None:
        """Return where the file at a path such as `history/2026/index.html` lies, or None.

        Paths are bytes in disguise, as WSGI has them: names on disk are bytes too, so nothing is decoded.
        """
        names = path.encode("latin-1").split(b"/")
        if not all(map(_may_be_asked_for, names)) or names[-1].endswith(_SIBLINGS):
            return None
        below = b"/" + b"/".join(names)
        place = self._root + below
        # The root may be a link, that is how whole trees are switched; below it nothing is.
        return place if _is_file(place) and os.path.realpath(place) == self._real_root() + below else None

    def _real_root(self) -> bytes:
        return os.path.realpath(self._root)


def _may_be_asked_for(name: bytes) -> bool:
    return bool(name) and not name.startswith(b".") and b"\0" not in name and b"\\" not in name


def _is_file(place: Place) -> bool:
    try:
        return stat.S_ISREG(os.stat(place).st_mode)  # noqa: PTH116 (places are bytes, which Path doesn't take)
    except OSError:  # absent, not readable, too long, a circle of links: nothing to see in each case
        return False
