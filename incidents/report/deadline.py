"""When a report is due: so many business days after its incident ended, by the report's own clocks."""

from datetime import date, timedelta
from typing import NamedTuple

from incidents.report.metrics import moment
from incidents.report.value import Report

_SATURDAY = 5


class Due(NamedTuple):
    """The day a report is due, the business days it was given, and the days left; below 0 it is late."""

    on: date
    within: int
    left: int

    @property
    def late(self) -> int:
        return max(-self.left, 0)


def due(report: Report, within: int | None, today: date) -> Due | None:
    """Return when it is due; None where no number of days is set or nobody knows when the incident ended."""
    ended = moment(report, "resolved_at")
    if within is None or ended is None:
        return None
    on = after_business_days(ended.date(), within)
    return Due(on, within, (on - today).days)


def after_business_days(day: date, count: int) -> date:
    """Return the day that many days from Monday to Friday later; for 0, the day or the Monday after it."""
    weeks, rest = divmod(count, 5)
    there = _weekday(day) if count == 0 else _last_weekday(day) + timedelta(weeks=weeks)
    for _step in range(rest):
        there = _weekday(there + timedelta(days=1))
    return there


def _weekday(day: date) -> date:
    """Return the day, or the Monday after it at a weekend."""
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() >= _SATURDAY else 0)


def _last_weekday(day: date) -> date:
    """Return the day, or the Friday before it at a weekend."""
    return day - timedelta(days=max(day.weekday() - _SATURDAY + 1, 0))
