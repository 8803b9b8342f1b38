"""What pages say of actions: their tickets, the people and days they may be given, and the state of a row."""

from django import template
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from incidents import drafts, permissions
from incidents.editing import entry_values
from incidents.ordering import Entry
from incidents.report.presets import Presets, presets
from incidents.report.tracker import Ticket
from incidents.report.tracker import ticket as ticket_of

register = template.Library()


@register.filter
def ticket(tracker: str) -> Ticket:
    return ticket_of(tracker)


@register.simple_tag
def due_presets() -> Presets:
    """Return the days that are offered for a promise made today."""
    return presets(timezone.now().date())


@register.simple_tag
def owners() -> QuerySet[User]:
    """Return the people with accounts who can be given an action."""
    return permissions.members().order_by("first_name", "last_name", "username")


@register.filter
def base(row: Entry) -> str:
    """Return the fingerprint of a row, by which a button knows whether it changed meanwhile."""
    return drafts.fingerprint(entry_values(row))
