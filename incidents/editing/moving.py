"""The order of a list: a row is swapped with its neighbour, put elsewhere, or follows its time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import User
from django.db import transaction

from incidents import ordering
from incidents.editing.acting import lock, saved
from incidents.errors import WrongStateError
from incidents.models import Incident, TimelineEvent
from incidents.ordering import Entry, arrange, rows_of
from incidents.report.words import say

Direction = Literal["up", "down"]


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


def follow_time(incident: Incident, row: TimelineEvent) -> None:
    """Take an event whose time changed to where its time says, unless it stands right already."""
    rows = list(rows_of(incident, TimelineEvent))
    here = _place(rows, row.pk)
    rows.insert(ordering.place_of(rows, here), rows.pop(here))
    arrange(incident, TimelineEvent, [each.pk for each in rows])


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
