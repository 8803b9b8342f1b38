"""Which files the public tree has, in the order of writing: what points to a file comes after it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from incidents import ledger
from incidents.errors import WrongStateError
from incidents.publishing import pages
from incidents.publishing.shown import Shown
from incidents.publishing.site import Identity, Post
from incidents.report import canonical

Files = list[tuple[str, bytes]]

_ON_THE_FRONT = 15  # posts
_IN_THE_FEED = 20  # editions


@lru_cache(maxsize=8)
def fixed(identity: Identity) -> Files:
    """Return what no publication changes, and every page may point to."""
    return _in_order(pages.fixed_files(identity))


def post(editions: Sequence[Post], identity: Identity) -> Files:
    """Return a post's folder without its manifest. `editions` are the post as of each, oldest first."""
    files: dict[str, bytes] = {}
    for edition in editions:
        if edition.is_withdrawn:
            files = dict(
                pages.withdrawn_files(edition, identity)
            )  # also where a later one brings the post back
        elif edition is editions[-1]:
            files |= pages.post_files(edition, identity)
            _check_approved(edition, files)
        else:
            files |= pages.edition_files(edition, identity)
    return _in_order(files)


def manifest(current: Post, files: Files) -> tuple[str, bytes]:
    """Return the last file of a post's folder: it names the others there, with the digest of each."""
    digests = {path.removeprefix(f"{folder(current)}/"): canonical.digest(data) for path, data in files}
    return f"{folder(current)}/manifest.json", json.dumps(digests, indent=2, sort_keys=True).encode() + b"\n"


def folder(current: Post) -> str:
    return current.path.strip("/")


def sitemap_part(part: int, shown: Shown, identity: Identity) -> Files:
    """Return the part of the sitemap of this number; nothing where it names no post."""
    posts = shown.in_sitemap_part(part)
    return list(pages.sitemap_part_files(part, posts, identity).items()) if posts else []


def lists(shown: Shown, months: Sequence[date], identity: Identity) -> Files:
    """Return the pages that lead to posts and months; the front page last."""
    return [
        *pages.history_files(tuple(months), identity).items(),
        *pages.feed_files(shown.latest_editions(_IN_THE_FEED), identity).items(),
        *pages.sitemap_files(months, shown.sitemap_parts(), identity).items(),
        *pages.front_files(shown.recent(_ON_THE_FRONT), months, identity).items(),
    ]


def ledger_parts(after: int, end: int) -> Iterator[Files]:
    """Yield each part of the ledger that has entries behind `after`, up to the entry at `end`."""
    for number in range(pages.part_of(after + 1), pages.part_of(end) + 1):
        first = (number - 1) * pages.PART + 1
        yield [*pages.ledger_part(ledger.entries(first, min(first + pages.PART - 1, end))).items()]


def ledger_head(end: int, identity: Identity) -> Files:
    last = ledger.entries(end, end)[0] if end else None
    return [*pages.ledger_head(last, identity).items()]


def _check_approved(current: Post, files: Mapping[str, bytes]) -> None:
    """Raise WrongStateError unless the bytes about to be published are, byte for byte, the approved ones."""
    if canonical.digest(files[f"{folder(current)}/report.json"]) != current.current.digest:
        raise WrongStateError(
            f"The page of {current.reference} doesn't show what was approved; nothing was published."
        )


def _in_order(files: Mapping[str, bytes]) -> Files:
    """Order the files of a folder: its page points to the others, so it comes last, after deeper ones."""
    return sorted(
        files.items(), key=lambda file: (file[0].endswith("index.html"), -file[0].count("/"), file[0])
    )
