"""Which files the public tree has, in the order of writing: what points to a file comes after it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from incidents.publishing import pages
from incidents.publishing.shown import Shown
from incidents.publishing.site import Identity, Month, Post, file_at, month_path, month_sitemap_path
from incidents.report import canonical

Files = list[tuple[str, bytes]]

_ON_THE_FRONT = 15  # posts
_IN_THE_FEED = 20  # editions


def fixed(identity: Identity) -> Files:
    """Return what no publication changes, and every page may point to."""
    return _in_order(pages.fixed_files(identity))


def post(editions: Sequence[Post], identity: Identity) -> Files:
    """Return a post's folder without its manifest. `editions` are the post as of each, oldest first."""
    current = editions[-1]
    if current.is_withdrawn:
        return _in_order(pages.withdrawn_files(current, identity))
    files = dict(pages.post_files(current, identity))
    for earlier in editions[:-1]:
        files |= pages.edition_files(earlier, identity)
    return _in_order(files)


def manifest(current: Post, files: Files) -> tuple[str, bytes]:
    """Return the last file of a post's folder: it names the others there, with the digest of each."""
    digests = {path.removeprefix(folder(current)): canonical.digest(data) for path, data in files}
    return f"{folder(current)}manifest.json", json.dumps(digests, indent=2, sort_keys=True).encode() + b"\n"


def folder(current: Post) -> str:
    return current.path.removeprefix("/")


def month(of: Month, posts: Sequence[Post], identity: Identity) -> Files:
    return _in_order(pages.month_files(of.year, of.month, posts, identity))


def month_paths(first_day: date) -> list[str]:
    """Return the files of a month, to be removed when it lists nothing any more."""
    at = first_day.year, first_day.month
    return [file_at(month_path(*at)), file_at(month_sitemap_path(*at))]


def lists(shown: Shown, months: Sequence[Month], identity: Identity) -> Files:
    """Return the pages that lead to posts and months; the front page last."""
    return [
        *pages.history_files(months, identity).items(),
        *pages.feed_files(shown.latest_editions(_IN_THE_FEED), identity).items(),
        *pages.sitemap_files(months, identity).items(),
        *pages.front_files(shown.recent(_ON_THE_FRONT), months, identity).items(),
    ]


def _in_order(files: Mapping[str, bytes]) -> Files:
    """Order the files of a folder: its page points to the others, so it comes last, after deeper ones."""
    return sorted(
        files.items(), key=lambda file: (file[0].endswith("index.html"), -file[0].count("/"), file[0])
    )
