"""The only translator between rows and the Report.

Rows hold instants and keys, the Report wall clocks with offsets and places in a list. Nothing else in the
project may build a Report from rows or fill rows from one.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from incidents import models
from incidents.report import clock
from incidents.report.shape import MOMENTS
from incidents.report.value import (
    ActionKind,
    ActionState,
    Audience,
    CauseKind,
    CorrectiveAction,
    EventKind,
    Lessons,
    Report,
    RootCause,
    Severity,
    Task,
    TimelineEvent,
)

_PLAIN = ("title", "summary", "impact", "impact_percent", "resolution", "closing", "notes")
_LESSONS = ("went_well", "went_wrong", "lucky")
_ROWS = (
    "timeline",
    "root_causes",
    Prefetch("actions", models.CorrectiveAction.objects.prefetch_related("addresses")),
    Prefetch("affected", models.AffectedComponent.objects.select_related("component")),
)


def with_rows(incidents: QuerySet[models.Incident]) -> QuerySet[models.Incident]:
    """Have each incident's rows fetched in a fixed number of queries, for `snapshot`."""
    return incidents.prefetch_related(*_ROWS)


def snapshot(incident: models.Incident) -> Report:
    """Return the draft as it stands in the rows. Raises NotValidError where they contradict its shape."""
    prefetch_related_objects([incident], *_ROWS)
    places = {row.pk: place for place, row in enumerate(incident.root_causes.all())}
    moments: dict[str, Any] = {name: _shown(getattr(incident, name), incident.timezone) for name in MOMENTS}
    return Report(
        **{name: getattr(incident, name) for name in _PLAIN},
        severity=Severity(incident.severity) if incident.severity else None,
        timezone=incident.timezone or None,
        **moments,
        components=tuple(row.component.name for row in incident.affected.all()),
        timeline=tuple(event_of(row, incident.timezone) for row in incident.timeline.all()),
        root_causes=tuple(cause_of(row, places) for row in incident.root_causes.all()),
        actions=tuple(action_of(row, places) for row in incident.actions.all()),
        lessons=Lessons(**{name: getattr(incident, name) for name in _LESSONS}),
    )


def fill(incident: models.Incident, report: Report) -> None:
    """Put everything but the lists into the incident's columns, unsaved."""
    for name in _PLAIN:
        setattr(incident, name, getattr(report, name))
    for name in MOMENTS:
        setattr(incident, name, stored(getattr(report, name)))
    for name in _LESSONS:
        setattr(incident, name, getattr(report.lessons, name))
    incident.severity = report.severity.value if report.severity else ""
    incident.timezone = report.timezone or ""


def write_lists(incident: models.Incident, report: Report) -> None:
    """Make the rows of a new incident's lists."""
    write_components(incident, report.components)
    models.TimelineEvent.objects.bulk_create(
        fill_event(models.TimelineEvent(incident=incident, position=place), event)
        for place, event in enumerate(report.timeline)
    )
    causes = _write_causes(incident, report.root_causes)
    for place, action in enumerate(report.actions):
        row = fill_action(models.CorrectiveAction(incident=incident, position=place), action)
        row.save()
        row.addresses.set([causes[index] for index in action.addresses])


def write_components(incident: models.Incident, names: Iterable[str]) -> None:
    incident.affected.all().delete()
    known = [models.Component.objects.get_or_create(name=name)[0] for name in names]
    models.AffectedComponent.objects.bulk_create(
        models.AffectedComponent(incident=incident, component=component, position=place)
        for place, component in enumerate(known)
    )


def event_of(row: models.TimelineEvent, zone_name: str) -> TimelineEvent:
    return TimelineEvent(
        at=_shown(row.at, zone_name),
        clock=row.clock or None,
        kind=EventKind(row.kind),
        text=row.text,
        audience=Audience(row.audience),
        source=row.source,
    )


def cause_of(row: models.RootCause, places: Mapping[int, int]) -> RootCause:
    return RootCause(
        kind=CauseKind(row.kind),
        category=row.category,
        text=row.text,
        because_of=None if row.because_of_id is None else places[row.because_of_id],
        audience=Audience(row.audience),
    )


def action_of(row: models.CorrectiveAction, places: Mapping[int, int]) -> CorrectiveAction:
    return CorrectiveAction(
        title=row.title,
        detail=row.detail,
        kind=ActionKind(row.kind),
        owner=row.owner,
        due=row.due,
        state=ActionState(row.state),
        done_on=row.done_on,
        tracker=row.tracker,
        addresses=tuple(places[cause.pk] for cause in row.addresses.all()),
        tasks=tuple(Task(title=title) for title in row.tasks),
        audience=Audience(row.audience),
    )


def fill_event(row: models.TimelineEvent, event: TimelineEvent) -> models.TimelineEvent:
    row.at = stored(event.at)
    row.clock = event.clock or ""
    row.kind, row.audience = event.kind.value, event.audience.value
    row.text, row.source = event.text, event.source
    return row


def fill_cause(row: models.RootCause, cause: RootCause) -> models.RootCause:
    """Fill all but the explaining cause, which is a key to be set once every cause has one."""
    row.kind, row.audience = cause.kind.value, cause.audience.value
    row.category, row.text = cause.category, cause.text
    return row


def fill_action(row: models.CorrectiveAction, action: CorrectiveAction) -> models.CorrectiveAction:
    """Fill all but the addressed causes, which are keys of other rows."""
    row.kind, row.state, row.audience = action.kind.value, action.state.value, action.audience.value
    row.title, row.detail, row.owner, row.tracker = action.title, action.detail, action.owner, action.tracker
    row.due, row.done_on = action.due, action.done_on
    row.tasks = [task.title for task in action.tasks]
    return row


def stored(moment: datetime | None) -> datetime | None:
    """Return the instant to keep in a column; a wall clock without a zone is kept as if it were UTC."""
    return None if moment is None else clock.comparable(moment).astimezone(UTC)


def fingerprint(value: Any) -> str:
    """Return a short digest of a part of the draft, to see later whether it changed meanwhile."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def _shown(instant: datetime | None, zone_name: str) -> datetime | None:
    if instant is None:
        return None
    return clock.in_zone(instant, zone_name) if zone_name else instant.astimezone(UTC).replace(tzinfo=None)


def _write_causes(incident: models.Incident, causes: Sequence[RootCause]) -> list[models.RootCause]:
    rows = [
        fill_cause(models.RootCause(incident=incident, position=place), cause)
        for place, cause in enumerate(causes)
    ]
    for row in rows:
        row.save()
    for row, cause in zip(rows, causes, strict=True):
        if cause.because_of is not None:
            row.because_of = rows[cause.because_of]
            row.save(update_fields=["because_of"])
    return rows
