"""Posts as they were read: an edition never changes, so what was read once need not be read again.

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


# Threads of a server share it: each of these steps holds by itself, and what another took away is read again.
_kept: dict[Key, Post] = {}


def posts(keys: Sequence[Key], read: Callable[[list[int]], Mapping[int, Post]]) -> list[Post]:
    """Return the post of each key; those that aren't kept are read, by publication, all at once."""
    found = {key: post for key in keys if (post := _kept.get(key))}
    if missing := [key for key in keys if key not in found]:
        new = read([key.publication for key in missing])
        found |= {key: new[key.publication] for key in missing}
    keep(found)
    return [found[key] for key in keys]


def forget() -> None:
    """Have all be read anew."""
    _kept.clear()


def keep(asked: Mapping[Key, Post]) -> None:
    """Keep these posts, and of the others those that were asked for last."""
    for key in asked:
        _kept.pop(key, None)
    _kept.update(asked)
    for key in [*_kept][: max(0, len(_kept) - max(_MOST, len(asked)))]:  # first those asked for long ago
        _kept.pop(key, None)
