from django.db import models

from incidents.models.publication import Publication
from incidents.report.shape import LINE_LIMIT


class Shelf(models.Model):
    """A page of the public site that collects posts: of a component, of a severity, or what is not over."""

    key = models.CharField(max_length=90, unique=True)  # as report/shelves.py spells it
    name = models.CharField(max_length=LINE_LIMIT, blank=True)  # as its first report spelled it

    class Meta:
        ordering = ("key",)
        default_permissions = ()
        constraints = (models.CheckConstraint(condition=~models.Q(key=""), name="shelf_has_a_key"),)

    def __str__(self) -> str:
        return self.key


class Listing(models.Model):
    """That an edition stands on a shelf.

    Made with the edition out of its report, so that a page can be found without reading every report.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="listings")
    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="listings")
    occurred_at = models.DateTimeField()  # the edition's own, here for the index that orders a shelf

    class Meta:
        ordering = ("publication", "pk")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["publication", "shelf"], name="listing_once"),)
        indexes = (models.Index(fields=["shelf", "-occurred_at", "-publication"], name="listing_in_order"),)

    def __str__(self) -> str:
        return f"{self.publication} on {self.shelf}"
