from collections.abc import Iterator

from incidents.report import metrics
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def start_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report states when the incident began.

    Every length that customers read is counted from there.

    Bad: Started at: empty.
    Good: Started at: 10:30 on 3 March 2026
    """
    if metrics.moment(report, "started_at") is None:
        message = say("No start is stated; give the moment the first customer was affected.")
        yield Finding("start-missing", LEVEL, "started_at", message)
