"""How the editor shows events: by whose clocks, and where they are known from."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest
from django.template.context import Context, RequestContext

from incidents.models import Incident
from incidents.models.labels import KIND_KEYS, label
from incidents.report import clock

register = template.Library()

COOKIE = "candor_clocks"
_SHORT = 50  # characters of an address that are shown


@dataclass(frozen=True)
class Clocks:
    """The zone that the report's times are shown in, to be read only: forms go on in the report's own."""

    own: str  # the report's zone, empty where none is stated
    shown: str

    @property
    def are_other(self) -> bool:
        return self.shown != self.own


def clocks_of(request: HttpRequest, incident: Incident) -> Clocks:
    """Return the clocks that this reader chose, where the report says whose clocks its times are by."""
    own = incident.timezone
    wanted = request.GET.get("zone", request.COOKIES.get(COOKIE, ""))
    return Clocks(own, wanted if own and wanted and is_zone(wanted) else own)


def is_zone(name: str) -> bool:
    try:
        clock.zone(name)
    except ValueError:
        return False
    return True


@register.simple_tag(takes_context=True)
def clocks(context: RequestContext, incident: Incident) -> Clocks:
    return clocks_of(context["request"], incident)


@register.simple_tag
def event_keys() -> list[tuple[str, str, str]]:
    """Return the key of each kind, the kind, and what it is called."""
    return [(key, kind.value, str(label(kind))) for key, kind in KIND_KEYS.items()]


@register.simple_tag(takes_context=True)
def shown(context: Context, moment: datetime) -> datetime:
    """Return a report's time by the clocks that the page chose (`clocks`), or by its own."""
    chosen = context.get("clocks")
    return clock.in_zone(moment, chosen.shown) if chosen and chosen.are_other else moment


@register.filter
def offset(moment: datetime) -> str:
    """Return how far an aware time's clock is from UTC, as in UTC+02:00."""
    return f"UTC{clock.with_offset(moment)[-6:]}" if moment.utcoffset() else "UTC"


@register.filter
def is_link(source: str) -> bool:
    """Say whether a source is nothing but the address of a page: http or https, and a host without a user."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    is_page = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return is_page and "@" not in parts.netloc and " " not in source


@register.filter
def address(source: str) -> str:
    """Return an address as it is shown: without its scheme, and not longer than a line."""
    short = source.partition("://")[2].rstrip("/")
    return short if len(short) <= _SHORT else f"{short[: _SHORT - 1]}…"
