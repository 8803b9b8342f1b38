from datetime import datetime
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from incidents.models.constraints import one_of
from incidents.models.decision import Decision
from incidents.models.incident import Incident


class Outcome(StrEnum):
    CANCELLED = "cancelled"
    PUBLISHED = "published"
    HELD = "held"


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def standing(self) -> Self:
        """Schedules that nothing has come of yet."""
        return self.filter(outcome="")

    def due(self, at: datetime) -> Self:
        """Schedules whose time has come, the longest overdue first."""
        return self.standing().filter(publish_at__lte=at).order_by("publish_at", "pk")


class Schedule(models.Model):
    """What was approved and is to be published at a moment; never changed once something came of it."""

    # The decision's own incident, here so that the database can hold it to one standing schedule.
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="schedules")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="schedules")
    publish_at = models.DateTimeField()
    zone = models.CharField(max_length=64)  # the clocks that the person read the moment from
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="schedules")
    made_at = models.DateTimeField()
    announced = models.BooleanField(default=True)  # False where no feed is to tell of it
    outcome = models.CharField(max_length=9, blank=True)  # empty until something came of it
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was held

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        indexes = (models.Index(fields=["publish_at"], condition=Q(outcome=""), name="schedule_due"),)
        constraints = (
            one_of("schedule", "outcome", Outcome, empty=True),
            models.CheckConstraint(condition=~Q(zone=""), name="schedule_names_its_clocks"),
            models.CheckConstraint(
                condition=Q(publish_at__gt=F("made_at")), name="schedule_is_for_a_time_to_come"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="schedule_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.HELD.value) & ~Q(reason=""))
                | (~Q(outcome=Outcome.HELD.value) & Q(reason="")),
                name="schedule_held_says_why",
            ),
            models.UniqueConstraint(fields=["incident"], condition=Q(outcome=""), name="schedule_one_stands"),
        )

    def __str__(self) -> str:
        return f"{self.incident.reference} for {self.publish_at:%Y-%m-%d %H:%M} UTC"
