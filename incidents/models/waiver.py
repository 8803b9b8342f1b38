from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.incident import Incident


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def in_force(self) -> Self:
        """Waivers that nobody took back."""
        return self.filter(revoked_at=None)


class Waiver(models.Model):
    """A named person's reason for letting a warning stand.

    It is bound to the finding's fingerprint and not to a revision, so that it holds for every later one in
    which the checks find the same.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="waivers")
    fingerprint = models.CharField(max_length=16)
    code = models.CharField(max_length=40)
    message = models.TextField()  # the finding's sentence as the person read it
    reason = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="waivers")
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_says_why"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="waiver_revocation_is_whole",
            ),
            models.UniqueConstraint(
                fields=["incident", "fingerprint"],
                condition=Q(revoked_at=None),
                name="waiver_once_a_finding",
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident.reference} {self.code} waived by {self.person}"
