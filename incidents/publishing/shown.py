"""What the public site shows, read from the database: publications in, posts out.

Every question takes the same number of queries however many incidents are published.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from incidents import models
from incidents.errors import WrongStateError
from incidents.models import LedgerEntry, Publication, PublicationKind, Verdict
from incidents.publishing import found, hopping, kept
from incidents.publishing.kept import Key
from incidents.publishing.pages.find import Line
from incidents.publishing.site import Edition, EditionKind, Post, Shelf
from incidents.report import canonical
from incidents.report.shelves import COMPONENT, SEVERITY, UNRESOLVED, WORD
from incidents.report.value import Report
from incidents.report.words import say

DEPLOYED = Q(deployed_at__isnull=False)

SITEMAP_PART = found.PART

_CHUNK = 100  # publications in memory at once when all are read


class Shown:
    """The public site with exactly those editions that a condition lets through."""

    def __init__(self, condition: Q) -> None:
        editions = Publication.objects.filter(condition)
        later = editions.filter(incident=OuterRef("incident"), edition__gt=OuterRef("edition"))
        self._bare = editions
        self._editions = editions.select_related("incident", "decision")
        self._bare_current = editions.filter(~Exists(later))

    def editions_about(self, incident: int) -> list[Post]:
        """Return every edition of the post about an incident, each as of that edition, oldest first."""
        rows = list(self._editions.filter(incident=incident).order_by("edition"))
        posts = _as_of_each(rows)
        if rows:
            kept.keep({_key(rows[-1]): posts[-1]})
        return posts

    def every_post(self) -> Iterator[list[Post]]:
        """Yield each post as `editions_about` does, a few in memory at a time."""
        rows = self._editions.order_by("incident", "edition").iterator(chunk_size=_CHUNK)
        for _, editions in groupby(rows, key=lambda row: row.incident_id):
            yield _as_of_each(list(editions))

    def recent(self, count: int) -> list[Post]:
        """Return the posts about what happened last, newest first."""
        return self._standing(self._bare_current.order_by("-occurred_at", "-pk")[:count])

    def listed(self, first_day: date) -> list[int]:
        """Return the incidents whose posts a month lists, in the order of their making."""
        current = self._bare_current.filter(month=first_day)
        return list(current.order_by("incident").values_list("incident", flat=True))

    def about(self, incidents: Sequence[int]) -> list[Post]:
        """Return the posts about these incidents, newest first."""
        return self._standing(
            self._bare_current.filter(incident__in=incidents).order_by("-occurred_at", "-pk")
        )

    def among(self, posts: "QuerySet[Publication]", first: int, count: int) -> list[Post]:
        """Return some of these current editions as posts, newest first."""
        return self._standing(posts.order_by("-occurred_at", "-pk")[first : first + count])

    def to_be_found(self) -> "QuerySet[Publication]":
        """Return the current edition of each post that stands."""
        return self._bare_current.exclude(kind=PublicationKind.WITHDRAWAL.value)

    def latest_editions(self, count: int) -> list[Post]:
        """Return the announced editions published last, newest first, each as a post as of that edition."""
        withdrawn = self._bare.filter(
            incident=OuterRef("incident"),
            edition__gte=OuterRef("edition"),
            kind=PublicationKind.WITHDRAWAL.value,
        )
        announced = self._bare.filter(announced=True).annotate(is_gone=Exists(withdrawn))
        found = announced.order_by("-published_at", "-pk").values_list(
            "pk", "digest", "published_at", "is_gone"
        )
        return self._posts(Key(*row) for row in found[:count])

    def months(self) -> list[date]:
        """Return the first day of each month that lists a post, newest first."""
        return hopping.months(self._bare_current)

    def sitemap_parts(self) -> list[int]:
        """Return the numbers of the sitemap's parts that name a post."""
        return hopping.parts(self.to_be_found(), SITEMAP_PART)

    def in_sitemap_part(self, part: int) -> list[tuple[str, date]]:
        """Return slug and last day of change of each post that a part of the sitemap names."""
        numbers = range(part * SITEMAP_PART, (part + 1) * SITEMAP_PART)
        found = self.to_be_found().filter(incident__gte=numbers.start, incident__lt=numbers.stop)
        rows = found.order_by("incident").values_list("incident__slug", "published_at")
        return [(slug, at.date()) for slug, at in rows]

    def unresolved(self, count: int) -> list[Post]:
        """Return the posts about what is not over yet, newest first."""
        return self.on_shelf(UNRESOLVED, count)

    def on_shelf(self, key: str, count: int) -> list[Post]:
        """Return the posts that stand on a shelf now, newest first."""
        standing = self._bare_current.filter(listings__shelf__key=key)
        return self._standing(standing.order_by("-listings__occurred_at", "-listings__publication")[:count])

    def pictures(self, incident: int | None = None) -> list[str]:
        """Return the names of the pictures that pages show, of one post or of all, in order."""
        later = self._bare.filter(incident=OuterRef("incident"), edition__gt=OuterRef("edition"))
        editions = self._bare.filter(~Exists(later.filter(kind=PublicationKind.WITHDRAWAL.value)))
        if incident is not None:
            editions = editions.filter(incident=incident)
        found = models.Picture.objects.filter(depictions__publication__in=editions.values("pk"))
        return list(found.order_by("name").values_list("name", flat=True).distinct())

    def shelves(self) -> list[Shelf]:
        """Return every shelf on which a post stands now: of what was withdrawn no word stays."""
        stands = self._bare_current.filter(listings__shelf=OuterRef("pk"))
        pages = Q(key__startswith=f"{COMPONENT}/") | Q(key__startswith=f"{SEVERITY}/")
        # The words are many, and sort behind all others: nobody has to go through them.
        rows = models.Shelf.objects.filter(pages, Exists(stands), key__lt=WORD)
        return [Shelf(key=key, name=name) for key, name in rows.values_list("key", "name")]

    def count(self) -> int:
        """Return how many posts there are."""
        return self._bare_current.count()

    def beginnings(self) -> list[str]:
        """Return how the words of posts begin, by which the plain files are searched."""
        return found.beginnings(self._bare_current)

    def newest_of(self, beginnings: Sequence[str]) -> dict[str, list[Line]]:
        """Return the newest posts of which some word begins so, in two queries."""
        return found.newest(self._bare, beginnings)

    def in_find_part(self, part: int) -> list[Line]:
        return found.in_part(self.to_be_found(), part)

    def ledger_end(self) -> int:
        """Return the position of the newest entry whose edition is shown; 0 where none is."""
        entries = LedgerEntry.objects.filter(Exists(self._bare.filter(pk=OuterRef("publication"))))
        return entries.order_by("-position").values_list("position", flat=True).first() or 0

    def _standing(self, current: "QuerySet[Publication]") -> list[Post]:
        columns = current.values_list("pk", "digest", "published_at", "kind")
        return self._posts(
            Key(pk, digest, at, kind == PublicationKind.WITHDRAWAL) for pk, digest, at, kind in columns
        )

    def _posts(self, keys: Iterable[Key]) -> list[Post]:
        return kept.posts(list(keys), self._read)

    def _read(self, publications: Sequence[int]) -> dict[int, Post]:
        rows = list(self._editions.filter(pk__in=publications))
        others = self._bare.filter(incident__in={row.incident_id for row in rows}).defer("report")
        editions: dict[int, list[Publication]] = {}
        for other in others.order_by("incident", "edition"):
            editions.setdefault(other.incident_id, []).append(other)
        return {row.pk: _post(row, editions[row.incident_id]) for row in rows}


def _as_of_each(rows: Sequence[Publication]) -> list[Post]:
    return [_post(row, rows) for row in rows]


def _post(row: Publication, editions: Sequence[Publication]) -> Post:
    """Return the post as of one of its editions, without a report where it was withdrawn then or later."""
    is_gone = any(_is_withdrawal(each) for each in editions if each.edition >= row.edition)
    return Post(
        reference=row.incident.reference,
        slug=row.incident.slug,
        report=Report() if is_gone else _approved(row),
        editions=tuple(edition_of(each) for each in editions if each.edition <= row.edition),
    )


def _key(current: Publication) -> Key:
    return Key(current.pk, current.digest, current.published_at, _is_withdrawal(current))


def _is_withdrawal(row: Publication) -> bool:
    return row.kind == PublicationKind.WITHDRAWAL


def edition_of(row: Publication) -> Edition:
    """Return what a page says of one publication."""
    return Edition(
        number=row.edition,
        kind=EditionKind(row.kind),
        published_at=row.published_at,
        note=row.note,
        digest=row.digest,
        minor=row.minor,
    )


def _approved(row: Publication) -> Report:
    """Return what the edition shows. Raises WrongStateError unless its bytes are those that were approved."""
    data = bytes(row.report)
    decision = row.decision
    approved = decision.digest if decision and decision.verdict == Verdict.APPROVED else None
    if not canonical.digest(data) == row.digest == approved:
        raise WrongStateError(
            say("%(row)s is not what was approved, so it can't be shown; restore it from a backup.", row=row)
        )
    return canonical.recall(data)
