from collections.abc import Iterator
from datetime import datetime, timedelta

from incidents.report import clock
from incidents.report.checks import changes, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_MOMENT = timedelta(seconds=1)


def time_skipped_by_dst(report: Report, _context: Context) -> Iterator[Finding]:
    """No time falls into the hour that the clocks skipped.

    When summer time begins, clocks go from 02:00 to 03:00; nothing happened at 02:30.

    Bad: In a report of 29 March 2026 by Berlin's clocks: payments failed at 02:30.
    Good: In the same report: payments failed at 03:30.
    """
    for each in changes.told(report):
        # 02:00, the first of them, is what the change itself is called by.
        if not any(_is_shown(wall, report.timezone) for wall in (each.wall, each.wall - _MOMENT)):
            message = say(
                "There was no %(written)s on %(day)s: the clocks of %(timezone)s went forward; "
                "correct the time.",
                written=each.written,
                day=spoken.day(each.wall),
                timezone=report.timezone,
            )
            yield Finding("time-skipped-by-dst", LEVEL, each.path, message)


def _is_shown(wall: datetime, zone: str | None) -> bool:
    try:
        clock.at_wall(wall, zone)
    except clock.NoSuchTimeError:
        return False
    except clock.AmbiguousTimeError:
        return True
    return True
