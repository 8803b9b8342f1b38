from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.constraints import one_of
from incidents.models.revision import Revision


class Verdict(StrEnum):
    APPROVED = "approved"
    SENT_BACK = "sent_back"


class Decision(models.Model):
    """What a person decided on a revision, when, and on exactly which public digest."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField()
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=71)

    class Meta:
        ordering = ("decided_at", "pk")
        constraints = (
            one_of("decision", "verdict", Verdict),
            # Verdict, person, time and digest stand together or not at all.
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                & Q(decided_at__isnull=False)
                & Q(digest__startswith="sha256:"),
                name="decision_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.SENT_BACK.value) | ~Q(note=""),
                name="decision_sent_back_says_why",
            ),
            models.UniqueConstraint(fields=["revision", "person"], name="decision_once_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.revision} {self.verdict}"
