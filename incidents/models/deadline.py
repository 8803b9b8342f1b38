from django.db import models
from django.db.models import Q

from incidents.models.constraints import one_of
from incidents.report.value import Severity

LONGEST = 250  # business days: about a year


class Deadline(models.Model):
    """How soon after its incident's end a report of this severity is due. No row: it is due on no day."""

    severity = models.CharField(max_length=4, unique=True)
    business_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("severity",)
        default_permissions = ()
        constraints = (
            one_of("deadline", "severity", Severity),
            models.CheckConstraint(condition=Q(business_days__lte=LONGEST), name="deadline_within_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.severity}: {self.business_days} business days"
