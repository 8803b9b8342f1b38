"""What the site says of components: how each works now, its last ninety days, and its incidents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from incidents.models import ComponentStatus
from incidents.models.labels import label
from incidents.publishing import addresses, site
from incidents.publishing.pages.lists import lines
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.pages.times import Stamp, day, stamp
from incidents.publishing.pages.updates import Impact, impact
from incidents.publishing.site import Component, Identity, Now, Post
from incidents.report.clock import comparable
from incidents.report.metrics import moment

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DAYS = 90
_LISTED = 20  # posts
_OVERALL = {
    ComponentStatus.OPERATIONAL: _("Everything works"),
    ComponentStatus.UNDER_MAINTENANCE: _("Maintenance is under way"),
    ComponentStatus.DEGRADED_PERFORMANCE: _("Some things are slow"),
    ComponentStatus.PARTIAL_OUTAGE: _("Some things do not work"),
    ComponentStatus.MAJOR_OUTAGE: _("A major part does not work"),
}
_OF_IMPACT = {
    Impact.NONE: ComponentStatus.OPERATIONAL,
    Impact.MINOR: ComponentStatus.DEGRADED_PERFORMANCE,
    Impact.MAJOR: ComponentStatus.PARTIAL_OUTAGE,
    Impact.CRITICAL: ComponentStatus.MAJOR_OUTAGE,
}


@dataclass(frozen=True, slots=True)
class ShownState:
    status: str
    word: "StrPromise"
    since: Stamp
    note: str


@dataclass(frozen=True, slots=True)
class ShownComponent:
    name: str
    path: str
    status: str
    word: "StrPromise"
    note: str
    since: Stamp | None


@dataclass(frozen=True, slots=True)
class DayBar:
    """One of the last ninety days: the worst of it, and how many incidents touched it."""

    name: str
    status: str
    word: "StrPromise"
    incidents: int


def worst(components: Sequence[Component]) -> ComponentStatus:
    """Return the worst state of all; nothing listed works."""
    order = list(ComponentStatus)
    return max((each.status for each in components), key=order.index, default=ComponentStatus.OPERATIONAL)


def overall(now: Now) -> dict[str, object] | None:
    """Return what the front page says of all components together; None where none is listed."""
    if not now.components:
        return None
    status = worst(now.components)
    return {"status": status.value, "sentence": _OVERALL[status]}


def shown(component: Component, identity: Identity) -> ShownComponent:
    last = component.states[-1] if component.states else None
    return ShownComponent(
        name=component.name,
        path=component.path,
        status=component.status.value,
        word=label(component.status),
        note=last.note if last else "",
        since=stamp(identity.here(last.since)) if last else None,
    )


def component_files(component: Component, now: Now, posts: Sequence[Post], identity: Identity) -> Files:
    """Return a component's page: its days from the posts as given, newest first, and a list of the first."""
    path = component.path
    with translation.override(identity.language):
        said = {
            "component": shown(component, identity),
            "is_listed": component.is_listed,
            "bars": days(component, posts, now.day),
            "day": day(now.day),
            "states": [_state(state, identity) for state in reversed(component.states)],
            "lines": lines(posts[:_LISTED], identity),
        }
        return {addresses.file_at(path): page("public/component.html", identity, path, **said)}


def days(component: Component, posts: Sequence[Post], last: date) -> list[DayBar]:
    """Return the ninety days up to the last one, oldest first."""
    order = list(ComponentStatus)
    found = []
    for back in range(DAYS - 1, -1, -1):
        of = last - timedelta(days=back)
        touching = [post for post in posts if not post.is_withdrawn and _touches(post, of)]
        grades = [_OF_IMPACT[impact(post.report)] for post in touching] + list(_states_of(component, of))
        status = max(grades, key=order.index, default=ComponentStatus.OPERATIONAL)
        found.append(DayBar(day(of), status.value, label(status), len(touching)))
    return found


def _touches(post: Post, of: date) -> bool:
    start = moment(post.report, "started_at")
    if start is None:
        return False
    end = moment(post.report, "resolved_at") or start
    return comparable(start).astimezone(UTC).date() <= of <= comparable(end).astimezone(UTC).date()


def _states_of(component: Component, of: date) -> Iterator[ComponentStatus]:
    """Yield every state that held at some time of a day, in UTC."""
    begin = datetime.combine(of, time(), UTC)
    end = begin + timedelta(days=1)
    ends = [*(state.since for state in component.states[1:]), end]
    for state, until in zip(component.states, ends, strict=False):
        if state.since < end and until > begin:
            yield state.status


def _state(state: site.State, identity: Identity) -> ShownState:
    since = stamp(identity.here(state.since))
    return ShownState(state.status.value, label(state.status), since, state.note)
