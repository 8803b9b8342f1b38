from collections.abc import Iterator
from operator import attrgetter

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS


def section_required(report: Report, context: Context) -> Iterator[Finding]:
    """The report leaves nothing empty that the policy of its severity asks for.

    What a site promised its customers to tell after a grave incident must not depend on who writes.

    Bad: No lesson of what went wrong, where the policy asks for one.
    Good: What went wrong: nobody was paged for the first twenty minutes.
    """
    for path in dict.fromkeys(context.required):
        if attrgetter(path)(report) in (None, "", ()):
            message = say("This stands empty, and by the policy for this severity it must not; fill it in.")
            yield Finding("section-required", LEVEL, path, message)
