"""Posts as they were read last: an edition never changes, so what was read once need not be read again.

Every publication writes the lists anew, and all but one of the posts on them are as they were. A key names an
edition by what a database restored from a backup would have otherwise: another edition under the same number
was published at another time. Comparing the site with the database (`--verify`) doesn't read from here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from incidents.publishing.site import Post

_MOST = 512  # posts; a few kilobytes each


class Key(NamedTuple):
    publication: int
    digest: str
    published_at: datetime
    is_gone: bool  # withdrawn then or later


_kept: dict[Key, Post] = {}


def posts(keys: Sequence[Key], read: Callable[[list[int]], Mapping[int, Post]]) -> list[Post]:
    """Return the post of each key; those that aren't kept are read, by publication, all at once."""
    if missing := [key for key in keys if key not in _kept]:
        found = read([key.publication for key in missing])
        keep({key: found[key.publication] for key in missing})
    return [_kept[key] for key in keys]


def forget() -> None:
    """Have all be read anew."""
    _kept.clear()


def keep(new: Mapping[Key, Post]) -> None:
    """Keep these posts, and of the others those that were read last."""
    _kept.update(new)
    for key in [*_kept][: max(0, len(_kept) - max(_MOST, len(new)))]:  # the oldest stand first
        del _kept[key]
