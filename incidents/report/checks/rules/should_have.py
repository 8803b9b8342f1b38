from collections.abc import Iterator

from incidents.report.checks import prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.blame import COUNTERFACTUAL
from incidents.report.value import Report

LEVEL = Level.ADVISES


def should_have(report: Report, _context: Context) -> Iterator[Finding]:
    """No text tells what somebody should have done.

    What should have been explains nothing: at the time, what was done made sense to whoever did it.

    Bad: The alert should have been noticed earlier.
    Good: The alert was one of 300 that night; from now on payments have their own.
    """
    return prose.wordings("should-have", LEVEL, prose.told_texts(report), COUNTERFACTUAL)
