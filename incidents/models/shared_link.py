from datetime import datetime
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from incidents.models.constraints import one_of
from incidents.models.incident import Incident
from incidents.models.revision import Revision


class LinkKind(StrEnum):
    READ = "read"
    DECIDE = "decide"


class SharedLinkQuerySet(models.QuerySet["SharedLink"]):
    def open(self, at: datetime) -> Self:
        """Links that are neither expired nor taken back."""
        return self.filter(expires_at__gt=at, revoked_at=None)


class SharedLink(models.Model):
    """An address by which somebody without an account reads what one report would tell customers.

    Whoever has one of kind `decide` also approves its revision or sends it back. Only a hash of the secret in
    the address is kept, so the address can be shown once and never again.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="links")
    # None: the draft as it stands when somebody reads it.
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="links")
    kind = models.CharField(max_length=6)
    reader = models.CharField(max_length=120)  # whom it is for, as its maker says
    secret_hash = models.CharField(max_length=64)  # SHA-256 of the secret, in hexadecimal digits
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SharedLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        default_permissions = ()
        constraints = (
            one_of("link", "kind", LinkKind),
            models.CheckConstraint(
                condition=~Q(kind=LinkKind.DECIDE.value) | Q(revision__isnull=False),
                name="link_decides_on_a_revision",
            ),
            models.CheckConstraint(condition=~Q(reader=""), name="link_names_its_reader"),
            models.CheckConstraint(
                condition=Q(secret_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 (no password)
                name="link_keeps_a_hash",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_expires_later"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="link_revocation_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision or self.incident.reference} for {self.reader} to {self.kind}"
