from django.db import models

from incidents.models.incident import Incident


class IncidentWords(models.Model):
    """The words of a draft, in the spelling in which they are sought; `finding.py` writes and asks them.

    A migration keeps a full-text index over them: GIN on PostgreSQL, FTS5 with triggers on SQLite.
    """

    incident = models.OneToOneField(Incident, models.CASCADE, primary_key=True, related_name="words")
    words = models.TextField()

    class Meta:
        verbose_name_plural = "incident words"

    def __str__(self) -> str:
        return self.words[:60]
