from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.picture import Picture

LONGEST_NAME, LONGEST_LINE, LONGEST_FOOTER = 60, 200, 2000  # characters
UTC_NAME = "Etc/UTC"


class LinkPlace(StrEnum):
    HEADER = "header"
    FOOTER = "footer"


class SiteIdentity(models.Model):
    """How the public site presents itself.

    A version is never changed: the newest one holds on every page. Before there is any, the settings of the
    machine do.
    """

    version = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    logo = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    logo_says_name = models.BooleanField(default=False)  # so that the name need not stand beside it
    accent = models.CharField(max_length=7)  # #rrggbb
    links = models.JSONField(default=list, blank=True)  # label, url and place of each
    footer = models.TextField(blank=True)  # Markdown
    sign_off = models.CharField(max_length=LONGEST_LINE, blank=True)  # closes every post
    timezone = models.CharField(max_length=64, default=UTC_NAME)
    language = models.CharField(max_length=10)
    support = models.CharField(max_length=LONGEST_LINE, blank=True)  # an e-mail or web address
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)  # why it was made

    class Meta:
        ordering = ("-version",)
        verbose_name_plural = "site identities"
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(version__gte=1), name="site_identity_version_from_one"),
        )

    def __str__(self) -> str:
        return f"identity version {self.version}"


def from_settings() -> SiteIdentity:
    """Return what the settings of the machine say, as a version before the first."""
    return SiteIdentity(
        version=0,
        name=settings.SITE_NAME,
        accent=settings.SITE_ACCENT,
        support=settings.SITE_SUPPORT_URL,
        language=settings.LANGUAGE_CODE,
    )


def in_force() -> SiteIdentity:
    """Return the identity that holds now, in one query."""
    versions = SiteIdentity.objects.select_related("logo", "made_by").defer("logo__data")
    return versions.order_by("-version").first() or from_settings()
