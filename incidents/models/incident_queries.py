"""Incidents by where they stand. Each question begins at the few rows that answer it, not at all of them."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, OuterRef, Subquery

from incidents.models.policy import policies, unfilled

if TYPE_CHECKING:
    from incidents.models.incident import Incident  # noqa: F401 (a string in the class's base)


# As the limit of a question inside another, it keeps PostgreSQL from putting the two together: it would begin
# at all revisions rather than at the few.
_ALL = 10**12


class IncidentQuerySet(models.QuerySet["Incident"]):
    def in_review(self) -> Self:
        """Incidents whose newest revision still needs an approval, longest waiting first."""
        decided = _rows("Decision").filter(revision=OuterRef("pk"))
        undecided = _rows("Revision").filter(~Exists(decided))
        waiting = _newest(undecided).order_by().values("incident")
        if wanting := [key for key, missing in _half_way().items() if missing]:
            waiting = waiting.union(_rows("Revision").filter(pk__in=wanting).order_by().values("incident"))
        return self._by_revision(waiting)

    def approved(self) -> Self:
        """Incidents whose newest revision has all its approvals and is not out yet, longest waiting first."""
        approved = [key for key, missing in _half_way().items() if not missing]
        return self._by_revision(_rows("Revision").filter(pk__in=approved).values("incident"))

    def sent_back(self) -> Self:
        """Incidents whose newest revision was sent back, longest waiting first."""
        sent_back = _rows("Decision").filter(verdict="sent_back").values("revision")
        return self._by_revision(_newest(_rows("Revision").filter(pk__in=sent_back)).values("incident"))

    def being_written(self) -> Self:
        """Incidents whose draft was never submitted, or taken back or saved since; saved last first."""
        recalled = _rows("Decision").filter(revision=OuterRef("pk"), verdict="recalled")
        submitted = _rows("Revision").filter(
            ~Exists(recalled), incident=OuterRef("pk"), submitted_at__gte=OuterRef("updated_at")
        )
        return self.filter(~Exists(submitted)).order_by("-updated_at", "-pk")

    def held(self) -> Self:
        """Incidents whose scheduled publication was held and nobody did anything about it since."""
        same, since = {"incident": OuterRef("incident")}, OuterRef("ended_at")
        held = _rows("Schedule").filter(
            ~Exists(_rows("Schedule").filter(**same, made_at__gt=OuterRef("made_at"))),
            ~Exists(_rows("Revision").filter(**same, submitted_at__gt=since)),
            ~Exists(_rows("Publication").filter(**same, published_at__gt=since)),
            outcome="held",
        )
        chosen = self.filter(pk__in=held.values("incident"))
        return chosen.annotate(held_at=Max("schedules__ended_at")).order_by("held_at")

    def live(self) -> Self:
        """Incidents whose post customers can read."""
        editions = _rows("Publication").filter(incident=OuterRef("pk")).order_by("-edition")
        newest = Subquery(editions.values("kind")[:1])
        return self.annotate(newest_edition=newest).filter(
            newest_edition__in=["post", "correction", "restoration"]
        )

    def withdrawn(self) -> Self:
        """Incidents whose post gave way to a notice."""
        later = _rows("Publication").filter(incident=OuterRef("incident"), edition__gt=OuterRef("edition"))
        notices = _rows("Publication").filter(~Exists(later), kind="withdrawal")
        return self.filter(pk__in=notices.values("incident"))

    def unpublished(self) -> Self:
        """Incidents of which customers were never told."""
        return self.filter(~Exists(_rows("Publication").filter(incident=OuterRef("pk"))))

    def _by_revision(self, incidents: models.QuerySet[Any]) -> Self:
        chosen = self.filter(pk__in=incidents)
        return chosen.annotate(waiting_since=Max("revisions__submitted_at")).order_by("waiting_since", "pk")


def _newest(revisions: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return those that are their incident's newest, unless a withdrawal ended its way.

    What `revisions` leaves to look at comes first: SQLite asks in the order in which it is told.
    """
    same = {"incident": OuterRef("incident")}
    newer = _rows("Revision").filter(**same, number__gt=OuterRef("number"))
    withdrawal = _rows("Publication").filter(
        **same, kind="withdrawal", published_at__gte=OuterRef("submitted_at")
    )
    return revisions.filter(~Exists(newer), ~Exists(withdrawal))


def _half_way() -> dict[int, bool]:
    """Return, by the keys of newest revisions that are approved and not out, whether an approval is missing.

    Groups are matched to what a policy asks for here and not by the database; these are few.
    """
    decided = _rows("Decision").filter(revision=OuterRef("pk"))
    named = _rows("Publication").filter(decision=OuterRef("pk"))
    unnamed = _rows("Decision").filter(~Exists(named), verdict="approved").order_by().values("revision")
    out = _rows("Publication").filter(decision__revision=OuterRef("pk"))
    revisions = (
        _newest(_rows("Revision").filter(pk__in=unnamed[:_ALL]))
        .filter(~Exists(decided.exclude(verdict="approved")), ~Exists(out))
        .only("severity", "again")
        .prefetch_related("decisions")
    )
    in_force = policies()
    return {
        revision.pk: bool(
            unfilled(
                in_force[revision.severity].seats(again=revision.again),
                [frozenset(decision.groups) for decision in revision.decisions.all()],
            )
        )
        for revision in revisions
    }


def _rows(model: str) -> models.QuerySet[Any]:
    """Return all rows of a model that refers to incidents, and so can't be imported here."""
    rows: models.QuerySet[Any] = apps.get_model("incidents", model)._default_manager.all()  # noqa: SLF001 (Django documents it)
    return rows
