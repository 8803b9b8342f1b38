"""The other days that a document may mean, each from another reading of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from incidents.report.reading import stamps
from incidents.report.reading.choosing import differences, fits
from incidents.report.reading.result import Offer, Problem, Reading
from incidents.report.words import Day, say

_MOST_HINTS = 3
_MOST_CHARACTERS = 200_000  # a longer text takes too long to read once for each day it may mean
_PROMISE = re.compile(r"^.*\b(?:due|deadline)\b.*$", re.IGNORECASE | re.MULTILINE)
# What the day would bring with it, which the reading as it is has no problem for.
_ON_THAT_DAY = {
    "tz-wrong-for-season": say("the times as the zone's own, which had another name then"),
    "time-skipped-by-dst": say("the clocks went forward, and never showed one of the times"),
    "time-twice-by-dst": say("the clocks went back, and showed one of the times twice"),
}

Again = Callable[[date | None, bool | None], Reading]  # today and day-first → another reading of the document


def offered(
    problem: Problem, reading: Reading, text: str, today: date | None, again: Again
) -> tuple[Offer, ...]:
    """Return the days that a doubtful or missing date may mean, each with all times of the report then."""
    if len(text) > _MOST_CHARACTERS:
        return ()
    if problem.code == "date-ambiguous":
        other = again(today, True)
        begun = other.report.started_at or next((e.at for e in other.report.timeline if e.at), None)
        return _times(
            say("Day first: %(day)s", day=Day(begun)) if begun else say("Day first"), reading, other
        )
    offers: tuple[Offer, ...] = ()
    if problem.code == "date-missing":
        for day in _hints(text, today):
            offers += _times(Day(day), reading, again(day, None))
        if today:
            offers += _times(say("Leave the day open"), reading, again(None, None))
    return offers


def _times(label: str, reading: Reading, other: Reading) -> tuple[Offer, ...]:
    if len(other.report.timeline) != len(reading.report.timeline):
        return ()
    known = {problem.code for problem in reading.problems}
    new = dict.fromkeys(problem.code for problem in other.problems if problem.code not in known)
    for code in new:
        if code in _ON_THAT_DAY:
            label = say("%(label)s (%(but)s)", label=label, but=_ON_THAT_DAY[code])
    changes = differences(reading.report, other.report)
    return (Offer(label=label, changes=changes),) if fits(reading.report, changes) else ()


def _hints(text: str, today: date | None) -> list[date]:
    """Return the days the document names without saying the incident was then, and the day before today."""
    days: dict[date, None] = {}
    for stamp in stamps.find(_PROMISE.sub("", text)):
        if stamp.date and stamp.date.year and len(days) < _MOST_HINTS:
            try:
                days[stamp.date.on(None)] = None
            except ValueError:  # no such day
                continue
    if today:
        days[today - timedelta(days=1)] = None
        days.pop(today, None)
    return list(days)
