"""The order of a list's rows: timed events stand where their time says, all else where people put it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from incidents.errors import NotValidError
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.report.words import say

Entry = TimelineEvent | RootCause | CorrectiveAction
EntryModel = type[TimelineEvent] | type[RootCause] | type[CorrectiveAction]

# Positions are unique at every moment, so rows step aside before they take their new places.
_ASIDE = 1_000_000


def rows_of(incident: Incident, model: EntryModel) -> Any:
    return model._default_manager.filter(incident=incident).order_by("position")  # noqa: SLF001 (a model's own manager)


def place_in(rows: Sequence[Any], moment: datetime) -> int:
    """Return the place before the first later row; the end where none is later."""
    later = (place for place, row in enumerate(rows) if row.at is not None and row.at > moment)
    return next(later, len(rows))


def place_of(rows: Sequence[Any], here: int) -> int:
    """Return where an event belongs once its time changed: at `here`, unless another's time objects."""
    moment = rows[here].at
    if moment is None or not _objects(rows, here):
        return here
    return place_in([*rows[:here], *rows[here + 1 :]], moment)


def may_move(rows: Sequence[Any], here: int) -> bool:
    """Say whether an event can change places with one beside it."""
    row = rows[here]
    before, after = rows[here - 1] if here else None, rows[here + 1] if here + 1 < len(rows) else None
    return (
        row.at is None
        or (before is not None and before.at is not None and before.at >= row.at)
        or (after is not None and after.at is not None and after.at <= row.at)
    )


def check_passes(row: Entry, passed: Sequence[Any], *, up: bool) -> None:
    """Refuse to take an event with a time to the wrong side of another one. Raises NotValidError."""
    if not isinstance(row, TimelineEvent) or row.at is None:
        return
    times = [other.at for other in passed if other.at is not None]
    if any(at < row.at if up else at > row.at for at in times):
        raise NotValidError(say("The time of this event tells its place; change the time instead."), "before")


def arrange(incident: Incident, model: EntryModel, order: Sequence[int]) -> None:
    """Give the rows with these keys the places of the keys; a row that stands there already is left alone."""
    by_key = {row.pk: row for row in rows_of(incident, model).only("position")}
    moved = [(place, by_key[key]) for place, key in enumerate(order) if by_key[key].position != place]
    if not moved:
        return
    rows = rows_of(incident, model).filter(pk__in=[row.pk for _place, row in moved])
    rows.update(position=F("position") + _ASIDE)
    for place, row in moved:
        row.position = place
    model._default_manager.bulk_update([row for _place, row in moved], ["position"])  # noqa: SLF001 (as above)


def _objects(rows: Sequence[Any], here: int) -> bool:
    """Say whether the nearest event with a time before is later, or the nearest behind is earlier."""
    moment = rows[here].at
    before = next((row.at for row in reversed(rows[:here]) if row.at is not None), moment)
    after = next((row.at for row in rows[here + 1 :] if row.at is not None), moment)
    return bool(before > moment or after < moment)
