from django.db import models
from django.db.models import Q

from incidents.models.constraints import one_of
from incidents.models.incident import Incident
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import Audience, EventKind


class TimelineEvent(models.Model):
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="timeline")
    position = models.PositiveIntegerField()
    at = models.DateTimeField(null=True, blank=True)
    clock = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=20, default=EventKind.OTHER.value)
    text = models.TextField(blank=True)
    audience = models.CharField(max_length=10, default=Audience.PUBLIC.value)
    source = models.CharField(max_length=LINE_LIMIT, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["incident", "position"], name="event_position_once"),
            one_of("event", "kind", EventKind),
            one_of("event", "audience", Audience),
            models.CheckConstraint(condition=Q(at=None) | Q(clock=""), name="event_moment_or_clock"),
        )

    def __str__(self) -> str:
        return self.text[:60]
