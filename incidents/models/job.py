from enum import StrEnum

from django.conf import settings
from django.db import models

from incidents.models.constraints import one_of


class JobKind(StrEnum):
    VERIFY = "verify"
    REPAIR = "repair"
    REBUILD = "rebuild"
    IDENTITY = "identity"  # made again because how the site presents itself was changed


class Job(models.Model):
    """Work on the whole public tree that somebody started in the browser, how far it is, what came of it."""

    kind = models.CharField(max_length=10)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)  # steps
    of = models.PositiveIntegerField(default=0)  # 0 until it is known
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)  # a sentence, once it is finished
    failed = models.BooleanField(default=False)

    class Meta:
        ordering = ("-pk",)
        constraints = (one_of("job", "kind", JobKind),)

    def __str__(self) -> str:
        return f"{self.kind} asked for at {self.asked_at}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of if self.of else 0
