from collections.abc import Iterator

from incidents.report import metrics
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES


def detection_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report states when the incident was noticed.

    How long it went unnoticed is the first thing to get better at.

    Bad: A start and an end, and nothing about the first alert.
    Good: Detected at: 10:38 on 3 March 2026
    """
    if metrics.moment(report, "detected_at") is None:
        message = say(
            "When it was noticed isn't stated; give the moment of the first alert or the first complaint."
        )
        yield Finding("detection-missing", LEVEL, "detected_at", message)
