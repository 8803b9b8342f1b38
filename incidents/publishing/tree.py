"""Which files the public tree has, in the order of writing: what points to a file comes after it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from incidents import ledger as chain
from incidents.errors import WrongStateError
from incidents.models import Picture
from incidents.publishing import pages
from incidents.publishing.addresses import file_at, find_words_path, gone_path
from incidents.publishing.shown import Shown
from incidents.publishing.site import Identity, Now, Post, Shelf
from incidents.report import canonical
from incidents.report.pictures import FOLDER
from incidents.report.shelves import SEVERITY
from incidents.report.value import Severity
from incidents.report.words import say

Files = list[tuple[str, bytes]]

_GONE = b"This post was withdrawn: its addresses answer 410.\n"
_ON_A_PAGE = 15  # posts
_IN_NINETY_DAYS = 50  # posts of one component
_IN_THE_FEED = 20  # editions


@lru_cache(maxsize=8)
def fixed(identity: Identity) -> Files:
    """Return what no publication changes, and every page may point to."""
    return _in_order(pages.fixed_files(identity))


def post(editions: Sequence[Post], identity: Identity) -> Files:
    """Return a post's folder without its manifest. `editions` are the post as of each, oldest first."""
    files: dict[str, bytes] = {}
    for before, edition in zip([None, *editions], editions, strict=False):
        if before and edition.current.number in edition.compared:
            files |= pages.changes_files(before, edition, identity)
        if edition.is_withdrawn:
            files = dict(
                pages.withdrawn_files(edition, identity)
            )  # also where a later one brings the post back
        elif edition is editions[-1]:
            files |= pages.post_files(edition, identity)
            _check_approved(edition, files)
        else:
            files |= pages.edition_files(edition, identity)
    # By this, servers that can't look into a page know that it is a notice; the notice stands before they do.
    mark = [(file_at(gone_path(editions[-1].slug)), _GONE)] if editions[-1].is_withdrawn else []
    return [*_in_order(files), *mark]


def manifest(current: Post, files: Files) -> tuple[str, bytes]:
    """Return the last file of a post's folder: it names the others there, with the digest of each."""
    digests = {path.removeprefix(f"{folder(current)}/"): canonical.digest(data) for path, data in files}
    return f"{folder(current)}/manifest.json", json.dumps(digests, indent=2, sort_keys=True).encode() + b"\n"


def folder(current: Post) -> str:
    return current.path.strip("/")


def pictures(names: Sequence[str]) -> Files:
    """Return the pictures of these names as files."""
    found = Picture.objects.filter(name__in=names).order_by("name").values_list("name", "data")
    return [(file_at(f"{FOLDER}{name}"), bytes(data)) for name, data in found]


def logo(identity: Identity) -> Files:
    return [_picture(identity.logo)] if identity.logo else []


# Every publication sees to it that the logo is there, and its name never means other bytes.
@lru_cache(maxsize=4)
def _picture(name: str) -> tuple[str, bytes]:
    return pictures([name])[0]


def sitemap_part(part: int, shown: Shown, identity: Identity) -> Files:
    """Return the part of the sitemap of this number; nothing where it names no post."""
    posts = shown.in_sitemap_part(part)
    return list(pages.sitemap_part_files(part, posts, identity).items()) if posts else []


def find_words(beginnings: Sequence[str], shown: Shown) -> tuple[Files, list[str]]:
    """Return the files of how words begin, and the paths of those beginnings of which no post has a word."""
    newest = shown.newest_of(beginnings)
    files = [
        file
        for each, posts in newest.items()
        if posts
        for file in pages.find_words_files(each, posts).items()
    ]
    return files, [file_at(find_words_path(each)) for each, posts in newest.items() if not posts]


def find_part(part: int, shown: Shown) -> Files:
    """Return the part of the posts about these incidents; nothing where there are none."""
    posts = shown.in_find_part(part)
    return list(pages.find_posts_files(part, posts).items()) if posts else []


def shelf(of: Shelf, shown: Shown, now: Now, identity: Identity) -> Files:
    """Return the page of a component or of a severity."""
    if of.kind == SEVERITY:
        posts = shown.on_shelf(of.key, _ON_A_PAGE)
        return list(pages.severity_files(Severity(of.slug), posts, identity).items())
    posts = shown.on_shelf(of.key, _IN_NINETY_DAYS)
    return list(pages.component_files(now.component(of), now, posts, identity).items())


def lists(
    shown: Shown, months: Sequence[date], shelves: Sequence[Shelf], now: Now, identity: Identity
) -> Files:
    """Return the pages that lead to posts, months and shelves and tell the present; the front page last."""
    parts = shown.sitemap_parts()
    recent, unresolved = shown.recent(_ON_A_PAGE), shown.unresolved(_ON_A_PAGE)
    return [
        *pages.history_files(tuple(months), tuple(shelves), identity).items(),
        *pages.feed_files(shown.latest_editions(_IN_THE_FEED), identity).items(),
        *pages.sitemap_files(tuple(months), tuple(parts), identity).items(),
        *pages.api_files(now, recent, unresolved, identity).items(),
        *pages.find_contents_files(parts).items(),
        *pages.missing_files(recent, identity).items(),
        *pages.front_files(now, unresolved, recent, months, identity).items(),
    ]


def ledger(after: int, end: int, identity: Identity) -> Iterator[Files]:
    """Yield each part that has entries behind `after`, up to the entry at `end`; its head last."""
    last = None
    for number in range(pages.part_of(min(after + 1, end)), pages.part_of(end) + 1) if end else ():
        first = (number - 1) * pages.PART + 1
        entries = chain.entries(first, min(first + pages.PART - 1, end))
        yield [*pages.ledger_part(entries).items()]
        last = entries[-1]
    yield [*pages.ledger_head(last, identity).items()]


def with_page(shelves: Sequence[Shelf], now: Now) -> list[Shelf]:
    """Return the shelves that have a page: those of reports, and those of listed components."""
    found = {each.key: each for each in shelves}
    for component in now.components:
        found[component.shelf.key] = component.shelf
    return sorted(found.values(), key=lambda each: each.key)


def _check_approved(current: Post, files: Mapping[str, bytes]) -> None:
    """Raise WrongStateError unless the bytes about to be published are, byte for byte, the approved ones."""
    if canonical.digest(files[f"{folder(current)}/report.json"]) != current.current.digest:
        raise WrongStateError(
            say(
                "The page of %(reference)s doesn't show what was approved; nothing was published.",
                reference=current.reference,
            )
        )


def _in_order(files: Mapping[str, bytes]) -> Files:
    """Order the files of a folder: its page points to the others, so it comes last, after deeper ones."""
    return sorted(
        files.items(), key=lambda file: (file[0].endswith("index.html"), -file[0].count("/"), file[0])
    )
