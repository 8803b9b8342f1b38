import re
from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import plain
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_SPARED = r"(?:was|were|is|are|remained|stayed)\s(?:not\s(?:affected|impacted)|unaffected|unimpacted)\b"


def component_mismatch(report: Report, _context: Context) -> Iterator[Finding]:
    """No text says that a component was spared that the list says was affected.

    Customers are told by component: those who follow a spared one are alarmed, or the others hear nothing.

    Bad: Components: Search. Summary: “Search was not affected.”
    Good: Components: Card payments. Summary: “Search was not affected.”
    """
    for component in report.components:
        spared = re.compile(rf"(?<![\w-]){re.escape(component)}\s{_SPARED}", re.IGNORECASE)
        for path in ("title", "summary", "impact", "closing"):
            if said := spared.search(plain(getattr(report, path))):
                message = say(
                    "This says “%(said)s”, but %(component)s is an affected component.",
                    said=said[0],
                    component=component,
                )
                yield Finding("component-mismatch", LEVEL, path, message)
