"""What the demonstration tells customers of its components."""

from django.contrib.auth.models import User

from incidents.management.demonstration.course import utc
from incidents.models import Component, ComponentStatus
from incidents.workflow import components

_NAMES = (
    "Online booking",
    "Card payments",
    "Mobile money",
    "Calendar sync",
    "Confirmation e-mails",
    "Reports",
    "Public API",
)
_TOLD = (
    ("Card payments", ComponentStatus.PARTIAL_OUTAGE, "2026-07-22 14:41", "Many cards are declined."),
    ("Card payments", ComponentStatus.OPERATIONAL, "2026-07-22 16:02", ""),
    ("Calendar sync", ComponentStatus.DEGRADED_PERFORMANCE, "2026-10-05 09:20", "Changes arrive late."),
    ("Calendar sync", ComponentStatus.OPERATIONAL, "2026-10-05 17:45", ""),
    ("Public API", ComponentStatus.PARTIAL_OUTAGE, "2026-10-19 13:58", "One request in four fails."),
    ("Public API", ComponentStatus.OPERATIONAL, "2026-10-19 14:55", ""),
)


def tell_of_components(by: User) -> None:
    """List them and tell how they worked. The publications beside it bring the pages along."""
    components.list_components(_NAMES, by=by, at=utc("2025-11-03 09:00"), enqueue=_with_the_posts)
    for name, status, at, note in _TOLD:
        component = Component.objects.get(name=name)
        components.set_status(component, status, by=by, at=utc(at), note=note, enqueue=_with_the_posts)


def _with_the_posts() -> None:
    """Leave the public site to the publications that are on their way."""
