from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Lessons, Report
from incidents.report.words import say

LEVEL = Level.ADVISES


def lessons_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report says what was learnt.

    What went well deserves to be kept, and what was lucky will not happen twice.

    Bad: All three lessons empty.
    Good: What was lucky: few customers pay on a Tuesday morning.
    """
    if report.lessons == Lessons():
        message = say("No lesson is told; say what went well, what went wrong, and where you were lucky.")
        yield Finding("lessons-missing", LEVEL, "lessons", message)
