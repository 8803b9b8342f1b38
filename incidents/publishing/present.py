"""The present as the public site tells it: the day it counts back from, and how its components work."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from incidents.models import Component, ComponentState, ComponentStatus, SiteDay
from incidents.publishing import site
from incidents.publishing.pages.components import DAYS
from incidents.publishing.site import Now, State
from incidents.report.shelves import slug

_FIRST = date(1970, 1, 1)  # the day of a site that was never made


def now() -> Now:
    """Return what holds now, in two queries and one for the day."""
    row = SiteDay.objects.first()
    day = row.day if row else _FIRST
    listed = list(Component.objects.filter(is_listed=True))
    states = ComponentState.objects.filter(component__in=listed)
    told: dict[int, list[ComponentState]] = {}
    for state in states.order_by("since", "pk"):
        told.setdefault(state.component_id, []).append(state)
    return Now(day=day, components=tuple(_component(each, told.get(each.pk, []), day) for each in listed))


def turn(day: date) -> bool:
    """Have the site count back from a later day than before; say whether it is one."""
    SiteDay.objects.get_or_create(pk=1, defaults={"day": _FIRST})
    return bool(SiteDay.objects.filter(pk=1, day__lt=day).update(day=day))


def _component(row: Component, states: Sequence[ComponentState], day: date) -> site.Component:
    begin = datetime.combine(day - timedelta(days=DAYS - 1), time(), UTC)
    before = [state for state in states if state.since < begin][-1:]
    shown = [*before, *(state for state in states if state.since >= begin)]
    return site.Component(
        name=row.name,
        slug=slug(row.name),
        is_listed=True,
        listed_at=row.listed_at,
        states=tuple(
            State(status=ComponentStatus(state.status), since=state.since, note=state.note) for state in shown
        ),
    )
