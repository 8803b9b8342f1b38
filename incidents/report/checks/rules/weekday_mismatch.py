from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.dates import WrittenDate, dates
from incidents.report.value import Report
from incidents.report.words import Day, say

LEVEL = Level.WARNS


def weekday_mismatch(report: Report, _context: Context) -> Iterator[Finding]:
    """A day of the week written beside a date is that date's.

    One of the two is wrong, and readers can't tell which.

    Bad: On Monday, 3 March 2026
    Good: On Tuesday, 3 March 2026
    """
    for place in places.texts(report):
        for written in places.few(each for each in dates(place.text) if _day(each) != each.weekday):
            day = _day(written) or ""
            message = say(
                "“%(written)s” was a %(day)s; correct the day or the date.", written=written.written, day=day
            )
            fix = Fix(
                say("Write %(words)s", words=str(day)),
                (Change(place.path, _mended(place.text, written, day)),),
            )
            yield Finding("weekday-mismatch", LEVEL, place.path, message, fix)


def _day(written: WrittenDate) -> str | None:
    """Return the weekday of a date, or what is written where that can't be known."""
    return Day(written.value, "EEEE") if written.weekday and written.value else written.weekday


def _mended(text: str, written: WrittenDate, day: str) -> str:
    start = written.start
    return text[:start] + day + text[start + len(written.weekday or "") :]
