from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.constraints import is_digest
from incidents.models.incident import Incident

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Checkpoint(models.Model):
    """The draft as one person left it: the canonical bytes of the whole report.

    The newest one of an incident says what the draft says now: it is written over with each save, until
    somebody else saves or ten minutes have passed, and then the next one begins. When it grows old it may be
    thinned; then the next one says whose hands were in both.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="checkpoints")
    report = models.BinaryField()
    digest = models.CharField(max_length=71)
    # Which events show which causes, by their places in the report: see `incidents.evidence`.
    links = models.JSONField(default=list, blank=True)
    size = models.PositiveIntegerField()  # of the report, in bytes
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Who else wrote in it, where one that was thinned became part of it.
    others = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    since = models.DateTimeField()  # the first save in it
    at = models.DateTimeField()  # the last save in it
    # Neither written over nor thinned: the draft as it was begun, and what a restored version replaced.
    pinned = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at", "-pk")
        # All that thinning and the lists ask, so that no report is read for it.
        indexes = (models.Index(fields=["incident", "-at", "-id"], name="checkpoint_of_incident"),)
        constraints = (
            is_digest("checkpoint", "digest"),
            models.CheckConstraint(
                condition=Q(at__gte=models.F("since")), name="checkpoint_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident.reference} as {self.person} left it at {self.at:%Y-%m-%d %H:%M}"

    def people(self) -> "list[User]":
        """Return all who wrote in it, who left it so first."""
        return [self.person, *self.others.all()]
