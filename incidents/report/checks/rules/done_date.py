from collections.abc import Iterator

from incidents.report.checks import spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import ActionState, CorrectiveAction, Report

LEVEL = Level.WARNS


def done_date(report: Report, context: Context) -> Iterator[Finding]:
    """A done action says when it was done, and one that isn't done doesn't.

    “Done” without a day can't be told from “nearly done”.

    Bad: State: done. Done on: empty.
    Good: State: done. Done on: 4 March 2026.
    """
    for place, action in enumerate(report.actions):
        if fault := _fault(action, context):
            yield Finding("done-date", LEVEL, f"actions[{place}].done_on", f"{quoted(action.title)} {fault}")


def _fault(action: CorrectiveAction, context: Context) -> str:
    is_done = action.state is ActionState.DONE
    if is_done and action.done_on is None:
        return "is done, but doesn't say when; give the day."
    if action.done_on is None:
        return ""
    if not is_done:
        return f"has the day {spoken.day(action.done_on)} on which it was done, but its state isn't done."
    if action.done_on > context.today:
        return f"is done on {spoken.day(action.done_on)}, which is still to come."
    return ""
