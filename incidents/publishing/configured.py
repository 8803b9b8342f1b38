"""The public site that settings and managers describe."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages

from incidents.identity import is_mail
from incidents.models import LinkPlace, SiteIdentity
from incidents.models.site_identity import in_force
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
    return identity_of(in_force())


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
