"""The times of day that a report tells in words, on days on which its zone's clocks change."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from incidents.report import clock
from incidents.report.checks import moments, places
from incidents.report.checks.written.clocks import clocks
from incidents.report.checks.written.dates import dates
from incidents.report.checks.written.plain import sentences
from incidents.report.shape import MOMENTS
from incidents.report.value import Report

# Whoever tells of the change itself names the times it is between.
_OF_THE_CHANGE = re.compile(r"\b(?:clocks?|summer time|winter time|daylight|DST)\b", re.IGNORECASE)


class Told(NamedTuple):
    """A time of day as written in the field at `path`, by the clocks of the report's zone."""

    path: str
    written: str
    wall: datetime


def told(report: Report) -> Iterator[Told]:
    """Yield each time that names no zone of its own and whose day is certain, if clocks changed on it."""
    only = _only_day(report)
    changed = only is not None and _clocks_change(report, only)
    for place in places.texts(report):
        if not clocks(place.text) or not (changed or dates(place.text)):
            continue
        for sentence in sentences(place.text):
            said = [each.value for each in dates(sentence.text) if each.value]
            day = said[0] if len(said) == 1 else only if not said else None
            if day and _clocks_change(report, day) and not _OF_THE_CHANGE.search(sentence.text):
                yield from _in_sentence(place.path, sentence.text, day)
    if only and changed:
        for place_of_event, event in enumerate(report.timeline):
            if event.clock:
                wall = datetime.combine(only, time.fromisoformat(event.clock))
                yield Told(f"timeline[{place_of_event}].clock", event.clock, wall)


def _in_sentence(path: str, sentence: str, day: date) -> Iterator[Told]:
    for written in places.few(clocks(sentence)):
        if not written.slipped and not written.names_zone(sentence):
            yield Told(path, written.written, datetime.combine(day, written.at()))


def _only_day(report: Report) -> date | None:
    """Return the day of the incident, where all its times are of one."""
    stated = (getattr(report, name) for name in MOMENTS)
    days = {at.date() for at in (*stated, *moments.event_times(report)) if at}
    return days.pop() if len(days) == 1 else None


def _clocks_change(report: Report, day: date) -> bool:
    if report.timezone is None or not clock.EARLIEST_YEAR <= day.year <= clock.LATEST_YEAR:
        return False
    midnight = datetime.combine(day, time())
    before, after = (
        clock.readings(at, report.timezone)[0] for at in (midnight, midnight + timedelta(days=1))
    )
    return before.utcoffset() != after.utcoffset()
