from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from incidents.models.constraints import one_of
from incidents.models.incident import Incident


class Reception(StrEnum):
    """What became of a suggestion."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class CommentQuerySet(models.QuerySet["Comment"]):
    def first_ones(self) -> Self:
        """Comments that begin a thread."""
        return self.filter(reply_to=None)

    def open(self) -> Self:
        """First comments of the threads that nobody resolved."""
        return self.first_ones().filter(resolved_at=None)

    def waiting(self) -> Self:
        """Suggestions that nobody has accepted or declined."""
        return self.filter(instead__isnull=False, reception="")


class Comment(models.Model):
    """What a colleague says of a draft, for colleagues only. A thread is its first comment and the replies.

    `anchor` says of what: empty of the report as a whole, `summary` of that field, `timeline` of that list,
    `timeline/12` of the row with that key, which may be deleted since. `quote` is the passage marked there.
    Both stand on the first comment, and so does who resolved the thread.

    A first comment may be a suggestion: `instead` is to stand where `quote` does, letter for letter. Empty,
    it suggests taking the passage out; None in a comment that suggests nothing.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="comments")
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    anchor = models.CharField(max_length=40, blank=True)
    quote = models.TextField(blank=True)
    instead = models.TextField(null=True, blank=True)  # noqa: DJ001 (empty and None differ, see above)
    text = models.TextField(blank=True)  # Markdown
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField()
    once = models.CharField(max_length=36, blank=True)  # the key of the form it was sent with
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reception = models.CharField(max_length=8, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["person", "once"], condition=~Q(once=""), name="comment_once"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(instead__isnull=False), name="comment_says_something"
            ),
            models.CheckConstraint(
                condition=Q(reply_to=None)
                | (~Q(reply_to=F("id")) & Q(anchor="", quote="", resolved_at=None, instead=None)),
                name="comment_reply_is_only_text",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolution_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(instead=None) | (~Q(anchor="") & ~Q(instead=F("quote"))),
                name="comment_suggests_a_change",
            ),
            one_of("comment", "reception", Reception, empty=True),
            models.CheckConstraint(
                condition=Q(reception="", decided_at=None, decided_by=None)
                | (~Q(reception="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="comment_reception_is_whole",
            ),
            # Only accepting or declining closes the thread, or a suggestion would be overlooked.
            models.CheckConstraint(
                condition=Q(instead=None, reception="")
                | Q(instead__isnull=False, resolved_at=None)
                | (Q(instead__isnull=False) & ~Q(reception="")),
                name="comment_suggestion_waits_openly",
            ),
        )

    def __str__(self) -> str:
        return (self.text or self.instead or self.quote)[:60]

    @property
    def first(self) -> "Comment":
        """Return the comment that begins this one's thread."""
        return self.reply_to or self

    @property
    def is_waiting(self) -> bool:
        """Whether this is a suggestion that nobody has accepted or declined."""
        return self.instead is not None and not self.reception
