"""The sitemap: an index, one part for each month, and one for the pages that lead there."""

from collections.abc import Sequence

from incidents.publishing import site
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.site import Identity, Month, Post

_PAGES = "/sitemap/pages.xml"


def sitemap_files(months: Sequence[Month], identity: Identity) -> Files:
    parts = [_PAGES, *(site.month_sitemap_path(each.year, each.month) for each in months)]
    pages = [(path, "") for path in (site.FRONT, site.HISTORY, *(each.path for each in months))]
    return {
        site.file_at(_PAGES): page("public/sitemap.xml", identity, _PAGES, pages=pages),
        site.file_at(site.SITEMAP): page("public/sitemap_index.xml", identity, site.SITEMAP, parts=parts),
    }


def month_part(year: int, month: int, posts: Sequence[Post], identity: Identity) -> Files:
    """Return the sitemap of one month's posts. A withdrawn post is not for search engines."""
    path = site.month_sitemap_path(year, month)
    pages = [(post.path, f"{post.current.published_at:%Y-%m-%d}") for post in posts if not post.is_withdrawn]
    return {site.file_at(path): page("public/sitemap.xml", identity, path, pages=pages)}
