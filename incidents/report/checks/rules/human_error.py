from collections.abc import Iterator

from incidents.report.checks import prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.blame import HUMAN_ERROR
from incidents.report.value import Report

LEVEL = Level.WARNS


def human_error(report: Report, _context: Context) -> Iterator[Finding]:
    """No text names human error as a cause.

    People slip every day; what made this slip an outage is what can be changed.

    Bad: The outage was caused by human error.
    Good: The release tool ran in all regions at once without asking.
    """
    return prose.wordings("human-error", LEVEL, prose.told_texts(report), HUMAN_ERROR)
