from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.written.plain import quoted
from incidents.report.value import ActionState, CauseKind, Report

LEVEL = Level.WARNS
_TO_ADDRESS = frozenset({CauseKind.ROOT, CauseKind.DETECTION_GAP})


def cause_without_action(report: Report, _context: Context) -> Iterator[Finding]:
    """Each root cause, and each gap in detection, is addressed by an action.

    A cause that is left as it is will be the cause of the next incident. An action on a cause also
    addresses what that cause explains.

    Bad: Cause “No limit on retries”; no action names it.
    Good: Cause “No limit on retries”; the action “Limit retries to three” addresses it.
    """
    promised = [action for action in report.actions if action.state is not ActionState.CANCELLED]
    if not promised:
        return  # the lack of actions says it already
    addressed = {place for action in promised for place in action.addresses}
    for place, cause in enumerate(report.root_causes):
        if cause.kind in _TO_ADDRESS and not addressed.intersection(_up_from(report, place)):
            message = f"No action addresses the cause {quoted(cause.text)}; link one, or add one."
            yield Finding("cause-without-action", LEVEL, f"root_causes[{place}]", message, _fix(report))


def _up_from(report: Report, place: int | None) -> Iterator[int]:
    while place is not None:
        yield place
        place = report.root_causes[place].because_of


def _fix(report: Report) -> Fix | None:
    """Where there is one action and one cause, there is no question what is meant."""
    if len(report.root_causes) == len(report.actions) == 1:
        return Fix("Link the action to the cause", (Change("actions[0].addresses", (0,)),))
    return None
