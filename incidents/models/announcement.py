from typing import Self

from django.db import models
from django.db.models import Q

from incidents.models.publication import Publication


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None)

    def failed(self) -> Self:
        """Those whose mails could not be sent when that was tried last."""
        return self.unfinished().exclude(failure="")


class Announcement(models.Model):
    """That an edition is told to the subscribers, and how far that is.

    Made in the transaction that publishes. All subscribers up to `position` have been served, in the order of
    their making; a worker that is at it holds the row until a moment, and after that another may take over.
    """

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="announcement")
    position = models.BigIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)  # mails
    refused = models.PositiveIntegerField(default=0)  # by the mail server, for good
    held_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why mails could not be sent when that was last tried, when that was, and when it is tried again.
    failure = models.TextField(blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    again_at = models.DateTimeField(null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        indexes = (
            models.Index(fields=["id"], condition=Q(finished_at=None), name="announcement_unfinished"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(failure="") | Q(failed_at__isnull=False), name="announcement_failure_is_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.publication}, told to {self.sent}"
