from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def timeline_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report has a timeline.

    A summary says what happened; only a timeline shows that you know.

    Bad: An empty timeline.
    Good: 10:30 First errors, 10:38 First alert, 12:10 Resolved
    """
    if not report.timeline:
        message = say("The timeline is empty; add when it began, was noticed, was told and ended.")
        yield Finding("timeline-missing", LEVEL, "timeline", message)
