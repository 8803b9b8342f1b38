from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import ActionState, Report
from incidents.report.words import say

LEVEL = Level.WARNS


def action_without_owner(report: Report, _context: Context) -> Iterator[Finding]:
    """Each action that isn't done has an owner.

    What everybody is to do is done by nobody. A team is an owner too.

    Bad: Add an alert for the age of the queue. Owner: empty.
    Good: Add an alert for the age of the queue. Owner: Payments team.
    """
    for place, action in enumerate(report.actions):
        if not action.owner and action.state in (ActionState.OPEN, ActionState.IN_PROGRESS):
            message = say(
                "%(title)s has no owner; name the person or team that will do it.", title=quoted(action.title)
            )
            yield Finding("action-without-owner", LEVEL, f"actions[{place}].owner", message)
