from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def components_missing(report: Report, _context: Context) -> Iterator[Finding]:
    """The report names the components that were affected.

    Customers follow the components they use; a post without one reaches nobody.

    Bad: Components: empty.
    Good: Components: Card payments
    """
    if not report.components:
        message = say("No component is named; choose those that were affected.")
        yield Finding("components-missing", LEVEL, "components", message)
