from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from incidents.models.incident import Incident

# The browser says every 20 seconds that somebody is there; two may be lost.
_GONE_AFTER = timedelta(seconds=60)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def others(self, person: User, at: datetime) -> Self:
        """Everybody else who is here now, by name."""
        here = self.filter(seen_at__gt=at - _GONE_AFTER).exclude(person=person)
        return here.select_related("person").order_by("person__username")


class Presence(models.Model):
    """Where in a report a person was seen last; an empty part is reading. It decides nothing."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    part = models.CharField(max_length=20, blank=True)
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["incident", "person"], name="presence_once_a_person"),)

    def __str__(self) -> str:
        return f"{self.person} in {self.part}"
