"""A report of an incident that came again, begun from the one before."""

from msgspec.structs import replace

from incidents.report.value import ActionState, CorrectiveAction, Report, RootCause

# The checks take it for a place left to fill, so no copy goes out with a cause that nobody wrote.
TO_WRITE = "TBD"
_OWED = (ActionState.OPEN, ActionState.IN_PROGRESS)


def again(report: Report) -> Report:
    """Return what the report of a recurring incident begins with: clocks, components, causes, promises.

    Nothing that is true of only one of the two is in it: no time, number, severity, due date or story.
    """
    return Report(
        timezone=report.timezone,
        components=report.components,
        root_causes=tuple(_same_kind(cause) for cause in report.root_causes),
        actions=tuple(replace(action, due=None) for action in report.actions if _is_owed(action)),
    )


def _same_kind(cause: RootCause) -> RootCause:
    return replace(cause, text=TO_WRITE)


def _is_owed(action: CorrectiveAction) -> bool:
    return action.state in _OWED
