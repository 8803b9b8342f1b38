from enum import StrEnum

from django.conf import settings
from django.db import models

from incidents.models.component import Component
from incidents.models.constraints import one_of
from incidents.report.shape import LINE_LIMIT


class ComponentStatus(StrEnum):
    """How a component works for customers, in the words that status pages share; from best to worst."""

    OPERATIONAL = "operational"
    UNDER_MAINTENANCE = "under_maintenance"
    DEGRADED_PERFORMANCE = "degraded_performance"
    PARTIAL_OUTAGE = "partial_outage"
    MAJOR_OUTAGE = "major_outage"


class ComponentState(models.Model):
    """That somebody told the public how a component works, from a moment on. The newest one holds."""

    component = models.ForeignKey(Component, models.PROTECT, related_name="states")
    status = models.CharField(max_length=20)
    note = models.CharField(max_length=LINE_LIMIT, blank=True)  # to the public
    since = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("since", "pk")
        default_permissions = ()
        permissions = (("set_component_state", "Can tell the public how a component works"),)
        indexes = (models.Index(fields=["component", "-since", "-id"], name="state_of_component"),)
        constraints = (one_of("state", "status", ComponentStatus),)

    def __str__(self) -> str:
        return f"{self.component}: {self.status} since {self.since:%Y-%m-%d %H:%M}"
