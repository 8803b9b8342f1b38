"""The sitemap: an index, the pages that lead to posts, and parts of a bounded number of posts each."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from html import escape

from incidents.publishing.addresses import (
    FRONT,
    HISTORY,
    SITEMAP,
    file_at,
    month_path,
    post_path,
    sitemap_part_path,
)
from incidents.publishing.site import Identity

Files = dict[str, bytes]

_PAGES = "/sitemap/pages.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@lru_cache(maxsize=4)  # a publication seldom adds a month or a part
def sitemap_files(months: tuple[date, ...], parts: tuple[int, ...], identity: Identity) -> Files:
    """Return the index of these parts, and the sitemap of the lists of these months."""
    lists = [month_path(each.year, each.month) for each in months]
    within = [_PAGES, *(sitemap_part_path(part) for part in parts)]
    index = (_place("sitemap", path, identity) for path in within)
    return {
        file_at(_PAGES): _urls([(path, None) for path in (FRONT, HISTORY, *lists)], identity),
        file_at(SITEMAP): _document("sitemapindex", index),
    }


def sitemap_part_files(part: int, posts: Sequence[tuple[str, date]], identity: Identity) -> Files:
    """Return a part with the slugs of posts and the days they were changed; withdrawn ones don't belong."""
    return {
        file_at(sitemap_part_path(part)): _urls(
            [(post_path(slug), changed) for slug, changed in posts], identity
        )
    }


def _urls(pages: Sequence[tuple[str, date | None]], identity: Identity) -> bytes:
    return _document("urlset", (_place("url", path, identity, changed) for path, changed in pages))


def _place(tag: str, path: str, identity: Identity, changed: date | None = None) -> str:
    lastmod = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
    return f"  <{tag}><loc>{escape(identity.absolute(path))}</loc>{lastmod}</{tag}>\n"


# Not a template: an index of hundreds of parts is made with every publication.
def _document(tag: str, places: Iterable[str]) -> bytes:
    lines = "".join(places)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{tag} xmlns="{_NAMESPACE}">\n{lines}</{tag}>\n'.encode()
