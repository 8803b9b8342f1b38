"""What the public site shows, read from the database: publications in, posts out.

Every question takes the same number of queries however many incidents are published.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from incidents import asked
from incidents.asked import Row
from incidents.models import Picture, Publication, PublicationKind
from incidents.publishing import editions, found, hopping, kept, questions
from incidents.publishing.editions import COLUMNS, EditionRow, is_withdrawal
from incidents.publishing.kept import Key
from incidents.publishing.pages.find import Line
from incidents.publishing.site import Post, Shelf
from incidents.report.shelves import UNRESOLVED

DEPLOYED = Q(deployed_at__isnull=False)

SITEMAP_PART = found.PART

_CHUNK = 100  # publications in memory at once when all are read


class Shown:
    """The public site with exactly those editions that a condition lets through."""

    def __init__(self, condition: Q) -> None:
        self._condition = condition
        self._shape, self._given = asked.apart(condition)

    def editions_about(self, incident: int) -> list[Post]:
        """Return every edition of the post about an incident, each as of that edition, oldest first."""
        rows = [EditionRow(*row) for row in self._rows(questions.about, incident=incident)]
        posts = editions.as_of_each(rows)
        if rows:
            kept.keep({_key(rows[-1]): posts[-1]})
        return posts

    def every_post(self) -> Iterator[list[Post]]:
        """Yield each post as `editions_about` does, a few in memory at a time."""
        found = Publication.objects.filter(self._condition).order_by("incident_id", "edition")
        rows = (EditionRow(*row) for row in found.values_list(*COLUMNS).iterator(chunk_size=_CHUNK))
        for _, of_one in groupby(rows, key=lambda row: row.incident):
            yield editions.as_of_each(list(of_one))

    def recent(self, count: int) -> list[Post]:
        """Return the posts about what happened last, newest first."""
        return self._standing(self._rows(questions.recent, count))

    def listed(self, first_day: date) -> list[int]:
        """Return the incidents whose posts a month lists, in the order of their making."""
        return [incident for (incident,) in self._rows(questions.listed, first_day=first_day)]

    def among_listed(self, first_day: date, first: int, last: int) -> list[Post]:
        """Return the posts that a month lists about the incidents from one to another, newest first."""
        return self._standing(self._rows(questions.among_listed, first_day=first_day, first=first, last=last))

    def among(self, posts: "QuerySet[Publication]", first: int, count: int) -> list[Post]:
        """Return some of these current editions as posts, newest first."""
        some = posts.order_by("-occurred_at", "-pk")[first : first + count]
        return self._standing(some.values_list(*questions.KEY))

    def to_be_found(self) -> "QuerySet[Publication]":
        """Return the current edition of each post that stands."""
        return questions.standing(self._condition)

    def latest_editions(self, count: int) -> list[Post]:
        """Return the announced editions published last, newest first, each as a post as of that edition."""
        return self._posts(Key(*row) for row in self._rows(questions.latest, count))

    def months(self) -> list[date]:
        """Return the first day of each month that lists a post, newest first."""
        return hopping.months(self._shape, self._given)

    def sitemap_parts(self) -> list[int]:
        """Return the numbers of the sitemap's parts that name a post."""
        return hopping.parts(self._shape, self._given, SITEMAP_PART)

    def in_sitemap_part(self, part: int) -> list[tuple[str, date]]:
        """Return slug and last day of change of each post that a part of the sitemap names."""
        rows = self._rows(
            questions.in_part,
            "incident__slug",
            "published_at",
            first=part * SITEMAP_PART,
            last=(part + 1) * SITEMAP_PART - 1,
        )
        return [(slug, at.date()) for slug, at in rows]

    def unresolved(self, count: int) -> list[Post]:
        """Return the posts about what is not over yet, newest first."""
        return self.on_shelf(UNRESOLVED, count)

    def on_shelf(self, key: str, count: int) -> list[Post]:
        """Return the posts that stand on a shelf now, newest first."""
        return self._standing(self._rows(questions.on_shelf, count, key=key))

    def pictures(self, incident: int | None = None) -> list[str]:
        """Return the names of the pictures that pages show, of one post or of all, in order."""
        shown = Publication.objects.filter(self._condition)
        later = shown.filter(incident=OuterRef("incident"), edition__gt=OuterRef("edition"))
        standing = shown.filter(~Exists(later.filter(kind=PublicationKind.WITHDRAWAL.value)))
        if incident is not None:
            standing = standing.filter(incident=incident)
        found = Picture.objects.filter(depictions__publication__in=standing.values("pk"))
        return list(found.order_by("name").values_list("name", flat=True).distinct())

    def shelves(self) -> list[Shelf]:
        """Return every shelf on which a post stands now: of what was withdrawn no word stays."""
        return [Shelf(key=key, name=name) for key, name in self._rows(questions.shelves)]

    def count(self) -> int:
        """Return how many posts there are."""
        return questions.current(self._condition).count()

    def beginnings(self) -> list[str]:
        """Return how the words of posts begin, by which the plain files are searched."""
        return found.beginnings(questions.current(self._condition))

    def newest_of(self, beginnings: Sequence[str]) -> dict[str, list[Line]]:
        """Return the newest posts of which some word begins so, in two queries."""
        return found.newest(self._shape, self._given, beginnings)

    def in_find_part(self, part: int) -> list[Line]:
        return found.in_part(self._shape, self._given, part)

    def ledger_end(self) -> int:
        """Return the position of the newest entry whose edition is shown; 0 where none is."""
        return next((position for (position,) in self._rows(questions.ledger_end)), 0)

    def _rows(self, ask: asked.Ask, *shape: Hashable, **given: Any) -> Iterator[Row]:
        return asked.question(ask, self._shape, *shape).rows(self._given | given)

    def _standing(self, rows: Iterable[Row]) -> list[Post]:
        return self._posts(Key(pk, digest, at, is_withdrawal(kind)) for pk, digest, at, kind in rows)

    def _posts(self, keys: Iterable[Key]) -> list[Post]:
        return kept.posts(list(keys), self._read)

    def _read(self, publications: Sequence[int]) -> dict[int, Post]:
        shown = Publication.objects.filter(self._condition)
        rows = [EditionRow(*row) for row in shown.filter(pk__in=publications).values_list(*COLUMNS)]
        others = shown.filter(incident__in={row.incident for row in rows}).order_by("incident_id", "edition")
        of: dict[int, list[EditionRow]] = {}
        for other in others.values_list(*COLUMNS[:-1]):
            of.setdefault(other[1], []).append(EditionRow(*other))
        return {row.pk: editions.as_of(row, of[row.incident]) for row in rows}


def _key(current: EditionRow) -> Key:
    return Key(current.pk, current.digest, current.published_at, is_withdrawal(current.kind))
