from django.db import models
from django.db.models import Q


class SiteDay(models.Model):
    """The day that the public site counts back from. The tree hangs on it and not on a clock.

    One row at most; none before the site was first made.
    """

    day = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="site_day_is_one"),)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
