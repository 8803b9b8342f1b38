"""A month's pages. However many posts it has, each page lists a bounded number, and a post touches few pages.

The posts stand in the order of their incidents. The first twenties are sealed, each on a part of its own; the
month's page lists what is left, from 20 to 39 posts, and leads to the parts. So a new post changes the
month's page and, each twentieth time, makes a part.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from incidents.publishing import pages
from incidents.publishing.addresses import file_at, month_part_path, month_path
from incidents.publishing.shown import Shown
from incidents.publishing.site import Identity, Post

Files = list[tuple[str, bytes]]

SIZE = 20  # posts on a part


def every_page(first_day: date, shown: Shown, identity: Identity) -> Files:
    """Return all pages of a month, parts first."""
    listed = shown.listed(first_day)
    return _pages(first_day, listed, range(_sealed(listed)), shown, identity)


def pages_of(incident: int, first_day: date, shown: Shown, identity: Identity) -> Files:
    """Return the pages that say another thing when this post does, which the month lists already."""
    listed = shown.listed(first_day)
    part = bisect_left(listed, incident) // SIZE
    return _pages(first_day, listed, range(part, min(part + 1, _sealed(listed))), shown, identity)


def pages_from(incident: int, first_day: date, shown: Shown, identity: Identity) -> Files:
    """Return the pages that list others once the month has begun or ceased to list this post."""
    listed = shown.listed(first_day)
    parts, first = _sealed(listed), bisect_left(listed, incident) // SIZE
    if len(listed) % SIZE == 0:  # the newest of the parts has just been sealed
        first = min(first, parts - 1)
    return _pages(first_day, listed, range(max(first, 0), parts), shown, identity)


def too_many(first_day: date, shown: Shown) -> list[str]:
    """Return the files that a month has no more when it has ceased to list a post."""
    listed = shown.listed(first_day)
    at = first_day.year, first_day.month
    part = file_at(month_part_path(*at, _sealed(listed) + 1))
    return [part] if listed else [part, file_at(month_path(*at))]


def _sealed(listed: list[int]) -> int:
    return max(0, len(listed) // SIZE - 1)


def _pages(
    first_day: date, listed: list[int], parts: Iterable[int], shown: Shown, identity: Identity
) -> Files:
    files: dict[str, bytes] = {}
    for part in parts:
        posts = _about(listed[part * SIZE : (part + 1) * SIZE], first_day, shown)
        files |= pages.month_part_files(first_day, part + 1, posts, identity)
    if listed:
        sealed = _sealed(listed)
        posts = _about(listed[sealed * SIZE :], first_day, shown)
        files |= pages.month_files(first_day, posts, sealed, identity)
    return list(files.items())


def _about(incidents: list[int], first_day: date, shown: Shown) -> list[Post]:
    return shown.among_listed(first_day, incidents[0], incidents[-1])
