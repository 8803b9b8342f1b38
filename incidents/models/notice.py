from datetime import datetime
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from incidents.models.audit_entry import AuditEntry
from incidents.models.comment import Comment
from incidents.models.constraints import one_of
from incidents.models.incident import Incident


class NoticeKind(StrEnum):
    MENTIONED = "mentioned"
    REPLIED = "replied"
    COMMENTED = "commented"
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    # Of where a report stands, with the step that led there:
    DECIDE = "decide"
    PUBLISH = "publish"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    HELD = "held"
    # and with none, since days went by:
    DUE = "due"
    OVERDUE = "overdue"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def unsent(self) -> Self:
        """Unread notices whose mail failed when it was tried last."""
        return self.unread().filter(mailed_at=None).exclude(mail_failure="")


class Notice(models.Model):
    """That something concerns a person, and why.

    Either a comment: who was mentioned, takes part, or wrote the report. Whoever suggested something is told
    by one, of the suggestion or of the reply to it, what became of it. Or where a report stands: that it is
    the person's turn. Of such a one `entry` is the step that led there, if one did.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, blank=True, related_name="notices")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="notices")
    entry = models.ForeignKey(AuditEntry, models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)  # of one without a comment
    kind = models.CharField(max_length=9)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    # Why its mail could not be sent when that was last tried, when that was, and when it is tried again.
    mail_failure = models.TextField(blank=True)
    mail_failed_at = models.DateTimeField(null=True, blank=True)
    mail_again_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread_of_person"),
        )
        constraints = (
            one_of("notice", "kind", NoticeKind),
            models.UniqueConstraint(fields=["person", "comment"], name="notice_once_a_comment"),
            models.UniqueConstraint(
                fields=["person", "incident", "kind"],
                condition=models.Q(kind__in=[NoticeKind.DUE.value, NoticeKind.OVERDUE.value]),
                name="notice_once_of_days",
            ),
            models.CheckConstraint(
                condition=models.Q(comment__isnull=False, incident=None, entry=None, told_at=None)
                | models.Q(comment=None, incident__isnull=False, told_at__isnull=False),
                name="notice_of_a_comment_or_a_report",
            ),
            models.CheckConstraint(
                condition=models.Q(mail_failure="") | models.Q(mailed_at=None, mail_failed_at__isnull=False),
                name="notice_mail_failed_or_went",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.kind}: {self.comment or self.incident}"

    @property
    def by(self) -> User | None:
        """Return who did what the notice tells of; nobody where days went by."""
        if self.comment is None:
            return self.entry.actor if self.entry else None
        decided = self.kind in {NoticeKind.ACCEPTED, NoticeKind.DECLINED}
        return (self.comment.decided_by if decided else None) or self.comment.person

    @property
    def about(self) -> Incident:
        """Return the report that it tells of."""
        incident = self.comment.incident if self.comment else self.incident
        assert incident is not None  # noqa: S101 (a constraint of the table)
        return incident

    @property
    def at(self) -> datetime | None:
        return self.comment.at if self.comment else self.told_at
