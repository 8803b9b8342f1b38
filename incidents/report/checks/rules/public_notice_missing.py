from collections.abc import Iterator

from incidents.report import metrics
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report, Severity
from incidents.report.words import say

LEVEL = Level.ADVISES
_GRAVE = frozenset({Severity.SEV1, Severity.SEV2})


def public_notice_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report of a sev1 or sev2 states when customers were first told.

    Customers know when it broke; they want to know when you said so.

    Bad: Severity: sev1. First public notice: empty.
    Good: Severity: sev1. First public notice: 10:55 on 3 March 2026
    """
    if report.severity in _GRAVE and metrics.moment(report, "notified_at") is None:
        message = say(
            "When customers were first told isn't stated for this %(severity)s; give the moment.",
            severity=report.severity,
        )
        yield Finding("public-notice-missing", LEVEL, "notified_at", message)
