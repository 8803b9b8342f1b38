from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import ActionState, Report
from incidents.report.words import say

LEVEL = Level.WARNS


def no_actions(report: Report, _context: Context) -> Iterator[Finding]:
    """The report promises at least one action.

    What customers ask first, once it is over, is what will be done so that it doesn't happen again.

    Bad: A report without actions, or with cancelled ones only.
    Good: “Alert when the oldest job waits longer than five minutes”, with an owner and a due date.
    """
    if all(action.state is ActionState.CANCELLED for action in report.actions):
        yield Finding(
            "no-actions",
            LEVEL,
            "actions",
            say("No action is promised; add what will be done, by whom, by when."),
        )
