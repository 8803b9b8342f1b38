"""The public site that the settings describe."""

from pathlib import Path

from django.conf import settings

from incidents.publishing.directory import DirectoryStore
from incidents.publishing.seal import Seal
from incidents.publishing.site import Identity


def public_store() -> DirectoryStore:
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
