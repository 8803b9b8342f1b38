from django.db import models
from django.db.models import Q

from incidents.models.constraints import is_digest
from incidents.models.publication import Publication

BEFORE_THE_FIRST = f"sha256:{'0' * 64}"  # what the first entry names as the one before it


class LedgerEntry(models.Model):
    """A publication's place in the chain over all of them. Written once, never changed."""

    position = models.PositiveBigIntegerField(primary_key=True)  # from 1, without a gap
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="entry")
    hash = models.CharField(max_length=71, unique=True)  # of the entry as the ledger spells it

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "ledger entries"
        constraints = (
            is_digest("ledger", "hash"),
            models.CheckConstraint(condition=Q(position__gte=1), name="ledger_position_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.position}: {self.publication}"


class LedgerHead(models.Model):
    """The end of the chain: one row, locked by whoever appends, so that it doesn't fork."""

    entries = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=71, default=BEFORE_THE_FIRST)

    def __str__(self) -> str:
        return f"{self.entries}: {self.hash}"
