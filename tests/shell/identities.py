"""How a site may present itself, for tests, and pictures made by code."""

import io
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from PIL import Image

from incidents import identity
from incidents.models import SiteIdentity
from incidents.models.site_identity import in_force
from tests.shell.cast import now


def present(by: User, **said: Any) -> SiteIdentity:
    """Save an identity that differs from the last in what is named."""
    last = in_force()
    return identity.make_identity(
        identity.said_by(last) | said, base=last.version, note="", by=by, at=now(), enqueue=ignore
    )


def ignore(_by: User, _at: datetime) -> None:
    """Enqueue nothing."""


def drawn(width: int = 80, height: int = 40, colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()
