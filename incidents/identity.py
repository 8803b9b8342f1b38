"""How the public site presents itself: saved as versions, of which the newest holds on every page."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from incidents import permissions, versions
from incidents.errors import NotValidError
from incidents.models import AuditEntry, SiteIdentity, Verb
from incidents.models.site_identity import in_force
from incidents.report.words import say
from incidents.versions import ChangedMeanwhileError

MOST_LINKS = 6
SAID = (
    "name",
    "logo",
    "logo_says_name",
    "accent",
    "links",
    "footer",
    "sign_off",
    "timezone",
    "language",
    "support",
)
_OVERTAKEN = say("Someone changed the site's identity while you were writing.")
_COLOUR = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE)
# What no browser needs in an address, and some stumble over.
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\<>\"`]")


@transaction.atomic
def make_identity(
    said: Mapping[str, Any],
    *,
    base: int,
    note: str,
    by: User,
    at: datetime,
    enqueue: Callable[[User, datetime], object],
) -> SiteIdentity:
    """Make the next version and have every page follow; where it says the same as the last, that one stands.

    `base` is the version that the form was opened on, 0 where there was none.
    Raises ChangedMeanwhileError where there is a newer one by now.
    """
    permissions.check_set_rules(by)
    _check(said)
    last = in_force()
    if last.version != base:
        raise ChangedMeanwhileError(_OVERTAKEN)
    if last.version and all(getattr(last, name) == said[name] for name in SAID):
        return last
    row = SiteIdentity(version=base + 1, note=note, made_by=by, made_at=at, **said)
    versions.add(row, _OVERTAKEN)
    AuditEntry.objects.create(actor=by, verb=Verb.RULED.value, at=at, detail=f"{row}: {_spelled(row)}")
    enqueue(by, at)
    return row


def said_by(row: SiteIdentity) -> dict[str, Any]:
    """Return what a version says, to be said again."""
    return {name: getattr(row, name) for name in SAID}


def colour(text: str) -> str:
    """Return a colour as ``#rrggbb``. Raises NotValidError where it is none."""
    found = _COLOUR.match(text.strip())
    if not found:
        raise NotValidError(say("Write the colour as six hexadecimal digits, such as #2f5d8a."), "accent")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004


def web_address(text: str) -> str:
    """Return an address on the web. Raises NotValidError where it isn't one that starts with https://."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        is_good = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
        is_good = is_good and (parts.port or 1) > 0
    except ValueError:
        is_good = False
    if not is_good or _UNSEEN.search(address):
        raise NotValidError(say("Write a whole address that starts with https://."))
    return address


def is_mail(address: str) -> bool:
    """Say whether an address for help is one of e-mail, and not of the web."""
    return "@" in address and ":" not in address


def support_address(text: str) -> str:
    """Return an e-mail or web address. Raises NotValidError where it is neither."""
    address = text.strip()
    if not is_mail(address):
        return web_address(address)
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotValidError(
            say("Write an e-mail address, or a web address that starts with https://.")
        ) from error
    return address


def _check(said: Mapping[str, Any]) -> None:
    """Refuse what no page may show, whichever way it comes."""
    if not said["name"].strip():
        raise NotValidError(say("Say whose site it is."), "name")
    colour(said["accent"])
    if len(said["links"]) > MOST_LINKS:
        raise NotValidError(say("Give six links at most."), "links")
    for link in said["links"]:
        web_address(link["url"])


def _spelled(row: SiteIdentity) -> str:
    """Return what a version says as the trail keeps it."""
    links = [f"{link['label']} {link['url']} ({link['place']})" for link in row.links]
    said = [
        f"name {row.name}",
        f"logo {row.logo.name if row.logo else 'none'}",
        f"accent {row.accent}",
        f"links {', '.join(links) or 'none'}",
        f"footer {row.footer!r}" if row.footer else "no footer",
        f"sign-off {row.sign_off!r}" if row.sign_off else "no sign-off",
        f"time zone {row.timezone}",
        f"language {row.language}",
        f"help at {row.support or 'no address'}",
        row.note,
    ]
    return "; ".join(filter(None, said))
