from collections.abc import Iterator

from incidents.report.checks import moments, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import ActionState, Report
from incidents.report.words import say

LEVEL = Level.WARNS


def due_passed(report: Report, context: Context) -> Iterator[Finding]:
    """No open action was due already.

    A promise that is broken on the day it is published is worse than none.

    Bad: In a report written on 5 March 2026: open, due on 4 March 2026.
    Good: In a report written on 5 March 2026: done, due on 4 March 2026.
    """
    start = moments.first(report)
    for place, action in enumerate(report.actions):
        if action.due is None or action.state not in (ActionState.OPEN, ActionState.IN_PROGRESS):
            continue
        if action.due < context.today and not (start and action.due < start.date()):
            message = say(
                "%(title)s was due on %(day)s and isn't done.",
                title=quoted(action.title),
                day=spoken.day(action.due),
            )
            yield Finding("due-passed", LEVEL, f"actions[{place}].due", message)
