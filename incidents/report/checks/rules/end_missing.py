from collections.abc import Iterator

from incidents.report import metrics
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def end_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report says when the incident was over.

    Until it does, every reader must take it that it still goes on.

    Bad: Resolved at: empty, and no “resolved” in the timeline.
    Good: Resolved at: 12:10 on 3 March 2026
    """
    if metrics.moment(report, "resolved_at") is None:
        message = say("No end is stated; give the moment the last customer could work again.")
        yield Finding("end-missing", LEVEL, "resolved_at", message)
