from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from incidents.models.constraints import one_of
from incidents.models.decision import Decision
from incidents.models.incident import Incident


class PublicationKind(StrEnum):
    POST = "post"
    CORRECTION = "correction"
    RESTORATION = "restoration"
    WITHDRAWAL = "withdrawal"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> Self:
        """The newest edition of each incident."""
        later = Publication.objects.filter(incident=OuterRef("incident"), edition__gt=OuterRef("edition"))
        return self.filter(~Exists(later))

    def pending(self) -> Self:
        """Editions that the public site doesn't show yet, oldest first."""
        return self.filter(deployed_at=None).order_by("pk")


class Publication(models.Model):
    """An edition of a post. Editions supersede one another; none is changed or lost."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="publications")
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=11)
    minor = models.BooleanField(default=False)  # a slip of the pen was mended, and nothing else
    announced = models.BooleanField(default=True)  # False where no feed tells of it
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="publications")
    report = models.BinaryField()  # the public projection that was approved; empty for a withdrawal
    digest = models.CharField(max_length=71, blank=True)
    note = models.TextField(blank=True)  # to the public
    occurred_at = (
        models.DateTimeField()
    )  # orders the site's lists: the incident's start, else the publication
    month = models.DateField()  # the first day of the month page that lists it, by the incident's own clocks
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="publications")
    published_at = models.DateTimeField()
    deployed_at = models.DateTimeField(null=True, blank=True)  # when the public site first showed it

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("incident", "edition")
        indexes = (
            models.Index(fields=["month", "-occurred_at"], name="publication_by_month"),
            # All that counting a month's posts asks, so that no report is read for it.
            models.Index(fields=["month", "incident", "edition", "deployed_at"], name="publication_counted"),
            models.Index(fields=["-occurred_at"], name="publication_by_occurrence"),
            models.Index(fields=["-published_at"], name="publication_by_publication"),
            models.Index(fields=["id"], condition=Q(deployed_at=None), name="publication_pending"),
            models.Index(
                fields=["incident"],
                condition=Q(kind=PublicationKind.WITHDRAWAL.value),
                name="publication_withdrawn",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["incident", "edition"], name="publication_edition_once"),
            one_of("publication", "kind", PublicationKind),
            models.CheckConstraint(
                condition=Q(edition=1, kind=PublicationKind.POST.value)
                | (Q(edition__gt=1) & ~Q(kind=PublicationKind.POST.value)),
                name="publication_first_is_the_post",
            ),
            models.CheckConstraint(
                condition=Q(kind=PublicationKind.WITHDRAWAL.value, decision=None, digest="")
                | (
                    ~Q(kind=PublicationKind.WITHDRAWAL.value)
                    & ~Q(decision=None)
                    & Q(digest__startswith="sha256:")
                ),
                name="publication_shows_what_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(minor=False) | Q(kind=PublicationKind.CORRECTION.value),
                name="publication_minor_is_a_correction",
            ),
            models.CheckConstraint(
                condition=Q(announced=True) | ~Q(kind=PublicationKind.WITHDRAWAL.value),
                name="publication_withdrawal_is_announced",
            ),
            models.CheckConstraint(
                condition=Q(kind=PublicationKind.POST.value) | ~Q(note=""),
                name="publication_change_is_explained",
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident.reference} edition {self.edition}"
