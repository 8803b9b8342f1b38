from collections.abc import Iterator

from incidents.report.checks import spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import ActionState, CorrectiveAction, Report
from incidents.report.words import say

LEVEL = Level.WARNS


def done_date(report: Report, context: Context) -> Iterator[Finding]:
    """A done action says when it was done, and one that isn't done doesn't.

    “Done” without a day can't be told from “nearly done”.

    Bad: State: done. Done on: empty.
    Good: State: done. Done on: 4 March 2026.
    """
    for place, action in enumerate(report.actions):
        if message := _fault(action, context):
            yield Finding("done-date", LEVEL, f"actions[{place}].done_on", message)


def _fault(action: CorrectiveAction, context: Context) -> str:
    is_done, title = action.state is ActionState.DONE, quoted(action.title)
    if is_done and action.done_on is None:
        return say("%(title)s is done, but doesn't say when; give the day.", title=title)
    if action.done_on is None:
        return ""
    day = spoken.day(action.done_on)
    if not is_done:
        return say(
            "%(title)s has the day %(day)s on which it was done, but its state isn't done.",
            title=title,
            day=day,
        )
    if action.done_on > context.today:
        return say("%(title)s is done on %(day)s, which is still to come.", title=title, day=day)
    return ""
