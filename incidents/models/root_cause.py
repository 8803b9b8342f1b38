from django.db import models
from django.db.models import F, Q

from incidents.models.constraints import one_of
from incidents.models.incident import Incident
from incidents.models.timeline_event import TimelineEvent
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import Audience, CauseKind


class RootCause(models.Model):
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="root_causes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, default=CauseKind.ROOT.value)
    category = models.CharField(max_length=LINE_LIMIT, blank=True)
    text = models.TextField(blank=True)
    because_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="explains")
    # Beside the Report, for colleagues: see `incidents.evidence`.
    shown_by = models.ManyToManyField(TimelineEvent, blank=True, related_name="shows")
    audience = models.CharField(max_length=10, default=Audience.PUBLIC.value)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["incident", "position"], name="cause_position_once"),
            one_of("cause", "kind", CauseKind),
            one_of("cause", "audience", Audience),
            models.CheckConstraint(
                condition=Q(because_of=None) | ~Q(because_of=F("pk")), name="cause_not_because_of_itself"
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]
