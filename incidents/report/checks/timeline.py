"""The order of a timeline's times."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from incidents.report import clock
from incidents.report.clock import AmbiguousTimeError, NoSuchTimeError
from incidents.report.value import Report, TimelineEvent

HALF_DAY = timedelta(hours=12)


def steps_back(report: Report) -> list[int]:
    """Return the places of events that are earlier than the timed event before them."""
    found, last = [], None
    for place, event in enumerate(report.timeline):
        if event.at:
            if last and event.at < last:
                found.append(place)
            last = event.at
    return found


def half_day_slips(report: Report) -> dict[int, datetime]:
    """Return for each event that fits between its neighbours only half a day away the time that fits."""
    timed = [(place, event.at) for place, event in enumerate(report.timeline) if event.at]
    slips = {}
    for (_, before), (place, at), (_, after) in zip(timed, timed[1:], timed[2:], strict=False):
        if before <= after and not before <= at <= after:
            for moved in _half_a_day_off(at, report.timezone):
                if before <= moved <= after:
                    slips[place] = moved
    return slips


def _half_a_day_off(at: datetime, zone: str | None) -> Iterator[datetime]:
    """Yield what the clocks showed half a day later and earlier, where they showed it, and once."""
    for wall in (at.replace(tzinfo=None) + HALF_DAY, at.replace(tzinfo=None) - HALF_DAY):
        with suppress(NoSuchTimeError, AmbiguousTimeError):
            yield clock.at_wall(wall, zone)


def in_order(events: tuple[TimelineEvent, ...]) -> tuple[TimelineEvent, ...]:
    """Return the events by time; one without a time stays behind the event it stood behind."""
    groups: list[list[TimelineEvent]] = [[]]
    for event in events:
        if event.at:
            groups.append([event])
        else:
            groups[-1].append(event)
    opening, *rest = groups
    rest.sort(key=lambda group: group[0].at or datetime.min)  # noqa: DTZ901 (each group opens with its time)
    return (*opening, *(event for group in rest for event in group))
