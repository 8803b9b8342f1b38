"""How days, times and lengths are said in a message."""

from datetime import date, datetime

from incidents.report import words
from incidents.report.words import Day


def day(value: date) -> Day:
    return Day(value)


def moment(value: datetime) -> Day:
    return words.moment(value)
