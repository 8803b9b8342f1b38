from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from incidents.models.incident import Incident


class CommentQuerySet(models.QuerySet["Comment"]):
    def first_ones(self) -> Self:
        """Comments that begin a thread."""
        return self.filter(reply_to=None)

    def open(self) -> Self:
        """First comments of the threads that nobody resolved."""
        return self.first_ones().filter(resolved_at=None)


class Comment(models.Model):
    """What a colleague says of a draft, for colleagues only. A thread is its first comment and the replies.

    `anchor` says of what: empty of the report as a whole, `summary` of that field, `timeline` of that list,
    `timeline/12` of the row with that key, which may be deleted since. `quote` is the passage marked there.
    Both stand on the first comment, and so does who resolved the thread.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="comments")
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    anchor = models.CharField(max_length=40, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField()  # Markdown
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(reply_to=None)
                | (~Q(reply_to=F("id")) & Q(anchor="", quote="", resolved_at=None)),
                name="comment_reply_is_only_text",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolution_is_whole",
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def first(self) -> "Comment":
        """Return the comment that begins this one's thread."""
        return self.reply_to or self
