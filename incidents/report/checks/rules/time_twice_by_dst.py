from collections.abc import Iterator

from incidents.report import clock
from incidents.report.checks import changes, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def time_twice_by_dst(report: Report, _context: Context) -> Iterator[Finding]:
    """A time in the hour that the clocks repeat says which of the two it is.

    When summer time ends, 02:30 comes twice; readers can't tell which one is meant.

    Bad: In a report of 25 October 2026 by Berlin's clocks: payments failed at 02:30.
    Good: In the same report: payments failed at 02:30 UTC+01:00.
    """
    for each in changes.told(report):
        try:
            clock.at_wall(each.wall, report.timezone)
        except clock.AmbiguousTimeError as error:
            first, second = (f"{reading:%z}"[:3] for reading in error.readings)
            message = say(
                "%(written)s came twice on %(day)s in %(timezone)s; say which, by UTC%(first)s or"
                " UTC%(second)s.",
                written=each.written,
                day=spoken.day(each.wall),
                timezone=report.timezone,
                first=first,
                second=second,
            )
            yield Finding("time-twice-by-dst", LEVEL, each.path, message)
        except clock.NoSuchTimeError:
            continue  # time-skipped-by-dst speaks of it
