from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.constraints import one_of
from incidents.models.policy import ANYONE, Policy
from incidents.models.revision import Revision
from incidents.models.shared_link import SharedLink


class Verdict(StrEnum):
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    RECALLED = "recalled"  # whoever submitted or wrote it took it back before anybody settled it


def _anyone() -> list[str]:
    return [ANYONE]


class Decision(models.Model):
    """What somebody decided on a revision, when, and on exactly which public digest.

    That is a person, in their own right or in the `stead` of one who is away, or a reader without an account
    by a `link`, who gave a `name`. `groups` are those that the right came from, as they were then.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    stead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.ForeignKey(SharedLink, models.PROTECT, null=True, blank=True, related_name="decisions")
    name = models.CharField(max_length=120, blank=True)
    groups = models.JSONField(default=_anyone)
    # The version that was in force. None: the rules of a severity without a row, or before there were any.
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, blank=True, related_name="decisions")
    decided_at = models.DateTimeField()
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=71)

    class Meta:
        ordering = ("decided_at", "pk")
        # All that finding approvals which no edition names asks.
        indexes = (
            models.Index(
                fields=["id", "revision"],
                condition=Q(verdict=Verdict.APPROVED.value),
                name="decision_approved",
            ),
        )
        constraints = (
            one_of("decision", "verdict", Verdict),
            # Verdict, person or link, time and digest stand together or not at all.
            models.CheckConstraint(
                condition=(
                    Q(person__isnull=False, link=None, name="")
                    | (Q(person=None, stead=None, link__isnull=False) & ~Q(name=""))
                )
                & Q(decided_at__isnull=False)
                & Q(digest__startswith="sha256:"),
                name="decision_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.SENT_BACK.value) | ~Q(note=""),
                name="decision_sent_back_says_why",
            ),
            # Who approved may still send back; that ends it, whatever was approved before.
            models.UniqueConstraint(fields=["revision", "person", "verdict"], name="decision_once_a_person"),
            models.UniqueConstraint(fields=["revision", "stead", "verdict"], name="decision_once_in_a_stead"),
            models.UniqueConstraint(fields=["revision", "link", "verdict"], name="decision_once_a_link"),
        )

    def __str__(self) -> str:
        return f"{self.revision} {self.verdict}"
