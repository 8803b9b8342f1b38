from enum import StrEnum
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from incidents.models.comment import Comment
from incidents.models.constraints import one_of


class NoticeKind(StrEnum):
    MENTIONED = "mentioned"
    REPLIED = "replied"
    COMMENTED = "commented"
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def unsent(self) -> Self:
        """Unread notices whose mail failed when it was tried last."""
        return self.unread().filter(mailed_at=None).exclude(mail_failure="")


class Notice(models.Model):
    """That a comment concerns a person, and why: who was mentioned, takes part, or wrote the report.

    Whoever suggested something is told by one, of the suggestion or of the reply to it, what became of it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="notices")
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
            models.CheckConstraint(
                condition=models.Q(mail_failure="") | models.Q(mailed_at=None, mail_failed_at__isnull=False),
                name="notice_mail_failed_or_went",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.kind}: {self.comment}"

    @property
    def by(self) -> User:
        """Return who did what the notice tells of."""
        decided = self.kind in {NoticeKind.ACCEPTED, NoticeKind.DECLINED}
        return (self.comment.decided_by if decided else None) or self.comment.person
