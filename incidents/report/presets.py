"""Days that promises are usually made for, counted from today."""

from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = 3  # in a quarter


class Presets(NamedTuple):
    """A week, two weeks and thirty days from today, and the last day of the quarter."""

    week: date
    fortnight: date
    month: date
    quarter: date


def presets(today: date) -> Presets:
    week, fortnight, month = (today + timedelta(days=days) for days in (7, 14, 30))
    return Presets(week, fortnight, month, _end_of_quarter(today))


def _end_of_quarter(day: date) -> date:
    last = -(-day.month // _MONTHS) * _MONTHS
    first_after = date(day.year + last // 12, last % 12 + 1, 1)
    return first_after - timedelta(days=1)
