from collections.abc import Iterator

from incidents.report.checks import moments, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS


def due_before_incident(report: Report, _context: Context) -> Iterator[Finding]:
    """No action was due, or done, before the incident began.

    The year is most often the slip: in January people still write the old one.

    Bad: An incident of 3 January 2026, and an action due on 31 January 2025.
    Good: An incident of 3 January 2026, and an action due on 31 January 2026.
    """
    start = moments.first(report)
    if start is None:
        return
    for place, action in enumerate(report.actions):
        for name, day in (("due", action.due), ("done_on", action.done_on)):
            if day and day < start.date():
                told = {
                    "title": quoted(action.title),
                    "day": spoken.day(day),
                    "incident": spoken.day(start),
                }
                message = (
                    say("%(title)s is due on %(day)s, before the incident of %(incident)s.", **told)
                    if name == "due"
                    else say("%(title)s is done on %(day)s, before the incident of %(incident)s.", **told)
                )
                yield Finding("due-before-incident", LEVEL, f"actions[{place}].{name}", message)
