from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import ActionState, Report
from incidents.report.words import say

LEVEL = Level.WARNS


def action_without_due(report: Report, _context: Context) -> Iterator[Finding]:
    """Each action that isn't done has a due date.

    A promise without a day can't be kept or broken, and readers know it.

    Bad: Add an alert for the age of the queue. Due: empty.
    Good: Add an alert for the age of the queue. Due: 1 May 2026.
    """
    for place, action in enumerate(report.actions):
        if action.due is None and action.state in (ActionState.OPEN, ActionState.IN_PROGRESS):
            message = say(
                "%(title)s has no due date; say by which day it will be done.", title=quoted(action.title)
            )
            yield Finding("action-without-due", LEVEL, f"actions[{place}].due", message)
