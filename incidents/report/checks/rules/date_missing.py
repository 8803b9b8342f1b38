from collections.abc import Iterator

from incidents.report.checks import moments, places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.dates import dates
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS


def date_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report says on which day the incident began.

    Without a day nobody can tell whether it was the incident that hit them.

    Bad: No time in any field, and “10:40 First alert” in the timeline.
    Good: Started at 10:32 on 3 March 2026.
    """
    if moments.first(report) or any(dates(place.text) for place in places.texts(report)):
        return
    message = say("No date is stated; give the day and time the incident began.")
    yield Finding("date-missing", LEVEL, "started_at", message)
