from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def severity_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report has a severity.

    It decides who reads the report, and which promises apply.

    Bad: Severity: empty.
    Good: Severity: sev2
    """
    if report.severity is None:
        message = say("The report has no severity; choose one.")
        yield Finding("severity-missing", LEVEL, "severity", message)
