"""The JSON that status pages share (Statuspage's public shape, version 2), so that its clients read this.

Its words are Statuspage's. A post is an incident whose last update has the status ``postmortem``.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from incidents.models import ComponentStatus
from incidents.publishing import addresses
from incidents.publishing.pages.components import worst
from incidents.publishing.pages.rendering import Files
from incidents.publishing.pages.updates import Impact, Standing, Update, impact, standing, updates
from incidents.publishing.site import Component, Identity, Now, Post
from incidents.report.clock import comparable
from incidents.report.metrics import moment
from incidents.report.shelves import slug

Json = dict[str, Any]
Spelled = dict[str, str]  # each value as JSON

_ID_LENGTH = 12
_OVERALL = {
    ComponentStatus.OPERATIONAL: (Impact.NONE, _("All systems operational")),
    ComponentStatus.UNDER_MAINTENANCE: (Impact.NONE, _("Service under maintenance")),
    ComponentStatus.DEGRADED_PERFORMANCE: (Impact.MINOR, _("Partially degraded service")),
    ComponentStatus.PARTIAL_OUTAGE: (Impact.MAJOR, _("Partial system outage")),
    ComponentStatus.MAJOR_OUTAGE: (Impact.CRITICAL, _("Major service outage")),
}
_PLANNED = "scheduled-maintenances"
_NOTHING_PLANNED = (_PLANNED, f"{_PLANNED}/upcoming", f"{_PLANNED}/active")


def api_files(now: Now, recent: Sequence[Post], unresolved: Sequence[Post], identity: Identity) -> Files:
    """Return the eight files. `recent` and `unresolved` stand newest first; withdrawn posts are left out."""
    shown = [post for post in recent if not post.is_withdrawn]
    with translation.override(identity.language):
        about = {"page": _spelled(_page(now, [*shown, *unresolved], identity))}
        status = {"status": _spelled(_status(now, unresolved))}
        components = {"components": _spelled([_component(each, now, identity) for each in now.components])}
        waiting = {"incidents": _incidents(unresolved, now, identity)}
        planned = {"scheduled_maintenances": "[]"}
        told: dict[str, Spelled] = {
            "summary": about | components | waiting | planned | status,
            "status": about | status,
            "components": about | components,
            "incidents": about | {"incidents": _incidents(shown, now, identity)},
            "incidents/unresolved": about | waiting,
            **dict.fromkeys(_NOTHING_PLANNED, about | planned),
        }
        return {addresses.file_at(f"{addresses.API}{name}.json"): _bytes(data) for name, data in told.items()}


def public_id(*key: str) -> str:
    """Return twelve lower-case letters and digits that are always the same for the same thing."""
    digest = hashlib.sha256("/".join(key).encode()).digest()
    return base64.b32encode(digest).decode().lower()[:_ID_LENGTH]


def _page(now: Now, posts: Sequence[Post], identity: Identity) -> Json:
    changed = [post.current.published_at for post in posts]
    changed += [component.states[-1].since for component in now.components if component.states]
    return {
        "id": public_id("page", identity.url),
        "name": identity.name,
        "url": identity.url,
        "time_zone": identity.timezone,
        "updated_at": _time(max(changed, default=_midnight(now))),
    }


def _status(now: Now, unresolved: Sequence[Post]) -> Json:
    """Return how it is as a whole: as the worst component, or as what is not over where that is worse."""
    grade, words = _OVERALL[worst(now.components)]
    grades = list(Impact)
    waiting = max((impact(post.report) for post in unresolved), key=grades.index, default=Impact.NONE)
    if grades.index(waiting) > grades.index(grade):
        grade, words = waiting, _("Incident under way")
    return {"indicator": grade.value, "description": str(words)}


def _component(component: Component, now: Now, identity: Identity) -> Json:
    first = component.listed_at or _midnight(now)
    last = component.states[-1].since if component.states else first
    return {
        "id": public_id("component", component.slug),
        "name": component.name,
        "status": component.status.value,
        "created_at": _time(first),
        "updated_at": _time(last),
        "position": now.components.index(component) + 1 if component in now.components else None,
        "description": component.states[-1].note or None if component.states else None,
        "showcase": False,
        "start_date": None,
        "group_id": None,
        "page_id": public_id("page", identity.url),
        "group": False,
        "only_show_if_degraded": False,
    }


def _incidents(posts: Sequence[Post], now: Now, identity: Identity) -> str:
    told = []
    for post in posts:
        touched = [_component(_named(name, now), now, identity) for name in post.report.components]
        told.append(_incident(post, _spelled(touched), identity))
    return f"[{','.join(told)}]"


# Every publication tells the recent posts again, and all but one of them are as they were.
@lru_cache(maxsize=64)
def _incident(post: Post, touched: str, identity: Identity) -> str:
    """Return a post as an incident, spelled, as its components are. Its language is the identity's."""
    report, key = post.report, public_id("incident", post.slug)
    url = identity.absolute(post.path)
    said = updates(post, url)
    started = moment(report, "started_at")
    begun = comparable(started) if started else post.first_published
    told = {
        "id": key,
        "name": report.title or post.reference,
        "status": standing(report).value,
        "created_at": _time(begun),
        "updated_at": _time(post.current.published_at),
        "monitoring_at": _moment(post, "mitigated_at"),
        "resolved_at": _ended(post),
        "impact": impact(report).value,
        "shortlink": url,
        "started_at": _time(begun),
        "page_id": public_id("page", identity.url),
        "incident_updates": [_update(each, key) for each in said],
        "components": None,
        "reminder_intervals": None,
    }
    return _object({name: _spelled(value) for name, value in told.items()} | {"components": touched})


def _update(update: Update, incident: str) -> Json:
    at = _time(update.at)
    return {
        "id": public_id("update", incident, update.key),
        "status": update.status.value,
        "body": update.body,
        "incident_id": incident,
        "created_at": at,
        "updated_at": at,
        "display_at": at,
        "affected_components": None,
        "deliver_notifications": False,
        "custom_tweet": None,
        "tweet_id": None,
    }


def _named(name: str, now: Now) -> Component:
    """Return the component that a report names, with its state where the site lists it."""
    own = slug(name)
    return next((each for each in now.components if each.slug == own), Component(name=name, slug=own))


def _ended(post: Post) -> str | None:
    """Return when it was over; where only the report says that it is, when that was published."""
    told = _moment(post, "resolved_at")
    over = standing(post.report) is Standing.POSTMORTEM
    return told or (_time(post.current.published_at) if over else None)


def _moment(post: Post, name: str) -> str | None:
    at = moment(post.report, name)
    return _time(comparable(at)) if at else None


def _midnight(now: Now) -> datetime:
    return datetime.combine(now.day, time(), UTC)


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def _bytes(data: Spelled) -> bytes:
    return f"{_object(data)}\n".encode()


def _object(data: Spelled) -> str:
    return f"{{{','.join(f'{_spelled(name)}:{value}' for name, value in data.items())}}}"


def _spelled(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
