from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from incidents.models.constraints import one_of
from incidents.models.incident import Incident
from incidents.models.root_cause import RootCause
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import ActionKind, ActionState, Audience

_OWED = Q(state__in=[ActionState.OPEN.value, ActionState.IN_PROGRESS.value])


class CorrectiveActionQuerySet(models.QuerySet["CorrectiveAction"]):
    def overdue(self, today: date) -> Self:
        """Promises that are not done though their day has passed, the longest overdue first."""
        return self.filter(_OWED, due__lt=today).order_by("due", "pk")


class CorrectiveAction(models.Model):
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="actions")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=LINE_LIMIT, blank=True)
    detail = models.TextField(blank=True)
    kind = models.CharField(max_length=20, default=ActionKind.CORRECTIVE.value)
    owner = models.CharField(max_length=LINE_LIMIT, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default=ActionState.OPEN.value)
    done_on = models.DateField(null=True, blank=True)
    tracker = models.CharField(max_length=LINE_LIMIT, blank=True)
    addresses = models.ManyToManyField(RootCause, blank=True, related_name="addressed_by")
    tasks = models.JSONField(default=list, blank=True)  # titles, in order
    audience = models.CharField(max_length=10, default=Audience.PUBLIC.value)

    objects = CorrectiveActionQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        indexes = (models.Index(fields=["due"], condition=_OWED, name="action_owed"),)
        constraints = (
            models.UniqueConstraint(fields=["incident", "position"], name="action_position_once"),
            one_of("action", "kind", ActionKind),
            one_of("action", "state", ActionState),
            one_of("action", "audience", Audience),
        )

    def __str__(self) -> str:
        return self.title[:60]
