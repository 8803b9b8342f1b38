from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from incidents.models.component import AffectedComponent, Component
from incidents.models.constraints import one_of
from incidents.models.incident_queries import IncidentQuerySet
from incidents.models.report_template import ReportTemplate
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import Severity

# When an incident happened, as far as its report says; until then, when the report was begun.
HAPPENED = Coalesce("started_at", "created_at")


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
    # What guides its writers. No part of the report, so neither submitted nor published.
    template = models.ForeignKey(
        ReportTemplate, models.PROTECT, null=True, blank=True, related_name="incidents"
    )

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
