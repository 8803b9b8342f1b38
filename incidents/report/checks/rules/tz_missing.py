from collections.abc import Iterator

from incidents.report.checks import moments
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def tz_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report says which zone's clocks its times are by.

    Customers read from everywhere; without a zone they can't hold the times against their own records.

    Bad: Started at 10:32, time zone empty.
    Good: Started at 10:32, time zone Europe/Berlin.
    """
    timed = moments.first(report) or any(event.clock for event in report.timeline)
    if report.timezone is None and timed:
        yield Finding(
            "tz-missing",
            LEVEL,
            "timezone",
            say("The times have no time zone; choose the one the clocks were set to."),
        )
