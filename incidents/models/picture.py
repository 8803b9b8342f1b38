from django.conf import settings
from django.db import models

from incidents.models.publication import Publication


class Picture(models.Model):
    """An uploaded picture as it was made anew, without what its maker wrote into it. Never changed."""

    name = models.CharField(max_length=60, unique=True)  # as report/pictures.py spells it
    data = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        default_permissions = ()
        indexes = (models.Index(fields=["uploaded_at"], name="picture_by_age"),)

    def __str__(self) -> str:
        return self.name


class Depiction(models.Model):
    """That an edition shows a picture. Made with the edition out of its report."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="depictions")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="depictions")

    class Meta:
        ordering = ("publication", "pk")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["publication", "picture"], name="depiction_once"),)

    def __str__(self) -> str:
        return f"{self.picture} in {self.publication}"
