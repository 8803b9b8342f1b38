from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self, by: datetime) -> Self:
        """Those who had said by then, out of their own mailbox, that they want mails; oldest first."""
        return self.filter(confirmed_at__lte=by).order_by("pk")


class Subscriber(models.Model):
    """An address to which posts are mailed. Nothing else is known of its person, and it goes when they do.

    No audit entry is made of it: what is on record can't be deleted, and an address has to be.
    """

    email = models.EmailField(unique=True)  # in lower case
    components = models.JSONField(default=list, blank=True)  # by their address on the site; all where empty
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        default_permissions = ("view", "delete")
        indexes = (
            models.Index(fields=["asked_at"], condition=Q(confirmed_at=None), name="subscriber_unconfirmed"),
        )

    def __str__(self) -> str:
        return self.email
