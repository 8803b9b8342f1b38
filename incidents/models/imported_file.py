from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.incident import Incident


class ImportedFileQuerySet(models.QuerySet["ImportedFile"]):
    def waiting(self) -> Self:
        """Files of which a worker is still to make a draft."""
        return self.filter(incident=None, said="")

    def failed(self) -> Self:
        return self.exclude(said="")


class ImportedFile(models.Model):
    """One of the files that a person gave at once: its text while no draft has it, then that draft.

    Neither draft nor sentence says that it waits for a worker. All files of one form have its key, `once`.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imported_files")
    once = models.CharField(max_length=36)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    text = models.TextField(blank=True)  # empty where there was none to read, and once the draft has it
    asked_at = models.DateTimeField()
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="+")
    problems = models.PositiveIntegerField(default=0)  # places of the draft to look at
    said = models.TextField(blank=True)  # why no draft was made of it, and what to do instead

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["person", "once", "position"], name="imported_file_once"),
            models.CheckConstraint(
                condition=Q(incident=None) | Q(said="", text=""), name="imported_file_is_a_draft_or_not"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_done(self) -> bool:
        return self.incident_id is not None or bool(self.said)
