from enum import StrEnum

from django.conf import settings
from django.db import models

from incidents.models.constraints import one_of
from incidents.models.incident import Incident


class Verb(StrEnum):
    STARTED = "started"
    EDITED = "edited"
    RESTORED = "restored"
    SUBMITTED = "submitted"
    WAIVED = "waived"
    REVOKED = "revoked"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    TOOK_BACK = "took_back"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    HELD = "held"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    REINSTATED = "reinstated"
    WITHDREW = "withdrew"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    RULED = "ruled"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DELEGATED = "delegated"
    RECALLED = "recalled"
    SHARED = "shared"
    UNSHARED = "unshared"
    OPENED = "opened"
    LET_APPROVE = "let_approve"
    LET_SEND_BACK = "let_send_back"


class AuditEntry(models.Model):
    """Who did what, when, and on which digest. Written once; the database refuses to change or delete it."""

    # None where it concerns the site and no single report.
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="audit")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    digest = models.CharField(max_length=71, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "audit entries"
        indexes = (
            models.Index(fields=["incident", "-at"], name="audit_of_incident"),
            models.Index(fields=["actor", "-at", "-id"], name="audit_of_person"),
            models.Index(fields=["verb", "-at", "-id"], name="audit_of_verb"),
            models.Index(fields=["-at", "-id"], name="audit_by_time"),
        )
        constraints = (one_of("audit", "verb", Verb),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.incident or ''}".strip()
