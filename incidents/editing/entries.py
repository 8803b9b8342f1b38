"""The rows of a draft's lists: an event, a cause, an action is added, saved, marked, removed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from incidents import drafts
from incidents.editing.acting import StaleError, check_fresh, lock, saved
from incidents.editing.moving import follow_time
from incidents.errors import NotValidError, WrongStateError
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.ordering import Entry, EntryModel, arrange, place_in, rows_of
from incidents.report import clock, value
from incidents.report.words import say


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
    check_fresh(before, base)
    _write_entry(incident, row, changes)
    if isinstance(row, TimelineEvent) and row.at != before["at"]:
        follow_time(incident, row)
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
def remove_entry(row: Entry, *, base: str, by: User, at: datetime) -> None:
    incident = lock(row.incident, by)
    row = _fresh(incident, row)
    check_fresh(entry_values(row), base)
    row.delete()
    saved(incident, by, at, type(row).__name__)


def _fresh(incident: Incident, row: Entry) -> Entry:
    found: Entry | None = rows_of(incident, type(row)).filter(pk=row.pk).first()
    if found is None:
        raise WrongStateError(
            say("Someone deleted this entry meanwhile; add it again if it is still needed.")
        )
    return found


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
