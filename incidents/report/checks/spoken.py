"""How days, times and lengths are said in a message."""

from datetime import date, datetime


def day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    return f"{value:%H:%M} on {day(value)}"
