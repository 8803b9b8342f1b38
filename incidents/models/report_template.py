from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

# The parts of a report that a template may ask questions about, in the order of the editor.
PARTS = (
    "summary",
    "impact",
    "timeline",
    "causes",
    "actions",
    "resolution",
    "went_well",
    "went_wrong",
    "lucky",
    "closing",
    "notes",
)


class ReportTemplateQuerySet(models.QuerySet["ReportTemplate"]):
    def active(self) -> Self:
        """Templates that new reports may be started from."""
        return self.filter(active=True)


class ReportTemplate(models.Model):
    """Questions that guide who writes a report. They stand beside the fields and are never part of a report.

    `questions` holds text by part of the report, one question a line. One that is retired stays with the
    reports that were started from it.
    """

    name = models.CharField(max_length=80, unique=True)
    description = models.CharField(max_length=300, blank=True)
    questions = models.JSONField(default=dict, blank=True)
    active = models.BooleanField(default=True)
    # Empty for the templates that come with Candor, until somebody changes them.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = ReportTemplateQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        default_permissions = ()
        permissions = (("set_rules", "Can change templates and when reports are due"),)
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="template_has_a_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def guide(self) -> dict[str, Sequence[str]]:
        """Return the questions of each part that has any."""
        asked = {part: self.questions.get(part, "").splitlines() for part in PARTS}
        lines = {part: [line.strip() for line in said if line.strip()] for part, said in asked.items()}
        return {part: said for part, said in lines.items() if said}
