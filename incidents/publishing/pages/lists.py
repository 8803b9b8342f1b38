"""The pages that lead to posts: the front page, the history, and each month of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from incidents.dates import BARE_MONTH, MONTH, spelled
from incidents.models.labels import label
from incidents.publishing import sought
from incidents.publishing.addresses import HISTORY, file_at, month_part_path, month_path, shelf_path
from incidents.publishing.pages import story
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.pages.times import Stamp, stamp
from incidents.publishing.site import Identity, Post, Shelf
from incidents.report.clock import in_zone
from incidents.report.shelves import COMPONENT, SEVERITY, severity_shelf
from incidents.report.spelling import marked
from incidents.report.value import Severity


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


def month_files(first_day: date, posts: Sequence[Post], parts: int, identity: Identity) -> Files:
    """Return the page of a month with its posts as given, leading to so many parts with earlier ones."""
    at = first_day.year, first_day.month
    with translation.override(identity.language):
        shown = {
            "name": _name(first_day),
            "lines": lines(posts, identity),
            "parts": [(number, month_part_path(*at, number)) for number in range(1, parts + 1)],
        }
    path = month_path(*at)
    return {file_at(path): page("public/month.html", identity, path, **shown)}


def month_part_files(first_day: date, number: int, posts: Sequence[Post], identity: Identity) -> Files:
    """Return a part of a month that has too many posts for one page."""
    at = first_day.year, first_day.month
    path = month_part_path(*at, number)
    with translation.override(identity.language):
        shown = {"name": _name(first_day), "lines": lines(posts, identity), "number": number}
    text = page("public/month_part.html", identity, path, month=month_path(*at), **shown)
    return {file_at(path): text}


@lru_cache(maxsize=8)  # a publication seldom adds a month
def history_files(months: tuple[date, ...], shelves: tuple[Shelf, ...], identity: Identity) -> Files:
    """Return the page that lists every month, by year, and leads to each severity and component."""
    with translation.override(identity.language):
        shown = {
            "years": [(year, named_months(list(of))) for year, of in groupby(months, lambda each: each.year)],
            "severities": [
                (each.path, label(Severity(each.slug))) for each in shelves if each.kind == SEVERITY
            ],
            "components": [(each.path, each.name) for each in shelves if each.kind == COMPONENT],
        }
    return {file_at(HISTORY): page("public/history.html", identity, HISTORY, **shown)}


def severity_files(severity: Severity, posts: Sequence[Post], identity: Identity) -> Files:
    """Return the page of a severity with the posts as given, newest first."""
    path = shelf_path(severity_shelf(severity))
    with translation.override(identity.language):
        shown = {"name": label(severity), "lines": lines(posts, identity)}
        return {file_at(path): page("public/severity.html", identity, path, **shown)}


def lines(posts: Sequence[Post], identity: Identity) -> list[SafeString]:
    return [_made(post, identity.language, identity.timezone) for post in posts]


def found_lines(posts: Sequence[Post], words: list[str], identity: Identity) -> list[dict[str, object]]:
    """Return posts as a search shows them: the sought words marked, in the title and in a passage."""
    with translation.override(identity.language):
        return [
            {
                "line": (line := _line(post, identity.timezone)),
                "title": marked(line.title, words),
                "passage": sought.excerpt(post.report, words) if words else [(False, line.summary)],
            }
            for post in posts
        ]


# Every publication writes the lists again, and all but one of their lines are as they were.
@lru_cache(maxsize=256)
def _made(post: Post, _language: str, zone: str) -> SafeString:
    return mark_safe(render_to_string("shared/post_line.html", {"line": _line(post, zone)}).strip())  # noqa: S308


def _line(post: Post, zone: str) -> Line:
    published = stamp(in_zone(post.current.published_at, zone))
    if post.is_withdrawn:
        return Line(post, post.reference, "", None, published)
    report = post.report
    title = report.title or post.reference
    return Line(post, title, story.description(report), story.facts(report), published)


def named_months(months: Sequence[date]) -> list[NamedMonth]:
    return [_named_month(first_day, translation.get_language() or "") for first_day in months]


@lru_cache(maxsize=1024)
def _named_month(first_day: date, _language: str) -> NamedMonth:
    path = month_path(first_day.year, first_day.month)
    return NamedMonth(path, _name(first_day), spelled(first_day, BARE_MONTH))


def _name(first_day: date) -> str:
    return spelled(first_day, MONTH)
