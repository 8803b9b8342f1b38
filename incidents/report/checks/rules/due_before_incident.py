from collections.abc import Iterator

from incidents.report.checks import moments, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import Report

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
                word = "due" if name == "due" else "done"
                message = (
                    f"{quoted(action.title)} is {word} on {spoken.day(day)}, "
                    f"before the incident of {spoken.day(start)}."
                )
                yield Finding("due-before-incident", LEVEL, f"actions[{place}].{name}", message)
