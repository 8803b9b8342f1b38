from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS


def summary_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report has a summary for customers.

    Most readers read nothing else: what happened, whom it hit, and that it is over.

    Bad: An empty summary.
    Good: On 3 March 2026 from 10:30 to 12:10, payments by card failed for customers in the EU region.
    """
    if not report.summary:
        message = say(
            "There is no summary; say in a few sentences what happened, whom it hit, and that it is over."
        )
        yield Finding("summary-missing", LEVEL, "summary", message)
