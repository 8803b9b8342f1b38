"""What a search of the plain files reads: the newest posts of each word, and all posts by number."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, TextField

from incidents import asked
from incidents.asked import Given, Row
from incidents.models import Listing, Publication, Shelf
from incidents.publishing import questions
from incidents.publishing.pages.find import NEWEST, Line
from incidents.report.shelves import WORD

PART = 200  # incidents, by the order of their making; those of a part of the sitemap

_COLUMNS = (
    "incident__reference",
    "incident__slug",
    "words__title",
    "words__components",
    "words__severity",
    "words__day",
)


def newest(condition: Q, given: dict[str, Any], beginnings: Sequence[str]) -> dict[str, list[Line]]:
    """Return for each beginning of a word the newest posts that say one, one more than a file holds.

    The condition says which editions the site shows.
    """
    found = _together(condition, given, beginnings)
    posts = Publication.objects.filter(pk__in={key for _, _, key in found}).order_by()
    lines = {key: _line(row) for key, *row in posts.values_list("pk", *_COLUMNS)}
    newest: dict[str, list[Line]] = {each: [] for each in beginnings}
    for beginning, _, key in sorted(found, key=_age, reverse=True):
        newest[beginning].append(lines[key])
    return newest


def beginnings(current: "QuerySet[Publication]") -> list[str]:
    """Return how the words of posts begin."""
    stands = current.filter(listings__shelf=OuterRef("pk"))
    shelves = Shelf.objects.filter(Exists(stands), key__startswith=f"{WORD}/").order_by("key")
    return [key.partition("/")[2] for key in shelves.values_list("key", flat=True)]


def in_part(condition: Q, given: dict[str, Any], part: int) -> list[Line]:
    """Return the posts of a part, newest incident first."""
    inside = {"first": part * PART, "last": (part + 1) * PART - 1}
    rows = asked.question(questions.in_part, condition, *_COLUMNS).rows(given | inside)
    return [_line(row) for row in rows][::-1]


def _age(row: Row) -> Row:
    return row[1:]


def _asked(condition: Q) -> "QuerySet[Listing, Row]":
    """Ask through the listings of a shelf in order, and end at the last one needed.

    Subqueries for single values, and no other table beside: PostgreSQL would join them whole.
    """
    shelf = Shelf.objects.filter(key=Given("shelf", CharField())).values("pk")
    same = Publication.objects.filter(condition, incident__publications=OuterRef("publication_id"))
    last = same.order_by("-edition").values("pk")[:1]
    standing = Listing.objects.filter(shelf=Subquery(shelf), publication=Subquery(last))
    named = standing.annotate(beginning=Given("beginning", TextField()))
    rows = named.order_by("-occurred_at", "-publication_id")
    return rows.values_list("beginning", "occurred_at", "publication_id")[: NEWEST + 1]


def _together(condition: Q, given: dict[str, Any], beginnings: Sequence[str]) -> list[Row]:
    """Ask for all of these at once. Django's own union can't, since each has an order and a limit."""
    if not beginnings:
        return []
    question = asked.question(_asked, condition)
    statement = [f"SELECT * FROM ({question.statement}) AS asked"] * len(beginnings)  # noqa: S608 (made by Django)
    said = [
        value
        for each in beginnings
        for value in question.values_with(given | {"shelf": f"{WORD}/{each}", "beginning": each})
    ]
    with _in_order_of_an_index(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statement), said)
        rows: list[Row] = cursor.fetchall()
        return rows


@contextmanager
def _in_order_of_an_index() -> Iterator[None]:
    """Keep PostgreSQL from fetching all listings of a shelf in order to sort them and take a few.

    It believes that each shelf has few; going through the index in order ends after those that are needed.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL jit = off")
        yield
        cursor.execute("SET LOCAL enable_sort TO DEFAULT; SET LOCAL jit TO DEFAULT")


def _line(row: Sequence[Any]) -> Line:
    reference, slug, title, components, severity, day = row
    return Line(
        reference, slug, title, tuple(components.split("\n")) if components else (), severity, str(day)
    )
