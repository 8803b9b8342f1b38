"""What a search of the plain files reads: the newest posts of each word, and all posts by number."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields import TextField

from incidents.models import Listing, Publication, Shelf
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
_ANY = "\uffff"  # stands for the beginning of a word, and is none
Row = tuple[Any, ...]


def newest(shown: "QuerySet[Publication]", beginnings: Sequence[str]) -> dict[str, list[Line]]:
    """Return for each beginning of a word the newest posts that say one, one more than a file holds.

    `shown` are all editions that the site shows.
    """
    found = _together(shown, beginnings)
    posts = Publication.objects.filter(pk__in={key for _, _, key in found})
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


def ever(incident: int) -> list[str]:
    """Return how words begin that any edition of a post says or said."""
    said = Listing.objects.filter(publication__incident=incident, shelf__key__startswith=f"{WORD}/")
    return sorted({key.partition("/")[2] for key in said.values_list("shelf__key", flat=True)})


def in_part(posts: "QuerySet[Publication]", part: int) -> list[Line]:
    """Return the posts of a part, newest incident first."""
    inside = posts.filter(incident__gte=part * PART, incident__lt=(part + 1) * PART)
    return [_line(row) for row in inside.order_by("-incident").values_list(*_COLUMNS)]


def _age(row: Row) -> Row:
    return row[1:]


def _asked(shown: "QuerySet[Publication]", beginning: str) -> "QuerySet[Listing, Row]":
    """Return a question that goes through the listings of a shelf in order, and ends at the last one needed.

    Subqueries for single values, and no other table beside: PostgreSQL would join them whole.
    """
    shelf = Shelf.objects.filter(key=f"{WORD}/{beginning}").values("pk")
    same = shown.filter(incident__publications=OuterRef("publication_id"))
    last = same.order_by("-edition").values("pk")[:1]
    standing = Listing.objects.filter(shelf=Subquery(shelf), publication=Subquery(last))
    named = standing.annotate(beginning=Value(beginning, TextField()))
    rows = named.order_by("-occurred_at", "-publication_id")
    return rows.values_list("beginning", "occurred_at", "publication_id")[: NEWEST + 1]


def _together(shown: "QuerySet[Publication]", beginnings: Sequence[str]) -> list[Row]:
    """Ask for all of these at once. Django's own union can't, since each has an order and a limit.

    The statement is the same for each, and making it takes as long as answering it; so it is made once.
    """
    if not beginnings:
        return []
    statement, values = _asked(shown, _ANY).query.sql_with_params()
    asked = [f"SELECT * FROM ({statement}) AS asked"] * len(beginnings)  # noqa: S608 (made by Django)
    said = [
        value.replace(_ANY, each) if isinstance(value, str) else value
        for each in beginnings
        for value in values
    ]
    with _in_order_of_an_index(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), said)
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
