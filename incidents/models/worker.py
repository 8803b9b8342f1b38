from datetime import datetime, timedelta
from typing import Self

from django.db import models

# A worker says every 10 seconds that it lives; three may be lost.
GONE_AFTER = timedelta(seconds=40)


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self, at: datetime) -> Self:
        return self.filter(seen_at__gt=at - GONE_AFTER)


class Worker(models.Model):
    """A process that takes up tasks, and when it last said so. One that stops takes its row along."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ("-seen_at",)

    def __str__(self) -> str:
        return self.name
