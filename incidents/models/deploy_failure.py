from django.db import models
from django.db.models import Q

from incidents.models.publication import Publication


class DeployFailure(models.Model):
    """That an edition could not be brought to the public site, and why. Written once, never changed."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="failures")
    at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField()  # counted anew whenever somebody asks for a try
    reason = models.TextField()  # one sentence without its full stop

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(attempt__gte=1), name="deploy_failure_attempt_from_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="deploy_failure_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.publication}: {self.reason}"
