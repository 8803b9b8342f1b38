from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from incidents.models.component import AffectedComponent, Component
from incidents.models.constraints import one_of
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import Severity

# When an incident happened, as far as its report says; until then, when the report was begun.
HAPPENED = Coalesce("started_at", "created_at")


class IncidentQuerySet(models.QuerySet["Incident"]):
    def in_review(self) -> Self:
        """Incidents whose newest revision nobody has decided on, longest waiting first."""
        decided = apps.get_model("incidents", "Decision").objects.filter(revision=OuterRef("pk"))
        return self._by_revision(_newest_revisions().filter(~Exists(decided)))

    def approved(self) -> Self:
        """Incidents whose newest revision is approved and not out yet, longest waiting first."""
        decisions = apps.get_model("incidents", "Decision").objects.filter(publications=None)
        approved = decisions.filter(verdict="approved").values("revision")
        return self._by_revision(_newest_revisions().filter(pk__in=approved))

<<<<<<< HEAD
    def held(self) -> Self:
        """Incidents whose scheduled publication was held and nobody did anything about it since."""
        schedules = apps.get_model("incidents", "Schedule").objects.filter(incident=OuterRef("pk"))
        since = Q(incident=OuterRef("pk"))
        submitted = apps.get_model("incidents", "Revision").objects.filter(
            since, submitted_at__gt=OuterRef("held_at")
        )
        released = apps.get_model("incidents", "Publication").objects.filter(
            since, published_at__gt=OuterRef("held_at")
        )
        newest = schedules.order_by("-made_at", "-pk")
        return (
            self.annotate(
                came_of_it=Subquery(newest.values("outcome")[:1]),
                held_at=Subquery(newest.values("ended_at")[:1]),
            )
            .filter(~Exists(submitted), ~Exists(released), came_of_it="held")
            .order_by("held_at")
        )

    def _with_newest_revision(self) -> Self:
        """Annotate when the newest revision came in and what was decided, unless an edition followed it."""
        revisions = apps.get_model("incidents", "Revision").objects.filter(incident=OuterRef("pk"))
        newest = revisions.order_by("-number")
        followed = apps.get_model("incidents", "Publication").objects.filter(
            Q(decision__revision=OuterRef("newest"))
            | Q(kind="withdrawal", published_at__gte=OuterRef("waiting_since")),
            incident=OuterRef("pk"),
        )
        return self.annotate(
            newest=Subquery(newest.values("pk")[:1]),
            waiting_since=Subquery(newest.values("submitted_at")[:1]),
            verdict=Subquery(newest.values("decisions__verdict")[:1]),
        ).filter(~Exists(followed))
=======
    def _by_revision(self, revisions: "models.QuerySet[models.Model]") -> Self:
        chosen = self.filter(pk__in=revisions.values("incident"))
        return chosen.annotate(waiting_since=Max("revisions__submitted_at")).order_by("waiting_since")

    def live(self) -> Self:
        """Incidents whose post customers can read."""
        editions = apps.get_model("incidents", "Publication").objects.filter(incident=OuterRef("pk"))
        newest = Subquery(editions.order_by("-edition").values("kind")[:1])
        return self.annotate(newest_edition=newest).filter(newest_edition__in=["post", "correction"])

    def withdrawn(self) -> Self:
        editions = apps.get_model("incidents", "Publication").objects.current()
        return self.filter(pk__in=editions.filter(kind="withdrawal").values("incident"))

    def unpublished(self) -> Self:
        """Incidents of which customers were never told."""
        editions = apps.get_model("incidents", "Publication").objects.filter(incident=OuterRef("pk"))
        return self.filter(~Exists(editions))


def _newest_revisions() -> "models.QuerySet[models.Model]":
    """Return each incident's newest revision, unless a withdrawal ended its way."""
    revisions = apps.get_model("incidents", "Revision").objects
    newer = revisions.filter(incident=OuterRef("incident"), number__gt=OuterRef("number"))
    withdrawal = apps.get_model("incidents", "Publication").objects.filter(
        kind="withdrawal", published_at__gte=OuterRef("submitted_at"), incident=OuterRef("incident")
    )
    return revisions.filter(~Exists(newer), ~Exists(withdrawal))
>>>>>>> ad1e588 (Find incidents by any word and by where they stand)


class Incident(models.Model):
    """What happened, and the working draft of its report.

    Times are instants; `timezone` says which clocks the authors mean. Without a zone the wall clock is kept
    as if it were UTC, and `drafts.py` hands it back without an offset.
    """

    reference = models.CharField(max_length=20, unique=True)
    # Its place on the public site. Until the first publication it says nothing but the reference: a title
    # that was never approved must not leak through an address.
    slug = models.SlugField(max_length=80, unique=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="incidents")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    title = models.CharField(max_length=LINE_LIMIT, blank=True)
    severity = models.CharField(max_length=4, blank=True)
    timezone = models.CharField(max_length=LINE_LIMIT, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    detected_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)
    mitigated_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    components: models.ManyToManyField[Component, AffectedComponent] = models.ManyToManyField(
        Component, through="AffectedComponent", blank=True
    )
    summary = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    impact_percent = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    resolution = models.TextField(blank=True)
    went_well = models.TextField(blank=True)
    went_wrong = models.TextField(blank=True)
    lucky = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "-pk")
        permissions = (
            ("submit_incident", "Can submit a report for review"),
            ("decide_incident", "Can approve a report or send it back"),
            ("waive_finding", "Can let a warning stand, with a reason"),
            ("publish_incident", "Can publish, correct and withdraw a post"),
        )
        indexes = (
            models.Index(HAPPENED.desc(), F("id").desc(), name="incident_happened"),
            models.Index(F("updated_at").desc(), F("id").desc(), name="incident_changed"),
        )
        constraints = (
            one_of("incident", "severity", Severity, empty=True),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(resolved_at=None) | Q(resolved_at__gte=F("started_at")),
                name="incident_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(impact_percent=None) | Q(impact_percent__range=(0, 100)),
                name="incident_impact_is_percentage",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()


class ReferenceCounter(models.Model):
    """The last number handed out in a year. Its row is locked while one is taken, so no two are alike."""

    year = models.PositiveIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
