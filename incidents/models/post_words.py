from django.db import models

from incidents.models.publication import Publication
from incidents.report.shape import LINE_LIMIT


class PostWords(models.Model):
    """By what readers find an edition, made with it out of its public text; a withdrawal has none.

    A migration keeps a full-text index over the words: GIN on PostgreSQL, FTS5 with triggers on SQLite.
    """

    publication = models.OneToOneField(Publication, models.PROTECT, primary_key=True, related_name="words")
    title = models.CharField(max_length=LINE_LIMIT)
    components = models.TextField(blank=True)  # a line each
    severity = models.CharField(max_length=4, blank=True)
    day = models.DateField()  # when it began, by the report's own clocks
    words = models.TextField()

    class Meta:
        verbose_name_plural = "post words"
        default_permissions = ()

    def __str__(self) -> str:
        return self.title
