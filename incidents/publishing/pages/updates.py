"""A post as status pages tell an incident: where it stands, how bad it is, and its updates, newest first."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from incidents.publishing.pages import story
from incidents.publishing.site import Post
from incidents.report.clock import comparable
from incidents.report.metrics import moment
from incidents.report.rendering.html import to_text
from incidents.report.shelves import is_over
from incidents.report.value import EventKind, Report, Severity


class Standing(StrEnum):
    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    POSTMORTEM = "postmortem"


class Impact(StrEnum):
    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Update(NamedTuple):
    """What was said at a moment, which is aware and in UTC. `key` tells it from the post's others."""

    key: str
    status: Standing
    body: str
    at: datetime


_IMPACTS = {
    Severity.SEV1: Impact.CRITICAL,
    Severity.SEV2: Impact.MAJOR,
    Severity.SEV3: Impact.MINOR,
    Severity.SEV4: Impact.NONE,
}
_STANDINGS = {
    EventKind.STARTED: Standing.INVESTIGATING,
    EventKind.DETECTED: Standing.INVESTIGATING,
    EventKind.ACKNOWLEDGED: Standing.INVESTIGATING,
    EventKind.INVESTIGATING: Standing.INVESTIGATING,
    EventKind.ESCALATED: Standing.INVESTIGATING,
    EventKind.IDENTIFIED: Standing.IDENTIFIED,
    EventKind.MITIGATED: Standing.MONITORING,
    EventKind.RESOLVED: Standing.RESOLVED,
}


def impact(report: Report) -> Impact:
    """Return how bad it was; a report without a severity is of an incident, so at least minor."""
    return _IMPACTS[report.severity] if report.severity else Impact.MINOR


def standing(report: Report) -> Standing:
    """Return where the incident stands: after its end its report is what is left to read."""
    if is_over(report):
        return Standing.POSTMORTEM
    if moment(report, "mitigated_at"):
        return Standing.MONITORING
    told = {event.kind for event in report.timeline}
    return Standing.IDENTIFIED if EventKind.IDENTIFIED in told else Standing.INVESTIGATING


def updates(post: Post, url: str) -> tuple[Update, ...]:
    """Return the milestones of the timeline and the report itself, newest first, in the active language."""
    found = [
        Update(f"event-{number}", _STANDINGS[event.kind], to_text(event.text), comparable(event.at))
        for number, event in enumerate(post.report.timeline, 1)
        if event.at and event.kind in _STANDINGS
    ]
    found.append(_of_post(post, url))
    return tuple(sorted(found, key=lambda update: (update.at, update.key), reverse=True))


def _of_post(post: Post, url: str) -> Update:
    words = " ".join(filter(None, (story.description(post.report), _("Read the whole report: %s") % url)))
    status = standing(post.report)
    return Update(f"edition-{post.current.number}", status, words, post.current.published_at.astimezone(UTC))
