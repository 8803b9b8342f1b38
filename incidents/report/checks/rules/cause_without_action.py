from collections.abc import Iterator

from incidents.report import whys
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import ActionState, Report
from incidents.report.words import say

LEVEL = Level.WARNS


def cause_without_action(report: Report, _context: Context) -> Iterator[Finding]:
    """Each root cause, and each gap in detection, is addressed by an action.

    A cause that is left as it is will be the cause of the next incident. An action on a cause also
    addresses what that cause explains.

    Bad: Cause “No limit on retries”; no action names it.
    Good: Cause “No limit on retries”; the action “Limit retries to three” addresses it.
    """
    if all(action.state is ActionState.CANCELLED for action in report.actions):
        return  # the lack of actions says it already
    for place in whys.unaddressed(report.root_causes, report.actions):
        message = say(
            "No action addresses the cause %(text)s; link one, or add one.",
            text=quoted(report.root_causes[place].text),
        )
        yield Finding("cause-without-action", LEVEL, f"root_causes[{place}]", message, _fix(report))


def _fix(report: Report) -> Fix | None:
    """Where there is one action and one cause, there is no question what is meant."""
    if len(report.root_causes) == len(report.actions) == 1:
        return Fix(say("Link the action to the cause"), (Change("actions[0].addresses", (0,)),))
    return None
