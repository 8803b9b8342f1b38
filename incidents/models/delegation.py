from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def running(self, at: datetime) -> Self:
        """Delegations by which somebody stands in at this moment."""
        return self.filter(begins_at__lte=at, ends_at__gt=at, ended_at=None)

    def to_come(self, at: datetime) -> Self:
        """Delegations that run, or will."""
        return self.filter(ends_at__gt=at, ended_at=None)


class Delegation(models.Model):
    """That a colleague decides in a person's stead while that one is away. Only its end may come early."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stands_in")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # the first moment at which it holds no longer
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ("begins_at", "pk")
        default_permissions = ()
        indexes = (models.Index(fields=["ends_at"], condition=Q(ended_at=None), name="delegation_to_come"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="delegation_ends_after_its_beginning"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("colleague")), name="delegation_is_to_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="delegation_end_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.colleague} for {self.person} until {self.ends_at:%Y-%m-%d %H:%M} UTC"
