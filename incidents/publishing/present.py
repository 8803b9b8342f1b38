"""The present as the public site tells it: the day it counts back from, and how its components work."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from incidents.asked import Row, question
from incidents.models import Component, ComponentState, ComponentStatus, SiteDay
from incidents.publishing import site
from incidents.publishing.pages.components import DAYS
from incidents.publishing.site import Now, State
from incidents.report.shelves import slug

_FIRST = date(1970, 1, 1)  # the day of a site that was never made


def now() -> Now:
    """Return what holds now, in two queries and one for the day."""
    day = next((day for (day,) in question(_days).rows()), _FIRST)
    listed = list(question(_listed).rows())
    told: dict[int, list[State]] = {}
    for component, status, since, note in question(_states).rows() if listed else ():
        state = State(status=ComponentStatus(status), since=since, note=note)
        told.setdefault(component, []).append(state)
    return Now(
        day=day,
        components=tuple(_component(name, at, told.get(pk, []), day) for pk, name, at in listed),
    )


def turn(day: date) -> bool:
    """Have the site count back from a later day than before; say whether it is one."""
    SiteDay.objects.get_or_create(pk=1, defaults={"day": _FIRST})
    return bool(SiteDay.objects.filter(pk=1, day__lt=day).update(day=day))


def _days() -> "QuerySet[SiteDay, Row]":
    return SiteDay.objects.order_by("pk").values_list("day")[:1]


def _listed() -> "QuerySet[Component, Row]":
    return Component.objects.filter(is_listed=True).values_list("pk", "name", "listed_at")


def _states() -> "QuerySet[ComponentState, Row]":
    states = ComponentState.objects.filter(component__is_listed=True).order_by("since", "pk")
    return states.values_list("component", "status", "since", "note")


def _component(name: str, listed_at: datetime | None, states: Sequence[State], day: date) -> site.Component:
    begin = datetime.combine(day - timedelta(days=DAYS - 1), time(), UTC)
    before = [state for state in states if state.since < begin][-1:]
    return site.Component(
        name=name,
        slug=slug(name),
        is_listed=True,
        listed_at=listed_at,
        states=(*before, *(state for state in states if state.since >= begin)),
    )
