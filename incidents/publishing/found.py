"""What a search of the plain files reads: the newest posts of each word, and all posts by number."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.fields import TextField

from incidents.models import Listing, Publication, Shelf
from incidents.publishing import hopping
from incidents.publishing.pages.find import NEWEST, Line
from incidents.report.shelves import WORD

PART = 100  # incidents, by the order of their making

_COLUMNS = (
    "incident__reference",
    "incident__slug",
    "words__title",
    "words__components",
    "words__severity",
    "words__day",
)
_NEWEST_FIRST = ("-listings__occurred_at", "-listings__publication_id")
Row = tuple[Any, ...]


def newest(current: "QuerySet[Publication]", beginnings: Sequence[str]) -> dict[str, list[Line]]:
    """Return for each beginning of a word the newest posts that say one, one more than a file holds."""
    found: dict[str, list[Line]] = {each: [] for each in beginnings}
    asked = [_asked(current, each) for each in beginnings]
    for beginning, _, _, *row in sorted(_together(asked), key=_age, reverse=True):
        found[beginning].append(_line(row))
    return found


def beginnings(current: "QuerySet[Publication]") -> list[str]:
    """Return how the words of posts begin."""
    stands = current.filter(listings__shelf=OuterRef("pk"))
    shelves = Shelf.objects.filter(Exists(stands), key__startswith=f"{WORD}/").order_by("key")
    return [key.partition("/")[2] for key in shelves.values_list("key", flat=True)]


def ever(incident: int) -> list[str]:
    """Return how words begin that any edition of a post says or said."""
    said = Listing.objects.filter(publication__incident=incident, shelf__key__startswith=f"{WORD}/")
    return sorted({key.partition("/")[2] for key in said.values_list("shelf__key", flat=True)})


def parts(posts: "QuerySet[Publication]") -> list[int]:
    """Return the numbers of the parts in which there are posts."""
    return hopping.parts(posts, PART)


def in_part(posts: "QuerySet[Publication]", part: int) -> list[Line]:
    """Return the posts of a part, newest incident first."""
    inside = posts.filter(incident__gte=part * PART, incident__lt=(part + 1) * PART)
    return [_line(row) for row in inside.order_by("-incident").values_list(*_COLUMNS)]


def _age(row: Row) -> Row:
    return row[1:3]


def _asked(current: "QuerySet[Publication]", beginning: str) -> "QuerySet[Publication, Row]":
    standing = current.filter(listings__shelf__key=f"{WORD}/{beginning}").order_by(*_NEWEST_FIRST)
    named = standing.annotate(beginning=Value(beginning, TextField()))
    return named.values_list("beginning", "occurred_at", "pk", *_COLUMNS)[: NEWEST + 1]


def _together(asked: Iterable["QuerySet[Publication, Row]"]) -> list[Row]:
    """Ask all of these at once. Django's own union can't, since each has an order and a limit."""
    statements, values = [], list[Any]()
    for each in asked:
        statement, own = each.query.sql_with_params()
        statements.append(f"SELECT * FROM ({statement}) AS asked")  # noqa: S608 (made by Django)
        values += own
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        rows: list[Row] = cursor.fetchall()
        return rows


def _line(row: Sequence[Any]) -> Line:
    reference, slug, title, components, severity, day = row
    return Line(
        reference, slug, title, tuple(components.split("\n")) if components else (), severity, str(day)
    )
