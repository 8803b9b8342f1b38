from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.constraints import is_digest, one_of
from incidents.models.incident import Incident
from incidents.report.value import Severity


class Revision(models.Model):
    """A report as it was submitted for review: its canonical bytes, never changed again."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    report = models.BinaryField()
    digest = models.CharField(max_length=71)
    public_digest = models.CharField(max_length=71)
    severity = models.CharField(max_length=4, blank=True)  # the report's own, by which its policy is found
    # That the incident had an approved revision before this one, all approvals given.
    again = models.BooleanField(default=False)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions")
    submitted_at = models.DateTimeField()
    message = models.TextField(blank=True)  # to the reviewers
    minor = models.BooleanField(default=False)  # the correction mends a slip of the pen, and nothing else
    correction_note = models.TextField(blank=True)  # to the public, where a post already stands

    class Meta:
        ordering = ("incident", "number")
        # All that finding undecided revisions asks, so that no report is read for it.
        indexes = (
            models.Index(fields=["id", "incident", "number", "submitted_at"], name="revision_waiting"),
        )
        constraints = (
            models.UniqueConstraint(fields=["incident", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
            one_of("revision", "severity", Severity, empty=True),
            is_digest("revision", "digest"),
            is_digest("revision", "public_digest"),
        )

    def __str__(self) -> str:
        return f"{self.incident.reference} revision {self.number}"
