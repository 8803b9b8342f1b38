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
from msgspec.structs import replace

from incidents import checkpoints, drafts, finding, ordering, permissions
from incidents.errors import NotValidError, WrongStateError
from incidents.models import AuditEntry, CorrectiveAction, Incident, RootCause, TimelineEvent, Verb
from incidents.ordering import Entry, EntryModel, arrange, place_in, rows_of
from incidents.report import clock, value
from incidents.report.projection import public_digest
from incidents.report.words import say

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
    if isinstance(row, RootCause):
        columns["shown_by"] = sorted(event.pk for event in row.shown_by.all()) if row.pk else []
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
    """Add a row to a list: an event with a time before the first later one, anything else at the end.

    Raises NotValidError where a row says just that already: the form was sent twice.
    """
    incident = lock(incident, by)
    rows = list(rows_of(incident, model))
    row = model(incident=incident, position=rows[-1].position + 1 if rows else 0)
    _write_entry(incident, row, changes)
    _check_new(row, rows)
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
    if isinstance(row, TimelineEvent) and row.at != before["at"]:
        _follow_time(incident, row)
    if entry_values(row) != before:
        saved(incident, by, at, type(row).__name__, typed=True)
    return row


@transaction.atomic
def mark_event(
    event: TimelineEvent, mark: value.EventKind | value.Audience, *, was: str = "", by: User, at: datetime
) -> Entry:
    """Give an event another kind or audience, whatever else somebody is changing of it.

    `was` is what the page showed. Raises StaleError where somebody chose something else meanwhile.
    """
    incident = lock(event.incident, by)
    row = _fresh(incident, event)
    field = "kind" if isinstance(mark, value.EventKind) else "audience"
    now = getattr(row, field)
    if now == mark.value:
        return row
    if was and now != was:
        raise StaleError(say("Someone changed this event meanwhile. Look at it again, then choose."))
    setattr(row, field, mark.value)
    row.save(update_fields=[field])
    saved(incident, by, at, TimelineEvent.__name__, typed=True)
    return row


@transaction.atomic
def move_entry(row: Entry, direction: Direction, *, by: User, at: datetime) -> None:
    """Swap a row with its neighbour; at the end of the list nothing happens."""
    incident = lock(row.incident, by)
    rows = list(rows_of(incident, type(row)))
    here = _place(rows, row.pk)
    _put(incident, rows, here, here + (-1 if direction == "up" else 1), by=by, at=at)


@transaction.atomic
def place_entry(row: Entry, before: int | None, *, by: User, at: datetime) -> None:
    """Put a row before the one with the key `before`, or at the end of its list.

    Raises NotValidError where an event would come to the wrong side of another one's time.
    """
    incident = lock(row.incident, by)
    rows = list(rows_of(incident, type(row)))
    here = _place(rows, row.pk)
    there = len(rows) if before is None else _place(rows, before)
    _put(incident, rows, here, there - (there > here), by=by, at=at)


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
        raise WrongStateError(
            say("Someone deleted this entry meanwhile; add it again if it is still needed.")
        )
    return found


def _place(rows: Sequence[Entry], key: int) -> int:
    for place, row in enumerate(rows):
        if row.pk == key:
            return place
    raise WrongStateError(say("Someone deleted this entry meanwhile; look at the list again."))


def _put(incident: Incident, rows: list[Entry], here: int, there: int, *, by: User, at: datetime) -> None:
    if there == here or not 0 <= there < len(rows):
        return
    row = rows.pop(here)
    passed = rows[there:here] if there < here else rows[here:there]
    ordering.check_passes(row, passed, up=there < here)
    rows.insert(there, row)
    arrange(incident, type(row), [each.pk for each in rows])
    saved(incident, by, at, type(row).__name__)


def _check_fresh(current: Mapping[str, Any], base: str) -> None:
    if drafts.fingerprint(current) != base:
        raise StaleError(say("Someone saved this part while you were writing; both versions are below."))


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


def _write_entry(incident: Incident, row: Entry, changes: Mapping[str, Any]) -> None:
    """Fill the row from a form's values by way of the part, which spells and checks them, and save it."""
    if isinstance(row, TimelineEvent):
        event = value.TimelineEvent(**changes)
        _check_zone(event.at, incident.timezone or None)
        drafts.fill_event(row, event).save()
    elif isinstance(row, RootCause):
        said = dict(changes)
        because_of, shown_by = said.pop("because_of"), said.pop("shown_by", None)
        drafts.fill_cause(row, value.RootCause(**said))
        row.because_of = None if because_of is None else _cause(incident, because_of, "because_of")
        row.save()
        if shown_by is not None:
            row.shown_by.set(incident.timeline.filter(pk__in=shown_by))
    else:
        drafts.fill_action(row, value.CorrectiveAction(**{**changes, "addresses": ()})).save()
        row.addresses.set([_cause(incident, key, "addresses") for key in changes["addresses"]])


def _follow_time(incident: Incident, row: TimelineEvent) -> None:
    """Take an event whose time changed to where its time says, unless it stands right already."""
    rows = list(rows_of(incident, TimelineEvent))
    here = _place(rows, row.pk)
    rows.insert(ordering.place_of(rows, here), rows.pop(here))
    arrange(incident, TimelineEvent, [each.pk for each in rows])


def _check_new(row: Entry, others: Sequence[Entry]) -> None:
    name = "title" if isinstance(row, CorrectiveAction) else "text"
    alike = [each for each in others if getattr(each, name) == getattr(row, name)]
    if entry_values(row) in map(entry_values, alike):
        raise NotValidError(
            say("The list says this already, word for word; it was not added a second time."), name
        )


def _check_zone(moment: datetime | None, zone: str | None) -> None:
    # Rows keep instants: a time read by other clocks than the incident's own would be shown as another time.
    if moment is not None and not clock.belongs(moment, zone):
        raise NotValidError(
            say("The report's time zone was changed meanwhile; look at the time again."), "at"
        )


def _cause(incident: Incident, key: int, path: str) -> RootCause:
    cause = incident.root_causes.filter(pk=key).first()
    if cause is None:
        raise NotValidError(say("Choose causes of this report; the one chosen was deleted meanwhile."), path)
    return cause


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
