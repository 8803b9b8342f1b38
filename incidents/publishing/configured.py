"""The public site that the settings describe."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages

from incidents.publishing.directory import DirectoryStore
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
    return Identity(
        name=settings.SITE_NAME,
        url=settings.SITE_URL,
        accent=settings.SITE_ACCENT,
        support_url=settings.SITE_SUPPORT_URL,
        language=settings.LANGUAGE_CODE,
        seal=Seal.read(Path(settings.LEDGER_KEY_FILE)) if settings.LEDGER_KEY_FILE else None,
    )
