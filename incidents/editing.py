"""Changing a draft: one function an edit, in one transaction, with the incident's row locked.

Every form carries the fingerprint of what it was opened on. Where that has changed meanwhile, nothing is
written and StaleError hands back what stands there now, so that the page can show both.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from msgspec.structs import replace

from incidents import checkpoints, drafts, finding, permissions
from incidents.errors import NotValidError, WrongStateError
from incidents.models import AuditEntry, CorrectiveAction, Incident, RootCause, TimelineEvent, Verb
from incidents.report import clock, value
from incidents.report.projection import public_digest

Entry = TimelineEvent | RootCause | CorrectiveAction
EntryModel = type[TimelineEvent] | type[RootCause] | type[CorrectiveAction]
Direction = Literal["up", "down"]

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

# What one person types into one part within this time is one entry of the audit trail.
ONE_EDIT = timedelta(minutes=10)
_LOOKED_AT = 50  # entries; beyond that another one does no harm

# Positions are unique at every moment, so rows step aside before they take their new places.
_ASIDE = 1_000_000


class StaleError(WrongStateError):
    """Someone saved this part after the form was opened."""


def section_values(report: value.Report, section: str) -> dict[str, Any]:
    return {name: getattr(report, name) for name in SECTIONS[section]}


def entry_values(row: Entry) -> Mapping[str, Any]:
    """Return what a row says, as its form shows it; other rows are named by their keys."""
    columns = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields  # noqa: SLF001 (Django documents _meta as public)
        if field.attname not in {"id", "incident_id", "position"}
    }
    if isinstance(row, CorrectiveAction):
        columns["addresses"] = sorted(cause.pk for cause in row.addresses.all()) if row.pk else []
    return columns


@transaction.atomic
def save_section(
    incident: Incident, section: str, changes: Mapping[str, Any], *, base: str, by: User, at: datetime
) -> Incident:
    """Save one section's fields. Raises NotValidError at a field, StaleError if it changed since `base`."""
    incident = lock(incident, by)
    before = drafts.snapshot(incident)
    _check_fresh(section_values(before, section), base)
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


@transaction.atomic
def add_entry(
    incident: Incident, model: EntryModel, changes: Mapping[str, Any], *, by: User, at: datetime
) -> Entry:
    """Add a row to a list: an event with a time before the first later one, anything else at the end."""
    incident = lock(incident, by)
    rows = list(rows_of(incident, model))
    row = model(incident=incident, position=rows[-1].position + 1 if rows else 0)
    _write_entry(incident, row, changes)
    if isinstance(row, TimelineEvent) and row.at is not None:
        rows.insert(place_in(rows, row.at), row)
        arrange(incident, model, [each.pk for each in rows])
    saved(incident, by, at, model.__name__)
    return row


@transaction.atomic
def add_events(incident: Incident, events: Sequence[value.TimelineEvent], *, by: User, at: datetime) -> None:
    """Add events at once, each placed as `add_entry` does; one without a time follows the one before it."""
    incident = lock(incident, by)
    rows = list(rows_of(incident, TimelineEvent))
    free = rows[-1].position + 1 if rows else 0
    place = len(rows)
    for position, event in enumerate(events, start=free):
        _check_zone(event.at, incident.timezone or None)
        row = drafts.fill_event(TimelineEvent(incident=incident, position=position), event)
        place = place if row.at is None else place_in(rows, row.at)
        rows.insert(place, row)
        place += 1
    TimelineEvent.objects.bulk_create(row for row in rows if row.pk is None)
    arrange(incident, TimelineEvent, [row.pk for row in rows])
    saved(incident, by, at, TimelineEvent.__name__)


@transaction.atomic
def save_entry(row: Entry, changes: Mapping[str, Any], *, base: str, by: User, at: datetime) -> Entry:
    incident = lock(row.incident, by)
    row = _fresh(incident, row)
    before = entry_values(row)
    _check_fresh(before, base)
    _write_entry(incident, row, changes)
    if entry_values(row) != before:
        saved(incident, by, at, type(row).__name__, typed=True)
    return row


@transaction.atomic
def move_entry(row: Entry, direction: Direction, *, by: User, at: datetime) -> None:
    """Swap a row with its neighbour; at the end of the list nothing happens."""
    incident = lock(row.incident, by)
    order = [other.pk for other in rows_of(incident, type(row))]
    here = order.index(_fresh(incident, row).pk)
    there = here + (-1 if direction == "up" else 1)
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    arrange(incident, type(row), order)
    saved(incident, by, at, type(row).__name__)


@transaction.atomic
def remove_entry(row: Entry, *, base: str, by: User, at: datetime) -> None:
    incident = lock(row.incident, by)
    row = _fresh(incident, row)
    _check_fresh(entry_values(row), base)
    row.delete()
    saved(incident, by, at, type(row).__name__)


def lock(incident: Incident, by: User) -> Incident:
    permissions.check_edit(by)
    locked = Incident.objects.select_for_update().get(pk=incident.pk)
    checkpoints.begin(locked)
    return locked


def _fresh(incident: Incident, row: Entry) -> Entry:
    found: Entry | None = rows_of(incident, type(row)).filter(pk=row.pk).first()
    if found is None:
        raise WrongStateError("Someone deleted this entry meanwhile; add it again if it is still needed.")
    return found


def _check_fresh(current: Mapping[str, Any], base: str) -> None:
    if drafts.fingerprint(current) != base:
        raise StaleError("Someone saved this part while you were writing; both versions are below.")


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
            f"{error}, but an event has that time; change the event first.", "timezone"
        ) from error
    except ValueError as error:
        raise NotValidError(f"{error}.", "timezone") from error


def rows_of(incident: Incident, model: EntryModel) -> Any:
    return model._default_manager.filter(incident=incident).order_by("position")  # noqa: SLF001 (as above)


def _write_entry(incident: Incident, row: Entry, changes: Mapping[str, Any]) -> None:
    """Fill the row from a form's values by way of the part, which spells and checks them, and save it."""
    if isinstance(row, TimelineEvent):
        event = value.TimelineEvent(**changes)
        _check_zone(event.at, incident.timezone or None)
        drafts.fill_event(row, event).save()
    elif isinstance(row, RootCause):
        because_of = changes["because_of"]
        drafts.fill_cause(row, value.RootCause(**{**changes, "because_of": None}))
        row.because_of = None if because_of is None else _cause(incident, because_of, "because_of")
        row.save()
    else:
        drafts.fill_action(row, value.CorrectiveAction(**{**changes, "addresses": ()})).save()
        row.addresses.set([_cause(incident, key, "addresses") for key in changes["addresses"]])


def _check_zone(moment: datetime | None, zone: str | None) -> None:
    # Rows keep instants: a time read by other clocks than the incident's own would be shown as another time.
    if moment is not None and not clock.belongs(moment, zone):
        raise NotValidError("The report's time zone was changed meanwhile; look at the time again.", "at")


def _cause(incident: Incident, key: int, path: str) -> RootCause:
    cause = incident.root_causes.filter(pk=key).first()
    if cause is None:
        raise NotValidError("Choose causes of this report; the one chosen was deleted meanwhile.", path)
    return cause


def place_in(rows: Sequence[Any], moment: datetime) -> int:
    """Return the place before the first later row; the end where none is later."""
    later = (place for place, row in enumerate(rows) if row.at is not None and row.at > moment)
    return next(later, len(rows))


def arrange(incident: Incident, model: EntryModel, order: Sequence[int]) -> None:
    rows = rows_of(incident, model)
    rows.update(position=F("position") + _ASIDE)
    by_key = {row.pk: row for row in rows_of(incident, model)}
    for position, key in enumerate(order):
        by_key[key].position = position
    model._default_manager.bulk_update(by_key.values(), ["position"])  # noqa: SLF001 (as above)


def saved(
    incident: Incident,
    by: User,
    at: datetime,
    part: str,
    *,
    typed: bool = False,
    verb: Verb = Verb.EDITED,
) -> Incident:
    """Save the incident, check that its rows still make a Report, keep that, and leave an audit entry.

    What somebody typed is saved every few seconds: an entry of some minutes ago speaks for it too.
    """
    incident.updated_at = at
    incident.save()
    fresh = Incident.objects.get(pk=incident.pk)
    report = drafts.snapshot(fresh)
    finding.remember(fresh, report)
    checkpoints.keep(fresh, report, by=by, at=at)
    if not (typed and _goes_on(fresh, by, at, part)):
        digest = public_digest(report)
        AuditEntry.objects.create(
            incident=fresh, actor=by, verb=verb.value, at=at, digest=digest, detail=part
        )
    return fresh


def _goes_on(incident: Incident, by: User, at: datetime, part: str) -> bool:
    """Say whether the person edited this part some minutes ago, and nobody did anything else since."""
    lately = incident.audit.filter(at__gt=at - ONE_EDIT).values_list("actor_id", "verb", "detail")
    edits = takewhile(lambda entry: entry[:2] == (by.pk, Verb.EDITED.value), lately[:_LOOKED_AT])
    return any(detail == part for _actor, _verb, detail in edits)
