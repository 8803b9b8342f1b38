from django.db import models

from incidents.report.shape import LINE_LIMIT


class Component(models.Model):
    """A part of the company's service as customers know it, such as "Checkout"."""

    name = models.CharField(max_length=LINE_LIMIT, unique=True)
    # Whether the public site says how it works now; a component that a report names has a page all the same.
    is_listed = models.BooleanField(default=False)
    listed_at = models.DateTimeField(null=True, blank=True)  # when it was listed first
    position = models.PositiveIntegerField(default=0)  # among those that are listed

    class Meta:
        ordering = ("position", "name")
        indexes = (
            models.Index(fields=["position"], condition=models.Q(is_listed=True), name="component_listed"),
        )

    def __str__(self) -> str:
        return self.name


class AffectedComponent(models.Model):
    """A component that an incident touched, in the order the author gave."""

    incident = models.ForeignKey("Incident", models.CASCADE, related_name="affected")
    component = models.ForeignKey(Component, models.PROTECT, related_name="affected")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["incident", "position"], name="affected_position_once"),
            models.UniqueConstraint(fields=["incident", "component"], name="affected_component_once"),
        )

    def __str__(self) -> str:
        return f"{self.component} in {self.incident_id}"
