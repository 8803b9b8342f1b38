"""The sections of a draft: the fields of a report that one form shows together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from msgspec.structs import replace

from incidents import drafts
from incidents.editing.acting import check_fresh, lock, saved
from incidents.errors import NotValidError
from incidents.models import Incident
from incidents.report import clock, value
from incidents.report.words import say

SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": (
        "title",
        "severity",
        "timezone",
        "started_at",
        "detected_at",
        "acknowledged_at",
        "notified_at",
        "mitigated_at",
        "resolved_at",
        "components",
        "summary",
    ),
    "impact": ("impact", "impact_percent"),
    "resolution": ("resolution", "lessons", "closing"),
    "notes": ("notes",),
}


def section_values(report: value.Report, section: str) -> dict[str, Any]:
    return {name: getattr(report, name) for name in SECTIONS[section]}


@transaction.atomic
def save_section(
    incident: Incident, section: str, changes: Mapping[str, Any], *, base: str, by: User, at: datetime
) -> Incident:
    """Save one section's fields. Raises NotValidError at a field, StaleError if it changed since `base`."""
    incident = lock(incident, by)
    before = drafts.snapshot(incident)
    check_fresh(section_values(before, section), base)
    after = changed(before, changes)
    if after == before:
        return incident
    drafts.fill(incident, after)
    if after.components != before.components:
        drafts.write_components(incident, after.components)
    if after.timezone != before.timezone:
        for row, event in zip(incident.timeline.all(), after.timeline, strict=True):
            drafts.fill_event(row, event).save()
    return saved(incident, by, at, section, typed=True)


def changed(before: value.Report, changes: Mapping[str, Any]) -> value.Report:
    zone = changes.get("timezone", before.timezone)
    if zone == before.timezone:
        return replace(before, **changes)
    return replace(before, **changes, timeline=_on_clocks_of(zone, before.timeline))


def _on_clocks_of(zone: str | None, events: Sequence[value.TimelineEvent]) -> tuple[value.TimelineEvent, ...]:
    """Return the events with their wall clocks kept, read in another zone: the written time stands."""
    return tuple(
        event if event.at is None else replace(event, at=_rewound(event.at, zone)) for event in events
    )


def _rewound(moment: datetime, zone: str | None) -> datetime:
    try:
        return clock.at_wall(moment.replace(tzinfo=None), zone)
    except clock.AmbiguousTimeError as error:
        return moment if moment in error.readings else error.readings[0]
    except clock.NoSuchTimeError as error:
        raise NotValidError(
            say("%(error)s, but an event has that time; change the event first.", error=error.args[0]),
            "timezone",
        ) from error
    except ValueError as error:
        raise NotValidError(say("%(error)s.", error=error.args[0]), "timezone") from error
