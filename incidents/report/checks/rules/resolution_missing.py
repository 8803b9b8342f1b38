from collections.abc import Iterator

from incidents.report import metrics
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def resolution_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """A report that says it is over says how it ended.

    “It was fixed” leaves open whether it will break again tonight.

    Bad: Resolved at 12:10, resolution empty.
    Good: We removed the index at 11:40 and worked off the waiting payments.
    """
    if metrics.moment(report, "resolved_at") and not report.resolution:
        message = say("How it was resolved isn't told; say what was done, and whether it will hold.")
        yield Finding("resolution-missing", LEVEL, "resolution", message)
