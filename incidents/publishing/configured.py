"""The public site that settings and managers describe."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db.models import QuerySet

from incidents.asked import Row, question
from incidents.identity import is_mail
from incidents.models import LinkPlace, Picture, SiteIdentity
from incidents.models.site_identity import from_settings
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.frame import Link
from incidents.publishing.objects import Encoding, ObjectStore
from incidents.publishing.seal import Seal
from incidents.publishing.site import Identity
from incidents.publishing.store import Store


def public_store() -> Store:
    """Return the bucket that the settings name, else the directory."""
    if "public" in settings.STORAGES:
        return ObjectStore(storages["public"], Encoding(settings.PUBLIC_ENCODING))
    return DirectoryStore(settings.PUBLIC_ROOT)


def site_identity() -> Identity:
    """Return whose site it is now, in one query."""
    for *said, logo in question(_newest).rows():
        named = dict(zip(_SAID, said, strict=True))
        return identity_of(SiteIdentity(**named, logo=Picture(name=logo) if logo else None))
    return identity_of(from_settings())


_SAID = ("name", "accent", "logo_says_name", "links", "footer", "sign_off", "support", "timezone", "language")


def _newest() -> "QuerySet[SiteIdentity, Row]":
    return SiteIdentity.objects.order_by("-version").values_list(*_SAID, "logo__name")[:1]


def identity_of(row: SiteIdentity) -> Identity:
    """Return what pages show of a version, which need not be saved. Address and key are the machine's."""
    return Identity(
        name=row.name,
        url=settings.SITE_URL,
        accent=row.accent,
        logo=row.logo.name if row.logo else "",
        logo_says_name=row.logo_says_name,
        links=tuple(Link(each["label"], each["url"], LinkPlace(each["place"])) for each in row.links),
        footer=row.footer,
        sign_off=row.sign_off,
        support_url=_reachable(row.support),
        timezone=row.timezone,
        language=row.language,
        seal=Seal.read(Path(settings.LEDGER_KEY_FILE)) if settings.LEDGER_KEY_FILE else None,
    )


def _reachable(support: str) -> str:
    return f"mailto:{support}" if is_mail(support) else support
