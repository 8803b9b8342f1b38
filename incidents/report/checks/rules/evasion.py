from collections.abc import Iterator

from incidents.report.checks import prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.evasions import EVASIONS
from incidents.report.value import Report

LEVEL = Level.ADVISES


def evasion(report: Report, _context: Context) -> Iterator[Finding]:
    """No text for customers says less than is known.

    Customers notice what isn't said, and believe the rest less.

    Bad: Some users may have experienced issues.
    Good: 37.5% of payments failed.
    """
    return prose.wordings("evasion", LEVEL, prose.customer_texts(report), EVASIONS)
