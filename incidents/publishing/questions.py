"""What each publication asks of the database; asked.py answers. A condition says which editions are shown."""

from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery

from incidents.asked import Given
from incidents.models import LedgerEntry, Listing, Picture, Publication, PublicationKind, Shelf
from incidents.publishing.editions import COLUMNS
from incidents.report.shelves import COMPONENT, SEVERITY, WORD

Questions = QuerySet[Any, Any]

KEY = ("pk", "digest", "published_at", "kind")
INCIDENT = Given("incident", BigIntegerField())
FIRST, LAST = Given("first", BigIntegerField()), Given("last", BigIntegerField())  # incidents
_MONTH = Given("first_day", DateField())


def current(condition: Q) -> "QuerySet[Publication]":
    """Return the newest of the editions of each post."""
    editions = Publication.objects.filter(condition)
    later = editions.filter(incident=OuterRef("incident"), edition__gt=OuterRef("edition"))
    return editions.filter(~Exists(later))


def standing(condition: Q) -> "QuerySet[Publication]":
    """Return the current edition of each post that was not withdrawn."""
    return current(condition).exclude(kind=PublicationKind.WITHDRAWAL.value)


def first_of(publications: "QuerySet[Publication]") -> Questions:
    """Ask for any one of these, for a question that wants to know whether there is one.

    Of EXISTS, PostgreSQL makes a join with all that there are, and reads every publication.
    """
    return publications.order_by().values("pk")[:1]


def about(condition: Q) -> Questions:
    editions = Publication.objects.filter(condition, incident=INCIDENT)
    return editions.order_by("edition").values_list(*COLUMNS)


def recent(condition: Q, count: int) -> Questions:
    return current(condition).order_by("-occurred_at", "-pk").values_list(*KEY)[:count]


def listed(condition: Q) -> Questions:
    return current(condition).filter(month=_MONTH).order_by("incident_id").values_list("incident_id")


def among_listed(condition: Q) -> Questions:
    some = current(condition).filter(month=_MONTH, incident__gte=FIRST, incident__lte=LAST)
    return some.order_by("-occurred_at", "-pk").values_list(*KEY)


def latest(condition: Q, count: int) -> Questions:
    editions = Publication.objects.filter(condition)
    withdrawn = editions.filter(
        incident=OuterRef("incident"),
        edition__gte=OuterRef("edition"),
        kind=PublicationKind.WITHDRAWAL.value,
    )
    announced = editions.filter(announced=True).annotate(is_gone=Exists(withdrawn))
    newest = announced.order_by("-published_at", "-pk")
    return newest.values_list("pk", "digest", "published_at", "is_gone")[:count]


def in_part(condition: Q, *columns: str) -> Questions:
    """Ask for the posts about the incidents from one to another, in the order of their making."""
    some = standing(condition).filter(incident__gte=FIRST, incident__lte=LAST)
    return some.order_by("incident_id").values_list(*columns)


def on_shelf(condition: Q, count: int) -> Questions:
    # As a single value: PostgreSQL would join the shelf last, and sort all that stands on it.
    shelf = Shelf.objects.filter(key=Given("key", CharField())).values("pk")
    there = current(condition).filter(listings__shelf=Subquery(shelf))
    newest = there.order_by("-listings__occurred_at", "-listings__publication_id")
    return newest.values_list(*KEY)[:count]


def shelves(condition: Q) -> Questions:
    stands = current(condition).filter(listings__shelf=OuterRef("pk"))
    pages = Q(key__startswith=f"{COMPONENT}/") | Q(key__startswith=f"{SEVERITY}/")
    # The words are many, and sort behind all others: nobody has to go through them.
    found = Shelf.objects.filter(pages, key__lt=WORD).alias(post=Subquery(first_of(stands)))
    return found.filter(post__isnull=False).order_by("key").values_list("key", "name")


def shelves_ever() -> Questions:
    """Ask on which shelves any edition of a post ever stood."""
    ever = Listing.objects.filter(publication__incident=INCIDENT).order_by("shelf__key")
    return ever.values_list("shelf__key").distinct()


def pictures_ever() -> Questions:
    """Ask which pictures any edition of a post ever showed."""
    ever = Picture.objects.filter(depictions__publication__incident=INCIDENT)
    return ever.order_by("name").values_list("name").distinct()


def editions_of_its_post() -> Questions:
    """Ask for all editions of the post of one of them, oldest first."""
    known = Publication.objects.filter(pk=Given("publication", BigIntegerField())).values("incident")
    editions = Publication.objects.filter(incident=Subquery(known)).order_by("edition")
    return editions.values_list("pk", "incident", "month", "deployed_at")


def ledger_end(condition: Q) -> Questions:
    shown = Publication.objects.filter(condition, pk=OuterRef("publication"))
    return LedgerEntry.objects.filter(Exists(shown)).order_by("-position").values_list("position")[:1]
