"""The pages that lead to posts: the front page, the history, and each month of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import translation
from django.utils.dateformat import format as spell

from incidents.publishing import site
from incidents.publishing.pages import story
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.pages.sitemap import month_part
from incidents.publishing.pages.times import Stamp, stamp
from incidents.publishing.site import Identity, Month, Post

_MONTHS_ON_FRONT = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A post in a list. One that was withdrawn shows only its reference."""

    post: Post
    title: str
    summary: str
    facts: story.Facts | None
    published: Stamp


@dataclass(frozen=True, slots=True)
class NamedMonth:
    path: str
    name: str  # March 2026
    bare_name: str  # March
    posts: int


def front_files(recent_posts: Sequence[Post], months: Sequence[Month], identity: Identity) -> Files:
    """Return the front page with the posts and months as given, newest first."""
    with translation.override(identity.language):
        shown = {"lines": _lines(recent_posts), "months": _named(months[:_MONTHS_ON_FRONT])}
    return {site.file_at(site.FRONT): page("public/front.html", identity, site.FRONT, **shown)}


def month_files(year: int, month: int, posts: Sequence[Post], identity: Identity) -> Files:
    """Return the page of a month with its posts as given, and its part of the sitemap."""
    path = site.month_path(year, month)
    with translation.override(identity.language):
        shown = {"name": _name(date(year, month, 1)), "lines": _lines(posts)}
    files = {site.file_at(path): page("public/month.html", identity, path, **shown)}
    return files | month_part(year, month, posts, identity)


def history_files(months: Sequence[Month], identity: Identity) -> Files:
    """Return the page that lists every month, by year, as given."""
    with translation.override(identity.language):
        years = [(year, _named(list(group))) for year, group in groupby(months, key=lambda each: each.year)]
    return {site.file_at(site.HISTORY): page("public/history.html", identity, site.HISTORY, years=years)}


def _lines(posts: Sequence[Post]) -> list[Line]:
    return [_line(post) for post in posts]


def _line(post: Post) -> Line:
    published = stamp(post.current.published_at)
    if post.is_withdrawn:
        return Line(post, post.reference, "", None, published)
    report = post.report
    title = report.title or post.reference
    return Line(post, title, story.description(report), story.facts(report), published)


def _named(months: Sequence[Month]) -> list[NamedMonth]:
    return [
        NamedMonth(each.path, _name(each.first_day), spell(each.first_day, "F"), each.posts)
        for each in months
    ]


def _name(first_day: date) -> str:
    return spell(first_day, "F Y")
